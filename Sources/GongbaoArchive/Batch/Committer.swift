internal import Foundation
internal import GRDB

/// What a worker thread hands over.
enum Commit: Sendable {
    /// An input that has no content, and why.
    case verdict(InputItem, bytes: Int?, Verdict)
    /// An input whose content is known or being read elsewhere.
    case input(InputItem, Digest, bytes: Int)
    /// An input and what came of its content.
    case content(InputItem, Digest, bytes: Int, WorkResult, milliseconds: Int)
    /// A path at which nothing is wrong any more.
    case cleared(String)
}

/// Writes results to the journal and the manifest, several at a time: first the bytes, then, in one
/// transaction, the rows that point at them.
final class Committer: @unchecked Sendable {
    // Made by one thread, then used by one other alone.
    private let manifest: Manifest
    private let journal: Journal
    private let stamp: BatchStamp
    private let queue: BoundedQueue<Commit>
    private let committed: ([Digest]) -> Void

    private static let most = 512
    private static let interval = 0.5

    /// - Parameter committed: Is told of contents that the manifest knows from now on.
    init(
        manifest: Manifest, journal: Journal, stamp: BatchStamp, queue: BoundedQueue<Commit>,
        committed: @escaping ([Digest]) -> Void
    ) {
        self.manifest = manifest
        self.journal = journal
        self.stamp = stamp
        self.queue = queue
        self.committed = committed
    }

    /// Runs until the queue is closed and empty.
    func run() throws {
        var batch: [Commit] = []
        var deadline = Date(timeIntervalSinceNow: Self.interval)
        while true {
            let next = queue.pop(until: deadline)
            if let next { batch.append(next) }
            if next == nil || batch.count >= Self.most || Date() >= deadline {
                try write(batch)
                batch.removeAll(keepingCapacity: true)
                deadline = Date(timeIntervalSinceNow: Self.interval)
            }
            if next == nil, queue.isFinished { return }
        }
    }

    private func write(_ batch: [Commit]) throws {
        if batch.isEmpty { return }
        var places: [(record: JournalPlace?, rows: JournalPlace?)] = []
        var digests: [Digest] = []
        for case .content(_, let digest, _, let result, _) in batch {
            let record = result.record.isEmpty ? nil : try journal.append(result.record)
            let rows = result.rows.isEmpty ? nil : try journal.append(result.rows)
            places.append((record, rows))
            digests.append(digest)
        }
        try journal.flush()
        try manifest.database.write { database in
            var contents = places.makeIterator()
            for commit in batch {
                switch commit {
                case .verdict(let item, let bytes, let verdict):
                    try add(item, nil, bytes: bytes, verdict, to: database)
                case .input(let item, let digest, let bytes):
                    try add(item, digest, bytes: bytes, nil, to: database)
                case .content(let item, let digest, let bytes, let result, let milliseconds):
                    let (record, rows) = contents.next() ?? (nil, nil)
                    try add(
                        digest, bytes: bytes, result, milliseconds, record, rows, to: database)
                    try add(item, digest, bytes: bytes, nil, to: database)
                case .cleared(let path):
                    try database.execute(
                        sql: "DELETE FROM inputs WHERE path = ? AND sha256 IS NULL",
                        arguments: [path])
                }
            }
        }
        committed(digests)
    }

    private func add(
        _ item: InputItem, _ digest: Digest?, bytes: Int?, _ verdict: Verdict?,
        to database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            item.name, item.archive, digest?.hexadecimal, digest == nil ? nil : stamp.settings,
            bytes, item.kind, verdict?.outcome.rawValue, verdict?.reason?.rawValue,
            verdict?.detail, item.web?.url, item.web?.date,
            item.web.map { JSONText.headers($0.headers) },
        ])
    }

    private func add(
        _ digest: Digest, bytes: Int, _ result: WorkResult, _ milliseconds: Int,
        _ record: JournalPlace?, _ rows: JournalPlace?, to database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO contents VALUES
                (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let verdict = result.verdict
        let counts: [Int?] =
            verdict.outcome == .ok
            ? [
                result.tasks, result.statements, result.claims, result.findings, result.numerals,
                result.unexplained,
            ] : Array(repeating: nil, count: 6)
        try statement.execute(arguments: [
            digest.hexadecimal, stamp.settings, bytes, result.kind, verdict.outcome.rawValue,
            verdict.reason?.rawValue, verdict.detail.isEmpty ? nil : verdict.detail,
            counts[0], counts[1], counts[2], counts[3], counts[4], counts[5],
            stamp.program, stamp.rules, milliseconds,
            record?.segment, record?.offset, record?.length,
            rows?.segment, rows?.offset, rows?.length,
        ])
    }
}

/// What a run's records were made with.
package struct BatchStamp: Sendable {
    /// The program's version.
    package var program: String
    /// Changes with every change of rules or tables.
    package var rules: String
    /// Changes with the options that overrule what is detected.
    package var settings: String

    package init(program: String, rules: String, settings: String) {
        self.program = program
        self.rules = rules
        self.settings = settings
    }
}
