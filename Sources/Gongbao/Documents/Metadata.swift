/// What a document says about itself at its head and foot: title, year, issuer, number, dates.
struct Metadata: Sendable {
    var title: String?
    var year: Int?
    var issuer: String?
    var documentNumber: String?
    var publishedDate: String?
    /// 索引号, where the format declares it.
    var indexNumber: String?
    /// 成文日期, ISO 8601.
    var writtenDate: String?
}

/// Reads the metadata from the lines of a document.
struct MetadataReader {
    let source: SourceText
    let lines: [Line]
    /// The tables that the format gives: no signature stands in them.
    var tables: [SourceTable] = []
    let words: DocumentWords

    /// Lines are looked at only near the head and the foot.
    private static let head = 40
    private static let top = 6
    private static let foot = 12

    /// - Parameter declared: What the format says; it overrules what the lines say.
    func read(_ declared: DeclaredMetadata = DeclaredMetadata()) -> Metadata {
        var result = Metadata()
        let near = Array(lines.prefix(Self.head))
        let far = Array(lines.dropFirst(Self.head).suffix(Self.foot))
        let headTexts = near.map { folded($0.range) }
        result.title = title(headTexts, near)
        result.documentNumber = headTexts.lazy.compactMap(documentNumber).first
        for text in headTexts + far.map({ folded($0.range) }) {
            if result.issuer == nil { result.issuer = labelled(text, .issuerLabel) }
            if result.publishedDate == nil, let label = labelled(text, .dateLabel, keep: true) {
                result.publishedDate = date(in: label)
            }
        }
        signature(&result)
        if let title = declared.title { result.title = title }
        if let issuer = declared.issuer { result.issuer = issuer }
        if let number = declared.documentNumber { result.documentNumber = number }
        result.indexNumber = declared.indexNumber
        result.writtenDate = declared.writtenDate.flatMap(date)
        if let day = (declared.publishedDate ?? declared.writtenDate).flatMap(date) {
            result.publishedDate = day
        }
        // A year further down may be another one, that of 2024年，全区完成29个.
        result.year =
            result.title.flatMap(year) ?? headTexts.prefix(Self.top).lazy.compactMap(year).first
        if result.year == nil, let date = result.publishedDate { result.year = Int(date.prefix(4)) }
        // 定农办〔2025〕18号: a report of the year in which it was numbered.
        if result.year == nil { result.year = result.documentNumber.flatMap(numbered) }
        if result.year == nil { result.year = headTexts.lazy.compactMap(year).first }
        return result
    }

    private func folded(_ range: TextRange) -> String {
        let tables = CharacterTables.shared
        var units: [UInt16] = []
        for offset in range.start..<min(range.end, range.start + 200) {
            units.append(tables.folded(source.scalars[offset]))
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The best of the first lines: one that says what the document is, the year, and no sentence.
    private func title(_ texts: [String], _ near: [Line]) -> String? {
        var best: (score: Int, text: String)?
        for (index, text) in texts.enumerated() {
            let compact = text.without(" \u{3000}#*")
            guard compact.count >= 4, compact.count <= 60, !compact.hasSuffix("。"),
                !compact.hasSuffix(",")
            else { continue }
            var score = 0
            if words.anyStands(.title, in: compact) { score += 10 }
            if isItem(compact) { score -= 8 }  // 一、主要指标完成情况
            if year(compact) != nil { score += 3 }
            if compact.holds("民生") || compact.holds("重点") { score += 2 }
            if compact.holds("|") || compact.holds(":") || compact.holds("\t") {
                score -= 8
            }
            score -= index / 4
            if score >= 8, score > (best?.score ?? 0) {
                best = (score, unwrapped(index, texts, near))
            }
        }
        return best?.text
    }

    /// 一、 （二） 1.: a heading inside the document, not its title.
    private func isItem(_ text: String) -> Bool {
        let head = text.drop { $0 == "(" }
        let rest = head.drop { $0.isNumber || "一二三四五六七八九十".contains($0) }
        guard rest.count < head.count, let mark = rest.first else { return false }
        return "、.)．".contains(mark)
    }

    /// Titles wrap too: 关于2025年…⏎完成情况的通报. A line that no word ends goes on in the next, and one
    /// that begins in the middle goes on from the line before.
    private func unwrapped(_ index: Int, _ texts: [String], _ near: [Line]) -> String {
        var (first, last) = (index, index)
        func whole(_ position: Int) -> Bool { words.anyEnds(.titleEnd, compact(texts[position])) }
        if !compact(texts[index]).hasPrefix("关于"), index > 0,
            compact(texts[index - 1]).hasPrefix("关于"), !whole(index - 1),
            compact(texts[index - 1]).count <= 60
        {
            first = index - 1
        }
        if !whole(last), last + 1 < texts.count, compact(texts[first]).hasPrefix("关于"),
            whole(last + 1), compact(texts[last + 1]).count <= 40
        {
            last += 1
        }
        var text = ""
        for position in first...last {
            text += source.string(near[position].range)
        }
        text.removeAll { $0 == " " || $0 == "\u{3000}" || $0 == "\t" || $0 == "*" }
        while text.hasPrefix("#") { text.removeFirst() }
        return text
    }

    private func compact(_ text: String) -> String {
        text.filter { $0 != " " && $0 != "\u{3000}" }
    }

    /// 云府办函〔2025〕67号.
    private func documentNumber(_ text: String) -> String? {
        guard text.holds("〔") || text.holds("["),
            let open = text.firstIndex(where: { $0 == "〔" || $0 == "[" }),
            let close = text[open...].firstIndex(where: { $0 == "〕" || $0 == "]" }),
            let end = text[close...].firstIndex(of: "号"), text.distance(from: open, to: close) == 5
        else { return nil }
        var start = open
        while start > text.startIndex {
            let before = text.index(before: start)
            guard text[before].isLetter else { break }
            start = before
        }
        guard start < open, text.distance(from: close, to: end) <= 6 else { return nil }
        return String(text[start...end])
    }

    /// What stands behind a label up to the next blank; with `keep`, the next thirty characters.
    private func labelled(
        _ text: String, _ use: DocumentWords.Use, keep: Bool = false
    ) -> String? {
        for (label, _) in words[use] {
            guard let begin = text.firstIndex(of: label) else { continue }
            // A label stands at the begin of its line or behind a blank or bracket.
            if begin > text.startIndex {
                let before = text[text.index(before: begin)]
                guard !before.isLetter || before == "\u{3000}" else { continue }
            }
            let end = text.utf8.index(begin, offsetBy: label.utf8.count)
            let rest = text[end...].drop { $0 == " " || $0 == "\u{3000}" }
            if keep { return String(rest.prefix(30)) }
            let value = rest.prefix { $0.isLetter }
            // 位：市民政局）: the rest of a bracket that a line break cut.
            let closes = rest.dropFirst(value.count).first == ")"
            let opened = text[..<begin].contains("(")
            if value.count >= 3, !closes || opened { return String(value) }
        }
        return nil
    }

    private func date(in text: String) -> String? {
        let numbers = text.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
        guard numbers.count == 3, (1990...2100).contains(numbers[0]), (1...12).contains(numbers[1]),
            numbers[2] >= 1, numbers[2] <= CalendarDate.days(in: numbers[1], of: numbers[0])
        else { return nil }
        return CalendarDate.iso(numbers[0], numbers[1], numbers[2])
    }

    /// The last lines of a circular: issuer, then the date.
    private func signature(_ result: inout Metadata) {
        let tail = Line.outside(tables.compactMap(\.range), lines).suffix(6).map {
            folded($0.range).filter { $0 != " " && $0 != "\u{3000}" }
        }
        for (index, text) in tail.enumerated().reversed() {
            guard text.count <= 14, text.hasSuffix("日"), let day = date(in: text) else { continue }
            if result.publishedDate == nil { result.publishedDate = day }
            if index > 0, result.issuer == nil {
                let name = tail[index - 1]
                if name.count <= 30, words.anyEnds(.signer, name) { result.issuer = name }
            }
            return
        }
    }

    /// The year in the brackets of a document's number.
    private func numbered(_ number: String) -> Int? {
        let digits = number.drop { !("0"..."9").contains($0) }.prefix { ("0"..."9").contains($0) }
        guard digits.count == 4, let year = Int(digits), (1990...2100).contains(year) else {
            return nil
        }
        return year
    }

    /// The first year of the text that nothing is compared with: not 由2007年的12项.
    private func year(_ text: String) -> Int? {
        var digits = 0
        var value = 0
        var before: Unicode.Scalar?
        var last: Unicode.Scalar?
        for character in text.unicodeScalars {
            if ("0"..."9").contains(character) {
                if digits == 0 { before = last }
                digits += 1
                value = value * 10 + Int(character.value) - 48
                if digits > 4 { value = 0 }
            } else {
                if digits == 4, character == "年", (1990...2100).contains(value),
                    !Self.origins.contains(before ?? " ")
                {
                    return value
                }
                if character == " ", digits == 4 { continue }
                digits = 0
                value = 0
            }
            last = character
        }
        return nil
    }

    private static let origins: Set<Unicode.Scalar> = ["由", "从", "比", "较", "自", "到", "至"]
}
