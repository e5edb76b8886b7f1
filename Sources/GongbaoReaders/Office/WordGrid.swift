/// The columns of a Word table, as its rows mean them.
///
/// Programs that convert to Word round the edges of cells row by row, so that one edge becomes two
/// with a column of a twentieth of a point between them.
struct WordGrid {
    /// For each edge of the declared columns how many columns stand before it; empty where nothing is
    /// declared.
    private let columns: [Int]

    /// No column that holds text is as narrow: 3 points.
    private static let narrowest = 60

    /// - Parameter widths: The declared columns, in twentieths of a point.
    init(widths: [Int]) {
        // Tables whose columns have no width at all declare nothing.
        guard widths.contains(where: { $0 >= Self.narrowest }) else {
            columns = []
            return
        }
        var edges = [0]
        for width in widths {
            edges.append(edges[edges.count - 1] + (width < Self.narrowest ? 0 : 1))
        }
        columns = edges
    }

    /// How many columns a cell covers that begins at the declared column `start` and covers `span` of
    /// those; 0 where it lies in a gap between two.
    func span(from start: Int, _ span: Int) -> Int {
        before(start + span) - before(start)
    }

    private func before(_ edge: Int) -> Int {
        guard let last = columns.last else { return edge }
        guard edge >= 0 else { return 0 }
        return edge < columns.count ? columns[edge] : last + edge - columns.count + 1
    }
}
