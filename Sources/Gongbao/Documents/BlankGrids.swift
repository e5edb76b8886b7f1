/// Tables whose cells are parted by blanks only, as they are typed or copied from a page.
enum BlankGrids {
    private static let longest = 240
    private static let fewestRows = 2

    /// Runs of lines that blanks cut into cells. Where a line has fewer cells than the first, each
    /// stands in the column it stands below; wide characters count two.
    static func grids(in source: SourceText, lines: [Line]) -> [CellGrid] {
        var grids: [CellGrid] = []
        var index = 0
        while index < lines.count {
            guard lines[index].marks.contains(.blank) else {
                index += 1
                continue
            }
            let wide = row(source, lines[index].range, blanks: 2)
            let narrow = wide.count >= 3 ? wide : row(source, lines[index].range, blanks: 1)
            // A header has no figures.
            guard narrow.count >= 3, narrow.allSatisfy({ isName(source, $0.range) }) else {
                index += 1
                continue
            }
            let blanks = wide.count >= 3 ? 2 : 1
            var rows = [
                CellGrid.Row(cells: narrow.map(\.range), range: lines[index].range, line: index)
            ]
            var next = index + 1
            while next < lines.count {
                let cells = row(source, lines[next].range, blanks: blanks)
                guard cells.count >= 2, let placed = place(cells, below: narrow) else { break }
                rows.append(CellGrid.Row(cells: placed, range: lines[next].range, line: next))
                next += 1
            }
            if rows.count > fewestRows {
                var grid = CellGrid(separators: [])
                grid.rows = rows
                grids.append(grid)
                index = next
            } else {
                index += 1
            }
        }
        return grids
    }

    private struct Cell {
        var range: TextRange
        /// Where it begins and ends, counted in half widths.
        var left: Int
        var right: Int
    }

    private static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000
    }

    private static func row(_ source: SourceText, _ range: TextRange, blanks: Int) -> [Cell] {
        guard range.count <= longest else { return [] }
        var begin = range.start
        while begin > 0, isBlank(source.scalars[begin - 1]) { begin -= 1 }
        var cells: [Cell] = []
        var place = 0
        var gap = blanks
        for offset in begin..<range.end {
            let scalar = source.scalars[offset]
            let width = scalar < 0x2000 ? 1 : 2
            defer { place += width }
            if isBlank(scalar) {
                gap += width
                continue
            }
            if gap >= blanks {
                cells.append(
                    Cell(range: TextRange(offset, offset + 1), left: place, right: place + width))
            } else {
                cells[cells.count - 1].range.end = offset + 1
                cells[cells.count - 1].right = place + width
            }
            gap = 0
        }
        return cells
    }

    private static func isName(_ source: SourceText, _ range: TextRange) -> Bool {
        range.count <= 24
            && !source.scalars[range.start..<range.end].contains { (0x30...0x39).contains($0) }
    }

    /// The cells below the header's; nil where it is not certain which belong to which.
    private static func place(_ cells: [Cell], below header: [Cell]) -> [TextRange]? {
        if cells.count == header.count { return cells.map(\.range) }
        guard cells.count < header.count else { return nil }
        var placed = header.map { TextRange($0.range.start, $0.range.start) }
        var last = -1
        for cell in cells {
            let under = header.indices.filter {
                header[$0].left < cell.right && cell.left < header[$0].right
            }
            guard under.count == 1, let column = under.first, column > last else { return nil }
            placed[column] = cell.range
            last = column
        }
        return placed
    }
}

extension CellGrid {
    /// The grid with rows and columns changed; nil where it is too small for names at both sides.
    var transposed: CellGrid? {
        guard rows.count >= 3, rows.count <= 64, width >= 3, width <= 256 else { return nil }
        var result = CellGrid(separators: separators)
        for column in 0..<width {
            let cells = rows.map { row in
                column < row.cells.count
                    ? row.cells[column] : TextRange(row.range.end, row.range.end)
            }
            let filled = cells.filter { $0.count > 0 }
            guard let start = filled.map(\.start).min(), let end = filled.map(\.end).max() else {
                continue
            }
            // Its cells lie apart in the source, so the row is not all that lies between them.
            result.rows.append(
                Row(
                    cells: cells, range: TextRange(start, end), line: rows[0].line,
                    pieces: cells.map { $0.count > 0 ? [$0] : [] }))
        }
        return result
    }
}
