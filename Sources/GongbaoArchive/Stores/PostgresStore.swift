internal import GongbaoSystem

/// The tables in PostgreSQL, in a schema `gongbao`: one transaction brings it up to date.
struct PostgresStore {
    let publisher: Publisher

    func write() throws {
        guard let url = publisher.options.databaseURL else {
            throw StoreFailure(message: "--format postgres needs --database URL")
        }
        guard let program = Program.find("psql") else {
            throw StoreFailure(
                message: "PostgreSQL is written by psql, which is not in PATH; "
                    + "install it with: apt-get install postgresql-client")
        }
        let session = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url]
        let id = try publisher.manifest.identity()
        try Program.run(program, session + ["-1", "-f", "-"]) { output in
            try FileCalls.write(Self.schema(id).utf8, to: output)
        }
        let known = try self.known(program, session)
        var missing: Set<UInt64> = []
        var wanted: Set<UInt64> = []
        try publisher.eachEntry { entry in
            let (key, version) = (Self.key(entry), Self.version(entry))
            wanted.insert(key)
            if known[key] != version { missing.insert(key) }
        }
        // What is gone, and what is there in another version.
        let stale = known.keys.filter { !wanted.contains($0) || missing.contains($0) }.sorted()
        if stale.isEmpty, missing.isEmpty { return }
        try Program.run(program, session + ["-1", "-f", "-"]) { output in
            try load(missing, stale, to: output)
        }
    }

    private static func key(_ entry: StoreEntry) -> UInt64 {
        UInt64(entry.document, radix: 16) ?? 0
    }

    /// Changes with everything of a document that is stored.
    private static func version(_ entry: StoreEntry) -> UInt64 {
        let parts = [
            entry.path, entry.url ?? "", entry.date ?? "", entry.settings, entry.rules,
        ]
        let digest = Digest.of(Array(parts.joined(separator: "\0").utf8)).hexadecimal
        return UInt64(digest.prefix(16), radix: 16) ?? 0
    }

    /// The documents that are there, with their versions.
    private func known(_ program: String, _ session: [String]) throws -> [UInt64: UInt64] {
        let answer = try Program.run(
            program, session + ["-F", " ", "-c", "SELECT document, version FROM gongbao.loaded"]
        ) { _ in }
        var known: [UInt64: UInt64] = [:]
        for line in answer.split(separator: 0x0A) {
            let fields = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 2, let key = UInt64(fields[0], radix: 16),
                let version = UInt64(fields[1], radix: 16)
            else { continue }
            known[key] = version
        }
        return known
    }

    private func load(_ missing: Set<UInt64>, _ stale: [UInt64], to output: Int32) throws {
        let pipe = BufferedPipe(output)
        let tables = StoreTable.allCases.map(\.name) + ["loaded"]
        try pipe.write("LOCK TABLE gongbao.archive IN EXCLUSIVE MODE;\n")
        try pipe.write("CREATE TEMPORARY TABLE stale (document text) ON COMMIT DROP;\n")
        try pipe.write("COPY stale FROM STDIN;\n")
        for key in stale { try pipe.write(Self.hexadecimal(key) + "\n") }
        try pipe.write("\\.\n")
        for table in tables {
            try pipe.write(
                "DELETE FROM gongbao.\(table) WHERE document IN (SELECT document FROM stale);\n")
        }
        let journal = publisher.journal
        for table in StoreTable.allCases {
            try pipe.write("COPY gongbao.\(table.name) FROM STDIN;\n")
            try publisher.eachEntry { entry in
                guard missing.contains(Self.key(entry)) else { return }
                let packed = try publisher.rows(of: entry, journal)
                for (found, rows) in RowMaker.tables(of: packed) where found == table {
                    for row in rows.split(separator: 0x0A) {
                        try pipe.write(StoredRow(row, of: table, entry).escaped)
                    }
                }
            }
            try pipe.write("\\.\n")
        }
        try pipe.write("COPY gongbao.loaded FROM STDIN;\n")
        try publisher.eachEntry { entry in
            guard missing.contains(Self.key(entry)) else { return }
            let version = Self.hexadecimal(Self.version(entry))
            try pipe.write(entry.document + "\t" + version + "\n")
        }
        try pipe.write("\\.\n")
        try pipe.flush()
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Makes what is missing, and refuses a database that holds another archive: bringing it up to
    /// date would delete that.
    private static func schema(_ id: String) -> String {
        var sql = """
            SET client_min_messages = warning;
            CREATE SCHEMA IF NOT EXISTS gongbao;
            CREATE TABLE IF NOT EXISTS gongbao.archive (id text PRIMARY KEY);
            INSERT INTO gongbao.archive SELECT '\(id)' WHERE NOT EXISTS (
                SELECT 1 FROM gongbao.archive);
            DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM gongbao.archive WHERE id = '\(id)') THEN
                    RAISE EXCEPTION 'the schema gongbao holds another archive; name another database';
                END IF;
            END $$;
            CREATE TABLE IF NOT EXISTS gongbao.loaded (document text PRIMARY KEY, version text NOT NULL);

            """
        for table in StoreTable.allCases {
            let columns = table.columns.map { column in
                let kind =
                    switch column.kind {
                    case .text: "text"
                    case .integer: "bigint"
                    case .decimal: "numeric"
                    }
                // PostgreSQL folds names without quotation marks to lower case, in queries too.
                return (Self.reserved.contains(column.name) ? "\"\(column.name)\"" : column.name)
                    + " " + kind
            }
            sql += """
                CREATE TABLE IF NOT EXISTS gongbao.\(table.name) (
                    document text NOT NULL, \(columns.joined(separator: ", ")),
                    PRIMARY KEY (\(table.key.joined(separator: ", "))));

                """
        }
        return sql + """
            CREATE INDEX IF NOT EXISTS documents_kind ON gongbao.documents (kind, year);
            CREATE INDEX IF NOT EXISTS units_unit ON gongbao.units USING hash (unit);
            CREATE INDEX IF NOT EXISTS statements_indicator ON gongbao.statements USING hash (indicator);

            """
    }

    private static let reserved: Set<String> = ["end", "start"]
}

/// Gathers small writes to a pipe.
final class BufferedPipe {
    private let descriptor: Int32
    private var pending: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        pending += bytes
        if pending.count >= 1 << 18 { try flush() }
    }

    func flush() throws {
        try FileCalls.write(pending, to: descriptor)
        pending.removeAll(keepingCapacity: true)
    }
}
