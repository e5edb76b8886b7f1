/// One article of a page: blocks that belong together.
struct Article: Sendable {
    var blocks: Range<Int>
    var byline: String?
    /// Index of the block that names it, -1 for none.
    var titleBlock: Int
}

/// Parts the stories of a page. A story ends with its byline （黎禹君）, or where the next begins with
/// a dateline (某某日报讯（记者…), a bullet □ or a Markdown heading; its headline may stand after it.
struct ArticleReader {
    let flow: Flow
    let source: SourceText
    let blocks: [Reflow.Block]
    let words: DocumentWords

    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    func read() -> [Article] {
        guard !blocks.isEmpty else { return [] }
        var articles: [Article] = []
        var start = 0
        var byline: String?
        var ended = false
        for (index, block) in blocks.enumerated() {
            if index > start, ended && block.kind != .heading || opens(block) {
                articles.append(finish(start..<index, byline))
                start = index
                byline = nil
                ended = false
            }
            if let name = self.byline(at: block) {
                byline = name
                ended = true
            }
        }
        articles.append(finish(start..<blocks.count, byline))
        return articles
    }

    private func finish(_ range: Range<Int>, _ byline: String?) -> Article {
        // The headline stands first or, on newspaper pages, last.
        let headings = range.filter { blocks[$0].kind == .heading && !isNoTitle(blocks[$0]) }
        // The date and the editors in the head of a page stand before the headline.
        let begin =
            range.first { blocks[$0].kind != .heading || !isPageHead(blocks[$0]) }
            ?? range.lowerBound
        let title: Int
        if let first = headings.first, first == begin {
            title = first
        } else if let last = headings.last, range.upperBound - last <= 3 {
            title = headings.first { range.upperBound - $0 <= 3 } ?? last
        } else {
            title = -1
        }
        return Article(blocks: range, byline: byline, titleBlock: title)
    }

    /// A byline, a bracket such as （下转A04版）, a bullet or a numbered heading names no story.
    private func isNoTitle(_ block: Reflow.Block) -> Bool {
        let first = flow.code[block.start]
        if isPageHead(block) { return true }
        if first == Self.open, flow.code[block.end - 1] == Self.close { return true }
        if first == Character16.of("-") || first == Self.bullet { return true }
        var index = block.start + (first == Self.open ? 1 : 0)
        let begin = index
        while index < block.end, index - begin < 3, Self.numerals.contains(flow.code[index]) {
            index += 1
        }
        return index > begin && index < block.end && Self.marks.contains(flow.code[index])
            || index == block.end
    }

    /// 2025年7月8日 星期二 第2版, 责任编辑：秦越 版式：苗青: what stands at the head of each page.
    private func isPageHead(_ block: Reflow.Block) -> Bool {
        let code = flow.code[block.start..<block.end]
        if Self.isDateline(code) { return true }
        guard code.count <= 40, code.contains(Self.colon) else { return false }
        return Self.editors.contains { code.starts(with: $0) }
    }

    private static let editors = ["责任编辑", "责编", "编辑", "美编", "版式", "校对", "审核", "主编"].map {
        Array($0.utf16)
    }
    private static let colon = Character16.of(":")

    /// Whether fewer than four characters are left of a line beside those of dates.
    static func isDateline(_ code: ArraySlice<UInt16>) -> Bool {
        code.count { !dateline.contains($0) } < 4
            && code.contains { numerals.contains($0) && $0 < 0x3A }
    }

    private static let dateline = Character16.Set("0123456789年月日星期周一二三四五六第版农历")
    private static let numerals = Character16.Set("0123456789一二三四五六七八九十")
    private static let marks = Character16.Set("、.)")
    private static let slash = Character16.of("/")
    private static let datelineEnd = Character16.of("讯")
    private static let bullet = Character16.of("□")
    private static let hash = Character16.of("#")

    /// 某某日报讯（记者/…, 本报讯, □文/图, a Markdown heading.
    private func opens(_ block: Reflow.Block) -> Bool {
        let first = flow.code[block.start]
        if first == Self.bullet || first == Self.hash { return true }
        if continues(block) { return true }
        let limit = min(block.end - 1, block.start + 12)
        var index = block.start
        while index < limit {
            if flow.code[index] == Self.datelineEnd {
                return flow.code[index + 1] == Self.open
                    || (index == block.start + 2 && first == Character16.of("本"))
            }
            index += 1
        }
        return false
    }

    private static let carriedOver = Array("上接".utf16)

    /// （上接第一版）: a story goes on that began on another page.
    func continues(_ block: Reflow.Block) -> Bool {
        var index = block.start
        if flow.code[index] == Self.open { index += 1 }
        guard index + Self.carriedOver.count < block.end else { return false }
        return (0..<Self.carriedOver.count).allSatisfy {
            flow.code[index + $0] == Self.carriedOver[$0]
        }
    }

    /// （记者 沈亦舟 通讯员 邓 凯）: a bracket that ends a block and holds names only.
    private func byline(at block: Reflow.Block) -> String? {
        guard block.end > block.start, flow.code[block.end - 1] == Self.close else { return nil }
        var open = block.end - 2
        while open >= block.start, flow.code[open] != Self.open, block.end - open < 48 { open -= 1 }
        guard open >= block.start, flow.code[open] == Self.open, block.end - open >= 4 else {
            return nil
        }
        // Behind a sentence or alone in its block; not （县教育局牵头） inside a sentence.
        guard open == block.start || SentenceEnd.contains(flow.code[open - 1]) else { return nil }
        // Names and roles only: no figures, no clauses.
        for index in open + 1..<block.end - 1 {
            let code = flow.code[index]
            let isName = code >= 0x4E00 || code == 0x3001 || code == Self.slash || code >= 0x41
            guard isName, !SentenceEnd.contains(code) else { return nil }
        }
        let raw = source.string(flow.range(open + 1, block.end - 1))
        let text = raw.filter { !$0.isWhitespace }
        if words.anyStands(.byline, in: text) { return text }
        let names = raw.split { $0.isWhitespace || $0 == "、" }
        let plain = names.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy(\.isLetter) }
        return plain && names.count <= 6 && text.count >= 2 ? text : nil
    }

    private enum SentenceEnd {
        static let set = Character16.Set("。!?”…")
        static func contains(_ code: UInt16) -> Bool { set.contains(code) }
    }
}
