/// The tables as CSV (RFC 4180, UTF-8), one file each.
struct CSVStore {
    let publisher: Publisher
    let hasChineseHeadings: Bool

    /// Writes the folder `name` in the archive's.
    func write(to name: String) throws {
        let final = publisher.folder + "/" + name
        let partial = final + ".partial"
        try StoreFolder.remove(partial)
        try StoreFolder.make(partial)
        try writeFiles(to: partial)
        try StoreFolder.replace(final, with: partial)
    }

    /// Writes the files into a folder.
    func writeFiles(to folder: String) throws {
        var files: [StoreTable: StoreFile] = [:]
        for table in StoreTable.allCases {
            let file = try StoreFile(folder + "/\(table.name).csv")
            // Spreadsheets take a file for UTF-8 when it begins with this mark.
            if hasChineseHeadings { try file.write([0xEF, 0xBB, 0xBF]) }
            let headings = table.columns.map { hasChineseHeadings ? $0.chinese : $0.name }
            let first = hasChineseHeadings ? "文件" : "document"
            try file.write(Array(([first] + headings).joined(separator: ",").utf8) + [0x0A])
            files[table] = file
        }
        let journal = publisher.journal
        try publisher.eachEntry { entry in
            let packed = try publisher.rows(of: entry, journal)
            for (table, rows) in RowMaker.tables(of: packed) {
                guard let file = files[table] else { continue }
                for row in rows.split(separator: 0x0A) {
                    try file.write(line(StoredRow(row, of: table, entry)))
                }
            }
        }
        for file in files.values { try file.finish() }
    }

    private func line(_ row: StoredRow) -> [UInt8] {
        var line: [UInt8] = []
        for (index, field) in row.fields.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            guard let field else { continue }
            let needsQuotes =
                field.isEmpty
                || field.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            guard needsQuotes else {
                line += field
                continue
            }
            line.append(0x22)
            for byte in field {
                if byte == 0x22 { line.append(0x22) }
                line.append(byte)
            }
            line.append(0x22)
        }
        line.append(0x0A)
        return line
    }
}

/// A row of a store: the document's key, then its fields as UTF-8, nil where there is nothing.
struct StoredRow {
    var fields: [[UInt8]?]

    init(_ row: ArraySlice<UInt8>, of table: StoreTable, _ entry: StoreEntry) {
        fields = [Array(entry.document.utf8)]
        fields.reserveCapacity(table.columns.count + 1)
        for field in row.split(separator: 0x09, omittingEmptySubsequences: false) {
            fields.append(Self.plain(field))
        }
        if table == .documents, fields.count > 4 {
            fields[1] = Array(entry.path.utf8)
            fields[3] = entry.url.map { Array($0.utf8) }
            fields[4] = entry.date.map { Array($0.utf8) }
        }
    }

    private static func plain(_ field: ArraySlice<UInt8>) -> [UInt8]? {
        let backslash = UInt8(ascii: "\\")
        guard field.contains(backslash) else { return Array(field) }
        if field.count == 2, field.last == UInt8(ascii: "N") { return nil }
        var out: [UInt8] = []
        var isEscaped = false
        for byte in field {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "n"): out.append(0x0A)
                case UInt8(ascii: "r"): out.append(0x0D)
                default: out.append(byte)
                }
                isEscaped = false
            } else if byte == backslash {
                isEscaped = true
            } else {
                out.append(byte)
            }
        }
        return out
    }

    /// With PostgreSQL's escapes, parted by tabs.
    var escaped: [UInt8] {
        var out: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { out.append(0x09) }
            guard let field else {
                out += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
                continue
            }
            for byte in field {
                switch byte {
                case 0x09: out += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
                case 0x0A: out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
                case 0x0D: out += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
                case UInt8(ascii: "\\"): out += [byte, byte]
                default: out.append(byte)
                }
            }
        }
        out.append(0x0A)
        return out
    }
}
