import Foundation
import HTTPTypes
import Testing

@testable import Martlet

/// The documents say what the code does: here they are held to it.
@Suite struct `Documents` {
    @Test func `the code map names every source file, and no other`() throws {
        let map = try Checkout.text("Sources/README.md")
        let named = Set(map.matches(of: /`([A-Za-z0-9+]+\.swift)`/).map { String($0.output.1) })
        let files = Set(
            Checkout.swiftFiles(below: "Sources").compactMap { $0.split(separator: "/").last.map(String.init) })

        #expect(files.subtracting(named).sorted() == [])
        #expect(named.subtracting(files).sorted() == [])
    }

    @Test func `the code map has every route, and no other`() throws {
        let map = try Checkout.text("Sources/README.md")
        let documented = map.matches(of: /(?m)^\| `?(GET|POST)`? \| `([^`]+)` \|/).map {
            "\($0.output.1) \($0.output.2)"
        }
        let routes = RouteTable.site.routes.map { "\($0.method.rawValue) \($0.path)" }

        #expect(documented.sorted() == routes.sorted())
    }

    @Test func `the README has every setting, and no other`() throws {
        let readme = try Checkout.text("README.md")
        let documented = readme.matches(of: /(?m)^\| `(MARTLET_[A-Z_]+)` \|/).map { String($0.output.1) }

        #expect(documented.sorted() == Settings.definitions.map(\.name).sorted())
    }

    @Test func `every setting is read in one place`() throws {
        let settings = try Checkout.text("Sources/Martlet/Settings.swift")
        for definition in Settings.definitions {
            #expect(settings.contains("(\"\(definition.name)\"") || settings.contains("[\"\(definition.name)\"]"))
        }
    }

    @Test func `every Debian package is in the one list`() throws {
        let list = try Checkout.text(".ci/debian-packages")
        for package in [
            "libcurl4-openssl-dev", "libvips-dev", "libxml2-dev", "libcmark-gfm-dev", "libcmark-gfm-extensions-dev",
            "libsqlite3-dev", "libbrotli-dev", "zlib1g-dev",
        ] {
            #expect(list.split(separator: "\n").contains { $0 == package })
        }
    }

    @Test(arguments: ["README.md", "Sources/README.md", "Tests/README.md", "Sources/decisions.md", "data/README.md"])
    func `the files and folders that a document links to are there`(document: String) throws {
        let folder = document.split(separator: "/").dropLast().joined(separator: "/")
        for link in try Checkout.text(document).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
            let path = "\(Checkout.path)/\(folder)/\(link.output.1)"
            #expect(FileManager.default.fileExists(atPath: path), "\(document) → \(link.output.1)")
        }
    }
}

/// Who may import what: the promises of the modules and of the file roles.
@Suite struct `Layering` {
    private static let allowed: [String: Set<String>] = [
        "Compression": ["CBrotli", "CZlib"],
        "Markup": ["CCMark", "CXML2"],
        "Images": ["CVips"],
        "Fetch": ["CCurl", "NIOPosix"],
        "IndieWeb": ["Crypto", "Markup"],
        "Martlet": [
            "Compression", "CryptoExtras", "Fetch", "Images", "IndieWeb", "Markup", "ArgumentParser", "Configuration",
            "Crypto", "GRDB", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "Mustache", "NIOCore",
            "NIOHTTP1", "NIOHTTPTypes",
            "NIOHTTPTypesHTTP1", "NIOPosix",
            "ServiceLifecycle", "Subprocess", "SystemPackage", "UnixSignals",
        ],
    ]
    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "CDispatch", "Dispatch",
    ]

    @Test(arguments: ["Compression", "Fetch", "Markup", "Images", "IndieWeb", "Martlet"])
    func `a module imports what it may`(module: String) throws {
        let allowed = try #require(Self.allowed[module])
        for file in Checkout.swiftFiles(below: "Sources/" + module) {
            let others = try Self.imports(of: file).subtracting(allowed).subtracting(Self.system)
            #expect(others.isEmpty, "\(file) imports \(others.sorted())")
        }
    }

    @Test func `only stores, the schema and the database speak SQL`() throws {
        for file in Checkout.swiftFiles(below: "Sources/Martlet") where try Self.imports(of: file).contains("GRDB") {
            // What follows a plus says which part of the type it is.
            let name = (file.split(separator: "/").last ?? "").dropLast(".swift".count).prefix { $0 != "+" }
            #expect(name.hasSuffix("Store") || ["Schema", "AppDatabase", "StorageError"].contains(name), "\(file)")
        }
    }

    /// Whatever could open a connection, by its name in the libraries at hand. The socket of the owner's commands is a file.
    @Test func `nothing but Fetch can reach the network`() throws {
        let ways = [
            "CCurl", "curl_", "URLSession", "FoundationNetworking", "ClientBootstrap", "DatagramBootstrap",
            "getaddrinfo",
            "gethostbyname", "AsyncHTTPClient", "AF_INET", "NWConnection", "HTTPClient", "Data(contentsOf: URL(string",
            "InputStream", "CFSocket", "SOCK_STREAM",
        ]
        let files = Checkout.swiftFiles(below: "Sources").filter { !$0.hasPrefix("Sources/Fetch/") }
        #expect(files.count > 100)
        for file in files {
            let text = try Checkout.text(file)
            for way in ways where text.contains(way) {
                let isCommandSocket = file == "Sources/Martlet/Commands/OwnerSocket.swift" && way == "SOCK_STREAM"
                // The scanner's address is numeric and comes from the settings alone.
                let isScanner =
                    file == "Sources/Martlet/Media/VirusScanner.swift" && ["SOCK_STREAM", "AF_INET"].contains(way)
                #expect((isCommandSocket && text.contains("AF_UNIX")) || isScanner, "\(file) has \(way)")
            }
        }
    }

    @Test func `only the templates' file knows Mustache`() throws {
        let users = try Checkout.swiftFiles(below: "Sources/Martlet").filter {
            try Self.imports(of: $0).contains("Mustache")
        }
        #expect(users == ["Sources/Martlet/HTTP/Templates.swift"])
    }

    @Test func `rules and stores know nothing of HTTP`() throws {
        let endings = [
            "Store.swift", "Publisher.swift", "Library.swift", "Issuer.swift", "Reader.swift", "Page.swift",
            "Keeper.swift", "Directory.swift", "Finder.swift", "Verifier.swift", "Limiter.swift",
            "Editor.swift", "Rules.swift", "Runner.swift", "Fetcher.swift", "Remover.swift", "Sweeper.swift",
        ]
        for file in Checkout.swiftFiles(below: "Sources/Martlet") where endings.contains(where: file.hasSuffix) {
            #expect(try Self.imports(of: file).isDisjoint(with: ["Hummingbird", "HummingbirdCore"]), "\(file)")
        }
    }

    @Test func `no file is longer than it should be`() throws {
        for folder in ["Sources", "Tests"] {
            for file in Checkout.swiftFiles(below: folder) {
                let lines = try Checkout.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
                #expect(lines <= 400, "\(file) has \(lines) lines")
            }
        }
    }

    private static func imports(of file: String) throws -> Set<String> {
        Set(
            try Checkout.text(file)
                .matches(of: /(?m)^\s*(?:@[a-z]+ )?(?:package |internal |public )?import ([A-Za-z0-9_]+)/)
                .map { String($0.output.1) })
    }
}
