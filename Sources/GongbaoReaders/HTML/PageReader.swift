internal import Gongbao

/// Reads a web page: the article with its tables, and what the page says of it.
struct PageReader {
    private let tree: HTMLTree
    private let survey: PageSurvey
    private var builder = DocumentBuilder()
    /// Where the characters of the document stand in the page.
    private var origins = OriginRuns()
    /// Whether a blank is due before the next character, and whether it was a line break.
    private var blank: (isDue: Bool, isBreak: Bool) = (false, false)

    static func read(
        _ bytes: [UInt8], encoding: String?
    ) throws(ReadFailure) -> SourceDocument {
        guard
            let page = TextDecoder.decode(bytes, encoding: encoding ?? declaredEncoding(bytes))
        else { throw .damaged("encoding") }
        let tree = HTMLTree(page.scalars)
        let survey = PageSurvey(tree)
        var reader = PageReader(tree: tree, survey: survey)
        reader.builder.declared = PageMetadata.read(survey)
        for root in survey.article() { reader.write(root) }
        reader.builder.endLine()
        reader.markPageLines()
        var document = reader.builder.document(
            .paragraphs, encoding: page.encoding, byteCount: bytes.count)
        document.bytes = TextDecoder.widths(of: page, in: bytes).map {
            reader.origins.through($0.widths, from: $0.start)
        }
        return document
    }

    private init(tree: HTMLTree, survey: PageSurvey) {
        self.tree = tree
        self.survey = survey
    }

    /// A declared Chinese encoding counts where the bytes are no valid UTF-8; else the bytes tell.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let head = String(
            decoding: bytes.prefix(2_048).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self
        ).lowercased()
        guard let place = head.firstRange(of: "charset=") else { return nil }
        let label = head[place.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard ["gb2312", "gbk", "gb18030", "big5", "big5-hkscs"].contains(String(label)),
            String(validating: bytes, as: UTF8.self) == nil
        else { return nil }
        return String(label)
    }

    // MARK: Text

    private mutating func write(_ root: Int) {
        var lists: [(end: Int, next: Int, style: String)] = []
        var ends: [Int] = []
        var node = root
        let stop = Int(tree.nodes[root].end)
        while node < stop {
            while let last = ends.last, last <= node {
                ends.removeLast()
                endLine()
            }
            while let last = lists.last, last.end <= node { lists.removeLast() }
            let end = Int(tree.nodes[node].end)
            if tree.isText(node) {
                if !survey.isHidden[node] { text(node) }
                node += 1
                continue
            }
            let name = tree.name(node)
            let isEmpty = name == "table" && survey.length[node] == 0
            if survey.isHidden[node] || isEmpty || node != root && isLeftOut(node, root) {
                node = end
                continue
            }
            switch name {
            case "br", "hr": endLine()
            case "table" where !survey.isLayout(node):
                endLine()
                table(node)
                node = end
                continue
            case "ol":
                let start = tree.attribute("start", of: node).flatMap { Int($0) } ?? 1
                lists.append((end, start, tree.attribute("type", of: node) ?? "1"))
            case "ul", "menu": lists.append((end, 0, ""))
            default: break
            }
            if !HTMLTree.inline.contains(name) {
                endLine()
                ends.append(end)
            }
            if name == "li", let last = lists.last, !last.style.isEmpty {
                builder.add(Self.number(last.next, last.style) + ". ")
                lists[lists.count - 1].next &+= 1
            }
            node += 1
        }
        endLine()
    }

    private static func number(_ value: Int, _ style: String) -> String {
        switch style {
        case "a": NumberForms.text(value, "lowerLetter")
        case "A": NumberForms.text(value, "upperLetter")
        case "i": NumberForms.text(value, "lowerRoman")
        case "I": NumberForms.text(value, "upperRoman")
        default: "\(value)"
        }
    }

    /// Frames inside the element that was taken for the article's.
    private func isLeftOut(_ node: Int, _ root: Int) -> Bool {
        guard Int(tree.nodes[node].parent) == root, !HTMLTree.inline.contains(tree.name(node))
        else {
            return false
        }
        if ["tr", "h2"].contains(tree.name(node)), survey.length[node] <= 100,
            PageMetadata.trimmed(tree.string(node)) == builder.declared.title
        {
            return true
        }
        let isBlock = [
            "tr", "div", "ul", "nav", "footer", "aside", "table", "h1", "section", "header",
        ]
        .contains(tree.name(node))
        guard isBlock, survey.length[node] * 2 < survey.length[root] else { return false }
        // A data table may have links in it.
        if tree.name(node) == "table", !survey.isLayout(node) {
            return survey.isMetadata(node)
        }
        return survey.isFrame(node)
    }

    private mutating func endLine() {
        builder.endLine()
        blank = (false, false)
    }

    /// Adds characters as they are shown: white space is one blank, and none at line breaks
    /// between characters that are written without blanks.
    private mutating func text(_ node: Int) {
        let data = tree.nodes[node]
        var walk = tree.origins.walk(from: Int(data.start))
        for scalar in tree.text[Int(data.start)..<Int(data.stop)] {
            let place = walk.next()
            if HTMLTokenizer.isBlank(scalar) {
                blank = (true, blank.isBreak || scalar == 0x0A || scalar == 0x0D)
                continue
            }
            if scalar == 0xAD || scalar == 0xFEFF || scalar == 0x200B { continue }
            if blank.isDue {
                let before = builder.last
                let isWide = blank.isBreak && before > 0x2E80 && scalar > 0x2E80
                if before != 0, before != 0x0A, !isWide { builder.add(0x20 as UInt32) }
                blank = (false, false)
            }
            let count = builder.end
            builder.add(scalar)
            // A character that ends a line is none of the text.
            if builder.end > count, builder.last == scalar, let place {
                origins.note(count, at: place.lowerBound, width: place.count)
            }
        }
    }

    // MARK: Tables

    private mutating func table(_ node: Int) {
        var grid = GridBuilder()
        var isHead = false
        var hasRow = false
        var inner = node + 1
        let stop = Int(tree.nodes[node].end)
        var headEnd = node
        while inner < stop {
            let end = Int(tree.nodes[inner].end)
            guard !tree.isText(inner), !survey.isHidden[inner] else {
                if tree.isText(inner), !survey.isHidden[inner] {
                    text(inner)
                }
                inner = end
                continue
            }
            switch tree.name(inner) {
            case "thead":
                headEnd = end
                inner += 1
            case "caption":
                write(inner)
                inner = end
            case "tr":
                isHead = inner < headEnd || holdsHeads(inner)
                grid.beginRow(isHeader: isHead)
                hasRow = true
                inner += 1
            case "td", "th":
                if !hasRow { grid.beginRow(isHeader: false) }
                hasRow = true
                cell(inner, &grid)
                inner = end
            default: inner += 1
            }
        }
        if let table = grid.table() { builder.tables.append(table) }
    }

    /// Whether all cells of a row are headings.
    private func holdsHeads(_ row: Int) -> Bool {
        let cells = tree.children(row).filter { !tree.isText($0) }
        return !cells.isEmpty && cells.allSatisfy { tree.name($0) == "th" }
    }

    private mutating func cell(_ node: Int, _ grid: inout GridBuilder) {
        endLine()
        let start = builder.end
        let count = builder.tables.count
        write(node)
        // A table within a cell is the cell's text.
        builder.tables.removeSubrange(count...)
        func span(_ name: String) -> Int? {
            tree.attribute(name, of: node).flatMap {
                Int($0.filter { $0.isASCII && $0.isNumber })
            }
        }
        let rows = span("rowspan") ?? 1
        grid.add(
            builder.lines(from: start), rowSpan: rows == 0 ? 65_534 : rows,
            columnSpan: span("colspan") ?? 1)
    }

    // MARK: Lines of the page

    /// 【打印本页】 and the like inside the article are no content.
    private mutating func markPageLines() {
        for line in builder.lines(from: 0) where line.count <= 40 {
            if PageWords.isAboutPage(builder.scalars[line.start..<line.end]) {
                builder.furniture.append(line)
            }
        }
    }
}
