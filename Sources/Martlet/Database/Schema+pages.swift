extension Schema {
    /// The channel that makes entries static pages.
    static let pages = """
        -- A channel of the owner's that has its name goes on under another, with its posts. Foreign keys are off here.
        UPDATE entry SET channel = (SELECT uid || '-' || createdAt FROM channel WHERE uid = 'pages')
            WHERE channel = 'pages';
        UPDATE channel SET uid = uid || '-' || createdAt WHERE uid = 'pages';
        INSERT INTO channel (uid, name, createdAt) VALUES ('pages', 'Pages', 0);
        """
}
