package import Gongbao

/// How numerals were read, for people: one block a numeral, with the numeral in its line.
package struct ExplanationView {
    private let source: SourceText
    private let path: String
    private let width: Int
    private let palette: Palette
    private let messages: Messages

    /// Makes the view.
    ///
    /// - Parameters:
    ///   - source: The decoded document.
    ///   - path: Its name, as the blocks' headings give it.
    ///   - width: The cells of a line.
    ///   - palette: Colours, or none.
    ///   - messages: The language.
    package init(
        _ source: SourceText, path: String?, width: Int, palette: Palette, messages: Messages
    ) {
        self.source = source
        self.path = path.map(TextLayout.singleLine) ?? messages.standardInput
        self.width = max(40, width)
        self.palette = palette
        self.messages = messages
    }

    /// The blocks, each followed by an empty line.
    package func text(of numerals: [NumeralRecord]) -> String {
        numerals.map { block($0).joined(separator: "\n") + "\n\n" }.joined()
    }

    private func block(_ numeral: NumeralRecord) -> [String] {
        let place = "\(path):\(numeral.line):\(numeral.column)"
        let range = "@\(numeral.range.start)..<\(numeral.range.end)"
        var lines = [palette.paint(place, .strong) + "  " + palette.paint(range, .faint)]
        lines += context(numeral)
        var facts: [(String, String)] = [(messages.kindLabel, messages.kind(numeral.kind))]
        if let value = value(of: numeral) { facts.append((messages.valueLabel, value)) }
        if let date = numeral.date { facts.append((messages.dateLabel, date)) }
        facts.append((messages.ruleLabel, numeral.rule))
        let label = facts.map { DisplayWidth.of($0.0) }.max() ?? 0
        for (name, text) in facts {
            lines.append(
                "  " + palette.paint(TextLayout.pad(name, to: label), .faint) + "  " + text)
        }
        return lines + parts(numeral, indent: label + 4)
    }

    private func value(of numeral: NumeralRecord) -> String? {
        guard let value = numeral.value else { return nil }
        var text = messages.bound(numeral.comparator) + value.description
        if let upper = numeral.upper { text += "–" + upper.description }
        if let unit = numeral.unit, !unit.isEmpty { text += " " + unit }
        if let per = numeral.per {
            text +=
                " / " + (per.value == ExactDecimal(1) ? "" : per.value.description + " ") + per.unit
        }
        return text
    }

    /// The derivation: each part with its name and its text.
    private func parts(_ numeral: NumeralRecord, indent: Int) -> [String] {
        let name = numeral.parts.map { DisplayWidth.of($0.name) }.max() ?? 0
        let texts = numeral.parts.map { TextLayout.singleLine($0.text) }
        let text = min(40, texts.map { DisplayWidth.of($0) }.max() ?? 0)
        return zip(numeral.parts, texts).map { part, words in
            String(repeating: " ", count: indent) + TextLayout.pad(part.name, to: name) + "  "
                + TextLayout.pad(words, to: text) + "  "
                + palette.paint("@\(part.range.start)..<\(part.range.end)", .faint)
        }
    }

    /// The numeral with what stands around it, underlined; line breaks show as ⏎.
    private func context(_ numeral: NumeralRecord) -> [String] {
        let middle = shown(numeral.range)
        let room = max(0, width - 2 - DisplayWidth.of(middle)) / 2
        let before = cutFront(
            shown(TextRange(lineStart(numeral.range.start), numeral.range.start)), to: room)
        let after = TextLayout.cut(
            shown(TextRange(numeral.range.end, lineEnd(numeral.range.end))), to: room)
        let underline = String(repeating: "~", count: DisplayWidth.of(middle))
        return [
            "  " + before + palette.paint(middle, .good) + after,
            "  " + String(repeating: " ", count: DisplayWidth.of(before))
                + palette.paint(underline, .good),
        ]
    }

    /// Not farther than this from a numeral, however long the line.
    private static let farthest = 200

    private func lineStart(_ offset: Int) -> Int {
        let line = source.position(of: offset)
        return max(offset - line.column + 1, offset - Self.farthest, 0)
    }

    private func lineEnd(_ offset: Int) -> Int {
        let limit = min(source.scalars.count, offset + Self.farthest)
        var end = offset
        while end < limit, !(0x0A...0x0D).contains(source.scalars[end]) { end += 1 }
        return end
    }

    private func shown(_ range: TextRange) -> String {
        var text = ""
        for scalar in source.string(range).unicodeScalars {
            switch scalar {
            case "\n": text += "⏎"
            case "\r": continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return TextLayout.singleLine(text)
    }

    private func cutFront(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var kept: [Unicode.Scalar] = []
        var used = 1
        for scalar in text.unicodeScalars.reversed() {
            used += DisplayWidth.of(scalar)
            if used > width { break }
            kept.append(scalar)
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: kept.reversed())
        return "…" + String(scalars)
    }
}

extension Messages {
    var kindLabel: String { pick("类别", "kind") }
    var valueLabel: String { pick("数值", "value") }
    var dateLabel: String { pick("日期", "date") }
    var ruleLabel: String { pick("规则", "rule") }

    func kind(_ kind: NumeralKind) -> String {
        switch kind {
        case .quantity: pick("数量", "quantity")
        case .number: pick("数", "number")
        case .date: pick("日期", "date")
        case .ordinal: pick("序数", "ordinal")
        case .identifier: pick("编号", "identifier")
        case .phrase: pick("固定词语", "phrase")
        case .unexplained: pick("未解释", "unexplained")
        }
    }

    func bound(_ comparator: Comparator) -> String {
        switch comparator {
        case .exact: ""
        case .atLeast: pick("不少于 ", "at least ")
        case .moreThan: pick("超过 ", "more than ")
        case .atMost: pick("不超过 ", "at most ")
        case .lessThan: pick("不足 ", "less than ")
        case .about: pick("约 ", "about ")
        case .nearly: pick("近 ", "nearly ")
        }
    }
}
