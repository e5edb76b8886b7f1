/// Decides at a page break whether a row, or a cell over several rows, goes on.
struct RowBoundary {
    let table: JoinedTable
    let part: JoinedTable.Part
    let pairs: [JoinedTable.Pair]

    /// Whether the first row of the part is the rest of the table's last row.
    func rowGoesOn() -> Bool {
        guard !pairs.isEmpty else { return false }
        let merged = mergedColumns()
        var leaves = pairs.filter { !merged.contains($0.column) }
        if leaves.isEmpty { leaves = pairs }
        var score = 0
        if leaves.allSatisfy(\.isOpen) {
            score += 2
        } else if leaves.contains(where: \.isOpen) {
            score += 1
        }
        for pair in leaves { score += evidence(pair) }
        return score > 0
    }

    /// Whether a cell goes on below the page break although its row does not.
    func cellGoesOn(_ pair: JoinedTable.Pair) -> Bool {
        let above = table.cells[pair.above]
        let below = part.cells[pair.below]
        let merged = mergedColumns().contains(pair.column)
        guard merged else { return false }
        if above.pieces.isEmpty || below.pieces.isEmpty { return true }
        if above.text == below.text { return true }
        if pair.isOpen, !pairs.allSatisfy(\.isOpen) { return true }
        // Where the cells of a column begin with ordinals, one without is the rest of another.
        let others = table.recent.filter {
            $0.column == pair.column && $0.row >= table.headerRows && !$0.pieces.isEmpty
        }
        let numbered = others.filter { LineBreaks.beginsItem($0.pieces[0]) }
        return others.count >= 2 && numbered.count == others.count
            && !LineBreaks.beginsItem(below.pieces[0])
    }

    /// Columns in which a cell covers several rows.
    private func mergedColumns() -> Set<Int> {
        var columns: Set<Int> = []
        for cell in table.recent where cell.rowSpan > 1 && cell.row >= table.headerRows {
            columns.insert(cell.column)
        }
        for cell in part.cells where cell.rowSpan > 1 { columns.insert(cell.column) }
        return columns
    }

    /// What one column says: above 0 for one row, below 0 for two.
    private func evidence(_ pair: JoinedTable.Pair) -> Int {
        let above = table.cells[pair.above]
        let below = part.cells[pair.below]
        let others = table.recent.filter {
            $0.column == pair.column && $0.row >= table.headerRows
                && $0.row + $0.rowSpan < table.rows
        }
        if above.pieces.isEmpty && below.pieces.isEmpty { return 0 }
        if above.pieces.isEmpty || below.pieces.isEmpty {
            // A column that is always filled has a gap only where a row is cut.
            let filled = others.filter { !$0.pieces.isEmpty }.count
            if filled == others.count { return 2 }
            return filled * 5 >= others.count * 4 ? 1 : 0
        }
        let short = (others + [above, below]).allSatisfy {
            $0.pieces.count == 1 && $0.pieces[0].scalars.count <= 8
        }
        if short { return -4 }
        guard let last = above.pieces.last, let first = below.pieces.first else { return 0 }
        let ending = Set("。；！？）)!?;.".unicodeScalars.map(\.value))
        let endings = others.filter { $0.pieces.last?.scalars.last.map(ending.contains) ?? false }
        let ends = last.scalars.last.map(ending.contains) ?? false
        if endings.count * 4 >= others.count * 3, !others.isEmpty || ends { return ends ? -3 : 3 }
        if LineBreaks.beginsItem(first) { return -2 }
        return LineBreaks.isSoft(last, first) && last.scalars.count > 6 ? 1 : 0
    }
}
