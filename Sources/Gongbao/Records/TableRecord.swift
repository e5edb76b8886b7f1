/// A table as a grid of cells (contract: `tables`).
public struct TableRecord: JSONWritable, Decodable, Equatable {
    /// How many rows it has.
    public var rows: Int
    /// How many columns it has.
    public var columns: Int
    /// How many rows at the top are headings.
    public var headerRows: Int
    /// The pages it stands on; nil for formats without pages.
    public var pages: [Int]?
    /// How sure it is that this is a table with these cells, 0 to 1; nil where lines or the format
    /// draw them.
    public var confidence: ExactDecimal?
    /// The cells by row, then column; merged ones once.
    public var cells: [CellRecord]

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("rows", rows)
            json.field("columns", columns)
            json.field("headerRows", headerRows)
            if let pages {
                json.key("pages")
                json.array(pages) { $0.value($1) }
            }
            json.optional("confidence", confidence)
            json.field("cells", cells)
        }
    }
}

/// One cell of a table.
public struct CellRecord: JSONWritable, Decodable, Equatable {
    /// 0-based row of its upper left place.
    public var row: Int
    /// 0-based column of its upper left place.
    public var column: Int
    /// How many rows it covers.
    public var rowSpan: Int
    /// How many columns it covers.
    public var columnSpan: Int
    /// Whether it belongs to the header.
    public var header: Bool
    /// Its text; its lines are parted by line breaks.
    public var text: String
    /// Whether a character of it was recognised from a picture without certainty.
    public var uncertain: Bool?
    /// The page on which it begins, 1-based.
    public var page: Int?
    /// Its box on that page, in points.
    public var box: [ExactDecimal]?
    /// Its own name in the format: `Sheet1!B3`.
    public var cell: String?
    /// The pieces of its text.
    public var ranges: [TextRange]

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("row", row)
            json.field("column", column)
            json.field("rowSpan", rowSpan)
            json.field("columnSpan", columnSpan)
            json.field("header", header)
            json.field("text", text)
            if let uncertain { json.field("uncertain", uncertain) }
            if let page { json.field("page", page) }
            if let box {
                json.key("box")
                json.array(box) { $0.value($1) }
            }
            json.optional("cell", cell)
            json.field("ranges", ranges)
        }
    }
}

/// Tables → records.
struct TableMaker {
    let source: SourceText
    let doubts: Doubts

    func record(_ table: SourceTable, headerRows: Int) -> TableRecord {
        let boxes = table.cells.flatMap(\.boxes)
        return TableRecord(
            rows: table.rows, columns: table.columns, headerRows: headerRows,
            pages: boxes.isEmpty ? nil : Set(boxes.map(\.page)).sorted(),
            confidence: table.confidence < 100
                ? ExactDecimal(Int(table.confidence)).scaled(byPowerOfTen: -2) : nil,
            cells: table.cells.map { record($0, isHeader: $0.row < headerRows) })
    }

    private func record(_ cell: SourceTable.Cell, isHeader: Bool) -> CellRecord {
        let box = cell.boxes.first
        return CellRecord(
            row: cell.row, column: cell.column, rowSpan: cell.rowSpan,
            columnSpan: cell.columnSpan, header: isHeader,
            text: cell.fragments.map(source.string).joined(separator: "\n"),
            uncertain: cell.fragments.contains(where: doubts.touch) ? true : nil, page: box?.page,
            box: box.map {
                Places.hundredths($0).map { ExactDecimal($0).scaled(byPowerOfTen: -2) }
            },
            cell: cell.reference, ranges: cell.fragments)
    }
}
