internal import Gongbao

/// What a page says of its article: in `meta` elements, and in labels beside values.
struct PageMetadata {
    let tree: HTMLTree
    private var values: [PageWords.Label: String] = [:]

    /// Labels stand near the top; a long page is not searched as a whole.
    private static let mostBlocks = 3_000
    private static let longest = 200

    static func read(_ survey: PageSurvey) -> DeclaredMetadata {
        var reader = PageMetadata(tree: survey.tree)
        reader.readMetas()
        let heading = reader.readBlocks(survey)
        var declared = DeclaredMetadata()
        declared.title = reader.values[.title] ?? heading ?? reader.titleElement()
        declared.issuer = reader.values[.issuer] ?? reader.values[.source]
        declared.documentNumber = reader.values[.documentNumber]
        declared.indexNumber = reader.values[.indexNumber]
        declared.writtenDate = reader.values[.writtenDate]
        declared.publishedDate = reader.values[.publishedDate]
        return declared
    }

    private init(tree: HTMLTree) { self.tree = tree }

    /// Takes a value for a label that has none yet.
    private mutating func take(_ label: PageWords.Label, _ value: String) {
        let value = Self.trimmed(value)
        guard !value.isEmpty, label != .other, values[label] == nil else { return }
        guard value.unicodeScalars.count <= Self.longest else { return }
        values[label] = value
    }

    private mutating func readMetas() {
        for node in tree.nodes.indices where tree.name(node) == "meta" {
            guard let name = tree.attribute("name", of: node)?.lowercased(),
                let label = PageWords.metas[name],
                let value = tree.attribute("content", of: node)
            else { continue }
            take(label, value)
        }
    }

    /// `民生实事_某某市人民政府` → what stands before the site's name.
    private func titleElement() -> String? {
        for node in tree.nodes.indices where tree.name(node) == "title" {
            let whole = Self.trimmed(tree.string(node))
            let parts = whole.split { "_|".contains($0) }
            let title = Self.trimmed(String(parts.first ?? ""))
            if !title.isEmpty { return title }
        }
        return nil
    }

    // MARK: Labels

    /// Reads the blocks of the page; the only `h1` that is seen is the article's heading.
    private mutating func readBlocks(_ survey: PageSurvey) -> String? {
        var headings: [String] = []
        var pending: PageWords.Label?
        var count = 0
        for node in tree.nodes.indices where !tree.isText(node) && !survey.isHidden[node] {
            let length = survey.length[node]
            guard length > 0 else { continue }
            if tree.name(node) == "h1", length <= 100 {
                headings.append(Self.trimmed(tree.string(node)))
            }
            guard length <= Self.longest, isBlock(node) else { continue }
            count += 1
            guard count <= Self.mostBlocks else { break }
            let text = tree.string(node)
            if let label = Self.label(alone: text) {
                pending = label
                continue
            }
            let pairs = Self.pairs(in: text)
            if pairs.isEmpty, let label = pending { take(label, text) }
            pending = nil
            for (label, value) in pairs { take(label, value) }
        }
        return headings.count == 1 ? headings[0] : nil
    }

    /// An element of text that holds no other block.
    private func isBlock(_ node: Int) -> Bool {
        if HTMLTree.inline.contains(tree.name(node)) {
            // Labels and values often are spans side by side.
            return tree.name(node) == "span" || tree.name(node) == "b"
                || tree.name(node) == "strong"
        }
        var inner = node + 1
        while inner < Int(tree.nodes[node].end) {
            if !tree.isText(inner), !HTMLTree.inline.contains(tree.name(inner)) { return false }
            inner += 1
        }
        return true
    }

    /// The label that a text is, such as `索 引 号：`.
    private static func label(alone text: String) -> PageWords.Label? {
        let compact = text.filter { !$0.isWhitespace && !":：【】[]".contains($0) }
        return PageWords.labels.first { $0.0 == compact }?.1
    }

    /// How many labels a text has with a colon or a bracket behind them, or alone in their cells.
    static func labels(in text: String) -> Int {
        let compact = text.filter { !$0.isWhitespace }
        var count = 0
        var rest = compact[...]
        while let colon = rest.firstIndex(where: { ":：】]".contains($0) }) {
            let head = rest[..<colon]
            if PageWords.labels.contains(where: { head.hasSuffix($0.0) }) { count += 1 }
            rest = rest[rest.index(after: colon)...]
        }
        return count
    }

    /// `发布时间：2031-03-05　来源：市政府办公室` → its labels and values.
    static func pairs(in text: String) -> [(PageWords.Label, String)] {
        // Labels are spread: 索 引 号.
        var pairs: [(label: PageWords.Label, start: String.Index, value: String.Index)] = []
        var index = text.startIndex
        while index < text.endIndex {
            if ":：】]".contains(text[index]),
                let (label, start) = label(in: text, before: index, after: pairs.last?.value)
            {
                pairs.append((label, start, text.index(after: index)))
            }
            index = text.index(after: index)
        }
        return pairs.indices.map { number in
            let next = number + 1 < pairs.count ? pairs[number + 1].start : text.endIndex
            let value = text[pairs[number].value..<max(pairs[number].value, next)]
            return (pairs[number].label, cut(value))
        }
    }

    private static func label(
        in text: String, before colon: String.Index, after begin: String.Index?
    ) -> (PageWords.Label, String.Index)? {
        var letters = ""
        var index = colon
        var best: (PageWords.Label, String.Index)?
        while index > begin ?? text.startIndex, letters.count < 6 {
            index = text.index(before: index)
            guard !text[index].isWhitespace else { continue }
            letters = String(text[index]) + letters
            if let found = PageWords.labels.first(where: { $0.0 == letters }) {
                best = (found.1, index)
            }
        }
        return best
    }

    /// A value ends at a wide gap or a mark between values.
    private static func cut(_ value: Substring) -> String {
        let text = trimmed(String(value))
        let ends = ["\u{3000}", "  ", "\u{A0}\u{A0}", "|", "｜", "【", "[", "\n", "\t"]
        return trimmed(
            ends.reduce(text) { text, end in
                text.firstRange(of: end).map { String(text[..<$0.lowerBound]) } ?? text
            })
    }

    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        func isEdge(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value <= 0x20 || DocumentBuilder.isBlank(scalar.value)
        }
        var start = scalars.startIndex
        var end = scalars.endIndex
        while start < end, isEdge(scalars[start]) { start = scalars.index(after: start) }
        while end > start, isEdge(scalars[scalars.index(before: end)]) {
            end = scalars.index(before: end)
        }
        return String(scalars[start..<end])
    }
}
