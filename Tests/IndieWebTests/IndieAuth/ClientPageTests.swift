import IndieWeb
import Markup
import Testing

@Suite struct `Client home pages` {
    private static func parse(
        _ html: String, headers: [String] = [], client: String = "https://app.example/"
    ) throws -> ClientInformation {
        let clientID = try ClientID(client)
        return ClientInformation.parse(
            html: HTMLTree(Array(html.utf8)), linkHeaders: headers, url: clientID.url.description, clientID: clientID)
    }

    @Test(arguments: ["h-app", "h-x-app", "x h-app y"])
    func `name and logo of the object about the client`(name: String) throws {
        let information = try Self.parse(
            """
            <div class="\(name)"><img src="/logo.png" class="u-logo">
            <a href="https://app.example" class="u-url p-name">Ada's  <b>App</b></a></div>
            """)

        #expect(information.name == "Ada's App")
        #expect(information.logo == "https://app.example/logo.png")
        #expect(information.uri == "https://app.example/")
        #expect(!information.warnsOfForeignURI)
    }

    @Test(
        arguments: [
            (#"<a class=h-app href=/>App</a>"#, "App", nil),
            (#"<div class=h-app><a href=/>App</a></div>"#, "App", nil),
            (
                #"<div class=h-app><link class=u-url href=/><img class=p-name alt=App><img class=u-photo src=/p></div>"#,
                "App", "/p"
            ),
            (
                #"<div class=h-app><data class=u-url value=/></data><abbr class=p-name title=App>A</abbr></div>"#,
                "App", nil
            ),
            (
                #"<div class=h-app><p class=u-url>https://app.example/</p><p class=u-photo>/p</p><p class=u-logo>/l</p></div>"#,
                "https://app.example//p/l", "/l"
            ),
            (#"<div class=h-app><a class=u-url href=/></a><p class=p-summary>Not a name</p></div>"#, nil, nil),
            (#"<div class=h-app><a class=u-url href=/></a><p class=p-name></p></div>"#, nil, nil),
            (
                #"<div class=h-app><a class=u-url href=/></a><p class=p-name>A<script>alert(1)</script><style>b</style>B</p></div>"#,
                "AB", nil
            ),
            ("<div class=h-app><a class=u-url href=/></a><p class=p-name>A\u{202E}&#x202E;B</p></div>", "AB", nil),
            (
                #"<div class=h-app><a class=u-url href=/></a><p class=p-name>&lt;b&gt;</p><img class=u-logo src=javascript:x></div>"#,
                "<b>", nil
            ),
            (
                #"<div class=h-app><a class=u-url href=/></a><p class=p-name>A</p><img class=u-logo src=http://a.example/></div>"#,
                "A", nil
            ),
        ] as [(String, String?, String?)])
    func `what pages really look like`(html: String, name: String?, logo: String?) throws {
        let information = try Self.parse(html)

        #expect(information.name == name)
        #expect(information.logo == logo.map { "https://app.example" + $0 })
        #expect(information.uri == "https://app.example/")
    }

    @Test(arguments: [
        "", "<p>x", "<div class=h-card><a class='u-url p-name' href=/>Ada</a></div>",
        "<div class=h-app><a class='u-url p-name' href=https://bank.example/>Bank</a></div>",
        "<div class=h-app><a class='u-url p-name' href=http://app.example/>App</a></div>",
        "<div class=h-app><a class='u-url p-name' href=/other>App</a></div>",
        "<div class=h-app><p class=p-name>App</p></div>",
        "<div class=h-apps><a class='u-url p-name' href=/>App</a></div>",
        "<div class=h-app><div class='p-author h-card'><a class=u-url href=/>A</a></div><p class=p-name>App</p></div>",
    ])
    func `nothing from an object about anything else`(html: String) throws {
        #expect(try Self.parse(html) == ClientInformation())
    }

    @Test func `the object about the client among others`() throws {
        let information = try Self.parse(
            """
            <div class=h-app><a class='u-url p-name' href=https://other.example/>Other</a>
              <div class=h-app><p class=p-name>Inner</p><a class=u-url href=/x></a><a class=u-url href=/>x</a></div></div>
            <div class=h-app><a class='u-url p-name' href=/>Later</a></div>
            """)
        #expect(information.name == "Inner")
    }

    @Test func `nested objects keep their properties to themselves`() throws {
        let information = try Self.parse(
            """
            <div class=h-app><a class=u-url href=/></a><div class="p-author h-card"><p class=p-name>Ada</p>
            <img class=u-logo src=/ada></div><p class=p-name>App</p></div>
            """)

        #expect(information.name == "App")
        #expect(information.logo == nil)
    }

    @Test func `redirect addresses of headers and document, resolved`() throws {
        let information = try Self.parse(
            """
            <base href="/sub/"><link rel=redirect_uri href=cb><link rel="x REDIRECT_URI" href=" https://b.example ">
            <link rel=redirect_uri href=com.example.app:/cb><link rel=redirect_uri href=javascript:x>
            <a rel=redirect_uri href=/comment>c</a><link rel=redirect_uri href=/h><link rel=redirect_uri>
            <link rel=redirect_uri href=/frag#x><link rel=redirect_uri href=https:evil.example>
            """,
            headers: ["</h>; rel=redirect_uri, <rel>; rel=\"redirect_uri\"", "<data:,x>; rel=redirect_uri"])

        let expected = [
            "https://app.example/h", "https://app.example/rel", "https://app.example/sub/cb", "https://b.example",
            "com.example.app:/cb",
        ]
        #expect(information.redirectURIs == expected)
        #expect(information.name == nil)
    }

    @Test func `megabytes of objects, links and names end`() throws {
        let deep = String(repeating: "<div class=h-app>", count: 200_000) + "<a class=u-url href=/>x</a>"
        _ = try inLinearTime { try Self.parse(deep) }

        let links =
            "<base href=/\(String(repeating: "b", count: 8000))/>"
            + String(repeating: "<link rel=redirect_uri href=a>", count: 100_000)
        #expect(try inLinearTime { try Self.parse(links) }.redirectURIs.isEmpty)

        let many = (0..<5000).map { "<link rel=redirect_uri href=/\($0)>" }.joined()
        #expect(try inLinearTime { try Self.parse(many) }.redirectURIs.count == 50)

        let name =
            "<div class=h-app><a class='u-url p-name' href=/>" + String(repeating: "ab ", count: 1_000_000) + "</a>"
        #expect(try #require(try inLinearTime { try Self.parse(name) }.name).count == 80)
    }
}
