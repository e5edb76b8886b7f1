/// The paragraphs of a breakdown in running text, and how each is numbered.
struct ProseParagraphs {
    enum Style: Hashable {
        /// 1. 1、
        case arabic
        /// （1）
        case bracketedArabic
        /// 一、
        case han
        /// （一）
        case bracketedHan
        case none
    }

    struct Paragraph {
        var lines: Range<Int>
        /// With its number.
        var span: TableText.Piece
        var style: Style
        var number: Int?
        /// Where the text behind the number begins.
        var body: Int
        /// 责任单位：…, a line of its own.
        var isLabel: Bool
        var note: ResponsibilityNote?
    }

    let text: TableText
    let lines: [Line]

    private static let stops = Character16.Set("。;:!?)】〕")

    func paragraphs() -> [Paragraph] {
        let blanks = lines.filter(\.blankBefore).count
        // With a blank line behind every line, blank lines part nothing.
        let partsAtBlanks = blanks * 10 < lines.count * 6
        var widest = 0
        for piece in text.pieces where piece.count <= 60 { widest = max(widest, piece.count) }
        var result: [Paragraph] = []
        var start = 0
        var last = 0
        var isDotted = false
        for index in lines.indices.dropFirst() {
            let before = text.pieces[index - 1]
            // Nothing begins inside a bracket: （责任⏎单位：…
            if index - start < 12, isOpen(start..<index) { continue }
            let closes = before.isEmpty || Self.stops.contains(text.code[before.end - 1])
            let full = before.count * 10 >= widest * 8 && before.count <= 60
            // 6.0—3岁…: an item that begins with a figure, known by its number alone.
            let number = closes || isLabel(text.pieces[start]) ? dotted(text.pieces[index]) : nil
            let follows = number.map { $0 == last + 1 } ?? false
            // A short line without an end is a heading.
            let isShort = before.count * 2 < widest && before.count <= 30 && !goesOn(before)
            let breaks =
                begins(index) || follows || isShort || (partsAtBlanks && lines[index].blankBefore)
                || (closes && !(full && lines[index].indent < 2))
            guard breaks else { continue }
            result.append(paragraph(start..<index, isDotted: isDotted))
            start = index
            isDotted = follows
            let (style, value, _) = self.number(text.pieces[index])
            if style == .arabic { last = value ?? last }
            if follows { last += 1 }
        }
        if !lines.isEmpty {
            result.append(paragraph(start..<lines.count, isDotted: isDotted))
        }
        return result
    }

    private func goesOn(_ piece: TableText.Piece) -> Bool {
        piece.isEmpty || Self.joints.contains(text.code[piece.end - 1])
    }

    private static let joints = Character16.Set(",、;:(和及与")

    private func dotted(_ piece: TableText.Piece) -> Int? {
        guard let (value, end) = text.integer(at: piece.start, before: piece.end),
            end + 1 < piece.end,
            Marks.dots.contains(text.code[end]), text.isDigit(end + 1)
        else { return nil }
        return value
    }

    private func isOpen(_ lines: Range<Int>) -> Bool {
        var depth = 0
        let from = text.pieces[lines.lowerBound].start
        for index in from..<text.pieces[lines.upperBound - 1].end {
            if Marks.opening.contains(text.code[index]) { depth += 1 }
            if Marks.closing.contains(text.code[index]) { depth = max(0, depth - 1) }
        }
        return depth > 0
    }

    private func begins(_ line: Int) -> Bool {
        let piece = text.pieces[line]
        guard !piece.isEmpty else { return true }
        return number(piece).style != .none
            || isLabel(piece)
    }

    private func paragraph(_ lines: Range<Int>, isDotted: Bool) -> Paragraph {
        let span = TableText.Piece(
            start: text.pieces[lines.lowerBound].start,
            end: text.pieces[lines.upperBound - 1].end)
        var (style, number, body) = number(span)
        if isDotted, style == .none,
            let (value, end) = text.integer(at: span.start, before: span.end)
        {
            (style, number, body) = (.arabic, value, end + 1)
        }
        return Paragraph(
            lines: lines, span: span, style: style, number: number, body: body,
            isLabel: isLabel(span), note: ResponsibilityNote.read(text, span))
    }

    private func isLabel(_ span: TableText.Piece) -> Bool {
        let label = ResponsibilityNote.label(text, span.start, span.end)
        return label.map { TableHeader.responsibility.contains($0.0) } ?? false
    }

    private func number(_ span: TableText.Piece) -> (style: Style, number: Int?, body: Int) {
        var start = span.start
        while start < span.end, Marks.bullets.contains(text.code[start]) { start += 1 }
        guard start < span.end else { return (.none, nil, span.start) }
        let bracketed = text.code[start] == Character16.of("(")
        if let (value, body) = Heading.arabic(text, start, span.end) {
            return (bracketed ? .bracketedArabic : .arabic, value, body)
        }
        if case (let value?, let body) = Heading.number(text, start, span.end) {
            return (bracketed ? .bracketedHan : .han, value, body)
        }
        return (.none, nil, start)
    }
}
