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
        var width: Int32
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

    /// The part of a line that is read, and where its characters stand in the flow.
    private struct Piece {
        let place: Span
        private let number: Int32
        /// Flow indices.
        var read = Span(0..<0)

        init(_ start: Int, _ end: Int, line: Int) {
            place = Span(start..<end)
            number = Int32(truncatingIfNeeded: line)
        }

        var range: TextRange { TextRange(place.lowerBound, place.upperBound) }
        var line: Int { Int(number) }
        var start: Int { read.lowerBound }
        var end: Int { read.upperBound }
    }

    private mutating func run(_ lines: [Line], _ excluded: [TextRange]) {
        var pieces: [Piece] = []
        pieces.reserveCapacity(lines.count)
        var next = 0
        for (index, line) in lines.enumerated() {
            while next < excluded.count, excluded[next].end <= line.range.start { next += 1 }
            var start = line.range.start
            var hole = next
            while hole < excluded.count, excluded[hole].start < line.range.end {
                if excluded[hole].start > start {
                    pieces.append(Piece(start, excluded[hole].start, line: index))
                }
                start = max(start, excluded[hole].end)
                hole += 1
            }
            if start < line.range.end {
                pieces.append(Piece(start, line.range.end, line: index))
            }
        }
        let tables = tables
        var blocks: [Block] = []
        var hard = [Bool](repeating: false, count: pieces.count)
        flow = source.scalars.withUnsafeBufferPointer { text in
            Flow(atMost: text.count) { cursor in
                cursor.offsets.reserve(runs: pieces.count, characters: text.count)
                var shapes: [Shape] = []
                shapes.reserveCapacity(pieces.count)
                for index in pieces.indices {
                    let range = pieces[index].range
                    let start = cursor.count
                    let outline = cursor.append(text, range, gap: Flow.Gap.line, tables)
                    pieces[index].read = Span(start..<cursor.count)
                    shapes.append(Self.shape(outline, range, text, tables))
                }
                // Whether lines are parted depends on those behind, so it is marked afterwards.
                for index in pieces.indices {
                    hard[index] =
                        index == 0 || Self.isApart(index, pieces, shapes, lines)
                        || meaning == .paragraphs
                    if hard[index], pieces[index].end > pieces[index].start {
                        cursor.harden(pieces[index].start)
                    }
                }
                for (index, piece) in pieces.enumerated() where piece.end > piece.start {
                    guard hard[index] || blocks.isEmpty else { continue }
                    Self.close(&blocks, at: piece.start, cursor.code)
                    let kind: Block.Kind = shapes[index].isTable ? .tableLine : .paragraph
                    blocks.append(Block(kind: kind, start: piece.start, end: piece.start))
                }
                Self.close(&blocks, at: cursor.count, cursor.code)
            }
        }
        self.blocks = blocks
    }

    /// Whether a paragraph ends between a piece and the one before it.
    private static func isApart(
        _ index: Int, _ pieces: [Piece], _ shapes: [Shape], _ lines: [Line]
    ) -> Bool {
        let (before, line) = (pieces[index - 1].line, pieces[index].line)
        return before + 1 < line || before == line
            || breaks(
                shapes[index - 1], shapes[index], line: lines[line],
                reference: referenceWidth(shapes, index - 1))
    }

    private static func close(
        _ blocks: inout [Block], at end: Int, _ code: UnsafeMutablePointer<UInt16>
    ) {
        guard let last = blocks.last, last.end == last.start else { return }
        blocks[blocks.count - 1].end = end
        if last.kind == .paragraph, end - last.start <= 60, looksLikeHeading(last.start, end, code)
        {
            blocks[blocks.count - 1].kind = .heading
        }
    }

    private static let closers = Character16.Set("。!?;；！？")
    private static let closingMarks = Character16.Set("”\"」』)》】]’")
    private static let openers = Character16.Set(",，、:：“「『(《【[‘—-+")

    /// A heading is short and has no closing punctuation inside or at its end.
    private static func looksLikeHeading(
        _ start: Int, _ end: Int, _ code: UnsafeMutablePointer<UInt16>
    ) -> Bool {
        let closers = Self.closers
        for index in start..<end where closers.contains(code[index]) { return false }
        return code[end - 1] != Character16.of(",") && code[end - 1] != 0x3001
    }

    private static func shape(
        _ outline: FlowCursor.Outline, _ range: TextRange, _ text: UnsafeBufferPointer<UInt32>,
        _ tables: CharacterTables
    ) -> Shape {
        let (last, beforeLast) = (outline.last, outline.beforeLast)
        let closes =
            closers.contains(last)
            || (closingMarks.contains(last) && closers.contains(beforeLast))
        return Shape(
            width: Int32(clamping: outline.width), last: last, closes: closes,
            open: openers.contains(last), isTable: outline.separators >= 2,
            begins: beginsItem(range, text, tables),
            introduces: last == Character16.of(":") && beforeLast == Character16.of("下"),
            isAside: outline.first == Character16.of("(") && last == Character16.of(")")
                && outline.width <= 80,
            isDateline: beginsStory(range, text, tables), isSubtitle: outline.first == 0x2014)
    }

    private static let dateline = Character16.of("讯")

    /// 本报讯, 某某日报讯（记者.
    private static func beginsStory(
        _ range: TextRange, _ text: UnsafeBufferPointer<UInt32>, _ tables: CharacterTables
    ) -> Bool {
        for offset in range.start..<min(range.end - 1, range.start + 12)
        where tables.folded(text[offset]) == dateline {
            let next = tables.folded(text[offset + 1])
            let isOwn = offset == range.start + 2 && tables.folded(text[range.start]) == own
            return next == Character16.of("(") || isOwn
        }
        return false
    }

    private static let own = Character16.of("本")

    private static let bullets = Character16.Set("□■●○◆◇★☆▲△·•*#>※")

    /// 一、 （三） 1. 第二条 —— □: a line that begins an item.
    private static func beginsItem(
        _ range: TextRange, _ text: UnsafeBufferPointer<UInt32>, _ tables: CharacterTables
    ) -> Bool {
        var index = range.start
        func folded(_ offset: Int) -> UInt16 {
            offset < range.end ? tables.folded(text[offset]) : 0
        }
        let first = folded(index)
        if bullets.contains(first) { return true }
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

    private static func isNumeral(_ code: UInt16) -> Bool {
        switch NumeralClass.of(NumeralClass.table[Int(code)]) {
        case .digit, .hanDigit: return true
        case .smallScale: return code == Character16.of("十")
        default: return false
        }
    }

    /// The widest of the lines around: what a full line is here.
    private static func referenceWidth(_ shapes: [Shape], _ index: Int) -> Int32 {
        var widest: Int32 = 0
        for near in max(0, index - 4)...min(shapes.count - 1, index + 4) {
            widest = max(widest, min(shapes[near].width, 400))
        }
        return widest
    }

    /// Whether a paragraph ends between two lines.
    private static func breaks(_ a: Shape, _ b: Shape, line: Line, reference: Int32) -> Bool {
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
