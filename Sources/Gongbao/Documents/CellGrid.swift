/// A table that is written with bars or tabs: rows of cells, each with its place in the source.
///
/// Empty cells count, since only they keep the columns apart. A Markdown separator row is no row.
struct CellGrid: Sendable {
    /// One line of the table.
    struct Row: Sendable {
        /// The characters of each cell, without the blanks around them; empty cells are empty ranges.
        var cells: [TextRange]
        /// The whole line.
        var range: TextRange
        /// Which of the source's `Line`s it is.
        var line: Int
        /// The pieces of each cell, where a format gives them; empty for lines of text.
        var pieces: [[TextRange]] = []

        /// All characters of the row.
        var ranges: [TextRange] { pieces.isEmpty ? [range] : pieces.flatMap { $0 } }

        /// The pieces of a cell.
        func fragments(_ cell: Int) -> [TextRange] {
            pieces.isEmpty ? [cells[cell]] : pieces[cell]
        }
    }

    var rows: [Row] = []
    /// Separator rows and rules (|---|---|, +---+), which hold nothing.
    var separators: [TextRange] = []

    /// The width of the widest row.
    var width: Int { rows.reduce(0) { max($0, $1.cells.count) } }

    /// All grids of a text: runs of lines that have a bar or a tab inside.
    static func grids(in source: SourceText, lines: [Line]) -> [CellGrid] {
        var grids: [CellGrid] = []
        var open = Builder()
        for (index, line) in lines.enumerated() {
            if let parts = split(line, of: source) {
                open.add(parts, of: source, line: index)
            } else if open.isOpen, isRule(line.range, of: source) {
                open.separators.append(line.range)
            } else {
                open.close(into: &grids)
            }
        }
        open.close(into: &grids)
        return grids
    }

    // MARK: Tables of formats

    /// The grid of a table whose cells are known. A merged cell stands in its upper left place, as
    /// in a table that is written with bars.
    init(_ table: SourceTable, lines: [Line]) {
        let matrix = CellMatrix(table)
        guard matrix.columns <= Self.widest else { return }
        for row in 0..<matrix.rows {
            let pieces = (0..<matrix.columns).map { matrix.own(row, $0)?.fragments ?? [] }
            let hulls = pieces.map { TextRange($0.first?.start ?? 0, $0.last?.end ?? 0) }
            let filled = hulls.filter { $0.count > 0 }
            guard let start = filled.map(\.start).min(), let end = filled.map(\.end).max() else {
                continue
            }
            rows.append(
                Row(
                    cells: hulls, range: TextRange(start, end),
                    line: lines.partitioningIndex { $0.range.end > start }, pieces: pieces))
        }
    }

    init(separators: [TextRange]) { self.separators = separators }

    /// Wider tables are sheets of data that no one reads as a whole.
    private static let widest = 256

    // MARK: Lines

    private struct Parts {
        var cells: [TextRange]
        var range: TextRange
        var barFirst = false
        var barLast = false
    }

    @inline(__always)
    private static func isBar(_ scalar: UInt32) -> Bool {
        scalar == 0x7C || scalar == 0xFF5C || scalar == 0x2502 || scalar == 0x2503
    }

    @inline(__always)
    private static func isBlank(_ scalar: UInt32) -> Bool {
        CharacterTables.shared.rawClass(scalar) == CharacterTables.Class.blank.rawValue
    }

    /// The cells of a line, nil where it has neither bar nor tab between two words.
    private static func split(_ line: Line, of source: SourceText) -> Parts? {
        let bars = line.marks.contains(.bar)
        guard bars || line.marks.contains(.tab) else { return nil }
        let line = line.range
        // A bar alone in its line is decoration.
        guard line.count > 1 else { return nil }
        return source.scalars.withUnsafeBufferPointer { text in
            var range = line
            if !bars {
                // `LineReader` trims tabs at both ends, but here they are empty cells.
                while range.start > 0, isBlank(text[range.start - 1]) { range.start -= 1 }
                while range.end < text.count, isBlank(text[range.end]) { range.end += 1 }
            }
            var parts = Parts(cells: [], range: line)
            var start = range.start
            for offset in range.start...range.end {
                if offset < range.end {
                    let scalar = text[offset]
                    guard bars ? isBar(scalar) : scalar == 0x09 else { continue }
                    if bars, offset > range.start, text[offset - 1] == 0x5C { continue }  // \|
                }
                var cell = TextRange(start, offset)
                while cell.start < cell.end, isBlank(text[cell.start]) { cell.start += 1 }
                while cell.end > cell.start, isBlank(text[cell.end - 1]) { cell.end -= 1 }
                parts.cells.append(cell)
                start = offset + 1
            }
            if bars {
                parts.barFirst = isBar(text[line.start])
                parts.barLast = isBar(text[line.end - 1])
            }
            return parts
        }
    }

    /// Whether a line is drawn with -, = and + only.
    private static func isRule(_ line: TextRange, of source: SourceText) -> Bool {
        line.count >= 3 && source.scalars[line.start..<line.end].allSatisfy(isRuleScalar)
    }

    private static func isRuleScalar(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x3D, 0x3A, 0x2B, 0x5F, 0x20, 0x2014, 0x2500...0x257F: true
        default: false
        }
    }

    /// Collects the lines of one grid.
    private struct Builder {
        var pending: [(parts: Parts, line: Int)] = []
        var separators: [TextRange] = []
        var isOpen: Bool { !pending.isEmpty }

        mutating func add(_ parts: Parts, of source: SourceText, line: Int) {
            let drawn = parts.cells.allSatisfy { cell in
                source.scalars[cell.start..<cell.end].allSatisfy(isRuleScalar)
            }
            let strokes = parts.cells.contains { $0.count >= 2 }
            if drawn, strokes, isOpen || parts.cells.count > 1 {
                separators.append(parts.range)
            } else {
                pending.append((parts, line))
            }
        }

        mutating func close(into grids: inout [CellGrid]) {
            defer {
                pending.removeAll(keepingCapacity: true)
                separators.removeAll(keepingCapacity: true)
            }
            guard isOpen else { return }
            // Where the rows have no bar at their left edge, a bar there follows an empty cell.
            let barred = pending.reduce(0) { $0 + ($1.parts.barFirst ? 1 : 0) }
            let framed = barred * 2 > pending.count
            var grid = CellGrid(separators: separators)
            for (parts, line) in pending {
                var cells = parts.cells
                if parts.barLast, !cells.isEmpty { cells.removeLast() }
                if parts.barFirst, framed, !cells.isEmpty { cells.removeFirst() }
                grid.rows.append(Row(cells: cells, range: parts.range, line: line))
            }
            grids.append(grid)
        }
    }
}
