internal import GRDB

/// The tables as one SQLite database with indices, views and a full-text search in Chinese.
struct SQLiteStore {
    static let name = "gongbao.sqlite"

    let publisher: Publisher

    func write() throws {
        let final = publisher.folder + "/" + Self.name
        let partial = final + ".partial"
        for ending in ["", "-journal", "-wal", "-shm"] { try StoreFolder.remove(partial + ending) }
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                // Nobody sees the file before it is finished and renamed.
                try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                try database.execute(sql: "PRAGMA cache_size = -65536")
            }
            let store = try DatabaseQueue(path: partial, configuration: configuration)
            try store.write { database in
                try database.execute(sql: Self.tables)
                try fill(database)
                try database.execute(sql: Self.indices + Self.assessments + Self.views)
            }
            try store.close()
        }
        for ending in ["-journal", "-wal", "-shm"] { try StoreFolder.remove(final + ending) }
        try StoreFolder.replace(final, with: partial)
    }

    private func fill(_ database: Database) throws {
        let journal = publisher.journal
        var inserts: [StoreTable: Statement] = [:]
        for table in StoreTable.allCases {
            let marks = Array(repeating: "?", count: table.columns.count + 1)
            inserts[table] = try database.makeStatement(
                sql: "INSERT INTO \(table.name) VALUES (\(marks.joined(separator: ",")))")
        }
        let passage = try database.makeStatement(
            sql: "INSERT INTO passages VALUES (?, ?, ?, ?, ?)")
        let search = try database.makeStatement(
            sql: "INSERT INTO search (rowid, words) VALUES (?, ?)")
        var passages = 0
        try publisher.eachEntry { entry in
            let packed = try publisher.rows(of: entry, journal)
            var clause: [UInt8]?
            for (table, rows) in RowMaker.tables(of: packed) {
                guard let insert = inserts[table] else { continue }
                for bytes in rows.split(separator: 0x0A) {
                    let row = StoredRow(bytes, of: table, entry)
                    let values = row.fields.map { field in
                        field.map { String(decoding: $0, as: UTF8.self) }
                    }
                    try insert.execute(arguments: StatementArguments(values))
                    guard let (kind, item, text) = Self.searched(table, values) else { continue }
                    // Figures of one clause follow each other; it is searched once.
                    if table == .statements {
                        if clause == Array(text.utf8) { continue }
                        clause = Array(text.utf8)
                    }
                    passages += 1
                    try passage.execute(arguments: [passages, entry.document, kind, item, text])
                    try search.execute(arguments: [passages, Bigrams.words(of: text)])
                }
            }
        }
    }

    /// What of a row is searched: the kind of passage, the item it stands for, and its text.
    private static func searched(
        _ table: StoreTable, _ values: [String?]
    ) -> (kind: String, item: String?, text: String)? {
        func value(_ name: String) -> String? {
            table.columns.firstIndex { $0.name == name }.flatMap { values[$0 + 1] }
        }
        switch table {
        case .documents: return value("title").map { ("title", nil, $0) }
        case .tasks: return value("text").map { ("task", value("task"), $0) }
        case .statements where value("task") == nil:
            return value("clause").map { ("clause", value("id"), $0) }
        case .claims: return value("text").map { ("claim", value("ordinal"), $0) }
        case .statements, .units, .findings: return nil
        }
    }

    // MARK: Schema

    private static var tables: String {
        StoreTable.allCases.map { table in
            let columns = table.columns.map { column in
                let kind =
                    switch column.kind {
                    case .text: "TEXT"
                    case .integer: "INTEGER"
                    case .decimal: "NUMERIC"
                    }
                return "\"\(column.name)\" \(kind)"
            }
            return """
                CREATE TABLE \(table.name) (document TEXT NOT NULL, \(columns.joined(separator: ", ")),
                    PRIMARY KEY (\(table.key.joined(separator: ", ")))) WITHOUT ROWID;
                """
        }.joined(separator: "\n") + """

            CREATE TABLE passages (
                id INTEGER PRIMARY KEY, document TEXT NOT NULL, kind TEXT NOT NULL, item TEXT,
                text TEXT NOT NULL);
            CREATE VIRTUAL TABLE search USING fts5(
                words, content='', tokenize='unicode61 remove_diacritics 0');
            """
    }

    private static let indices = """
        CREATE INDEX documents_kind ON documents (kind, year);
        CREATE INDEX documents_path ON documents (path);
        CREATE INDEX tasks_text ON tasks (task, document);
        CREATE INDEX units_unit ON units (unit);
        CREATE INDEX statements_indicator ON statements (indicator);
        CREATE INDEX statements_task ON statements (document, task);
        CREATE INDEX findings_code ON findings (code);
        CREATE INDEX passages_document ON passages (document);

        """

    /// Filled by `validate --archive`.
    static let assessments = """
        CREATE TABLE IF NOT EXISTS assessments (
            tableDocument TEXT NOT NULL, task INTEGER NOT NULL, target TEXT NOT NULL,
            goal NUMERIC, value NUMERIC, unit TEXT, completion NUMERIC, timeProgress NUMERIC,
            measureType TEXT, evidenceStatus TEXT, scheduleStatus TEXT, deadline TEXT, rule TEXT,
            PRIMARY KEY (tableDocument, target)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS links (
            tableDocument TEXT NOT NULL, reportDocument TEXT NOT NULL, statement TEXT NOT NULL,
            task INTEGER, target TEXT, score NUMERIC,
            PRIMARY KEY (tableDocument, reportDocument, statement)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS links_target ON links (tableDocument, target);

        """

    private static let views = """
        CREATE VIEW completion_by_task AS
            SELECT d.path, d.year, t.document, t.task, t.text, count(a.target) AS targets,
                sum(a.evidenceStatus IN ('met', 'exceeded')) AS reached,
                sum(a.evidenceStatus = 'noEvidence') AS silent,
                sum(a.scheduleStatus IN ('behind', 'overdue')) AS late,
                min(a.completion) AS leastCompletion
            FROM tasks t JOIN documents d ON d.document = t.document
            JOIN assessments a ON a.tableDocument = t.document AND a.task = t.task
            GROUP BY t.document, t.ordinal;
        CREATE VIEW silent_targets AS
            SELECT d.path, d.year, a.task, a.target, s.indicator, s.text AS goal, a.deadline
            FROM assessments a JOIN documents d ON d.document = a.tableDocument
            JOIN statements s ON s.document = a.tableDocument AND s.task = a.task AND s.id = a.target
            WHERE a.evidenceStatus = 'noEvidence';
        CREATE VIEW tasks_of_unit AS
            SELECT u.unit, u.role, d.path, d.year, t.task, t.text, t.deadline
            FROM units u JOIN documents d ON d.document = u.document
            JOIN tasks t ON t.document = u.document AND t.task = u.task;

        """
}

/// Text as pairs of neighbouring Chinese characters, so that a word of two is found.
enum Bigrams {
    /// The words of a text: 绿道贯通60公里 → 绿道 道贯 贯通 60 公里.
    static func words(of text: String) -> String {
        var words = ""
        var run: [Unicode.Scalar] = []
        func flush() {
            if run.isEmpty { return }
            words += " "
            if run.count == 1 { words.unicodeScalars += [run[0], " "] }
            for (one, next) in zip(run, run.dropFirst()) {
                words.unicodeScalars += [one, next, " "]
            }
            run = []
        }
        for scalar in text.unicodeScalars {
            if isHan(scalar) {
                run.append(scalar)
                continue
            }
            flush()
            words.unicodeScalars.append(scalar)
        }
        flush()
        return words
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3007: true
        default: false
        }
    }
}
