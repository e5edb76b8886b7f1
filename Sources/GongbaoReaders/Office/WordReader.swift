internal import Gongbao

/// Reads DOCX: paragraphs with their printed numbers, tables with merged cells, text boxes.
struct WordReader {
    private let limits: ReadLimits
    private var builder = DocumentBuilder()
    private var numbering: WordNumbering
    private var isDamaged = false
    /// How many tables are open around the place that is read.
    private var depth = 0

    static func read(
        _ bytes: [UInt8], limits: ReadLimits
    ) throws(ReadFailure) -> SourceDocument {
        let container = try Container(bytes, limits: limits) {
            $0.hasSuffix(".xml") || $0.hasSuffix(".rels")
        }
        let main =
            try container.relations(of: "", limits).byType["officeDocument"]?.first
            ?? "word/document.xml"
        guard let tree = try container.xml(main, limits) else {
            throw .damaged("DOCX: \(main)")
        }
        let relations = try container.relations(of: main, limits)
        func part(_ type: String) throws(ReadFailure) -> XMLTree? {
            guard let name = relations.byType[type]?.first else { return nil }
            return try container.xml(name, limits)
        }
        var reader = WordReader(
            limits: limits,
            numbering: WordNumbering(
                numbering: try part("numbering"), styles: try part("styles")))
        reader.isDamaged = container.isDamaged || tree.isDamaged
        if let body = tree.root.first("body") { reader.blocks(of: body) }
        for type in ["footnotes", "endnotes"] {
            guard let notes = try part(type) else { continue }
            for note in notes.root.children where note["type"] == nil { reader.blocks(of: note) }
        }
        if reader.isDamaged { reader.builder.findings.append(Finding("file-damaged", ["DOCX"])) }
        return reader.builder.document(.paragraphs, byteCount: bytes.count)
    }

    private init(limits: ReadLimits, numbering: WordNumbering) {
        self.limits = limits
        self.numbering = numbering
    }

    // MARK: Blocks

    private mutating func blocks(of element: XMLElement) {
        for child in element.children {
            switch child.name {
            case "p": paragraph(child)
            case "tbl": table(child)
            case "sdt": if let content = child.first("sdtContent") { blocks(of: content) }
            case "customXml", "ins", "moveTo", "smartTag": blocks(of: child)
            case "AlternateContent": if let chosen = chosen(child) { blocks(of: chosen) }
            default: break
            }
        }
    }

    /// Of what is there in several forms for old and new programs, one is read.
    private func chosen(_ element: XMLElement) -> XMLElement? {
        element.first("Choice") ?? element.first("Fallback")
    }

    private mutating func paragraph(_ element: XMLElement) {
        builder.endLine()
        let properties = element.first("pPr")
        let start = builder.end
        let label = numbering.label(of: properties)
        if let label { builder.add(label) }
        var boxes: [XMLElement] = []
        runs(of: element, &boxes)
        // The mark of an empty item is not printed, but an empty numbered cell is a number.
        if let label, depth == 0, builder.lines(from: start).first?.count == label.trimmedCount {
            builder.remove(from: start)
        }
        builder.endLine()
        for box in boxes { blocks(of: box) }
    }

    private mutating func runs(of element: XMLElement, _ boxes: inout [XMLElement]) {
        for child in element.children {
            switch child.name {
            case "r": run(child, &boxes)
            case "hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo":
                runs(of: child, &boxes)
            case "sdt": if let content = child.first("sdtContent") { runs(of: content, &boxes) }
            case "oMath", "oMathPara": formula(child)
            case "AlternateContent": if let chosen = chosen(child) { runs(of: chosen, &boxes) }
            default: break
            }
        }
    }

    private mutating func formula(_ element: XMLElement) {
        for child in element.children {
            if child.name == "t" { builder.add(child.text) } else { formula(child) }
        }
    }

    private mutating func run(_ element: XMLElement, _ boxes: inout [XMLElement]) {
        if element.path("rPr", "vanish")?.isOn == true { return }
        for child in element.children { piece(child, &boxes) }
    }

    private mutating func piece(_ child: XMLElement, _ boxes: inout [XMLElement]) {
        switch child.name {
        case "t": builder.add(child.text)
        case "tab", "ptab": builder.add("\t")
        case "br", "cr": builder.endLine()
        case "noBreakHyphen": builder.add("-")
        case "sym":
            // Symbol fonts put their characters into a private area.
            let code = child["char"].flatMap { UInt32($0, radix: 16) } ?? 0
            if code > 0x20, !(0xF000...0xF0FF).contains(code), Unicode.Scalar(code) != nil {
                builder.add(code)
            } else {
                builder.add("□")
            }
        case "ruby":
            for base in child.all("rubyBase") { runs(of: base, &boxes) }
        case "AlternateContent":
            if let chosen = chosen(child) {
                for piece in chosen.children { self.piece(piece, &boxes) }
            }
        case "drawing", "pict", "object": findBoxes(in: child, &boxes)
        default: break
        }
    }

    private func findBoxes(in element: XMLElement, _ boxes: inout [XMLElement]) {
        for child in element.children {
            if child.name == "txbxContent" {
                boxes.append(child)
            } else if child.name == "AlternateContent" {
                if let chosen = chosen(child) { findBoxes(in: chosen, &boxes) }
            } else {
                findBoxes(in: child, &boxes)
            }
        }
    }

    // MARK: Tables

    private mutating func table(_ element: XMLElement) {
        builder.endLine()
        let rows = Self.rows(of: element)
        // A frame of one cell around other blocks is layout, and a table in a cell is its text.
        let isFrame =
            rows.count == 1 && Self.cells(of: rows[0]).count == 1
            && Self.cells(of: rows[0])[0].first("tbl") != nil
        if isFrame {
            blocks(of: Self.cells(of: rows[0])[0])
            return
        }
        depth += 1
        var grid = GridBuilder()
        let declared = element.first("tblGrid")?.children.filter { $0.name == "gridCol" } ?? []
        let columns = WordGrid(widths: declared.map { $0.integer("w") ?? 0 })
        for row in rows {
            let properties = row.first("trPr")
            var place = max(0, min(65_535, properties?.first("gridBefore")?.integer("val") ?? 0))
            grid.beginRow(
                isHeader: properties?.first("tblHeader")?.isOn == true,
                skipping: columns.span(from: 0, place))
            for cell in Self.cells(of: row) {
                let properties = cell.first("tcPr")
                let covered = max(
                    1, min(65_535, properties?.first("gridSpan")?.integer("val") ?? 1))
                let span = max(1, columns.span(from: place, covered))
                place += covered
                if let merge = properties?.first("vMerge"), merge["val"] != "restart" {
                    if grid.continueAbove(columnSpan: span) { continue }
                }
                if let merge = properties?.first("hMerge"), merge["val"] != "restart" {
                    grid.widenLast()
                    continue
                }
                let start = builder.end
                blocks(of: cell)
                builder.endLine()
                grid.add(builder.lines(from: start), columnSpan: span)
            }
        }
        depth -= 1
        if depth == 0, let table = grid.table() { builder.tables.append(table) }
    }

    private static func rows(of element: XMLElement) -> [XMLElement] {
        element.children.flatMap { child -> [XMLElement] in
            switch child.name {
            case "tr": return child.path("trPr", "del") == nil ? [child] : []
            case "sdt": return child.first("sdtContent").map(rows) ?? []
            case "customXml", "ins", "moveTo": return rows(of: child)
            default: return []
            }
        }
    }

    private static func cells(of row: XMLElement) -> [XMLElement] {
        row.children.flatMap { child -> [XMLElement] in
            switch child.name {
            case "tc": return [child]
            case "sdt": return child.first("sdtContent").map(cells) ?? []
            case "customXml": return cells(of: child)
            default: return []
            }
        }
    }
}

extension String {
    /// How many characters it has without blanks at its ends.
    fileprivate var trimmedCount: Int {
        let scalars = unicodeScalars.map(\.value)
        let head = scalars.prefix(while: DocumentBuilder.isBlank).count
        let tail = scalars.reversed().prefix(while: DocumentBuilder.isBlank).count
        return max(0, scalars.count - head - tail)
    }
}
