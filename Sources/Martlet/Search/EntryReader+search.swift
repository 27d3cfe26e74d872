extension EntryReader {
    /// One page of what a query finds: three statements.
    ///
    /// - Parameter id: the result that the page begins after; nil for the first page.
    func search(_ query: SearchQuery, after id: Int64?, size: Int) async throws -> SearchResults {
        try await database.read { try SearchStore.results(of: query, after: id, limit: size, $0) }
    }
}
