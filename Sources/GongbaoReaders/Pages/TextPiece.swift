import Gongbao

/// Characters of one line, side by side, in reading order.
struct TextPiece: Sendable {
    var scalars: [UInt32] = []
    /// The right edge of each character.
    var edges: [Float] = []
    /// 0–100 each; empty where all are certain.
    var confidence: [UInt8] = []
    var page = 0
    var left: Float = 0
    var right: Float = 0
    var baseline: Float = 0
    var size: Float = 0
    /// The widest line that its place can hold; infinite where that is not known.
    var room: Float = .infinity
    /// How far it stands in from the left margin; 0 in cells.
    var indent: Float = 0
    /// Whether it is centred and larger than the text around.
    var isHeading = false
    /// Quarter turns clockwise from upright.
    var direction: UInt8 = 0
    /// Whether it lies outside of what is drawn of its cell.
    var isClipped = false

    var top: Float { baseline - size * 0.88 }
    var bottom: Float { baseline + size * 0.14 }
    var width: Float { right - left }

    /// Its box, back in the direction in which the page is shown.
    func box(_ turn: PageTurn) -> PageBox {
        turn.original(PageBox(page: page, left: left, top: top, right: right, bottom: bottom))
    }
}
