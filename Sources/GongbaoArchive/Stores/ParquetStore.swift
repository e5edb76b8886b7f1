internal import GongbaoSystem

/// The tables as Parquet files, which DuckDB writes.
struct ParquetStore {
    static let name = "parquet"

    let publisher: Publisher

    func write() throws {
        guard let program = Program.find("duckdb") else {
            throw StoreFailure(
                message: "Parquet is written by DuckDB, which is not in PATH; "
                    + "install it with: pip install duckdb-cli")
        }
        let final = publisher.folder + "/" + Self.name
        let partial = final + ".partial"
        let tables = final + ".csv"
        for folder in [partial, tables] {
            try StoreFolder.remove(folder)
            try StoreFolder.make(folder)
        }
        try CSVStore(publisher: publisher, hasChineseHeadings: false).writeFiles(to: tables)
        let script = Self.script(from: tables, to: partial)
        try Program.run(program, ["-batch", "-bail"]) { try FileCalls.write(script.utf8, to: $0) }
        try StoreFolder.remove(tables)
        try StoreFolder.replace(final, with: partial)
    }

    private static func script(from tables: String, to folder: String) -> String {
        // One thread and a fixed order: the same tables give the same files.
        var script = "SET threads = 1; SET memory_limit = '300MB';\n"
        for table in StoreTable.allCases {
            let types = table.columns.map { column in
                let kind =
                    switch column.kind {
                    case .text: "VARCHAR"
                    case .integer: "BIGINT"
                    case .decimal: "DECIMAL(38, 9)"
                    }
                return "'\(column.name)': '\(kind)'"
            }
            let columns = (["'document': 'VARCHAR'"] + types).joined(separator: ", ")
            script += """
                COPY (SELECT * FROM read_csv(\(quoted("\(tables)/\(table.name).csv")), header = true,
                    delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
                    auto_detect = false, max_line_size = 4194304, columns = {\(columns)}))
                TO \(quoted("\(folder)/\(table.name).parquet")) (FORMAT parquet, COMPRESSION zstd);

                """
        }
        return script
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
            + "'"
    }
}
