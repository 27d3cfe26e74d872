import GRDB
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The owner's page of jobs` {
    @Test func `a scheduled post's job is neither tried nor dropped there`() async throws {
        try await TestSite.with { site in
            try await site.postForm("content=Later+on&published=2030-01-01T00:00:00Z", token: site.token())
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/admin/jobs").text
            #expect(page.contains("Publish a post at its time") && page.contains("Later on"))
            #expect(page.contains("/admin/posts?show=scheduled") && !page.contains("/admin/jobs/1/"))
            for action in ["retry", "drop"] {
                let answer = try await browser.send("/admin/jobs/1/\(action)", from: "/admin/jobs", [])
                #expect(answer.status == 409)
                #expect(answer.text.contains("Publish or delete the post among your posts instead."))
            }
            let answer = await OwnerDesk(site.data).answer(.dropJob(id: 1))
            #expect(answer.failure?.contains("publish or delete the post instead") == true)
            #expect(try await site.count("job") == 1)
            #expect(try await browser.get("/admin/posts?show=scheduled").text.contains("comes out"))
        }
    }

    @Test func `what was given up stands first, wants attention, and is told when it is tried or dropped`() async throws
    {
        try await TestSite.with { site in
            let database = site.data.database
            for number in 1...2 {
                let job = NewJob(
                    kind: .fetchPhoto, payload: ["url": .string("https://a.example/\(number).png")],
                    runAt: TestSite.start + 60)
                try await database.write { try JobStore.enqueue(job, at: TestSite.start, $0) }
            }
            try await database.write { tx in
                try tx.execute(
                    literal: """
                        UPDATE job SET givenUpAt = \(TestSite.start), failure = 'timed_out',
                            failureText = 'There was no answer.' WHERE id = 2
                        """)
            }
            let browser = try await Browser.signedIn(site)
            let page = try await browser.get("/admin/jobs").text
            let (first, second) = (page.firstRange(of: "2.png"), page.firstRange(of: "1.png"))
            #expect(try #require(first).lowerBound < #require(second).lowerBound)
            #expect(page.contains("state-bad") && page.contains("<code dir=\"ltr\">timed_out</code>"))
            let home = try await browser.get("/admin").text
            #expect(home.contains("1 given up, 1 waiting") && home.contains("A job was given up."))

            let retried = try await browser.send("/admin/jobs/2/retry", from: "/admin/jobs", [])
            #expect(try await browser.get(try #require(retried.location)).text.contains("tried again now"))
            let dropped = try await browser.send("/admin/jobs/2/drop", from: "/admin/jobs", [])
            #expect(try await browser.get(try #require(dropped.location)).text.contains("The job is dropped."))
            #expect(try await browser.send("/admin/jobs/2/drop", from: "/admin/jobs", []).status == 404)
        }
    }

    @Test func `a hundred jobs are shown, and the others counted`() async throws {
        try await TestSite.with { site in
            try await site.data.database.write { tx in
                for number in 0..<103 {
                    let job = NewJob(kind: .removeMedia, payload: ["name": .string("\(number)")], runAt: TestSite.start)
                    try JobStore.enqueue(job, at: TestSite.start, tx)
                }
                try JobStore.enqueue(NewJob(kind: .sweep, runAt: TestSite.start), at: TestSite.start, tx)
            }
            let page = try await Browser.signedIn(site).get("/admin/jobs").text
            #expect(page.matches(of: /<article/).count == 100)
            #expect(page.contains("And 3 more."))
        }
    }
}
