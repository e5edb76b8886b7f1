internal import GRDB

/// What stands in a manifest, in figures.
package struct BatchSummary: Sendable {
    package var inputs = 0
    package var bytes = 0
    package var ok = 0
    package var refused = 0
    package var failed = 0
    package var duplicates = 0
    /// Published documents, and what is in them.
    package var documents = 0
    package var tasks = 0
    package var statements = 0
    package var numerals = 0
    package var unexplained = 0
    /// How many inputs have no record, by outcome and reason; the most frequent first.
    package var reasons: [Reason] = []
    /// Documents and bytes that workers have read, and how long that took, over all runs.
    package var converted = 0
    package var convertedBytes = 0
    package var seconds = 0.0

    /// Inputs that ended alike.
    package struct Reason: Sendable {
        package let outcome: Verdict.Outcome
        package let reason: String
        /// The file's kind, where it was refused for that.
        package let kind: String?
        package let count: Int
        /// The first of them.
        package let example: String
    }

    /// Reads a manifest.
    package init(_ manifest: Manifest) throws {
        try manifest.database.read { database in
            let joined = """
                FROM inputs i
                LEFT JOIN contents c ON c.sha256 = i.sha256 AND c.settings = i.settings
                """
            let outcome = "coalesce(c.outcome, i.outcome)"
            for row in try Row.fetchAll(
                database,
                sql: """
                    SELECT \(outcome), count(*), total(coalesce(c.bytes, i.bytes))
                    \(joined) GROUP BY 1
                    """)
            {
                let count: Int = row[1]
                inputs += count
                bytes += Int(row[2] as Double)
                switch Verdict.Outcome(rawValue: row[0] ?? "") {
                case .ok: ok = count
                case .refused: refused = count
                case .failed, nil: failed += count
                }
            }
            let sums = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), sum(tasks), sum(statements), sum(numerals), sum(unexplained)
                    FROM contents c WHERE outcome = 'ok' AND EXISTS (
                        SELECT 1 FROM inputs i
                        WHERE i.sha256 = c.sha256 AND i.settings = c.settings)
                    """)
            documents = sums?[0] ?? 0
            tasks = sums?[1] ?? 0
            statements = sums?[2] ?? 0
            numerals = sums?[3] ?? 0
            unexplained = sums?[4] ?? 0
            duplicates = ok - documents
            reasons = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(outcome), coalesce(c.reason, i.reason) AS reason,
                        CASE coalesce(c.reason, i.reason) WHEN 'format' THEN c.kind END,
                        count(*), min(i.path)
                    \(joined) WHERE \(outcome) != 'ok'
                    GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3
                    """
            ).map {
                Reason(
                    outcome: Verdict.Outcome(rawValue: $0[0]) ?? .failed, reason: $0[1] ?? "",
                    kind: $0[2], count: $0[3], example: $0[4])
            }
            let work = try Row.fetchOne(
                database, sql: "SELECT sum(converted), sum(bytes), sum(seconds) FROM runs")
            converted = work?[0] ?? 0
            convertedBytes = work?[1] ?? 0
            seconds = work?[2] ?? 0
        }
    }
}
