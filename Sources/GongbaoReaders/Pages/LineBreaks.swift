/// Tells line breaks that a page's width made from those that the author made.
enum LineBreaks {
    /// Whether the text of `next` goes on in the line before it.
    static func isSoft(_ line: TextPiece, _ next: TextPiece) -> Bool {
        guard line.direction == next.direction else { return false }
        guard line.direction == 0 else { return true }
        let em = max(line.size, 1)
        // One character a line: text set downwards in a narrow cell.
        if line.room < em * 2.1, line.scalars.count == 1, next.scalars.count == 1 { return true }
        guard line.room.isFinite, max(line.size, next.size) < min(line.size, next.size) * 1.2 else {
            return false
        }
        if line.page == next.page {
            let pitch = next.baseline - line.baseline
            if pitch > em * 3 || pitch < 0 { return false }
            if line.isHeading, next.isHeading, pitch < em * 2.3 { return true }
        }
        if next.indent > em * 1.2, next.indent > line.indent + em * 0.5 { return false }
        let spare = line.room - line.width - firstUnit(next)
        if spare > em * 0.3, !isFullByCount(line, next) { return false }
        if beginsItem(next) && closes(line) { return false }
        if line.scalars.count > 12 { return true }
        // A column of names is often as wide as the longest: what the line ends with decides.
        return !endsName(line) || next.scalars.count <= 2 && endsName(next)
    }

    /// Whether a program that breaks lines anywhere, taking narrow characters for half as wide as
    /// others, had no room for the next character.
    private static func isFullByCount(_ line: TextPiece, _ next: TextPiece) -> Bool {
        guard let first = next.scalars.first, line.room - line.width < line.size * 2.5 else {
            return false
        }
        let halves = (line.scalars + [first]).reduce(0) { $0 + (LineBuilder.isWide($1) ? 2 : 1) }
        return line.room - Float(halves) / 2 * line.size < line.size * 0.05
    }

    /// The width of what may not be parted at the beginning of a line.
    static func firstUnit(_ piece: TextPiece) -> Float {
        let text = piece.scalars
        guard piece.edges.count == text.count, let first = text.first else { return piece.size }
        var end = 1
        if opening.contains(first), text.count > 1 { end = 2 }
        if isWordPart(text[end - 1]) {
            while end < text.count, end < 24, isWordPart(text[end]) { end += 1 }
        }
        while end < text.count, closing.contains(text[end]) { end += 1 }
        return piece.edges[end - 1] - piece.left
    }

    static func isWordPart(_ code: UInt32) -> Bool {
        code > 0x20 && code < 0x2E80 && !opening.contains(code) && !closing.contains(code)
            && !(0x2010...0x203B).contains(code) || code == 0x2E || code == 0x25
    }

    /// Characters that do not begin a line.
    static let closing = Set("，。、；：？！）》」』】〕〉”’％…,.;:?!)]}%".unicodeScalars.map(\.value))
    /// Characters that do not end one.
    private static let opening = Set("（《「『【〔〈“‘([{".unicodeScalars.map(\.value))
    private static let stops = Set("。；！？.;!?".unicodeScalars.map(\.value))
    /// The last characters of names of offices and places.
    private static let nameEnds = Set(
        "局厅委办府院会部处所队站司社校馆行团室长）".unicodeScalars.map(\.value))

    private static func closes(_ line: TextPiece) -> Bool {
        line.scalars.last.map(stops.contains) ?? false
    }

    private static func endsName(_ line: TextPiece) -> Bool {
        line.scalars.last.map(nameEnds.contains) ?? false
    }

    /// 一、 （三） 1. ①: what begins an item of a list.
    static func beginsItem(_ piece: TextPiece) -> Bool {
        let text = piece.scalars
        guard let first = text.first else { return false }
        if (0x2460...0x2473).contains(first) { return true }
        var index = first == 0xFF08 || first == 0x28 ? 1 : 0
        let bracket = index == 1
        let begin = index
        while index < text.count, index - begin < 3, isNumeral(text[index]) { index += 1 }
        guard index > begin, index < text.count else { return false }
        if bracket { return text[index] == 0xFF09 || text[index] == 0x29 }
        if text[index] == 0x3001 { return true }
        guard text[index] == 0x2E || text[index] == 0xFF0E else { return false }
        return index + 1 == text.count || !(0x30...0x39).contains(text[index + 1])
    }

    private static let numerals = Set("一二三四五六七八九十0123456789".unicodeScalars.map(\.value))
    private static func isNumeral(_ code: UInt32) -> Bool { numerals.contains(code) }
}
