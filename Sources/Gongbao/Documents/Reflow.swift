/// Lines → one flow with paragraphs: hard-wrapped lines joined, paragraphs and headings told apart.
///
/// Newspaper columns and PDF text break every line; web text breaks paragraphs only. A line goes on
/// in the next one unless something says that it ends: closing punctuation, a width well short of
/// its neighbours', an indent, or an enumerator that follows.
struct Reflow: Sendable {
    /// A paragraph or heading.
    struct Block: Sendable {
        enum Kind: Sendable { case paragraph, heading, tableLine }
        var kind: Kind
        /// Flow indices.
        var start: Int
        var end: Int
    }

    private(set) var flow = Flow()
    private(set) var blocks: [Block] = []

    private let source: SourceText
    private let tables = CharacterTables.shared

    /// Re-flows all of `lines` except the characters in `excluded` (sorted, not overlapping).
    static func read(
        _ source: SourceText, _ lines: [Line], excluding excluded: [TextRange],
        meaning: SourceDocument.LineMeaning = .wrapped
    ) -> Reflow {
        var reflow = Reflow(source: source, meaning: meaning)
        reflow.run(lines, excluded)
        return reflow
    }

    private let meaning: SourceDocument.LineMeaning

    private init(source: SourceText, meaning: SourceDocument.LineMeaning) {
        self.source = source
        self.meaning = meaning
    }

    /// A line as the breaker sees it.
    private struct Shape {
        var width: Int
        var first: UInt16
        var last: UInt16
        /// Ends with 。！？ or a closing mark behind one.
        var closes: Bool
        /// Ends in the middle of a phrase: ，、：（ or an opening mark.
        var open: Bool
        var isTable: Bool
        var begins: Bool
        /// Ends with 如下：.
        var introduces: Bool
        /// Stands in brackets as a whole, as bylines and （下转A04版） do.
        var isAside: Bool
        /// Begins a story of a newspaper: 本报讯（记者.
        var isDateline: Bool
        /// ——在市第五届…会议上: a line under a title.
        var isSubtitle: Bool
    }

    private mutating func run(_ lines: [Line], _ excluded: [TextRange]) {
        flow.reserve(source.scalars.count - source.scalars.count / 16)
        var pieces: [(range: TextRange, line: Int)] = []
        pieces.reserveCapacity(lines.count)
        var next = 0
        for (index, line) in lines.enumerated() {
            while next < excluded.count, excluded[next].end <= line.range.start { next += 1 }
            var start = line.range.start
            var hole = next
            while hole < excluded.count, excluded[hole].start < line.range.end {
                if excluded[hole].start > start {
                    pieces.append((TextRange(start, excluded[hole].start), index))
                }
                start = max(start, excluded[hole].end)
                hole += 1
            }
            if start < line.range.end { pieces.append((TextRange(start, line.range.end), index)) }
        }
        var shapes: [Shape] = []
        shapes.reserveCapacity(pieces.count)
        for piece in pieces { shapes.append(shape(of: piece.range)) }
        var previous: Int?
        for (index, piece) in pieces.enumerated() {
            let line = lines[piece.line]
            var gap: UInt8 = 0
            if let before = previous {
                let sameLine = pieces[before].line == piece.line
                let apart = pieces[before].line + 1 < piece.line || sameLine
                gap = Flow.Gap.line
                if apart || meaning == .paragraphs
                    || breaks(
                        shapes[before], shapes[index], line: line,
                        reference: referenceWidth(shapes, before))
                {
                    gap |= Flow.Gap.hard
                }
            } else {
                gap = Flow.Gap.hard | Flow.Gap.line
            }
            append(piece.range, gap: gap, shape: shapes[index])
            previous = index
        }
        close()
    }

    private mutating func append(_ range: TextRange, gap: UInt8, shape: Shape) {
        let start = flow.count
        flow.append(source, range, gap: gap)
        guard flow.count > start else { return }
        if gap & Flow.Gap.hard != 0 || blocks.isEmpty {
            close(at: start)
            let kind: Block.Kind = shape.isTable ? .tableLine : .paragraph
            blocks.append(Block(kind: kind, start: start, end: start))
        }
    }

    private mutating func close() { close(at: flow.count) }

    private mutating func close(at end: Int) {
        guard let last = blocks.last, last.end == last.start else { return }
        blocks[blocks.count - 1].end = end
        if last.kind == .paragraph, end - last.start <= 60, looksLikeHeading(last.start, end) {
            blocks[blocks.count - 1].kind = .heading
        }
    }

    private static let closers = Character16.Set("。!?;；！？")
    private static let closingMarks = Character16.Set("”\"」』)》】]’")
    private static let openers = Character16.Set(",，、:：“「『(《【[‘—-+")

    /// A heading is short and has no closing punctuation inside or at its end.
    private func looksLikeHeading(_ start: Int, _ end: Int) -> Bool {
        for index in start..<end where Self.closers.contains(flow.code[index]) { return false }
        return flow.code[end - 1] != Character16.of(",") && flow.code[end - 1] != 0x3001
    }

    private func shape(of range: TextRange) -> Shape {
        var width = 0
        var first: UInt16 = 0
        var last: UInt16 = 0
        var beforeLast: UInt16 = 0
        var pipes = 0
        let text = source.scalars
        for offset in range.start..<range.end {
            let scalar = text[offset]
            let kind = tables.rawClass(scalar)
            if kind == CharacterTables.Class.blank.rawValue {
                width += 1
                if scalar == 0x09 { pipes += 1 }
                continue
            }
            width += scalar < 0x2000 ? 1 : 2
            let folded = tables.folded(scalar)
            if folded == Character16.of("|") { pipes += 1 }
            if first == 0 { first = folded }
            beforeLast = last
            last = folded
        }
        let closes =
            Self.closers.contains(last)
            || (Self.closingMarks.contains(last) && Self.closers.contains(beforeLast))
        return Shape(
            width: width, first: first, last: last, closes: closes,
            open: Self.openers.contains(last), isTable: pipes >= 2,
            begins: beginsItem(range),
            introduces: last == Character16.of(":") && beforeLast == Character16.of("下"),
            isAside: first == Character16.of("(") && last == Character16.of(")") && width <= 80,
            isDateline: beginsStory(range), isSubtitle: first == 0x2014)
    }

    private static let dateline = Character16.of("讯")

    /// 本报讯, 某某日报讯（记者.
    private func beginsStory(_ range: TextRange) -> Bool {
        let text = source.scalars
        for offset in range.start..<min(range.end - 1, range.start + 12)
        where tables.folded(text[offset]) == Self.dateline {
            let next = tables.folded(text[offset + 1])
            let own = offset == range.start + 2 && tables.folded(text[range.start]) == Self.own
            return next == Character16.of("(") || own
        }
        return false
    }

    private static let own = Character16.of("本")

    private static let bullets = Character16.Set("□■●○◆◇★☆▲△·•*#>※")

    /// 一、 （三） 1. 第二条 —— □: a line that begins an item.
    private func beginsItem(_ range: TextRange) -> Bool {
        let text = source.scalars
        var index = range.start
        func folded(_ offset: Int) -> UInt16 {
            offset < range.end ? tables.folded(text[offset]) : 0
        }
        let first = folded(index)
        if Self.bullets.contains(first) { return true }
        if first == 0x2014, folded(index + 1) == 0x2014 { return true }
        let bracket = first == Character16.of("(")
        if bracket { index += 1 }
        var digits = 0
        while digits < 4, isNumeral(folded(index)) {
            index += 1
            digits += 1
        }
        guard digits > 0 else { return false }
        let mark = folded(index)
        if bracket { return mark == Character16.of(")") }
        if mark == 0x3001 { return true }
        return mark == Character16.of(".") && !(0x30...0x39).contains(folded(index + 1))
    }

    private func isNumeral(_ code: UInt16) -> Bool {
        switch NumeralClass.of(NumeralClass.table[Int(code)]) {
        case .digit, .hanDigit: return true
        case .smallScale: return code == Character16.of("十")
        default: return false
        }
    }

    /// The widest of the lines around: what a full line is here.
    private func referenceWidth(_ shapes: [Shape], _ index: Int) -> Int {
        var widest = 0
        for near in max(0, index - 4)...min(shapes.count - 1, index + 4) {
            widest = max(widest, min(shapes[near].width, 400))
        }
        return widest
    }

    /// Whether a paragraph ends between two lines.
    private func breaks(_ a: Shape, _ b: Shape, line: Line, reference: Int) -> Bool {
        if a.isTable || b.isTable || line.pageBreakBefore && a.closes { return true }
        // Newspapers set no closing mark behind a headline, and columns may end anywhere.
        if b.isDateline || (b.isAside && (a.closes || line.blankBefore)) { return true }
        if a.isAside || a.isSubtitle, line.blankBefore { return true }
        let full = a.width * 4 >= reference * 3
        if a.open {
            // 通报如下：and a blank line before 一、: the introduction is over, however long its line.
            let ended = a.last == Character16.of(":") && line.blankBefore
            if ended, a.introduces { return true }
            return b.begins && (!full || ended) && a.last != 0x3001
                && a.last != Character16.of(",")
        }
        if line.indent >= 2, a.closes || !full || line.indent >= 4 { return true }
        if b.begins { return a.closes || !full || line.blankBefore }
        if a.closes { return line.blankBefore || !full }
        // Without closing punctuation a short line is a heading or the last line of one.
        return !full
    }
}
