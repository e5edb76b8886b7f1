internal import Gongbao

/// Reads OFD (GB/T 33190): text objects and straight lines of all pages, with their templates.
///
/// Files in the field name elements with any prefix, give paths from the top or from the part that
/// names them, and leave out what the standard requires; so elements are matched by their local
/// names, and a path is tried in every folder that may be meant.
struct OFDReader {
    private let container: Container
    private let limits: ReadLimits
    private var findings: [Finding] = []
    private var isDamaged = false

    /// Points of a millimetre.
    static let scale: Float = 72 / 25.4
    private static let mostPages = 100_000

    static func read(_ bytes: [UInt8], limits: ReadLimits) throws(ReadFailure) -> SourceDocument {
        let container = try Container(bytes, limits: limits) {
            let name = $0.lowercased()
            return name.hasSuffix(".xml") || name == "ofd.xml"
        }
        var reader = OFDReader(container: container, limits: limits)
        reader.isDamaged = container.isDamaged
        guard let root = try container.xml("OFD.xml", limits) else {
            throw .damaged("OFD: OFD.xml")
        }
        var assembler = PageAssembler()
        var pages = 0
        var isEncrypted = false
        for body in root.root.all("DocBody") {
            guard let path = body.first("DocRoot")?.text else { continue }
            guard let name = reader.find(path, near: ""),
                let document = try? container.xml(name, limits)
            else {
                isEncrypted =
                    isEncrypted || container.names.contains { $0.hasSuffix("Encryptions.xml") }
                continue
            }
            try reader.document(document.root, name, &assembler, &pages)
        }
        if pages == 0 {
            if isEncrypted || container["Encryptions.xml"] != nil { throw .encrypted }
            throw .damaged("OFD: no page")
        }
        if reader.isDamaged { reader.findings.append(Finding("file-damaged", ["OFD"])) }
        for finding in reader.findings { assembler.note(finding) }
        return assembler.finish(byteCount: bytes.count, encoding: "OFD")
    }

    private init(container: Container, limits: ReadLimits) {
        self.container = container
        self.limits = limits
    }

    // MARK: Parts

    /// The part that a path means: from the folder of the part that names it, or from the top.
    private func find(_ path: String, near part: String) -> String? {
        let path = path.filter { !$0.isNewline && $0 != "\t" }
        var folder = part.contains("/") ? String(part[..<part.lastIndex(of: "/")!]) : ""
        while true {
            let name = Container.resolved(
                path.hasPrefix("/") ? String(path.drop { $0 == "/" }) : path, in: folder)
            if !path.hasPrefix("/") || folder.isEmpty, container[name] != nil { return name }
            guard !folder.isEmpty else { return nil }
            folder = folder.contains("/") ? String(folder[..<folder.lastIndex(of: "/")!]) : ""
        }
    }

    private mutating func document(
        _ root: XMLElement, _ name: String, _ assembler: inout PageAssembler, _ pages: inout Int
    ) throws(ReadFailure) {
        let common = root.first("CommonData")
        var templates: [String: String] = [:]
        for entry in common?.all("TemplatePage") ?? [] {
            if let id = entry["ID"], let path = entry["BaseLoc"], let part = find(path, near: name)
            {
                templates[id] = part
            }
        }
        let box = Self.box(of: common?.first("PageArea"))
        let resources = OFDResources()
        for entry in common.map({ Array($0.children) }) ?? [] {
            guard entry.name == "PublicRes" || entry.name == "DocumentRes",
                let part = find(entry.text, near: name),
                let tree = try container.xml(part, limits)
            else { continue }
            resources.read(tree.root)
        }
        for page in root.first("Pages")?.all("Page") ?? [] {
            guard pages < Self.mostPages else { return }
            pages += 1
            guard let path = page["BaseLoc"],
                let part = find(path, near: name) ?? find(path + "/Content.xml", near: name),
                let tree = try container.xml(part, limits)
            else {
                findings.append(Finding("page-unreadable", ["\(pages)"]))
                continue
            }
            isDamaged = isDamaged || tree.isDamaged
            let area = Self.box(of: tree.root.first("Area")) ?? box ?? (0, 0, 210, 297)
            var drawing = OFDDrawing(
                number: pages, area: area, resources: resources, limits: limits)
            try self.templates(of: tree.root, templates, &drawing)
            drawing.content(of: tree.root)
            guard assembler.add(drawing.page) else { return }
        }
    }

    private func templates(
        of page: XMLElement, _ templates: [String: String], _ drawing: inout OFDDrawing
    ) throws(ReadFailure) {
        for entry in page.all("Template") {
            guard let id = entry["TemplateID"], let part = templates[id],
                let tree = try container.xml(part, limits)
            else { continue }
            drawing.content(of: tree.root)
        }
    }

    /// The page's place and size in millimetres; what is shown of it counts first.
    private static func box(
        of area: XMLElement?
    ) -> (x: Float, y: Float, width: Float, height: Float)? {
        for name in ["ApplicationBox", "PhysicalBox", "CropBox", "ContentBox"] {
            let numbers = OFDNumbers.list(area?.first(name)?.text ?? "")
            if numbers.count >= 4, numbers[2] > 0, numbers[3] > 0 {
                return (numbers[0], numbers[1], numbers[2], numbers[3])
            }
        }
        return nil
    }
}

/// Numbers as OFD writes them.
enum OFDNumbers {
    private static let most = 100_000

    /// Numbers parted by blanks; what is none counts as 0.
    static func list(_ text: String) -> [Float] {
        text.split { $0.isWhitespace || $0 == "," }.prefix(most).map { number(String($0)) }
    }

    static func number(_ text: String?) -> Float {
        guard let text, let value = Float(text.filter { !$0.isWhitespace }), value.isFinite,
            abs(value) < 1e6
        else { return 0 }
        return value
    }

    /// Advances: `g 3 5.2` stands for three of 5.2.
    static func advances(_ text: String) -> [Float] {
        var result: [Float] = []
        let words = text.split { $0.isWhitespace }
        var index = 0
        while index < words.count, result.count < most {
            if words[index] == "g", index + 2 < words.count {
                let count = max(0, min(Int(words[index + 1]) ?? 0, most - result.count))
                result += Array(repeating: number(String(words[index + 2])), count: count)
                index += 3
            } else {
                result.append(number(String(words[index])))
                index += 1
            }
        }
        return result
    }
}

/// Composite objects and the parameters of drawing that pages refer to.
final class OFDResources {
    private(set) var composites: [String: XMLElement] = [:]

    func read(_ root: XMLElement) {
        for group in root.children where group.name == "CompositeGraphicUnits" {
            for unit in group.children {
                if let id = unit["ID"] { composites[id] = unit }
            }
        }
    }
}
