extension Schema {
    /// What the main feed is read from where it leaves responses out.
    static let feeds = """
        -- Without it a feed that leaves out responses would read past all of them: some sites are likes for the most part.
        CREATE INDEX entryWithoutResponses ON entry (publishedAt DESC, id DESC)
            WHERE deletedAt IS NULL AND state = 'published' AND visibility = 'public'
                AND postType NOT IN ('reply', 'like', 'repost', 'rsvp');
        """
}
