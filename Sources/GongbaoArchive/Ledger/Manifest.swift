internal import Foundation
package import GRDB

/// What a run is told about a content that it has seen before.
struct KnownContent {
    let outcome: Verdict.Outcome
    let rules: String
    let hasRows: Bool
}

/// The ledger of an archive: one row an input, one a content, in SQLite.
///
/// It alone says what has been done: stores are made from it and the journal.
package final class Manifest: Sendable {
    /// The folder of the archive.
    package let folder: String
    package let database: DatabasePool

    /// The path of the ledger in a folder.
    package static func path(in folder: String) -> String { folder + "/manifest.sqlite" }

    /// Opens the ledger, and makes it where there is none unless it is only to be read.
    package init(folder: String, readOnly: Bool = false) throws {
        self.folder = folder
        var configuration = Configuration()
        configuration.busyMode = .timeout(20)
        configuration.maximumReaderCount = 8
        configuration.readonly = readOnly
        configuration.prepareDatabase { database in
            if !readOnly { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
        database = try DatabasePool(path: Self.path(in: folder), configuration: configuration)
        if !readOnly { try Self.migrator.migrate(database) }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: schema)
        }
        return migrator
    }

    private static let schema = """
        CREATE TABLE contents (
            sha256 TEXT NOT NULL, settings TEXT NOT NULL,
            bytes INTEGER NOT NULL, kind TEXT, outcome TEXT NOT NULL, reason TEXT, detail TEXT,
            tasks INTEGER, statements INTEGER, claims INTEGER, findings INTEGER,
            numerals INTEGER, unexplained INTEGER,
            program TEXT NOT NULL, rules TEXT NOT NULL, milliseconds INTEGER NOT NULL,
            segment INTEGER, position INTEGER, length INTEGER,
            rowsSegment INTEGER, rowsPosition INTEGER, rowsLength INTEGER,
            PRIMARY KEY (sha256, settings)) WITHOUT ROWID;
        CREATE TABLE inputs (
            path TEXT PRIMARY KEY NOT NULL, archive TEXT,
            sha256 TEXT, settings TEXT,
            bytes INTEGER, kind TEXT, outcome TEXT, reason TEXT, detail TEXT,
            url TEXT, date TEXT, headers TEXT) WITHOUT ROWID;
        CREATE INDEX inputs_content ON inputs (sha256, settings, path);
        CREATE INDEX inputs_archive ON inputs (archive) WHERE archive IS NOT NULL;
        CREATE TABLE archives (
            path TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, settings TEXT NOT NULL,
            isDone INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, inputs INTEGER NOT NULL, converted INTEGER NOT NULL,
            bytes INTEGER NOT NULL, seconds REAL NOT NULL, isComplete INTEGER NOT NULL);
        CREATE TABLE stores (name TEXT PRIMARY KEY NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;
        -- One row an input with how it ended; duplicates name the input whose record stands for them.
        CREATE VIEW outcomes AS
            SELECT i.path, i.archive, i.sha256, coalesce(c.bytes, i.bytes) AS bytes,
                coalesce(c.kind, i.kind) AS kind, coalesce(c.outcome, i.outcome) AS outcome,
                coalesce(c.reason, i.reason) AS reason, coalesce(c.detail, i.detail) AS detail,
                c.tasks, c.statements, c.claims, c.findings, c.numerals, c.unexplained,
                c.program, c.rules, c.milliseconds,
                (SELECT nullif(min(o.path), i.path) FROM inputs o
                    WHERE o.sha256 = i.sha256) AS duplicateOf,
                i.url, i.date, i.headers
            FROM inputs i
            LEFT JOIN contents c ON c.sha256 = i.sha256 AND c.settings = i.settings;
        """

    /// The highest segment of the journal that is pointed at, and where its last piece ends.
    func journalEnd() throws -> (segment: Int, end: Int) {
        try database.read { database in
            let sql = """
                SELECT segment, max(position + length) FROM (
                    SELECT segment, position, length FROM contents WHERE segment IS NOT NULL
                    UNION ALL SELECT rowsSegment, rowsPosition, rowsLength FROM contents
                        WHERE rowsSegment IS NOT NULL)
                GROUP BY segment ORDER BY segment DESC LIMIT 1
                """
            return try Row.fetchOne(database, sql: sql).map { ($0[0], $0[1]) } ?? (0, 0)
        }
    }

    /// What is known of a content.
    func content(_ digest: Digest, settings: String) throws -> KnownContent? {
        try database.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT outcome, rules, rowsSegment IS NOT NULL FROM contents
                    WHERE sha256 = ? AND settings = ?
                    """)
            let row = try Row.fetchOne(statement, arguments: [digest.hexadecimal, settings])
            return row.map {
                KnownContent(
                    outcome: Verdict.Outcome(rawValue: $0[0]) ?? .failed, rules: $0[1],
                    hasRows: $0[2])
            }
        }
    }

    /// Whether all of an archive was done, from the same bytes, and nothing of it failed.
    func isDone(
        archive: String, _ digest: Digest, settings: String, withRows: Bool
    ) throws -> Bool {
        try database.read { database in
            let sql = """
                SELECT isDone FROM archives WHERE path = ? AND sha256 = ? AND settings = ?
                """
            let arguments: StatementArguments = [archive, digest.hexadecimal, settings]
            let isDone = try Bool.fetchOne(database, sql: sql, arguments: arguments) ?? false
            guard isDone, withRows else { return isDone }
            let lacking = """
                SELECT EXISTS (SELECT 1 FROM inputs i
                    JOIN contents c ON c.sha256 = i.sha256 AND c.settings = i.settings
                    WHERE i.archive = ? AND c.outcome = 'ok' AND c.rowsSegment IS NULL)
                """
            return try Bool.fetchOne(database, sql: lacking, arguments: [archive]) == false
        }
    }

    /// How many inputs an archive held.
    func count(archive: String) throws -> Int {
        try database.read { database in
            let sql = "SELECT count(*) FROM inputs WHERE archive = ?"
            return try Int.fetchOne(database, sql: sql, arguments: [archive]) ?? 0
        }
    }

    /// Paths that failed before anything could be read of them.
    func failedPaths() throws -> Set<String> {
        try database.read { database in
            let sql = "SELECT path FROM inputs WHERE sha256 IS NULL AND outcome = 'failed'"
            return try String.fetchSet(database, sql: sql)
        }
    }

    /// Notes that an archive is being read; what it held before is forgotten.
    func begin(archive: String, _ digest: Digest, settings: String) throws {
        try database.write { database in
            let known = try String.fetchOne(
                database, sql: "SELECT sha256 FROM archives WHERE path = ?", arguments: [archive])
            if known != nil, known != digest.hexadecimal {
                try database.execute(
                    sql: "DELETE FROM inputs WHERE archive = ?", arguments: [archive])
            }
            try database.execute(sql: "DELETE FROM inputs WHERE path = ?", arguments: [archive])
            try database.execute(
                sql: "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, 0)",
                arguments: [archive, digest.hexadecimal, settings])
        }
    }

    /// Notes that these archives were read to their end; those with failures are read again the
    /// next time.
    func finish(archives: [String]) throws {
        try database.write { database in
            for archive in archives {
                let failed = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM inputs i
                            LEFT JOIN contents c ON c.sha256 = i.sha256 AND c.settings = i.settings
                            WHERE (i.archive = ?1 OR i.path = ?1)
                                AND coalesce(c.outcome, i.outcome) = 'failed')
                        """, arguments: [archive])
                try database.execute(
                    sql: "UPDATE archives SET isDone = ? WHERE path = ?",
                    arguments: [failed == false, archive])
            }
        }
    }

    /// What tells this archive from others; made once.
    func identity() throws -> String {
        try database.write { database in
            let sql = "SELECT stamp FROM stores WHERE name = 'identity'"
            if let known = try String.fetchOne(database, sql: sql) { return known }
            let made = UUID().uuidString
            try database.execute(
                sql: "INSERT INTO stores VALUES ('identity', ?)", arguments: [made])
            return made
        }
    }

    /// Notes a run.
    func add(run: BatchTally, seconds: Double, isComplete: Bool) throws {
        try database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO runs (inputs, converted, bytes, seconds, isComplete)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [run.inputs, run.converted, run.convertedBytes, seconds, isComplete])
        }
    }
}
