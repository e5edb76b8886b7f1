/// Finds which lines belong to which row of a table set in columns.
struct LayoutBands {
    let grid: LayoutGrid

    static let doubtful: Float = 4
    /// Lines beyond a row's number that are looked at.
    private static let reach = 60

    private struct Row {
        var number: Int
        var line: Int
    }

    private struct Choice {
        var begin: Int
        var cost: Float
        var from: Int
        var doubt: Float
    }

    func run() -> [LayoutGrid.Band] {
        let rows = numbers()
        guard rows.count >= 1, let first = firstLine(), let last = lastLine() else { return [] }
        // choices[k]: where row k may begin, with the best cost of the rows before it.
        var choices: [[Choice]] = [
            [Choice(begin: max(first, rows[0].line - Self.reach), cost: 0, from: -1, doubt: 0)]
        ]
        for index in 1...rows.count {
            let row = rows[index - 1]
            let begins: [Int]
            if index < rows.count {
                begins = candidates(row.line, rows[index].line)
            } else {
                begins = ends(row.line, last)
            }
            var next: [Choice] = []
            for begin in begins {
                var best = Choice(begin: begin, cost: .infinity, from: -1, doubt: 0)
                for (from, choice) in choices[index - 1].enumerated() where choice.begin <= row.line
                {
                    let doubt = cost(choice.begin..<begin, number: row.line)
                    if choice.cost + doubt < best.cost {
                        best = Choice(
                            begin: begin, cost: choice.cost + doubt, from: from, doubt: doubt)
                    }
                }
                if best.from >= 0 { next.append(best) }
            }
            guard !next.isEmpty else { return [] }
            choices.append(next)
        }
        return path(choices, rows)
    }

    private func path(_ choices: [[Choice]], _ rows: [Row]) -> [LayoutGrid.Band] {
        var bands: [LayoutGrid.Band] = []
        let leftOver: Float = 0.3
        let end = choices[rows.count].max {
            // Lines behind the last row that fit no row cost less than a row that swallows them.
            $0.cost - leftOver * Float($0.begin) > $1.cost - leftOver * Float($1.begin)
        }
        guard var choice = end else { return [] }
        for index in stride(from: rows.count - 1, through: 0, by: -1) {
            let before = choices[index][choice.from]
            bands.append(
                LayoutGrid.Band(
                    number: rows[index].number, lines: before.begin..<choice.begin,
                    doubt: choice.doubt))
            choice = before
        }
        return bands.reversed()
    }

    /// The numbers that count up by one.
    private func numbers() -> [Row] {
        guard let column = grid.columns.firstIndex(of: .number) else { return [] }
        var rows: [Row] = []
        for cell in grid.byColumn[column] {
            guard
                let (value, end) = grid.text.integer(at: cell.piece.start, before: cell.piece.end),
                end == cell.piece.end, rows.isEmpty || value == rows[rows.count - 1].number + 1
            else { continue }
            rows.append(Row(number: value, line: cell.line))
        }
        return rows
    }

    private func firstLine() -> Int? { grid.byColumn.compactMap { $0.first?.line }.min() }
    private func lastLine() -> Int? {
        grid.byColumn.compactMap { $0.last?.line }.max().map { $0 + 1 }
    }

    /// Lines with which the next row may begin: the item before is whole there.
    private func candidates(_ line: Int, _ next: Int) -> [Int] {
        let from = line + 1
        let to = min(next, line + Self.reach)
        guard from <= to else { return [] }
        let all = Array(from...to)
        let whole = all.filter { endsWhole(before: $0, after: line) }
        return whole.isEmpty ? all : whole
    }

    private func ends(_ line: Int, _ last: Int) -> [Int] {
        Array(line + 1...max(line + 1, min(last, line + Self.reach)))
    }

    private static let closers = Character16.Set("。;)”")

    private func endsWhole(before end: Int, after line: Int) -> Bool {
        guard let task = grid.columns.firstIndex(of: .task) else { return true }
        guard let last = grid.pieces(task, max(0, end - Self.reach)..<end).last, !last.piece.isEmpty
        else { return false }
        return Self.closers.contains(grid.text.code[last.piece.end - 1])
    }

    /// How far the cells of a band are from those of one row.
    private func cost(_ lines: Range<Int>, number: Int) -> Float {
        var cost = alignmentCost(lines, number: number)
        var units = 0
        var persons: Int?
        for (index, column) in grid.columns.enumerated() {
            let cells = grid.pieces(index, lines)
            let pieces = cells.map(\.piece)
            switch column {
            case .task: cost += taskCost(pieces)
            case .lead, .cooperating, .responsible:
                let list = grid.lists.entries(pieces, isUnit: true)
                cost += list.cost + (pieces.isEmpty && column != .cooperating ? 2 : 0)
                if column == .responsible { units = list.spans.count }
            case .person:
                let list = grid.lists.entries(pieces, isUnit: false)
                cost += list.cost + (pieces.isEmpty ? 2 : 0)
                persons = list.spans.count
            case .leader:
                let list = grid.lists.entries(pieces, isUnit: false)
                cost += list.cost + (pieces.isEmpty ? 2 : Float(list.spans.count - 1))
            case .deadline:
                guard let first = pieces.first, let last = pieces.last else {
                    cost += 2
                    continue
                }
                if grid.deadlines.read(first.start, last.end) == nil { cost += 3 }
            default: continue
            }
        }
        if let persons, grid.columns.contains(.responsible), persons != units { cost += 2 }
        return cost
    }

    /// How far the cells are from standing at the same height, in the middle or at the top.
    private func alignmentCost(_ lines: Range<Int>, number: Int) -> Float {
        let page = grid.pageOfLine(number)
        var middle: Float = 0
        var top: Float = 0
        for (index, column) in grid.columns.enumerated() where column != .category {
            let cells = grid.pieces(index, lines).filter { grid.pageOfLine($0.line) == page }
            guard let first = cells.first?.line, let last = cells.last?.line else { continue }
            middle += max(0, abs(Float(first + last) / 2 - Float(number)) - 0.25)
            top += max(0, abs(Float(first - number)) - 0.25)
        }
        return min(middle, top) * 0.3
    }

    private func taskCost(_ pieces: [TableText.Piece]) -> Float {
        guard let first = pieces.first, let last = pieces.last, !last.isEmpty else { return 6 }
        var cost: Float = Self.closers.contains(grid.text.code[last.end - 1]) ? 0 : 3
        if Marks.neverFirst.contains(grid.text.code[first.start]) { cost += 3 }
        // Who leads is said at an item's end: said within, it ends another item.
        let span = TableText.Piece(start: first.start, end: last.end)
        var from = span.start
        while let place = grid.text.first("(牵头", in: from, span.end) {
            from = place + 1
            if let close = grid.text.first(")", in: place, span.end), close + 1 < span.end {
                cost += 3
            }
        }
        return cost
    }
}

/// Gives rows the categories whose cells are merged over them.
///
/// A merged cell's text stands in the middle of its rows, or at their top when they go on on the
/// next page, so rows are parted into groups whose middle or top is nearest to a category's.
struct LayoutCategories {
    let grid: LayoutGrid

    private struct Title {
        var span: TableText.Piece
        /// Its last line.
        var last: TableText.Piece
        var lines: ClosedRange<Int>
    }

    func assign(_ bands: [LayoutGrid.Band], _ drafts: inout [RowDraft]) {
        let titles = titles()
        guard !titles.isEmpty, titles.count <= bands.count else { return }
        let groups = partition(bands, titles)
        for (title, group) in zip(titles, groups) {
            for index in group {
                drafts[index].category = title.span
                drafts[index].spans.append(title.span)
            }
        }
    }

    private func titles() -> [Title] {
        guard let column = grid.columns.firstIndex(of: .category) else { return [] }
        var titles: [Title] = []
        let widest = grid.byColumn[column].map(\.piece.count).max() ?? 0
        for cell in grid.byColumn[column] where !cell.piece.isEmpty {
            let begins = Heading.number(grid.text, cell.piece.start, cell.piece.end).0 != nil
            // Lines of other cells stand between those of a title set in the middle; a title goes
            // on only behind a full line.
            let follows =
                titles.last.map {
                    let isFull = $0.last.count >= widest
                    return isFull && cell.line <= $0.lines.upperBound + 3
                        && grid.pageOfLine(cell.line) == grid.pageOfLine($0.lines.upperBound)
                } ?? false
            if let last = titles.last, !begins, follows || isNumbered(last.span) {
                titles[titles.count - 1].span.end = cell.piece.end
                titles[titles.count - 1].last = cell.piece
                titles[titles.count - 1].lines = last.lines.lowerBound...cell.line
            } else {
                titles.append(
                    Title(span: cell.piece, last: cell.piece, lines: cell.line...cell.line))
            }
        }
        return titles
    }

    private func isNumbered(_ span: TableText.Piece) -> Bool {
        Heading.number(grid.text, span.start, span.end).0 != nil
    }

    /// Consecutive groups of bands, one for each title, with the least distance in all.
    private func partition(_ bands: [LayoutGrid.Band], _ titles: [Title]) -> [Range<Int>] {
        let count = bands.count
        var costs = [Float](repeating: .infinity, count: count + 1)
        costs[0] = 0
        var from = [[Int]](repeating: [Int](repeating: -1, count: count + 1), count: titles.count)
        for (index, title) in titles.enumerated() {
            var next = [Float](repeating: .infinity, count: count + 1)
            for start in 0..<count where costs[start] < .infinity {
                for end in start + 1...min(count, start + 40) {
                    let cost = costs[start] + distance(title, bands[start..<end])
                    if cost < next[end] {
                        next[end] = cost
                        from[index][end] = start
                    }
                }
            }
            costs = next
        }
        guard costs[count] < .infinity else { return [] }
        var groups: [Range<Int>] = []
        var end = count
        for index in titles.indices.reversed() {
            let start = from[index][end]
            guard start >= 0 else { return [] }
            groups.append(start..<end)
            end = start
        }
        return groups.reversed()
    }

    private func distance(_ title: Title, _ bands: ArraySlice<LayoutGrid.Band>) -> Float {
        guard let first = bands.first, let last = bands.last else { return .infinity }
        let page = grid.pageOfLine(title.lines.lowerBound)
        var top: Int?
        var bottom = 0
        for line in first.lines.lowerBound..<last.lines.upperBound
        where grid.pageOfLine(line) == page {
            top = top ?? line
            bottom = line
        }
        guard let top else { return 50 }
        let lines = title.lines
        let middle = abs(
            Float(lines.lowerBound + lines.upperBound) / 2 - Float(top + bottom) / 2)
        let atTop = abs(Float(lines.lowerBound - top))
        // A merged cell's text is drawn where the cell begins.
        let begins: Float = grid.pageOfLine(first.lines.lowerBound) == page ? 0 : 5
        let crosses = grid.pageOfLine(last.lines.upperBound - 1) != page
        return begins + (crosses ? min(atTop, middle + 0.5) : min(middle, atTop + 0.5))
    }
}
