import Foundation

/// What a command of the owner asks of whoever has the data directory: this process, or the running server.
///
/// Over the socket it is one line of JSON, and so is the answer.
enum OwnerRequest: Codable, Sendable {
    case createToken(scope: String, name: String)
    case listTokens
    case revokeToken(id: Int64)
}

/// What a command prints, or why it failed.
struct OwnerAnswer: Codable, Sendable {
    /// Text for standard output.
    var output = ""
    /// A sentence for standard error; the command fails with it.
    var failure: String?
}

/// Carries out the owner's requests.
struct OwnerDesk: Sendable {
    let issuer: TokenIssuer

    func answer(_ request: OwnerRequest) async -> OwnerAnswer {
        do {
            return try await carryOut(request)
        } catch {
            return OwnerAnswer(failure: "\(error)")
        }
    }

    private func carryOut(_ request: OwnerRequest) async throws -> OwnerAnswer {
        switch request {
        case .createToken(let text, let name):
            guard let scope = Scope(text) else {
                return OwnerAnswer(
                    failure: "'\(text)' is no list of scopes; try --scope \"create update delete media\"")
            }
            guard name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
                return OwnerAnswer(failure: "the name has control characters in it")
            }
            return OwnerAnswer(output: try await issuer.issue(scope: scope, name: name))
        case .listTokens:
            return OwnerAnswer(output: Self.table(try await issuer.all()))
        case .revokeToken(let id):
            guard try await issuer.revoke(id) else { return OwnerAnswer(failure: "there is no token \(id) to revoke") }
            return OwnerAnswer(output: "token \(id) is revoked")
        }
    }

    private static func table(_ tokens: [Token]) -> String {
        let rows = tokens.map { token in
            [
                String(token.id), token.name, token.scope.description, day(token.createdAt),
                token.lastUsedAt.map(day) ?? "never", token.revokedAt.map { "revoked \(day($0))" } ?? "valid",
            ]
        }
        return TextTable(header: ["id", "name", "scopes", "created", "last used", "state"], rows: rows).text
    }

    private static func day(_ time: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(time)).formatted(.iso8601)
    }
}

/// Columns of text for a terminal.
struct TextTable {
    let header: [String]
    let rows: [[String]]

    var text: String {
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { row in
            zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }
}
