import Gongbao

/// Writes the text of a document piece by piece, and notes where each piece stands.
struct SourceWriter {
    private(set) var scalars: [UInt32] = []
    private(set) var runs: [PageLayout.Run] = []
    private(set) var furniture: [TextRange] = []
    private(set) var tables: [SourceTable] = []

    /// Writes lines as one paragraph, or as several where a break is the author's. Gives the range
    /// of each paragraph's part on each page.
    @discardableResult
    mutating func write(_ pieces: [TextPiece], turn: (TextPiece) -> PageTurn) -> [TextRange] {
        var ranges: [TextRange] = []
        for (index, piece) in pieces.enumerated() {
            var goesOn = false
            if index > 0 {
                goesOn = LineBreaks.isSoft(pieces[index - 1], piece)
                if !goesOn { scalars.append(0x0A) }
                if goesOn, needsBlank(pieces[index - 1], piece) { scalars.append(0x20) }
            }
            let start = scalars.count
            scalars.append(contentsOf: piece.scalars)
            let range = TextRange(start, scalars.count)
            let turn = turn(piece)
            runs.append(
                PageLayout.Run(
                    range: range, box: piece.box(turn),
                    edges: turn.quarters == 0 ? piece.edges[...] : [],
                    confidence: piece.confidence[...],
                    quarters: (turn.quarters + piece.direction) & 3))
            if goesOn, pieces[index - 1].page == piece.page, let last = ranges.last {
                ranges[ranges.count - 1] = TextRange(last.start, range.end)
            } else {
                ranges.append(range)
            }
        }
        if !pieces.isEmpty { scalars.append(0x0A) }
        return ranges
    }

    /// Words that a line break parts are parted by a blank in the text; in Chinese text, whose lines
    /// are broken anywhere, a figure is not.
    private func needsBlank(_ line: TextPiece, _ next: TextPiece) -> Bool {
        guard let last = line.scalars.last, let first = next.scalars.first else { return false }
        let isInFigure =
            Self.isDigit(last) && (Self.isDigit(first) || first == 0x2E || first == 0x25)
        if isInFigure || last == 0x2E && Self.isDigit(first),
            line.scalars.contains(where: LineBuilder.isWide)
        {
            return false
        }
        return last > 0x20 && last != 0x2D && last < 0x2E80 && first < 0x2E80
            && LineBreaks.isWordPart(first) && (LineBreaks.isWordPart(last) || last == 0x2C)
    }

    private static func isDigit(_ code: UInt32) -> Bool { (0x30...0x39).contains(code) }

    mutating func writeFurniture(_ piece: TextPiece, turn: PageTurn) {
        furniture.append(contentsOf: write([piece]) { _ in turn })
    }

    /// Writes the cells of a table row by row.
    mutating func write(_ table: JoinedTable) {
        var cells: [SourceTable.Cell] = []
        let sorted = table.cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        for cell in sorted {
            let turns = Dictionary(
                zip(cell.boxes.map(\.page), cell.turns), uniquingKeysWith: { first, _ in first })
            let ranges = write(cell.pieces) { turns[$0.page] ?? PageTurn() }
            cells.append(
                SourceTable.Cell(
                    row: cell.row, column: cell.column, rowSpan: cell.rowSpan,
                    columnSpan: cell.columnSpan, fragments: ranges, boxes: cell.boxes))
        }
        tables.append(
            SourceTable(
                rows: table.rows, columns: table.columns, headerRows: table.headerRows,
                confidence: table.confidence, cells: cells))
    }
}
