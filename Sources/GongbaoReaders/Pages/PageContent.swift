public import Gongbao

/// What a page of any format holds: characters where they stand, rulings, shaded areas.
///
/// Points from the top left of the page as it is shown, y downwards. PDF, OFD and recognised images
/// give pages of this form to `PageAssembler`.
public struct PageContent: Sendable {
    /// One character.
    public struct Glyph: Sendable {
        /// The Unicode scalar; U+FFFD where the format does not tell.
        public var code: UInt32
        /// Where it begins on the baseline, in the direction of writing.
        public var x: Float
        /// The baseline.
        public var baseline: Float
        /// Where its advance ends.
        public var right: Float
        /// The size of its font, as shown.
        public var size: Float
        /// Quarter turns clockwise from upright.
        public var direction: UInt8
        /// How sure the reader is of `code`, 0–100.
        public var confidence: UInt8
        /// The middle of the area that it is clipped to, where it lies outside of that: a
        /// spreadsheet's cell whose text runs beyond what is drawn of it.
        public var home: (x: Float, y: Float)?

        /// Makes a character.
        public init(
            code: UInt32, x: Float, baseline: Float, right: Float, size: Float,
            direction: UInt8 = 0, confidence: UInt8 = 100, home: (x: Float, y: Float)? = nil
        ) {
            self.code = code
            self.x = x
            self.baseline = baseline
            self.right = right
            self.size = size
            self.direction = direction
            self.confidence = confidence
            self.home = home
        }

        /// Whether it is a blank of any width.
        var isBlank: Bool {
            code == 0x20 || code == 0xA0 || code == 0x3000 || (0x2000...0x200B).contains(code)
                || code < 0x20 || code == 0x202F || code == 0xFEFF
        }
    }

    /// A straight line along an edge of the page.
    public struct Ruling: Sendable {
        /// Whether it runs from top to bottom.
        public var isVertical: Bool
        /// Its x when vertical, else its y.
        public var at: Float
        /// Its upper or left end.
        public var from: Float
        /// Its lower or right end.
        public var to: Float

        /// Makes a ruling.
        public init(isVertical: Bool, at: Float, from: Float, to: Float) {
            self.isVertical = isVertical
            self.at = at
            self.from = min(from, to)
            self.to = max(from, to)
        }
    }

    /// 1-based page number.
    public var number: Int
    /// The page's width as shown.
    public var width: Float
    /// The page's height as shown.
    public var height: Float
    /// The characters, in the order in which the format gives them.
    public var glyphs: [Glyph] = []
    /// The rulings, in any order.
    public var rulings: [Ruling] = []
    /// Shaded areas.
    public var areas: [PageBox] = []

    /// Makes an empty page.
    public init(number: Int, width: Float, height: Float) {
        self.number = number
        self.width = width
        self.height = height
    }
}
