extension Schema {
    /// What the search reads.
    static let search = """
        -- The words of each entry that everybody sees in lists, under the entry's id; nothing else is ever in it. `facets` has
        -- a token for each exact filter: year, month, day, type, tags. Beginnings of three and four letters have an index.
        CREATE VIRTUAL TABLE entrySearch USING fts5(
            title, text, tags, facets, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4');

        -- Entries from before are read by a job.
        INSERT INTO job (kind, payload, uniqueKey, createdAt, runAt)
            SELECT 'index-search', '{}', 'index-search', unixepoch(), unixepoch() WHERE EXISTS (SELECT 1 FROM entry);
        """
}
