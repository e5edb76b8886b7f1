/// Text that stands sideways or upside down beside upright text.
struct TurnedText {
    let glyphs: [PageContent.Glyph]
    let page: Int

    /// Its lines, each a piece whose box is upright.
    func pieces(_ indices: [Int]) -> [TextPiece] {
        var result: [TextPiece] = []
        for direction in UInt8(1)...3 {
            let own = indices.filter { glyphs[$0].direction == direction }
            guard !own.isEmpty else { continue }
            // Seen along its own direction it is text like any other.
            let turned = own.map { index in
                var glyph = glyphs[index]
                let (x, y): (Float, Float) =
                    switch direction {
                    case 1: (glyph.baseline, -glyph.x)
                    case 2: (-glyph.x, -glyph.baseline)
                    default: (-glyph.baseline, glyph.x)
                    }
                glyph.right = x + (glyph.right - glyph.x)
                glyph.x = x
                glyph.baseline = y
                return glyph
            }
            let builder = LineBuilder(glyphs: turned)
            for line in builder.lines(Array(turned.indices)) {
                for part in builder.split(line, gap: 3) {
                    guard var piece = builder.piece(part, page: page) else { continue }
                    piece = upright(piece, direction)
                    result.append(piece)
                }
            }
        }
        return result
    }

    /// Gives a piece the box that it takes up on the page; its edges say nothing then.
    private func upright(_ piece: TextPiece, _ direction: UInt8) -> TextPiece {
        var result = piece
        result.edges = []
        result.direction = direction
        let a: (x: Float, y: Float)
        let b: (x: Float, y: Float)
        switch direction {
        case 1:
            a = (-piece.top, piece.left)
            b = (-piece.bottom, piece.right)
        case 2:
            a = (-piece.left, -piece.top)
            b = (-piece.right, -piece.bottom)
        default:
            a = (piece.top, -piece.left)
            b = (piece.bottom, -piece.right)
        }
        result.left = min(a.x, b.x)
        result.right = max(a.x, b.x)
        // `top` and `bottom` follow from baseline and size, so these are set to give the box.
        let height = abs(a.y - b.y)
        result.size = height / 1.02
        result.baseline = max(a.y, b.y) - result.size * 0.14
        return result
    }
}
