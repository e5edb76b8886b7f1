import Gongbao

/// Takes one page apart: its tables, and the lines beside them in reading order.
struct PageAnalyzer {
    /// Something that stands on a page, in reading order.
    enum Item: Sendable {
        case line(TextPiece)
        case table(PageTable)
    }

    /// What a page holds.
    struct Result: Sendable {
        var items: [Item] = []
        var turn = PageTurn()
        var number = 0
        /// The size of the page after turning.
        var width: Float = 0
        var height: Float = 0
    }

    private var page: PageContent
    private let turn: PageTurn

    init(_ page: PageContent) {
        turn = Self.turn(of: page)
        self.page = Self.turned(page, turn)
    }

    func analyze() -> Result {
        let builder = LineBuilder(glyphs: page.glyphs)
        var tables = ruledTables()
        var rest: [Int] = []
        var owned: [[[Int]]] = tables.map { Array(repeating: [], count: $0.cells.count) }
        let index = TableIndex(tables)
        var last = (x: Float(0), y: Float(0))
        for (number, glyph) in page.glyphs.enumerated() {
            var place = Self.place(of: glyph)
            if number > 0, hangs(glyph, on: page.glyphs[number - 1]) { place = last }
            last = place
            if let table = index.table(atX: place.x, y: place.y),
                let cell = tables[table].cell(atX: place.x, y: place.y)
            {
                owned[table][cell].append(number)
            } else {
                rest.append(number)
            }
        }
        for number in tables.indices {
            for cell in tables[number].cells.indices where !owned[number][cell].isEmpty {
                tables[number].cells[cell].pieces = pieces(owned[number][cell], builder)
            }
        }
        tables = tables.enumerated().compactMap { number, table in
            if Self.isTable(table) {
                var table = table
                CellRoom.set(in: &table)
                return table
            }
            for cell in owned[number] { rest.append(contentsOf: cell) }
            return nil
        }
        rest.sort()
        return arranged(rest, tables, builder)
    }

    private func arranged(_ rest: [Int], _ tables: [PageTable], _ builder: LineBuilder) -> Result {
        var result = Result()
        result.turn = turn
        result.number = page.number
        result.width = page.width
        result.height = page.height
        let rules = MergedRulings(page.rulings).horizontal.filter { line in
            !tables.contains { line.at > $0.top - 2 && line.at < $0.bottom + 2 }
        }
        let body = BodyReader(page: page, turn: turn, tables: tables, rules: rules)
        result.items = body.items(rest)
        return result
    }

    /// The lines of a cell, upright ones first.
    private func pieces(_ indices: [Int], _ builder: LineBuilder) -> [TextPiece] {
        let upright = indices.filter { page.glyphs[$0].direction == 0 }
        var result = builder.lines(upright).compactMap { builder.piece($0, page: page.number) }
        if upright.count < indices.count {
            let turned = TurnedText(glyphs: page.glyphs, page: page.number)
            result += turned.pieces(indices.filter { page.glyphs[$0].direction != 0 })
        }
        return result
    }

    /// Whether a mark directly follows a character of its line. It stands in the same cell, even
    /// where it was set beyond the border, as word processors do at the end of a full line.
    private func hangs(_ mark: PageContent.Glyph, on glyph: PageContent.Glyph) -> Bool {
        LineBreaks.closing.contains(mark.code) && mark.direction == 0 && glyph.direction == 0
            && mark.home == nil && !glyph.isBlank && mark.baseline == glyph.baseline
            && abs(mark.x - glyph.right) < mark.size * 0.1
    }

    /// Where a character belongs: a little above its baseline, in the middle of its advance.
    private static func place(of glyph: PageContent.Glyph) -> (x: Float, y: Float) {
        if let home = glyph.home { return home }
        let half = (glyph.right - glyph.x) / 2
        let up = glyph.size * 0.3
        return switch glyph.direction {
        case 1: (glyph.x + up, glyph.baseline + half)
        case 2: (glyph.x - half, glyph.baseline + up)
        case 3: (glyph.x - up, glyph.baseline - half)
        default: (glyph.x + half, glyph.baseline - up)
        }
    }

    // MARK: tables with rulings

    private func ruledTables() -> [PageTable] {
        let merged = MergedRulings(page.rulings)
        var tables: [PageTable] = []
        for component in merged.components() {
            let grid = RuledGrid(horizontal: component.horizontal, vertical: component.vertical)
            guard var table = grid.table() else { continue }
            table.page = page.number
            table.turn = turn
            tables.append(table)
        }
        // Of tables inside each other the outer one counts; a frame of one cell is none.
        tables.sort { ($0.top, $0.left) < ($1.top, $1.left) }
        return tables
    }

    /// Whether rulings enclose a table, not a drawing or a frame around text.
    private static func isTable(_ table: PageTable) -> Bool {
        var filled = 0
        var columns: Set<Int> = []
        for cell in table.cells where !cell.isEmpty {
            filled += 1
            columns.insert(cell.column)
        }
        return filled >= 2 && columns.count >= 2 && !CoarseGrid.isCoarse(table)
    }

    // MARK: turning

    /// How far the text of a page is turned: as most of its characters are.
    private static func turn(of page: PageContent) -> PageTurn {
        var counts = [0, 0, 0, 0]
        for glyph in page.glyphs { counts[Int(glyph.direction & 3)] += 1 }
        let most = counts.max() ?? 0
        let quarters = counts[0] == most ? 0 : counts.firstIndex(of: most) ?? 0
        return PageTurn(quarters: UInt8(quarters), width: page.width, height: page.height)
    }

    private static func turned(_ page: PageContent, _ turn: PageTurn) -> PageContent {
        guard turn.quarters != 0 else { return page }
        var page = page
        for index in page.glyphs.indices {
            let glyph = page.glyphs[index]
            let origin = turn.turned(glyph.x, glyph.baseline)
            page.glyphs[index].x = origin.x
            page.glyphs[index].baseline = origin.y
            page.glyphs[index].right = origin.x + (glyph.right - glyph.x)
            page.glyphs[index].direction = (glyph.direction + 4 - turn.quarters) & 3
            if let home = glyph.home { page.glyphs[index].home = turn.turned(home.x, home.y) }
        }
        for index in page.rulings.indices {
            let line = page.rulings[index]
            let a =
                line.isVertical ? turn.turned(line.at, line.from) : turn.turned(line.from, line.at)
            let b = line.isVertical ? turn.turned(line.at, line.to) : turn.turned(line.to, line.at)
            let vertical = turn.quarters == 2 ? line.isVertical : !line.isVertical
            page.rulings[index] = PageContent.Ruling(
                isVertical: vertical, at: vertical ? a.x : a.y, from: vertical ? a.y : a.x,
                to: vertical ? b.y : b.x)
        }
        if turn.quarters != 2 { (page.width, page.height) = (page.height, page.width) }
        return page
    }
}

/// Finds the table at a point.
private struct TableIndex {
    private let tables: [PageTable]

    init(_ tables: [PageTable]) { self.tables = tables }

    /// The outermost table at a point that has more than one cell.
    func table(atX x: Float, y: Float) -> Int? {
        var best: Int?
        var size: Float = 0
        for (number, table) in tables.enumerated() {
            guard x >= table.left, x < table.right, y >= table.top, y < table.bottom else {
                continue
            }
            let area = (table.right - table.left) * (table.bottom - table.top)
            if area > size {
                best = number
                size = area
            }
        }
        return best
    }
}
