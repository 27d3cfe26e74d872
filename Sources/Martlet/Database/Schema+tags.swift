extension Schema {
    /// How many entries have each tag.
    static let tags = """
        -- A tag, with how many entries have it: those that everybody sees in lists, and all. Counting them when somebody asks
        -- takes a second at a million entries; so triggers keep count of `entryCategory`, which nothing gets around.
        CREATE TABLE tag (
            name TEXT PRIMARY KEY,
            listed INTEGER NOT NULL CHECK (listed BETWEEN 0 AND total),
            total INTEGER NOT NULL CHECK (total >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO tag (name, listed, total) SELECT name, sum(isListed), count(*) FROM entryCategory GROUP BY name;

        CREATE TRIGGER tagGained AFTER INSERT ON entryCategory BEGIN
            INSERT INTO tag (name, listed, total) VALUES (new.name, new.isListed, 1)
                ON CONFLICT (name) DO UPDATE SET listed = listed + new.isListed, total = total + 1;
        END;
        CREATE TRIGGER tagLost AFTER DELETE ON entryCategory BEGIN
            UPDATE tag SET listed = listed - old.isListed, total = total - 1 WHERE name = old.name;
            DELETE FROM tag WHERE name = old.name AND total = 0;
        END;
        CREATE TRIGGER tagListed AFTER UPDATE OF isListed ON entryCategory WHEN old.isListed <> new.isListed BEGIN
            UPDATE tag SET listed = listed - old.isListed + new.isListed WHERE name = new.name;
        END;
        """
}
