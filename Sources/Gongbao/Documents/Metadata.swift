/// What a document says about itself at its head and foot: title, year, issuer, number, dates.
struct Metadata: Sendable {
    var title: String?
    var year: Int?
    var issuer: String?
    var documentNumber: String?
    var publishedDate: String?
}

/// Reads the metadata from the lines of a document.
struct MetadataReader {
    let source: SourceText
    let lines: [Line]

    private static let titleWords = [
        "任务分解表", "分解表", "分解方案", "责任清单", "责任分工", "任务清单", "项目清单", "工作清单", "进展情况", "推进情况", "完成情况",
        "运行情况",
        "落实情况", "工作情况", "办理情况", "情况的通报", "情况通报", "的通报", "的通知", "工作报告", "的公示", "情况公示", "实施方案",
        "工作要点",
        "工作进展", "情况表", "进展总体", "责任表", "目标任务", "责任分解",
    ]
    private static let issuerLabels = [
        "发布机构:", "信息来源:", "来源:", "发文机关:", "单位:", "填报单位:", "责任部门:", "发布单位:",
    ]
    private static let dateLabels = ["发布日期:", "发布时间:", "成文日期:", "发文日期:", "填报日期:", "日期:", "时间:"]

    /// Lines are looked at only near the head and the foot.
    private static let head = 40
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
            if result.issuer == nil { result.issuer = labelled(text, Self.issuerLabels) }
            if result.publishedDate == nil, let label = labelled(text, Self.dateLabels, keep: true)
            {
                result.publishedDate = date(in: label)
            }
        }
        signature(&result)
        if let title = declared.title { result.title = title }
        if let issuer = declared.issuer { result.issuer = issuer }
        if let number = declared.documentNumber { result.documentNumber = number }
        if let day = (declared.publishedDate ?? declared.writtenDate).flatMap(date) {
            result.publishedDate = day
        }
        result.year = result.title.flatMap(year) ?? headTexts.lazy.compactMap(year).first
        if result.year == nil, let date = result.publishedDate { result.year = Int(date.prefix(4)) }
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
            let compact = text.filter { $0 != " " && $0 != "\u{3000}" && $0 != "#" && $0 != "*" }
            guard compact.count >= 4, compact.count <= 60, !compact.hasSuffix("。"),
                !compact.hasSuffix(",")
            else { continue }
            var score = 0
            if Self.titleWords.contains(where: compact.contains) { score += 10 }
            if year(compact) != nil { score += 3 }
            if compact.contains("民生") || compact.contains("重点") { score += 2 }
            if compact.contains("|") || compact.contains(":") || compact.contains("\t") {
                score -= 8
            }
            score -= index / 4
            if score >= 8, score > (best?.score ?? 0) {
                best = (score, unwrapped(index, texts, near))
            }
        }
        return best?.text
    }

    /// Titles wrap too: 关于2025年…⏎完成情况的通报.
    private func unwrapped(_ index: Int, _ texts: [String], _ near: [Line]) -> String {
        let range = near[index].range
        var text = source.string(range)
        text.removeAll { $0 == " " || $0 == "\u{3000}" || $0 == "\t" || $0 == "*" }
        while text.hasPrefix("#") { text.removeFirst() }
        return text
    }

    /// 云府办函〔2025〕67号.
    private func documentNumber(_ text: String) -> String? {
        guard let open = text.firstIndex(where: { $0 == "〔" || $0 == "[" }),
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

    private func labelled(_ text: String, _ labels: [String], keep: Bool = false) -> String? {
        let compact = text.filter { $0 != " " }
        for label in labels {
            guard let range = compact.firstRange(of: label) else { continue }
            // A label stands at the begin of its line or behind a blank or bracket.
            if range.lowerBound > compact.startIndex {
                let before = compact[compact.index(before: range.lowerBound)]
                guard !before.isLetter || before == "\u{3000}" else { continue }
            }
            let rest = compact[range.upperBound...]
            if keep { return String(rest.prefix(30)) }
            let value = rest.prefix { $0.isLetter }
            if value.count >= 4 { return String(value) }
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
        let tail = lines.suffix(6).map { folded($0.range).filter { $0 != " " && $0 != "\u{3000}" } }
        for (index, text) in tail.enumerated().reversed() {
            guard text.count <= 14, text.hasSuffix("日"), let day = date(in: text) else { continue }
            if result.publishedDate == nil { result.publishedDate = day }
            if index > 0, result.issuer == nil {
                let name = tail[index - 1]
                let ends = ["办公室", "政府", "督查室", "委员会", "指挥部", "局", "中心", "小组"]
                if name.count <= 30, ends.contains(where: name.hasSuffix) { result.issuer = name }
            }
            return
        }
    }

    private func year(_ text: String) -> Int? {
        var digits = 0
        var value = 0
        for character in text.unicodeScalars {
            if ("0"..."9").contains(character) {
                digits += 1
                value = value * 10 + Int(character.value) - 48
                if digits > 4 { value = 0 }
            } else {
                if digits == 4, character == "年", (1990...2100).contains(value) { return value }
                if character == " ", digits == 4 { continue }
                digits = 0
                value = 0
            }
        }
        return nil
    }
}
