internal import Foundation
internal import GRDB
internal import Gongbao

/// In what form an archive is published.
package enum StoreFormat: String, CaseIterable, Sendable {
    case jsonl, csv, sqlite, parquet, postgres

    /// Whether it is made of rows.
    package var needsRows: Bool { self != .jsonl }
}

/// How stores are made.
package struct StoreOptions: Sendable {
    package var formats: [StoreFormat] = [.jsonl]
    /// A shard of JSON Lines is closed when it has reached this size, before compression.
    package var shardBytes = 256 << 20
    /// Whether shards are compressed with zstd.
    package var compresses = false
    /// Whether CSV tables have Chinese headings.
    package var chineseHeadings = false
    /// Where PostgreSQL is.
    package var databaseURL: String?

    package init() {}
}

/// A document that is published.
struct StoreEntry {
    /// The key of its rows in all stores: the first 16 digits of its digest.
    let document: String
    let path: String
    let digest: String
    let url: String?
    let date: String?
    let headers: String?
    /// What its record was made with.
    let settings: String
    let rules: String
    let record: JournalPlace
    let rows: JournalPlace?
}

/// Makes the stores of an archive from its manifest and journal: each document once, under the
/// first of its paths, in the order of paths. The order in which they were read leaves no trace.
package struct Publisher {
    let manifest: Manifest
    let options: StoreOptions

    package init(_ manifest: Manifest, _ options: StoreOptions) {
        self.manifest = manifest
        self.options = options
    }

    var folder: String { manifest.folder }

    private static let published = """
        FROM inputs i JOIN contents c ON c.sha256 = i.sha256 AND c.settings = i.settings
        WHERE c.outcome = 'ok' AND i.path = (
            SELECT min(o.path) FROM inputs o
            JOIN contents d ON d.sha256 = o.sha256 AND d.settings = o.settings
            WHERE o.sha256 = i.sha256 AND d.outcome = 'ok')
        """

    /// Calls `body` with each document in order.
    func eachEntry(_ body: (StoreEntry) throws -> Void) throws {
        try manifest.database.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT i.path, i.sha256, i.url, i.date, i.headers,
                        c.segment, c.position, c.length, c.rowsSegment, c.rowsPosition, c.rowsLength,
                        c.settings, c.rules
                    \(Self.published) ORDER BY i.path
                    """)
            while let row = try rows.next() {
                let digest: String = row[1]
                var place: JournalPlace?
                if let segment = row[8] as Int? {
                    place = JournalPlace(segment: segment, offset: row[9], length: row[10])
                }
                try body(
                    StoreEntry(
                        document: String(digest.prefix(16)), path: row[0], digest: digest,
                        url: row[2], date: row[3], headers: row[4], settings: row[11],
                        rules: row[12],
                        record: JournalPlace(segment: row[5], offset: row[6], length: row[7]),
                        rows: place))
            }
        }
    }

    /// Makes the stores that were asked for; one that is up to date stays as it is.
    ///
    /// - Parameter progress: Is told of each store before it is made.
    package func publish(progress: (StoreFormat) -> Void) throws {
        let stamp = try stamp()
        for format in StoreFormat.allCases where options.formats.contains(format) {
            let full = stamp + " " + settings(of: format)
            let isThere = path(of: format).map { StoreFolder.exists(folder + "/" + $0) } ?? false
            if isThere, try known(format) == full { continue }
            progress(format)
            switch format {
            case .jsonl: try JSONLinesStore(publisher: self).write()
            case .csv:
                try CSVStore(publisher: self, hasChineseHeadings: options.chineseHeadings)
                    .write(to: "tables")
            case .sqlite: try SQLiteStore(publisher: self).write()
            case .parquet: try ParquetStore(publisher: self).write()
            case .postgres: try PostgresStore(publisher: self).write()
            }
            try manifest.database.write { database in
                try database.execute(
                    sql: "INSERT OR REPLACE INTO stores VALUES (?, ?)",
                    arguments: [format.rawValue, full])
            }
        }
        try removeDeadSegments()
    }

    /// The file or folder of a store within the archive's.
    private func path(of format: StoreFormat) -> String? {
        switch format {
        case .jsonl: JSONLinesStore.name
        case .csv: "tables"
        case .sqlite: SQLiteStore.name
        case .parquet: ParquetStore.name
        case .postgres: nil
        }
    }

    private func settings(of format: StoreFormat) -> String {
        switch format {
        case .jsonl: "\(options.shardBytes) \(options.compresses)"
        case .csv: "\(options.chineseHeadings)"
        case .sqlite, .parquet, .postgres: ""
        }
    }

    private func known(_ format: StoreFormat) throws -> String? {
        try manifest.database.read { database in
            try String.fetchOne(
                database, sql: "SELECT stamp FROM stores WHERE name = ?",
                arguments: [format.rawValue])
        }
    }

    /// Changes when what is published changes.
    private func stamp() throws -> String {
        try manifest.database.read { database in
            let sql = """
                SELECT i.path, i.sha256, i.settings, i.url, i.date, c.rules, c.program
                \(Self.published) ORDER BY i.path
                """
            var hash = RunningDigest()
            let rows = try Row.fetchCursor(database, sql: sql)
            while let row = try rows.next() {
                for column in 0..<7 {
                    hash.update(Array(((row[column] as String?) ?? "\u{1}").utf8) + [0])
                }
            }
            return hash.finish().hexadecimal
        }
    }

    /// Segments of the journal that nothing points at any more.
    private func removeDeadSegments() throws {
        let live = try manifest.database.read { database in
            try Int.fetchSet(
                database,
                sql: """
                    SELECT segment FROM contents WHERE segment IS NOT NULL
                    UNION SELECT rowsSegment FROM contents WHERE rowsSegment IS NOT NULL
                    """)
        }
        let journal = folder + "/journal"
        for name in try Disk.names(in: Array(journal.utf8)) {
            let text = String(decoding: name, as: UTF8.self)
            guard let number = Int(text.prefix { $0 != "." }), !live.contains(number) else {
                continue
            }
            try StoreFolder.remove(Journal.path(journal, number))
        }
    }

    /// The rows of an entry; made from its record where it was read without.
    func rows(of entry: StoreEntry, _ journal: JournalReader) throws -> [UInt8] {
        if let place = entry.rows { return try journal.read(place) }
        let record = try journal.read(entry.record)
        let document = try JSONDecoder().decode(DocumentRecord.self, from: Data(record))
        return RowMaker.rows(of: document)
    }

    var journal: JournalReader { JournalReader(folder: folder + "/journal") }
}

/// The documents as JSON Lines, in shards.
struct JSONLinesStore {
    static let name = "records"

    let publisher: Publisher

    func write() throws {
        let final = publisher.folder + "/" + Self.name
        let partial = final + ".partial"
        try StoreFolder.remove(partial)
        try StoreFolder.make(partial)
        let journal = publisher.journal
        var shard: StoreFile?
        var number = 0
        var plain = 0
        var block: [UInt8] = []
        func flush() throws {
            guard let shard, !block.isEmpty else { return }
            try shard.write(
                publisher.options.compresses ? Frames.compressed(block, level: 3) : block)
            block.removeAll(keepingCapacity: true)
        }
        func close() throws {
            try flush()
            try shard?.finish()
            shard = nil
        }
        func open() throws {
            number += 1
            plain = 0
            shard = try StoreFile(partial + "/" + name(number))
        }
        try publisher.eachEntry { entry in
            var line = JSONText.completed(
                try journal.read(entry.record), path: entry.path, url: entry.url,
                date: entry.date, headers: entry.headers)
            line.append(0x0A)
            if shard != nil, plain + line.count > publisher.options.shardBytes { try close() }
            if shard == nil { try open() }
            plain += line.count
            block += line
            if block.count >= 4 << 20 { try flush() }
        }
        if number == 0 { try open() }
        try close()
        try StoreFolder.replace(final, with: partial)
    }

    private func name(_ number: Int) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return "records-\(padded).jsonl" + (publisher.options.compresses ? ".zst" : "")
    }
}
