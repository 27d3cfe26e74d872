// swift-tools-version: 6.2

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Places where a test can kill the server: in debug builds, and in release builds made with FAILPOINTS=1.
let failpoints: [SwiftSetting] =
    Context.environment["FAILPOINTS"] == "1"
    ? [.define("FAILPOINTS")] : [.define("FAILPOINTS", .when(configuration: .debug))]

let package = Package(
    name: "martlet",
    products: [.executable(name: "martlet", targets: ["Martlet"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Each C library is imported by exactly one Swift module.
        .systemLibrary(name: "CBrotli"),
        .systemLibrary(name: "CCMark"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CVips", pkgConfig: "vips"),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CBrotliDecoder", path: "Tests/CBrotliDecoder"),

        .target(name: "Markup", dependencies: ["CCMark", "CXML2"], swiftSettings: swiftSettings),
        .target(
            name: "Fetch", dependencies: ["CCurl", .product(name: "NIOPosix", package: "swift-nio")],
            swiftSettings: swiftSettings),
        .target(name: "Compression", dependencies: ["CBrotli", "CZlib"], swiftSettings: swiftSettings),
        .target(name: "Images", dependencies: ["CVips"], swiftSettings: swiftSettings),
        .target(
            name: "IndieWeb", dependencies: ["Markup", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "Martlet",
            dependencies: [
                "Compression", "Fetch", "Images", "IndieWeb", "Markup",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: swiftSettings + failpoints
        ),

        .testTarget(
            name: "CompressionTests", dependencies: ["CBrotliDecoder", "Compression"], swiftSettings: swiftSettings),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: swiftSettings),
        .testTarget(name: "FetchTests", dependencies: ["Fetch"], swiftSettings: swiftSettings),
        .testTarget(name: "ImagesTests", dependencies: ["Images"], swiftSettings: swiftSettings),
        .testTarget(name: "IndieWebTests", dependencies: ["IndieWeb", "Markup"], swiftSettings: swiftSettings),
        .testTarget(
            name: "MartletTests",
            dependencies: [
                "Martlet", "Compression", "Fetch", "Images", "IndieWeb", "Markup",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: swiftSettings + failpoints
        ),
    ],
    swiftLanguageModes: [.v6]
)
