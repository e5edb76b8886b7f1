internal import Gongbao

/// Reads XLSX: the sheets that are shown, cells as they are displayed, merged cells once.
struct SheetReader {
    private let limits: ReadLimits
    private var builder = DocumentBuilder()
    private var strings: [String] = []
    private var formats: [NumberFormat?] = []
    private var epoch1904 = false
    private var isDamaged = false

    static func read(
        _ bytes: [UInt8], limits: ReadLimits
    ) throws(ReadFailure) -> SourceDocument {
        let container = try Container(bytes, limits: limits) {
            $0.hasSuffix(".xml") || $0.hasSuffix(".rels")
        }
        let main =
            try container.relations(of: "", limits).byType["officeDocument"]?.first
            ?? "xl/workbook.xml"
        guard let book = try container.xml(main, limits) else { throw .damaged("XLSX: \(main)") }
        let relations = try container.relations(of: main, limits)
        var reader = SheetReader(limits: limits)
        reader.isDamaged = container.isDamaged || book.isDamaged
        let flag = book.root.first("workbookPr")?["date1904"]
        reader.epoch1904 = flag == "1" || flag == "true"
        if let name = relations.byType["sharedStrings"]?.first,
            let tree = try container.xml(name, limits)
        {
            reader.isDamaged = reader.isDamaged || tree.isDamaged
            reader.strings = tree.root.all("si").map(Self.string)
        }
        if let name = relations.byType["styles"]?.first,
            let tree = try container.xml(name, limits)
        {
            reader.readFormats(tree.root)
        }
        for sheet in book.root.first("sheets")?.all("sheet") ?? [] {
            guard sheet["state"] == nil || sheet["state"] == "visible",
                let id = sheet["id"], let name = relations.byID[id],
                let tree = try container.xml(name, limits)
            else { continue }
            reader.isDamaged = reader.isDamaged || tree.isDamaged
            reader.sheet(tree.root, named: sheet["name"] ?? "")
        }
        if reader.isDamaged { reader.builder.findings.append(Finding("file-damaged", ["XLSX"])) }
        return reader.builder.document(.paragraphs, byteCount: bytes.count)
    }

    private init(limits: ReadLimits) { self.limits = limits }

    /// The text of a shared or inline string, phonetic guides left out.
    private static func string(_ element: XMLElement) -> String {
        element.children.map { child in
            switch child.name {
            case "t": escapes(child.text)
            case "r": child.all("t").map { escapes($0.text) }.joined()
            default: ""
            }
        }.joined()
    }

    /// `_x000A_` stands for a character that XML cannot hold.
    private static func escapes(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let source = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < source.count {
            if source[index] == "_", index + 6 < source.count, source[index + 1] == "x",
                source[index + 6] == "_",
                let code = UInt32(
                    String(String.UnicodeScalarView(source[index + 2..<index + 6])), radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                result.append(scalar)
                index += 7
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return String(result)
    }

    private mutating func readFormats(_ root: XMLElement) {
        var codes: [Int: String] = [:]
        for entry in root.first("numFmts")?.all("numFmt") ?? [] {
            if let id = entry.integer("numFmtId"), let code = entry["formatCode"] {
                codes[id] = code
            }
        }
        formats = (root.first("cellXfs")?.all("xf") ?? []).map { entry in
            let id = entry.integer("numFmtId") ?? 0
            guard let code = codes[id] ?? NumberFormat.builtIn[id], code != "General" else {
                return nil
            }
            return NumberFormat(code)
        }
    }

    // MARK: Sheets

    private mutating func sheet(_ root: XMLElement, named name: String) {
        var sheet = SheetCells()
        var row = -1
        for entry in root.first("sheetData")?.all("row") ?? [] {
            row = entry.integer("r").map { $0 - 1 } ?? row + 1
            guard row >= 0, row < SheetCells.mostRows else { continue }
            var column = -1
            for cell in entry.all("c") {
                column = cell["r"].flatMap(SheetCells.place)?.column ?? column + 1
                guard column >= 0, column < SheetCells.mostColumns else { continue }
                let text = text(of: cell)
                if text.contains(where: { !$0.isWhitespace }) {
                    sheet.add(text, row: row, column: column)
                }
            }
        }
        for entry in root.first("mergeCells")?.all("mergeCell") ?? [] {
            if let range = entry["ref"] { sheet.merge(range) }
        }
        sheet.write(to: &builder, sheet: name)
    }

    private func text(of cell: XMLElement) -> String {
        let value = cell.first("v")?.text ?? ""
        let format = cell.integer("s").flatMap { formats.indices.contains($0) ? formats[$0] : nil }
        switch cell["t"] {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return "" }
            return format?.text(ofText: strings[index]) ?? strings[index]
        case "inlineStr": return cell.first("is").map(Self.string) ?? ""
        case "str": return Self.escapes(value)
        case "b": return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
        case "e": return value
        case "d": return value
        default:
            if let format { return format.text(value, epoch1904: epoch1904) }
            return DecimalText(value).map { number in
                var number = number
                number.round(digits: 15)
                return NumberFormat.general(number)
            } ?? value
        }
    }
}
