package import Gongbao

/// Turns the bytes of one document into its record: the place where readers of file formats join.
package protocol ContentReader: Sendable {
    /// Reads one document.
    ///
    /// - Parameters:
    ///   - bytes: All of it.
    ///   - digest: SHA-256 of the bytes, in lower-case hexadecimal.
    /// - Returns: The record, without a path, or why there is none. The same for the same bytes.
    func read(_ bytes: [UInt8], digest: String) -> ContentReading
}

/// What a reader makes of a document.
package enum ContentReading: Sendable {
    case record(DocumentRecord)
    /// No record: the file's kind and why.
    case refused(kind: String, Verdict)
}

/// A finished document on its way to the journal.
package struct WorkResult: Sendable {
    package var verdict: Verdict
    /// The document's kind, or the file's where there is no record.
    package var kind: String?
    package var tasks = 0
    package var statements = 0
    package var claims = 0
    package var findings = 0
    package var numerals = 0
    package var unexplained = 0
    /// The record as one line of JSON in a zstd frame; empty where there is none.
    package var record: [UInt8] = []
    /// Its rows in a zstd frame; empty where they were not asked for.
    package var rows: [UInt8] = []

    package init(_ verdict: Verdict, kind: String? = nil) {
        self.verdict = verdict
        self.kind = kind
    }

    /// Reads a document and packs what came of it.
    package init(
        _ bytes: [UInt8], digest: String, reader: any ContentReader, withRows: Bool
    ) {
        switch reader.read(bytes, digest: digest) {
        case .refused(let kind, let verdict): self.init(verdict, kind: kind)
        case .record(let document):
            self.init(.ok, kind: document.document.kind.rawValue)
            tasks = document.tasks.count
            statements =
                document.statements.count + document.tasks.reduce(0) { $0 + $1.statements.count }
            claims = document.claims.count
            findings = document.findings.count
            numerals = document.coverage.numerals
            unexplained = document.coverage.unexplained
            record = Frames.compressed(document.json(lined: false))
            if withRows { rows = Frames.compressed(RowMaker.rows(of: document)) }
        }
    }

    // MARK: Between processes

    /// Three lengths, then the counts as text, the record and the rows.
    var message: [UInt8] {
        let fields =
            [
                verdict.outcome.rawValue, verdict.reason?.rawValue ?? "", kind ?? "",
            ] + [tasks, statements, claims, findings, numerals, unexplained].map(String.init)
            + [verdict.detail]
        let head = Array(fields.joined(separator: "\t").utf8)
        return Self.number(head.count) + Self.number(record.count) + Self.number(rows.count)
            + head + record + rows
    }

    static let lengths = 12

    static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    init?(head: [UInt8], record: [UInt8], rows: [UInt8]) {
        let fields = String(decoding: head, as: UTF8.self)
            .split(separator: "\t", maxSplits: 9, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 10, let outcome = Verdict.Outcome(rawValue: fields[0]) else {
            return nil
        }
        let counts = fields[3..<9].compactMap { Int($0) }
        guard counts.count == 6 else { return nil }
        verdict = Verdict(
            outcome: outcome, reason: Verdict.Reason(rawValue: fields[1]), detail: fields[9])
        kind = fields[2].isEmpty ? nil : fields[2]
        (tasks, statements, claims) = (counts[0], counts[1], counts[2])
        (findings, numerals, unexplained) = (counts[3], counts[4], counts[5])
        self.record = record
        self.rows = rows
    }
}
