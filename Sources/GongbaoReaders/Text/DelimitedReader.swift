internal import Gongbao

/// Reads CSV, and tab-separated text with quoted cells. The text stays as it is: a cell is a range of
/// it, without its quotes.
struct DelimitedReader {
    private let text: SourceText
    private let delimiter: UInt32

    private struct Record {
        var cells: [[TextRange]] = []
        var isLone: Bool { cells.filter { !$0.isEmpty }.count == 1 }
        var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
    }

    private static let quote: UInt32 = 0x22
    /// How many records have to agree before a text is taken for a table.
    private static let sample = 50
    private static let widest = 4_096

    /// The table of a text; nil where it is no such table.
    static func read(_ text: SourceText) -> SourceDocument? {
        guard let delimiter = delimiter(of: text) else { return nil }
        let reader = DelimitedReader(text: text, delimiter: delimiter)
        guard let records = reader.records() else { return nil }
        var document = SourceDocument(text: text, lines: .paragraphs)
        document.tables = reader.tables(records)
        return document.tables.isEmpty ? nil : document
    }

    /// The mark that cuts most lines into as many cells; tabs only beside quotes, since plain
    /// columns of tabs are read as text.
    private static func delimiter(of text: SourceText) -> UInt32? {
        for delimiter in [0x2C, 0x09, 0x3B] as [UInt32] {
            let reader = DelimitedReader(text: text, delimiter: delimiter)
            guard let records = reader.records(limit: sample), records.count >= 2 else { continue }
            if delimiter != 0x2C, !text.scalars.prefix(1 << 16).contains(quote) { continue }
            let full = records.filter { !$0.isEmpty }
            let widths = full.map(\.cells.count)
            let width = widths.max() ?? 0
            let agreeing = widths.filter { $0 == width }.count
            guard width >= 3, agreeing >= 2, agreeing * 10 >= full.count * 8 else { continue }
            // Sentences have commas too, but not the same number in every line and short cells.
            let long = full.filter { record in
                record.cells.count == width
                    && record.cells.contains { $0.reduce(0) { $0 + $1.count } > 2_000 }
            }
            if long.count * 10 > agreeing { continue }
            return delimiter
        }
        return nil
    }

    // MARK: Records

    /// The records; nil where a quote is never closed.
    private func records(limit: Int = .max) -> [Record]? {
        var records: [Record] = []
        var record = Record()
        var index = 0
        let scalars = text.scalars
        while index < scalars.count, records.count < limit {
            guard let (cell, next) = cell(at: index) else { return nil }
            record.cells.append(cell)
            index = next
            if index < scalars.count, scalars[index] == delimiter, record.cells.count < Self.widest
            {
                index += 1
                if index == scalars.count { record.cells.append([]) }
                continue
            }
            records.append(record)
            record = Record()
            if index < scalars.count, scalars[index] == 0x0D { index += 1 }
            if index < scalars.count, scalars[index] == 0x0A { index += 1 }
        }
        if !record.cells.isEmpty { records.append(record) }
        return records
    }

    private func cell(at start: Int) -> (pieces: [TextRange], next: Int)? {
        let scalars = text.scalars
        var index = start
        guard index < scalars.count, scalars[index] == Self.quote else {
            while index < scalars.count, scalars[index] != delimiter, !isBreak(scalars[index]) {
                index += 1
            }
            return (pieces(start, index), index)
        }
        index += 1
        let begin = index
        while index < scalars.count {
            if scalars[index] == Self.quote {
                if index + 1 < scalars.count, scalars[index + 1] == Self.quote {
                    index += 2
                    continue
                }
                let end = index
                index += 1
                // What stands behind the quote up to the next mark is damage, and no text.
                while index < scalars.count, scalars[index] != delimiter, !isBreak(scalars[index]) {
                    index += 1
                }
                return (pieces(begin, end), index)
            }
            index += 1
        }
        return nil
    }

    private func isBreak(_ scalar: UInt32) -> Bool { scalar == 0x0A || scalar == 0x0D }

    /// The lines of a cell without blanks around them.
    private func pieces(_ start: Int, _ end: Int) -> [TextRange] {
        var pieces: [TextRange] = []
        var begin = start
        for index in start...max(start, end) where index == end || isBreak(text.scalars[index]) {
            var piece = TextRange(begin, index)
            while piece.count > 0, DocumentBuilder.isBlank(text.scalars[piece.start]) {
                piece.start += 1
            }
            while piece.count > 0, DocumentBuilder.isBlank(text.scalars[piece.end - 1]) {
                piece.end -= 1
            }
            if piece.count > 0 { pieces.append(piece) }
            begin = index + 1
        }
        return pieces
    }

    // MARK: Tables

    /// Tables parted by blank records; lone cells above them are titles.
    private func tables(_ records: [Record]) -> [SourceTable] {
        records.split { $0.isEmpty }.compactMap { block in
            let rows = block.drop { $0.isLone }
            guard rows.count > 1 else { return nil }
            var table = SourceTable(
                rows: rows.count, columns: rows.map(\.cells.count).max() ?? 0, cells: [])
            for (row, record) in rows.enumerated() {
                for (column, pieces) in record.cells.enumerated() where !pieces.isEmpty {
                    table.cells.append(
                        SourceTable.Cell(row: row, column: column, fragments: pieces))
                }
            }
            return table
        }
    }
}
