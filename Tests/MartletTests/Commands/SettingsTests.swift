import Foundation
import Testing

@testable import Martlet

@Suite struct `The settings` {
    @Test func `the defaults need nothing`() async throws {
        let settings = try await Settings.read(environment: [:])

        #expect(settings.baseURL == "http://localhost:8080")
        #expect(settings.me == "http://localhost:8080/")
        #expect(settings.host == "127.0.0.1" && settings.port == 8080)
        #expect(settings.dataDirectory.hasSuffix("/data"))
        #expect(settings.maxUploadBytes == 52_428_800)
        #expect(settings.title == "localhost" && settings.ownerName == "localhost")
    }

    @Test func `the environment wins over the file, which wins over the defaults`() async throws {
        let folder = try TemporaryFolder()
        let file = "# my site\nMARTLET_TITLE=From the file\nMARTLET_PORT=9000\n"
        try Data(file.utf8).write(to: URL(fileURLWithPath: folder.path + "/martlet.env"))
        let settings = try await Settings.read(
            environment: ["MARTLET_DATA_DIR": folder.path, "MARTLET_PORT": "9001", "MARTLET_HOST": ""])

        #expect(settings.title == "From the file")
        #expect(settings.port == 9001)
        #expect(settings.host == "127.0.0.1")
    }

    @Test(arguments: [
        ("MARTLET_BASE_URL", "HTTPS://Example.COM:443", "https://example.com"),
        ("MARTLET_BASE_URL", "http://localhost:8080/", "http://localhost:8080"),
    ])
    func `an address is kept in its canonical form`(name: String, value: String, expected: String) async throws {
        #expect(try await Settings.read(environment: [name: value]).baseURL == expected)
    }

    @Test(arguments: [
        ("MARTLET_BASE_URL", "example.com"), ("MARTLET_BASE_URL", "ftp://example.com"),
        ("MARTLET_BASE_URL", "https://example.com/blog"), ("MARTLET_BASE_URL", "https://me:pw@example.com"),
        ("MARTLET_PORT", "eighty"), ("MARTLET_PORT", "65536"), ("MARTLET_PORT", "-1"),
        ("MARTLET_ME", "https://example.com/#me"), ("MARTLET_MAX_UPLOAD_BYTES", "1"), ("MARTLET_LOG_LEVEL", "loud"),
        ("MARTLET_LANGUAGE", "en\"><script>"), ("MARTLET_TIME_ZONE", "Mars/Olympus"), ("MARTLET_PAGE_SIZE", "0"),
        ("MARTLET_MENU", "Photos"), ("MARTLET_MENU", "Elsewhere //elsewhere.example"), ("MARTLET_MENU", "/photos"),
        ("MARTLET_MENU", "Bad javascript:alert(1)"), ("MARTLET_REL_ME", "javascript:alert(1)"),
        ("MARTLET_REL_ME", "http://a.example/"), ("MARTLET_REL_ME", "mailto:nobody"),
        ("MARTLET_OWNER_PHOTO", "javascript:alert(1)"), ("MARTLET_BASE_URL", "http://a:99999"),
        ("MARTLET_DATA_DIR", "/etc/passwd"), ("MARTLET_DATA_DIR", "/proc/nope"),
        ("MARTLET_RESOURCE_DIR", "/nonexistent"), ("MARTLET_HOST", "192.0.2.1"),
    ])
    func `a value that can't be used stops the start with one line`(name: String, value: String) async throws {
        let folder = try TemporaryFolder()
        var environment = TestSite.environment(folder)
        environment[name] = value
        let outcome = try await Program.run("serve", environment: environment)

        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("martlet: \(name) is '\(value)"))
        #expect(outcome.complaint.contains("; allowed: "))
        #expect(outcome.complaint.split(separator: "\n").count == 1)
    }

    @Test func `a misspelt setting is told`() {
        #expect(
            Settings.unknownNames(in: ["MARTLET_BASEURL": "x", "MARTLET_PORT": "1", "PATH": ""]) == ["MARTLET_BASEURL"])
    }
}

@Suite struct `The server process` {
    @Test func `a second one on the same data refuses to start and names the first`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        try await Program.serving(environment: environment) { _ in
            let second = try await Program.run("serve", environment: environment)
            #expect(second.status == 1)
            #expect(second.complaint.contains("is in use by process"))
        }
    }

    @Test func `seed fills a site once, with every picture in place`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder, ["MARTLET_PAGE_SIZE": "100"])
        let first = try await Program.run("seed", "--if-empty", environment: environment)
        let second = try await Program.run("seed", "--if-empty", environment: environment)

        #expect(first.status == 0, "\(first.complaint)")
        #expect(first.output.contains("\(SampleSite.entries.count) sample entries"))
        #expect(second.output.isEmpty)
        #expect(try await Program.run("doctor", environment: environment).status == 0)
        try await Program.serving(environment: environment) { port in
            let home = try await Wire(port: port).send("GET", "/").text
            #expect(home.matches(of: /<article\b/).count == SampleSite.entries.count)
            for picture in home.matches(of: /src="https:\/\/site.example(\/media\/[^"]+)"/) {
                #expect(try await Wire(port: port).send("HEAD", String(picture.output.1)).status == 200)
            }
        }
    }

    @Test func `routes prints the table`() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Program.run("routes", environment: TestSite.environment(folder))

        #expect(outcome.output.split(separator: "\n").count == RouteTable.site.routes.count)
        #expect(outcome.output.contains("POST  /micropub"))
    }
}
