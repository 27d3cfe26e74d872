extension Schema {
    /// What lists by tag and by type are read from.
    static let lists = """
        -- The tags of an entry, as its `mf2` has them, with what a list by tag needs: its time, and whether everybody sees it.
        ALTER TABLE entryCategory ADD COLUMN publishedAt INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entryCategory ADD COLUMN isListed INTEGER NOT NULL DEFAULT 0 CHECK (isListed IN (0, 1));
        UPDATE entryCategory SET
            publishedAt = (SELECT publishedAt FROM entry WHERE id = entryID),
            isListed = (SELECT deletedAt IS NULL AND state = 'published' AND visibility = 'public'
                        FROM entry WHERE id = entryID);
        CREATE INDEX entryCategoryListed ON entryCategory (name, publishedAt DESC, entryID DESC) WHERE isListed;
        CREATE INDEX entryByType ON entry (postType, publishedAt DESC, id DESC)
            WHERE deletedAt IS NULL AND state = 'published' AND visibility = 'public';
        """
}
