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

    /// How much dearer another end of a row must be for the chosen one to be sure.
    private static let slack: Float = 0.25

    func run() -> [LayoutGrid.Band] {
        let rows = numbers()
        guard rows.count >= 1, let first = firstLine(), let last = lastLine() else { return [] }
        // choices[k]: where row k may begin, with the best cost of the rows before it.
        var choices: [[Choice]] = [
            [Choice(begin: max(first, rows[0].line - Self.reach), cost: 0, from: -1, doubt: 0)]
        ]
        // doubts[k][to][from]: what row k costs between two of its choices.
        var doubts: [[[Float]]] = []
        for index in 1...rows.count {
            let row = rows[index - 1]
            let begins: [Int]
            if index < rows.count {
                begins = candidates(row.line, rows[index].line)
            } else {
                begins = ends(row.line, last)
            }
            var next: [Choice] = []
            var costs: [[Float]] = []
            for begin in begins {
                var best = Choice(begin: begin, cost: .infinity, from: -1, doubt: 0)
                var paid: [Float] = []
                for (from, choice) in choices[index - 1].enumerated() {
                    guard choice.begin <= row.line else {
                        paid.append(.infinity)
                        continue
                    }
                    let doubt = cost(choice.begin..<begin, number: row.line)
                    paid.append(doubt)
                    if choice.cost + doubt < best.cost {
                        best = Choice(
                            begin: begin, cost: choice.cost + doubt, from: from, doubt: doubt)
                    }
                }
                guard best.from >= 0 else { continue }
                next.append(best)
                costs.append(paid)
            }
            guard !next.isEmpty else { return [] }
            choices.append(next)
            doubts.append(costs)
        }
        var bands = path(choices, rows)
        for index in unsure(bands, choices, doubts) where bands.indices.contains(index) {
            bands[index].doubt = max(bands[index].doubt, Self.doubtful + 1)
        }
        return bands
    }

    /// Lines behind the last row that fit no row cost less than a row that swallows them.
    private static let leftOver: Float = 0.3

    private func path(_ choices: [[Choice]], _ rows: [Row]) -> [LayoutGrid.Band] {
        var bands: [LayoutGrid.Band] = []
        let end = choices[rows.count].min {
            $0.cost - Self.leftOver * Float($0.begin) < $1.cost - Self.leftOver * Float($1.begin)
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

    /// The rows that could end elsewhere at hardly more cost, with other cells then.
    private func unsure(
        _ bands: [LayoutGrid.Band], _ choices: [[Choice]], _ doubts: [[[Float]]]
    ) -> Set<Int> {
        var result = Set<Int>()
        guard let last = choices.last else { return result }
        var behind = last.map { -Self.leftOver * Float($0.begin) }
        for index in stride(from: bands.count - 1, to: 0, by: -1) {
            // behind[k]: the least cost of the rows from choice k on.
            var next = [Float](repeating: .infinity, count: choices[index].count)
            for (to, paid) in doubts[index].enumerated() {
                for (from, doubt) in paid.enumerated() {
                    next[from] = min(next[from], doubt + behind[to])
                }
            }
            behind = next
            let best = choices[index].indices.map { choices[index][$0].cost + behind[$0] }.min()
            let chosen = bands[index].lines.lowerBound
            for (choice, rest) in zip(choices[index], behind)
            where choice.begin != chosen && choice.cost + rest < (best ?? 0) + Self.slack {
                let between = min(choice.begin, chosen)..<max(choice.begin, chosen)
                let holds = grid.columns.indices.contains {
                    grid.columns[$0] != .category && !grid.pieces($0, between).isEmpty
                }
                if holds { result.formUnion([index - 1, index]) }
            }
        }
        return result
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
        let behind = grid.headings.partitioningIndex { $0.line >= next }
        if behind > 0, grid.headings[behind - 1].line > line {
            return [grid.headings[behind - 1].line + 1]
        }
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
                cost += listCost(pieces)
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

    /// A list that counts ①②③ begins with ①, and so does the next row's.
    private func listCost(_ pieces: [TableText.Piece]) -> Float {
        var cost: Float = 0
        for (index, piece) in pieces.enumerated() where !piece.isEmpty {
            let code = grid.text.code[piece.start]
            guard Marks.isEnumerator(code) else { continue }
            let isFirst = code == Marks.firstEnumerator
            if isFirst != (index == 0) { cost += 3 }
        }
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
