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

    /// Gives each draft its category.
    ///
    /// - Returns: The drafts that may as well stand under the category before or after.
    func assign(_ bands: [LayoutGrid.Band], _ drafts: inout [RowDraft]) -> Set<Int> {
        let titles = titles()
        guard !titles.isEmpty else { return [] }
        guard titles.count <= bands.count else { return Set(bands.indices) }
        let ways = [Way.merged, .first].map { partition(bands, titles, $0) }
        guard let best = ways.min(by: { $0.cost < $1.cost }), !best.groups.isEmpty else {
            return Set(bands.indices)
        }
        let groups = best.groups
        for (title, group) in zip(titles, groups) {
            for index in group {
                drafts[index].category = title.span
                drafts[index].spans.append(title.span)
            }
        }
        return best.doubtful
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

    /// Where a category's text stands.
    private enum Way {
        /// In the middle of the rows that its cell is merged over, or at their top.
        case merged
        /// In the middle of its first row; the rows below it have none.
        case first
    }

    private struct Partition {
        var groups: [Range<Int>] = []
        var cost: Float = .infinity
        /// Rows that stand under another category at hardly more cost.
        var doubtful: Set<Int> = []
    }

    /// A category has at most so many rows.
    private static let most = 40
    /// Lines are no measure of height: cells of a row may stand between each other's lines.
    private static let slack: Float = 1

    /// Consecutive groups of bands, one for each title, with the least distance in all.
    private func partition(
        _ bands: [LayoutGrid.Band], _ titles: [Title], _ way: Way
    ) -> Partition {
        let count = bands.count
        // before[k][e]: the least distance of the first k titles when they end before row e.
        var before = [[Float]](
            repeating: [Float](repeating: .infinity, count: count + 1), count: titles.count + 1)
        var behind = before
        before[0][0] = 0
        behind[titles.count][count] = 0
        for (index, title) in titles.enumerated() {
            for start in 0..<count where before[index][start] < .infinity {
                for end in start + 1...min(count, start + Self.most) {
                    let cost = before[index][start] + distance(title, bands[start..<end], way)
                    before[index + 1][end] = min(before[index + 1][end], cost)
                }
            }
        }
        for (index, title) in titles.enumerated().reversed() {
            for start in 0..<count {
                for end in start + 1...min(count, start + Self.most)
                where behind[index + 1][end] < .infinity {
                    let cost = behind[index + 1][end] + distance(title, bands[start..<end], way)
                    behind[index][start] = min(behind[index][start], cost)
                }
            }
        }
        guard before[titles.count][count] < .infinity else { return Partition() }
        var result = Partition(cost: before[titles.count][count])
        var start = 0
        for index in 1...titles.count {
            // The end of this title's rows that goes with the best way of all.
            let last = index == titles.count
            let ends = (start + 1)...min(count, start + Self.most)
            let end =
                last
                ? count
                : ends.min {
                    distance(titles[index - 1], bands[start..<$0], way) + behind[index][$0]
                        < distance(titles[index - 1], bands[start..<$1], way) + behind[index][$1]
                } ?? count
            if !last {
                for other in 0...count
                where other != end
                    && before[index][other] + behind[index][other]
                        < result.cost + Self.slack
                {
                    for row in min(end, other)..<max(end, other) { result.doubtful.insert(row) }
                }
            }
            guard end > start else { return Partition() }
            result.groups.append(start..<end)
            start = end
        }
        return result
    }

    private func distance(
        _ title: Title, _ bands: ArraySlice<LayoutGrid.Band>, _ way: Way
    ) -> Float {
        guard let first = bands.first, let last = bands.last else { return .infinity }
        if way == .first { return distance(title, toFirst: first) }
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

    private func distance(_ title: Title, toFirst band: LayoutGrid.Band) -> Float {
        let page = grid.pageOfLine(title.lines.lowerBound)
        let lines = band.lines.filter { grid.pageOfLine($0) == page }
        guard let top = lines.first, let bottom = lines.last else { return 50 }
        let middle = Float(title.lines.lowerBound + title.lines.upperBound) / 2
        return min(
            abs(middle - Float(top + bottom) / 2), abs(Float(title.lines.lowerBound - top)) + 0.5)
    }
}
