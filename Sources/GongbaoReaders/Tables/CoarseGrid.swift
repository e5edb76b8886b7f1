/// Tells rulings that only group rows or columns of figures, which their alignment parts, from
/// those that draw each cell.
enum CoarseGrid {
    static func isCoarse(_ table: PageTable) -> Bool {
        var spanning = 0
        var spanningFigures = 0
        var stacked: [Int: Int] = [:]
        for cell in table.cells where !cell.isEmpty {
            let several = cell.pieces.filter(holdsFigures).count
            if several >= 4, several * 5 >= cell.pieces.count * 4 { return true }
            if cell.columnSpan > 1 {
                spanning += cell.pieces.count
                spanningFigures += several
            }
            if cell.pieces.count >= 4, cell.pieces.allSatisfy({ isFigure($0.scalars[...]) }) {
                stacked[cell.row, default: 0] += 1
            }
        }
        if spanningFigures >= 4, spanningFigures * 5 >= spanning * 4 { return true }
        return stacked.values.contains { $0 >= 2 }
    }

    /// Whether a line holds several figures and little else.
    private static func holdsFigures(_ piece: TextPiece) -> Bool {
        var figures = 0
        var others = 0
        for part in piece.scalars.split(separator: 0x20) {
            if isFigure(part) { figures += 1 } else { others += 1 }
        }
        return figures >= 2 && figures >= others
    }

    private static func isFigure(_ text: ArraySlice<UInt32>) -> Bool {
        text.filter { (0x30...0x39).contains($0) }.count * 2 > text.count
    }
}
