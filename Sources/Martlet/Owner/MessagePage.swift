/// The values of `message.mustache`: something that a person must be told, and where to go from there.
struct MessagePage: Page {
    static let template = "message"

    let frame: OwnerFrame
    let heading: String
    let message: String
    var detail: String?
    var link: (url: String, text: String)?

    var values: [String: Any] {
        var values = frame.values(title: heading)
        values["heading"] = heading
        values["message"] = message
        values["detail"] = detail
        values["hasLink"] = link != nil
        values["linkURL"] = link?.url
        values["linkText"] = link?.text
        return values
    }
}
