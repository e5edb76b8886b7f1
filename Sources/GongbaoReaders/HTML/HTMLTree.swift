internal import Gongbao

/// A page as a tree in flat arrays, in the order of its text.
///
/// A node is followed by what it holds, up to `end`; so every walk is a loop, and 20,000 nested
/// elements are as good as any. Implied end tags are those that matter for paragraphs, lists and
/// tables; the rest of the standard's tree construction is for browsers.
struct HTMLTree {
    struct Node {
        /// Index into `names`; -1 for text.
        var name: Int32
        var parent: Int32
        /// The node after the last one inside.
        var end: Int32
        /// Of text, the characters `start..<stop` of `text`; of an element, its attributes.
        var start: Int32
        var stop: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var names: [String] = []
    private(set) var attributes: [HTMLTokenizer.Attribute] = []
    /// The characters of all text nodes, references decoded.
    private(set) var text: [UInt32] = []
    /// Where the characters of `text` stand in the page.
    private(set) var origins = OriginRuns()
    private var index: [String: Int32] = [:]

    // MARK: Building

    private var open: [Int32] = []
    /// For each name, where its elements stand in `open`.
    private var places: [[Int]] = []
    /// Where cells, tables and the page begin in `open`: end tags do not reach out of them.
    private var walls: [Int] = []
    /// Where elements other than those of words stand in `open`.
    private var blocks: [Int] = []

    init(_ page: [UInt32]) {
        var tokenizer = HTMLTokenizer(page)
        push("#page", [])
        while let token = tokenizer.next() {
            switch token {
            case .start(let name, let attributes, let isClosed):
                begin(name, attributes, isClosed)
            case .end(let name): end(name)
            case .text(let start, let end, let hasReferences):
                add(page, start, end, hasReferences)
            }
        }
        while !open.isEmpty { pop() }
    }

    private mutating func number(_ name: String) -> Int {
        if let known = index[name] { return Int(known) }
        let number = names.count
        names.append(name)
        index[name] = Int32(number)
        places.append([])
        return number
    }

    private mutating func push(_ name: String, _ list: [HTMLTokenizer.Attribute]) {
        let number = number(name)
        let start = Int32(attributes.count)
        attributes += list
        places[number].append(open.count)
        if Self.wallNames.contains(name) || open.isEmpty { walls.append(open.count) }
        if !Self.inline.contains(name) { blocks.append(open.count) }
        let parent = open.last ?? -1
        open.append(Int32(nodes.count))
        nodes.append(
            Node(
                name: Int32(number), parent: parent, end: -1, start: start,
                stop: Int32(attributes.count)))
    }

    private mutating func pop() {
        guard let node = open.popLast() else { return }
        nodes[Int(node)].end = Int32(nodes.count)
        places[Int(nodes[Int(node)].name)].removeLast()
        if walls.last == open.count { walls.removeLast() }
        if blocks.last == open.count { blocks.removeLast() }
    }

    private mutating func pop(to place: Int) { while open.count > place { pop() } }

    /// Where the last open element of a name stands, if no wall stands after it.
    private func place(of name: String, beyond wall: Int) -> Int? {
        guard let number = index[name], let place = places[Int(number)].last, place >= wall else {
            return nil
        }
        return place
    }

    private mutating func close(_ name: String, within wall: Int) {
        if let place = place(of: name, beyond: wall) { pop(to: place) }
    }

    /// The last open table.
    private var table: Int { place(of: "table", beyond: 0) ?? 0 }

    private mutating func begin(
        _ name: String, _ list: [HTMLTokenizer.Attribute], _ isClosed: Bool
    ) {
        let wall = walls.last ?? 0
        switch name {
        case "html", "body", "head": return  // there may be several; the page is one
        case "li": close("li", within: max(wall, lastList))
        case "dt", "dd":
            close("dt", within: wall)
            close("dd", within: wall)
        case "option": close("option", within: wall)
        case "td", "th":
            closeCell()
        case "tr":
            closeCell()
            close("tr", within: table)
        case "tbody", "thead", "tfoot":
            closeCell()
            for part in ["tr", "tbody", "thead", "tfoot"] { close(part, within: table) }
        default: break
        }
        if Self.endsParagraph.contains(name) { close("p", within: wall) }
        push(name, list)
        if Self.void.contains(name) || isClosed && !Self.holdsText.contains(name) { pop() }
    }

    private var lastList: Int {
        max(place(of: "ul", beyond: 0) ?? 0, place(of: "ol", beyond: 0) ?? 0)
    }

    private mutating func closeCell() {
        let cell = max(place(of: "td", beyond: table) ?? -1, place(of: "th", beyond: table) ?? -1)
        if cell > 0 { pop(to: cell) }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "html", "body", "head": return
        case "br", "p":
            if place(of: name, beyond: walls.last ?? 0) == nil { begin("br", [], false) }
        default: break
        }
        let isTablePart = Self.tableParts.contains(name)
        guard let place = place(of: name, beyond: isTablePart ? table : walls.last ?? 0) else {
            return
        }
        // </b> inside another block closes nothing around it.
        if Self.inline.contains(name), let block = blocks.last, block > place { return }
        pop(to: place)
    }

    private mutating func add(_ page: [UInt32], _ start: Int, _ end: Int, _ hasReferences: Bool) {
        let begin = text.count
        if hasReferences {
            HTMLReferences.decode(page, start, end) { scalar, place in
                origins.note(text.count, at: place.lowerBound, width: place.count)
                text.append(scalar)
            }
        } else {
            origins.note(text.count, count: end - start, at: start)
            text += page[start..<end]
        }
        nodes.append(
            Node(
                name: -1, parent: open.last ?? -1, end: Int32(nodes.count + 1),
                start: Int32(begin), stop: Int32(text.count)))
    }

    // MARK: Names

    static let void: Set<String> = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img",
        "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    /// `<div/>` opens an element all the same; only these are closed by their stroke.
    private static let holdsText: Set<String> = [
        "a", "abbr", "address", "article", "aside", "b", "big", "blockquote", "center", "dd",
        "div", "dl", "dt", "em", "fieldset", "font", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "i", "li", "main", "nav", "ol", "p", "pre", "section", "small",
        "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    ]
    private static let wallNames: Set<String> = ["td", "th", "table", "caption", "object"]
    private static let tableParts: Set<String> = [
        "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
    ]
    static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "big", "cite", "code", "em", "font", "i", "ins", "label",
        "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
        "var", "img", "br", "input", "wbr", "o:p", "ucaptitle", "ucapcontent", "ruby", "rb",
        "st1:chsdate", "st1:chmetcnv", "bdo", "dfn", "kbd", "samp", "time", "data",
    ]
    private static let endsParagraph: Set<String> = [
        "address", "article", "aside", "blockquote", "center", "dir", "div", "dl", "fieldset",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu",
        "nav", "ol", "p", "pre", "section", "table", "ul",
    ]

    // MARK: Looking

    /// The name of an element, empty for text.
    func name(_ node: Int) -> String {
        let number = nodes[node].name
        return number < 0 ? "" : names[Int(number)]
    }

    func isText(_ node: Int) -> Bool { nodes[node].name < 0 }

    func attribute(_ name: String, of node: Int) -> String? {
        guard nodes[node].name >= 0 else { return nil }
        for entry in attributes[Int(nodes[node].start)..<Int(nodes[node].stop)]
        where entry.name == name {
            return entry.value
        }
        return nil
    }

    /// The nodes directly inside one.
    func children(_ node: Int) -> [Int] {
        var children: [Int] = []
        var next = node + 1
        while next < Int(nodes[node].end) {
            children.append(next)
            next = Int(nodes[next].end)
        }
        return children
    }

    /// All characters inside, blanks as they stand.
    func string(_ node: Int, most: Int = 4_000) -> String {
        var result = String.UnicodeScalarView()
        // Counting a string walks through it.
        var count = 0
        // Thousands of empty elements are not walked through for a few words.
        let stop = min(Int(nodes[node].end), node + 4_000)
        for inner in node..<stop where isText(inner) {
            for scalar in text[Int(nodes[inner].start)..<Int(nodes[inner].stop)] {
                guard count < most else { return String(result) }
                count += 1
                result.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            }
        }
        return String(result)
    }
}
