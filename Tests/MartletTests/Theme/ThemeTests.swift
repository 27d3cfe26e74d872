import Foundation
import Testing

@testable import Martlet

@Suite struct `A theme of one's own` {
    @Test func `a template in the data directory serves instead of the built-in one, and gives way when it goes`()
        async throws
    {
        try await TestSite.with { site in
            let builtIn = try await site.send("GET", "/").text
            try site.write("templates/home.mustache", "<p>All mine, {{site.title}}</p>\n")
            #expect(try await site.send("GET", "/").text == builtIn)
            #expect(site.parts.themeWatcher.look() == .taken)
            let answer = try await site.send("GET", "/")
            #expect(answer.text == "<p>All mine, Ada&#39;s site</p>\n")

            #expect(site.parts.themeWatcher.look() == .none)
            try site.remove("templates/home.mustache")
            #expect(site.parts.themeWatcher.look() == .taken)
            #expect(try await site.send("GET", "/").text == builtIn)
        }
    }

    @Test func `a partial changes every page that has it, and may have partials of its own`() async throws {
        try await TestSite.with(prepare: { data in
            try data.write("templates/owner-card.mustache", "<h1>{{>my-motto}}</h1>\n")
            try data.write("templates/my-motto.mustache", "<em>Slowly</em>")
        }) { site in
            let answer2 = try await site.send("GET", "/")
            #expect(answer2.text.contains("<h1><em>Slowly</em></h1>"))
            let answer3 = try await site.send("GET", "/nowhere")
            #expect(answer3.text.contains("Nothing here"))
        }
    }

    @Test func `lines that end in two characters, and a mark before the first, are no mistake`() async throws {
        try await TestSite.with(prepare: { data in
            let text = "\u{FEFF}{{% CONTENT_TYPE:MARKUP}}\r\n<p>{{page.title}}</p>\r\n"
            try data.write("templates/error.mustache", text, pragma: "")
        }) { site in
            #expect(site.parts.theme.problems == [])
            let answer4 = try await site.send("GET", "/nowhere")
            #expect(answer4.text.hasPrefix("<p>Nothing here"))
        }
    }

    @Test func `what is broken at the start is told, and the built-in file serves beside what isn't`() async throws {
        let book = LogBook()
        try await TestSite.with(
            logger: book.logger,
            prepare: { data in
                try data.write("templates/home.mustache", "<p>\n{{{site.title}}}</p>\n")
                try data.write("templates/pager.mustache", "{{>home}}")
                try data.write("templates/error.mustache", "<p>My {{status}}</p>\n")
            }
        ) { site in
            let answer5 = try await site.send("GET", "/")
            #expect(answer5.text.contains("Ada&#39;s site"))
            let answer6 = try await site.send("GET", "/nowhere")
            #expect(answer6.text == "<p>My 404</p>\n")
            #expect(
                site.parts.theme.problems == [
                    ThemeProblem(
                        file: "templates/home.mustache", line: 3,
                        reason: "'site.title' is not safe HTML: write {{site.title}}"),
                    ThemeProblem(file: "templates/pager.mustache", reason: "includes itself"),
                ])
            #expect(book.text.contains("the built-in file serves") && book.text.contains("templates/home.mustache"))
        }
    }

    @Test func `what is broken later changes nothing, and the owner reads file and line until it is mended`()
        async throws
    {
        let book = LogBook()
        try await TestSite.with(logger: book.logger) { site in
            let browser = try await Browser.signedIn(site)
            try site.write("templates/home.mustache", "<p>First</p>\n")
            site.parts.themeWatcher.look()
            try site.write("templates/home.mustache", "<p>Second</p>\n<p>{{#open}}</p>\n")
            try site.write("static/style.css", "body { color: red }\n", pragma: "")
            let style = try await site.send("GET", "/static/style.css").text

            let refused = site.parts.themeWatcher.look()
            #expect(
                refused
                    == .refused([
                        ThemeProblem(file: "templates/home.mustache", line: 4, reason: "a section has no end")
                    ]))
            #expect(try await site.send("GET", "/").text == "<p>First</p>\n")
            #expect(try await site.send("GET", "/static/style.css").text == style)
            let line = "templates/home.mustache, line 4: a section has no end"
            #expect(try await browser.get("/admin").text.contains(line))
            #expect(book.text.contains("can't be used") && book.text.contains("a section has no end"))

            try site.write("templates/home.mustache", "<p>Mended at last</p>\n")
            #expect(site.parts.themeWatcher.look() == .taken)
            #expect(try await site.send("GET", "/").text == "<p>Mended at last</p>\n")
            #expect(try await site.send("GET", "/static/style.css").text == "body { color: red }\n")
            #expect(try await browser.get("/admin").text.contains(line) == false)
        }
    }

    @Test func `the style sheet can be one's own, and its address changes with it`() async throws {
        try await TestSite.with { site in
            let before = try await site.styleVersion()
            try site.write("static/style.css", "p { margin: 0 }\n", pragma: "")
            try site.write("static/flag.png", "not really a picture", pragma: "")
            site.parts.themeWatcher.look()

            let after = try await site.styleVersion()
            #expect(after != before)
            let style = try await site.send("GET", "/static/style.css?v=\(after)")
            #expect(style.text == "p { margin: 0 }\n")
            #expect(style["cache-control"] == "public, max-age=31536000, immutable")
            #expect(try await site.send("GET", "/static/flag.png")["content-type"] == "image/png")

            try site.remove("static/style.css")
            site.parts.themeWatcher.look()
            #expect(try await site.styleVersion() == before)
        }
    }

    @Test func `links lead nowhere, and files with other names are passed over`() async throws {
        try await TestSite.with(prepare: { data in
            try data.write("templates/.#home.mustache", "{{{no}}}")
            try data.write("templates/home.mustache~", "{{{no}}}")
            try data.write("templates/my home.mustache", "{{{no}}}")
            try data.write("static/style.scss", "no", pragma: "")
            try data.write("static/a page.css", "no", pragma: "")
            let folder = data.settings.dataDirectory + "/static"
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/key.txt", withDestinationPath: data.settings.dataDirectory + "/secret.key")
        }) { site in
            #expect(
                site.parts.theme.problems == [
                    ThemeProblem(file: "static/key.txt", reason: "is no regular file; links are not followed")
                ])
            for name in ["key.txt", "style.scss", "a%20page.css"] {
                let answer7 = try await site.send("GET", "/static/\(name)")
                #expect(answer7.status == 404, "\(name)")
            }
        }
    }

    @Test func `a file too large to be meant is left out`() async throws {
        try await TestSite.with(prepare: { data in
            try data.write("templates/home.mustache", String(repeating: "x", count: 300_000))
        }) { site in
            #expect(
                site.parts.theme.problems == [
                    ThemeProblem(file: "templates/home.mustache", reason: "is larger than 262144 bytes")
                ])
            let answer8 = try await site.send("GET", "/")
            #expect(answer8.text.contains("</html>"))
        }
    }

    @Test func `a command says what a start would`() async throws {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder)
        let none = try await Program.run("templates", "check", environment: environment)
        #expect(none.status == 0 && none.output == "all is well\n")

        let templates = folder.path + "/data/templates"
        try FileManager.default.createDirectory(atPath: templates, withIntermediateDirectories: true)
        try Data("<p>no pragma</p>".utf8).write(to: URL(fileURLWithPath: templates + "/home.mustache"))
        let broken = try await Program.run("templates", "check", environment: environment)
        #expect(broken.status == 1)
        #expect(broken.output == "templates/home.mustache, line 1: must start with {{% CONTENT_TYPE:MARKUP}}\n")
    }
}

extension OpenData {
    /// Writes a file of the owner's theme; a template gets the first line that it must have.
    fileprivate func write(_ path: String, _ text: String, pragma: String = Templates.pragma) throws {
        let file = URL(fileURLWithPath: settings.dataDirectory + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((pragma + text).utf8).write(to: file)
    }
}

extension TestSite {
    fileprivate func write(_ path: String, _ text: String, pragma: String = Templates.pragma) throws {
        try data.write(path, text, pragma: pragma)
    }

    /// The version of the style sheet that the front page asks for.
    fileprivate func styleVersion() async throws -> String {
        let page = try await send("GET", "/").text
        return String(try #require(page.firstMatch(of: /style\.css\?v=([0-9a-f]+)/)).output.1)
    }

    fileprivate func remove(_ path: String) throws { try Disk.removeFile(data.settings.dataDirectory + "/" + path) }
}
