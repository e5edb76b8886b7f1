import Gongbao

/// A table over all its pages.
struct JoinedTable: Sendable {
    /// A cell with what each page holds of it.
    struct Cell: Sendable {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
        var pieces: [TextPiece]
        var boxes: [PageBox]
        var turns: [PageTurn]

        var text: [UInt32] { pieces.flatMap(\.scalars).filter { $0 != 0x20 && $0 != 0x3000 } }
    }

    private(set) var xs: [Float]
    private(set) var rows: Int
    private(set) var cells: [Cell]
    private(set) var headerRows: Int
    private(set) var lastPage: Int
    private(set) var confidence: UInt8
    /// The cell that closes each column below.
    private var lowest: [Int]
    private var openBelow: [Bool]
    /// The cells at the top, which a later page may repeat.
    private let head: [Cell]
    /// Whether a row below the headings spans all columns.
    private var hasFullRow: Bool

    /// The newest cells: what the table looks like, whatever its length.
    var recent: ArraySlice<Cell> { cells.suffix(400) }

    var columns: Int { xs.count - 1 }

    init(_ table: PageTable) {
        xs = table.xs
        rows = table.rows
        cells = table.cells.map { Cell($0, table, rowOffset: 0) }
        headerRows = Self.headerRows(table)
        lastPage = table.page
        confidence = table.confidence
        lowest = (0..<table.columns).map { table.places[(table.rows - 1) * table.columns + $0] }
        openBelow = table.openBelow
        head = cells.filter { $0.row < 5 }
        let width = table.columns
        hasFullRow = cells.contains { $0.row > 0 && $0.columnSpan == width }
    }

    /// The heading rows that the shape of a table suggests: what spans all columns, then as many as
    /// its first row's cells cover.
    private static func headerRows(_ table: PageTable) -> Int {
        var row = 0
        while row < table.rows - 1, let cell = table.cells.first(where: { $0.row == row }),
            cell.columnSpan == table.columns, cell.rowSpan == 1, table.columns > 1
        {
            row += 1
        }
        let depth = table.cells.lazy.filter { $0.row == row }.map(\.rowSpan).max() ?? 1
        return min(row + (depth <= 3 ? depth : 1), table.rows)
    }

    // MARK: joining the next page

    /// Adds the part of the table on the next page; false when it is another table.
    mutating func join(_ next: PageTable) -> Bool {
        guard let columnMap = columnMap(next.xs) else { return false }
        let header = repeatedHeader(next, columnMap)
        if header == 0, headerRows > 0, looksLikeAnotherTable(next, columnMap) { return false }
        guard next.rows > header else {
            lastPage = next.page
            return true
        }
        let part = Part(next, header: header, columnMap: columnMap, columns: columns)
        let pairs = boundary(part)
        let goesOn = RowBoundary(table: self, part: part, pairs: pairs).rowGoesOn()
        append(part, pairs: pairs, rowGoesOn: goesOn)
        if header > 0 { headerRows = header }
        lastPage = next.page
        confidence = min(confidence, next.confidence)
        return true
    }

    /// The column boundaries of the next part among those of the table.
    private func columnMap(_ other: [Float]) -> [Int]? {
        let shift = xs[0] - other[0]
        // Even and odd pages may have different margins, never different widths.
        guard abs((xs[xs.count - 1] - other[other.count - 1]) - shift) <= 4 else { return nil }
        var map: [Int] = []
        var index = 0
        for x in other {
            while index < xs.count, xs[index] < x + shift - 4 { index += 1 }
            guard index < xs.count, abs(xs[index] - x - shift) <= 4 else { return nil }
            map.append(index)
            index += 1
        }
        return map
    }

    /// How many rows at the top of the next part repeat those at the top of the table.
    private func repeatedHeader(_ next: PageTable, _ columnMap: [Int]) -> Int {
        var best = 0
        // A page that holds nothing else holds another table, which happens to look alike.
        for count in 1...5 where count < min(next.rows, rows + 1) {
            let own = head.filter { $0.row < count }
            let other = next.cells.filter { $0.row < count }
            guard own.count == other.count else { continue }
            let alike = zip(own, other).allSatisfy { a, b in
                a.row == b.row && a.column == columnMap[b.column] && a.rowSpan == b.rowSpan
                    && a.column + a.columnSpan == columnMap[b.column + b.columnSpan]
                    && a.row + a.rowSpan <= count && a.text == b.text
            }
            if alike, own.contains(where: { !$0.pieces.isEmpty }) { best = count }
        }
        return best
    }

    /// Whether the next part begins with headings of its own: a title over all columns, or some of
    /// the table's headings among others.
    private func looksLikeAnotherTable(_ next: PageTable, _ columnMap: [Int]) -> Bool {
        let first = next.cells.filter { $0.row == 0 }
        if first.count == 1, next.columns > 1, !first[0].isEmpty, first[0].rowSpan == 1, !hasFullRow
        {
            return true
        }
        return first.contains { cell in
            !cell.isEmpty
                && head.contains {
                    $0.row == 0 && $0.column == columnMap[cell.column] && $0.text == cell.text
                }
        }
    }

    /// The part of a table on a further page, without its repeated header.
    struct Part {
        var cells: [Cell]
        var rows: Int
        /// The cell at the top of each column.
        var highest: [Int]
        var openAbove: [Bool]
        var lowest: [Int]
        var openBelow: [Bool]

        init(_ table: PageTable, header: Int, columnMap: [Int], columns: Int) {
            rows = table.rows - header
            var slots: [Int: Int] = [:]
            cells = []
            for (number, cell) in table.cells.enumerated() where cell.row >= header {
                slots[number] = cells.count
                var own = Cell(cell, table, rowOffset: -header)
                own.column = columnMap[cell.column]
                own.columnSpan = columnMap[cell.column + cell.columnSpan] - own.column
                cells.append(own)
            }
            highest = Array(repeating: -1, count: columns)
            lowest = highest
            openAbove = Array(repeating: false, count: columns)
            openBelow = openAbove
            for column in 0..<table.columns {
                let top = slots[table.places[header * table.columns + column]] ?? -1
                let bottom = slots[table.places[(table.rows - 1) * table.columns + column]] ?? -1
                for own in columnMap[column]..<columnMap[column + 1] {
                    highest[own] = top
                    lowest[own] = bottom
                    openAbove[own] = header == 0 && table.openAbove[column]
                    openBelow[own] = table.openBelow[column]
                }
            }
        }
    }

    /// A cell above the page break and the one below it in the same columns.
    struct Pair {
        var above: Int
        var below: Int
        var column: Int
        /// Whether no line is drawn between them.
        var isOpen: Bool
    }

    private func boundary(_ part: Part) -> [Pair] {
        var pairs: [Pair] = []
        var column = 0
        while column < columns {
            let above = lowest[column]
            let below = part.highest[column]
            if above >= 0, below >= 0, cells[above].column == part.cells[below].column,
                cells[above].columnSpan == part.cells[below].columnSpan,
                cells[above].row >= headerRows || rows <= headerRows
            {
                pairs.append(
                    Pair(
                        above: above, below: below, column: column,
                        isOpen: openBelow[column] || part.openAbove[column]))
                column += cells[above].columnSpan
            } else {
                column += 1
            }
        }
        return pairs
    }

    private mutating func append(_ part: Part, pairs: [Pair], rowGoesOn: Bool) {
        let offset = rowGoesOn ? rows - 1 : rows
        var joined: [Int: Int] = [:]
        let judge = RowBoundary(table: self, part: part, pairs: pairs)
        for pair in pairs where rowGoesOn || judge.cellGoesOn(pair) {
            joined[pair.below] = pair.above
        }
        var slots = Array(repeating: 0, count: part.cells.count)
        for (number, cell) in part.cells.enumerated() {
            if let above = joined[number] {
                slots[number] = above
                cells[above].rowSpan = cell.row + offset + cell.rowSpan - cells[above].row
                cells[above].take(cell)
            } else {
                slots[number] = cells.count
                var own = cell
                own.row += offset
                cells.append(own)
            }
        }
        rows = offset + part.rows
        hasFullRow = hasFullRow || part.cells.contains { $0.columnSpan == columns }
        for column in 0..<columns {
            lowest[column] = part.lowest[column] >= 0 ? slots[part.lowest[column]] : -1
        }
        openBelow = part.openBelow
    }
}

extension JoinedTable.Cell {
    init(_ cell: PageCell, _ table: PageTable, rowOffset: Int) {
        row = cell.row + rowOffset
        column = cell.column
        rowSpan = cell.rowSpan
        columnSpan = cell.columnSpan
        pieces = cell.pieces
        let box = PageBox(
            page: table.page, left: cell.left, top: cell.top, right: cell.right,
            bottom: cell.bottom)
        boxes = [table.turn.original(box)]
        turns = [table.turn]
    }

    /// Takes up what the next page holds of this cell. A line that a spreadsheet drew on both
    /// pages, clipped on one of them, is one line.
    mutating func take(_ other: Self) {
        boxes += other.boxes
        turns += other.turns
        if text == other.text { return }
        let both = pieces + other.pieces
        guard both.contains(where: \.isClipped) else {
            pieces = both
            return
        }
        var kept: [TextPiece] = []
        for piece in pieces {
            if piece.isClipped, other.pieces.contains(where: { $0.scalars == piece.scalars }) {
                continue
            }
            kept.append(piece)
        }
        for piece in other.pieces {
            if piece.isClipped, kept.contains(where: { $0.scalars == piece.scalars }) { continue }
            kept.append(piece)
        }
        pieces = kept
    }
}
