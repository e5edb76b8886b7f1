/// Puts what is not in a ruled table into reading order.
struct BodyReader {
    let page: PageContent
    let turn: PageTurn
    let tables: [PageTable]

    /// Gaps wider than this, in ems, part a line: columns, or the cells of a table without rulings.
    private static let columnGap: Float = 1.6

    func items(_ indices: [Int]) -> [PageAnalyzer.Item] {
        let builder = LineBuilder(glyphs: page.glyphs)
        var placed: [(top: Float, left: Float, item: PageAnalyzer.Item)] = []
        for table in tables { placed.append((table.top, table.left, .table(table))) }
        let upright = indices.filter { page.glyphs[$0].direction == 0 }
        for line in builder.lines(upright) {
            guard let piece = builder.piece(line, page: page.number) else { continue }
            placed.append((piece.top, piece.left, .line(piece)))
        }
        if upright.count < indices.count {
            let turned = TurnedText(glyphs: page.glyphs, page: page.number)
            for piece in turned.pieces(indices.filter { page.glyphs[$0].direction != 0 }) {
                placed.append((piece.top, piece.left, .line(piece)))
            }
        }
        placed.sort { ($0.top, $0.left) < ($1.top, $1.left) }
        return placed.map(\.item)
    }
}
