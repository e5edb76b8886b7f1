/// How much there is to read in each part of a page, and which part is the article.
struct PageSurvey {
    let tree: HTMLTree
    /// Whether nobody sees a node.
    private(set) var isHidden: [Bool]
    /// Characters inside that are no blanks, and those of them in links.
    private(set) var length: [Int]
    private(set) var linked: [Int]
    /// Rows and widest row of each table, and whether another table stands inside.
    private(set) var tables: [Int: TableShape] = [:]

    struct TableShape {
        var rows = 0
        var width = 0
        var hasTable = false
        /// The characters of its longest cell, and the paragraphs in there.
        var longest = 0
        var blocks = 0
    }

    init(_ tree: HTMLTree) {
        self.tree = tree
        let count = tree.nodes.count
        isHidden = [Bool](repeating: false, count: count)
        length = [Int](repeating: 0, count: count)
        linked = length
        measure(hidesByStyle: true)
        let seen = length[0]
        measure(hidesByStyle: false)
        // Where a script shows the article, only its style hides it.
        if seen * 5 >= length[0] || seen >= 2_000 { measure(hidesByStyle: true) }
        surveyTables()
    }

    private mutating func measure(hidesByStyle: Bool) {
        for node in tree.nodes.indices {
            let parent = Int(tree.nodes[node].parent)
            isHidden[node] =
                parent >= 0 && isHidden[parent] || hides(node, byStyle: hidesByStyle)
            linked[node] = parent >= 0 && linked[parent] < 0 || tree.name(node) == "a" ? -1 : 0
            length[node] = 0
            if tree.isText(node), !isHidden[node] {
                let data = tree.nodes[node]
                for scalar in tree.text[Int(data.start)..<Int(data.stop)]
                where !DocumentBuilder.isBlank(scalar) && scalar > 0x20 {
                    length[node] += 1
                }
            }
        }
        let isLink = linked.map { $0 < 0 }
        linked = [Int](repeating: 0, count: linked.count)
        for node in tree.nodes.indices.reversed() {
            if isLink[node], tree.isText(node) { linked[node] = length[node] }
            let parent = Int(tree.nodes[node].parent)
            guard parent >= 0 else { continue }
            length[parent] += length[node]
            linked[parent] += linked[node]
        }
    }

    private func hides(_ node: Int, byStyle: Bool) -> Bool {
        guard !tree.isText(node) else { return false }
        if PageWords.unseen.contains(tree.name(node)) { return true }
        guard byStyle else { return false }
        if tree.attribute("hidden", of: node) != nil { return true }
        guard let style = tree.attribute("style", of: node)?.lowercased() else { return false }
        let compact = style.filter { !$0.isWhitespace }
        return compact.contains("display:none") || compact.contains("mso-hide:all")
    }

    /// How much there is to read beside links.
    func weight(_ node: Int) -> Int { length[node] - linked[node] }

    private mutating func surveyTables() {
        // The innermost open table and cell, with the node after them.
        var open: [(table: Int, end: Int)] = []
        var cells = 0
        for node in tree.nodes.indices where !tree.isText(node) {
            while let last = open.last, last.end <= node { open.removeLast() }
            switch tree.name(node) {
            case "table":
                // A small table in a cell is the cell's text; a large one makes the outer a frame.
                if let last = open.last, length[node] * 10 > length[last.table] * 3 {
                    tables[last.table]?.hasTable = true
                }
                open.append((node, Int(tree.nodes[node].end)))
                tables[node] = TableShape()
            case "tr":
                if let last = open.last { tables[last.table]?.rows += 1 }
                cells = 0
            case "td", "th":
                guard let last = open.last else { continue }
                cells += max(
                    1, min(64, tree.attribute("colspan", of: node).flatMap { Int($0) } ?? 1))
                let width = max(tables[last.table]?.width ?? 0, cells)
                tables[last.table]?.width = width
                if length[node] > tables[last.table]?.longest ?? 0 {
                    tables[last.table]?.longest = length[node]
                    tables[last.table]?.blocks = 0
                }
            case "p", "div", "br", "h1", "h2", "h3", "ul":
                if let last = open.last { tables[last.table]?.blocks += 1 }
            default: break
            }
        }
    }

    /// Whether a table arranges the page instead of data: one column, tables within, or one cell
    /// that holds nearly everything.
    func isLayout(_ table: Int) -> Bool {
        guard let shape = tables[table] else { return false }
        if tree.attribute("role", of: table) == "presentation" { return true }
        return shape.hasTable || shape.width <= 1 || shape.rows == 0
            || shape.rows == 1 && shape.longest > 60 && shape.blocks >= 2
            || shape.longest > 300 && shape.longest * 10 > length[table] * 8 && shape.blocks >= 3
    }

    // MARK: The article

    /// The elements that hold the article, in the order of the page.
    func article() -> [Int] {
        var named: [Int] = []
        var node = 0
        while node < tree.nodes.count {
            if !tree.isText(node), !isHidden[node], weight(node) > 0, isArticle(node) {
                named.append(node)
                node = Int(tree.nodes[node].end)
            } else {
                node += 1
            }
        }
        let sum = named.reduce(0) { $0 + weight($1) }
        let main = named.filter { weight($0) * 20 >= sum }
        let whole = weight(0)
        if sum * 10 >= whole * 4 || sum >= 200 && sum * 5 >= whole { return main }
        return [descend()]
    }

    private func isArticle(_ node: Int) -> Bool {
        if tree.name(node) == "article" { return true }
        guard let words = marks(node) else { return false }
        return words.split(separator: " ").contains { word in
            word == "zoom" || PageWords.article.contains { word.contains($0) }
        }
    }

    private func marks(_ node: Int) -> String? {
        let id = tree.attribute("id", of: node) ?? ""
        let names = tree.attribute("class", of: node) ?? ""
        return id.isEmpty && names.isEmpty ? nil : (id + " " + names).lowercased()
    }

    /// Goes down while one element holds all that is no frame.
    private func descend() -> Int {
        var node = 0
        while true {
            var direct = 0
            var parts: [Int] = []
            for child in tree.children(node) where !isHidden[child] && length[child] > 0 {
                if tree.isText(child) || HTMLTree.inline.contains(tree.name(child)) {
                    direct += weight(child)
                } else if length[child] == length[node] || !isFrame(child) {
                    // What holds all there is to read is the page, not a frame of it.
                    parts.append(child)
                }
            }
            guard direct * 10 < weight(node), parts.count == 1 else { return node }
            let only = parts[0]
            let name = tree.name(only)
            let isText = ["p", "ul", "ol", "dl", "pre", "h1", "h2", "h3", "blockquote"]
                .contains(name)
            if isText || name == "table" && !isLayout(only) { return node }
            node = only
        }
    }

    /// Whether an element is little more than labels with their values.
    func isMetadata(_ node: Int) -> Bool {
        guard length[node] <= 600 else { return false }
        let labels = PageMetadata.labels(in: tree.string(node))
        return labels >= 2 && length[node] <= labels * 45
    }

    /// Whether an element is no part of the article: navigation, what is said about the page, the
    /// frame around it.
    func isFrame(_ node: Int) -> Bool {
        if length[node] == 0 { return true }
        let name = tree.name(node)
        if name == "nav" || name == "footer" || name == "aside" { return true }
        // The article's title is known without its heading.
        if name == "h1" || name == "header" && length[node] <= 200 { return true }
        if linked[node] * 2 >= length[node], length[node] < 2_000 { return true }
        if isMetadata(node) { return true }
        let isSmall = length[node] * 4 < length[0]
        if isSmall, let words = marks(node), PageWords.frame.contains(where: words.contains) {
            return true
        }
        guard length[node] <= 120 else { return false }
        return PageWords.isAboutPage(tree.string(node).unicodeScalars.map(\.value)[...])
    }
}
