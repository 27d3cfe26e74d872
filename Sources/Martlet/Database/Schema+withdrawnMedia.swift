extension Schema {
    /// What became of uploads, and jobs in large numbers.
    static let withdrawnMedia = """
        -- Whether an upload was shown by a post that doesn't show it any more: then it isn't for whoever knows the address.
        ALTER TABLE media ADD COLUMN isWithdrawn INTEGER NOT NULL DEFAULT 0 CHECK (isWithdrawn IN (0, 1));

        -- Only a picture has an original beside what is served; of all others both names are one file.
        UPDATE storedFile SET totalBytes = max(1, (
                SELECT coalesce(sum(sizeBytes), 0) FROM storedVariant WHERE fileID = storedFile.id))
            WHERE kind <> 'picture';

        -- Jobs that end the process each time, and the jobs of each kind.
        CREATE INDEX jobWornOut ON job (id) WHERE givenUpAt IS NULL AND attempts >= 14;
        CREATE INDEX jobByKind ON job (kind, leasedUntil) WHERE givenUpAt IS NULL;
        """
}
