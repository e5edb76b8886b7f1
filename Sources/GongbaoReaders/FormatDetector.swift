extension FileFormat {
    /// What a file is by its bytes.
    public static func detect(_ bytes: [UInt8]) -> FileFormat {
        for (magic, format) in signatures where bytes.starts(with: magic) { return format }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return ofZip(bytes) }
        // A PDF may have up to a kilobyte of something else before it.
        if bytes.prefix(1_024).contains(Array("%PDF-".utf8)) { return .pdf }
        if isTar(bytes) { return .archive }
        return isHTML(bytes) ? .html : .text
    }

    private static let signatures: [([UInt8], FileFormat)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compound),
        (Array("{\\rtf".utf8), .rtf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x1F, 0x8B], .archive),
        (Array("Rar!\u{1A}\u{07}".utf8), .archive),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .archive),
        ([0x28, 0xB5, 0x2F, 0xFD], .archive),
        (Array("BZh".utf8), .archive),
        ([0x50, 0x4B, 0x05, 0x06], .archive),
        (Array("WARC/".utf8), .archive),
    ]

    private static func isTar(_ bytes: [UInt8]) -> Bool {
        bytes.count > 512 && bytes[257..<262].elementsEqual("ustar".utf8)
    }

    // MARK: ZIP

    private static func ofZip(_ bytes: [UInt8]) -> FileFormat {
        var format = FileFormat.archive
        for name in ZipNames(bytes).names {
            let name = name.lowercased()
            if name == "word/document.xml" || name == "word/document2.xml" { return .docx }
            if name == "xl/workbook.xml" { return .xlsx }
            if name == "ofd.xml" { return .ofd }
            if name == "content.xml" || name == "xl/workbook.bin" { format = .odt }
        }
        return format
    }

    // MARK: HTML

    private static let tags = [
        "html", "head", "body", "title", "meta", "link", "script", "style", "table", "div", "p",
        "span", "center", "h1", "h2", "form", "font", "base",
    ]

    /// Whether the first mark-up is an element of a page; XML of other kinds is text.
    private static func isHTML(_ bytes: [UInt8]) -> Bool {
        var head = bytes.prefix(4_096)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            head = ArraySlice(head.filter { $0 != 0 }.dropFirst(2))
        }
        let text = String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isWhitespace }
            if rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") {
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("<?xml"), let end = rest.firstRange(of: "?>") {
                rest = rest[end.upperBound...]
            } else {
                break
            }
        }
        if rest.hasPrefix("<!doctype html") { return true }
        guard rest.hasPrefix("<") else { return text.contains("<html") && text.contains("<head") }
        return tags.contains { tag in
            guard rest.dropFirst().hasPrefix(tag),
                let next = rest.dropFirst(tag.count + 1).first
            else { return false }
            return next == ">" || next == "/" || next.isWhitespace
        }
    }
}

/// The names in a ZIP's directory, read without unpacking anything.
struct ZipNames {
    private(set) var names: [String] = []
    private static let most = 20_000

    init(_ bytes: [UInt8]) {
        guard let end = Self.directoryEnd(bytes) else {
            readLocal(bytes)
            return
        }
        var place = Self.number(bytes, end + 16, 4)
        let count = Self.number(bytes, end + 10, 2)
        while names.count < min(count, Self.most), place + 46 <= bytes.count,
            Self.number(bytes, place, 4) == 0x0201_4B50
        {
            let length = Self.number(bytes, place + 28, 2)
            add(bytes, place + 46, length)
            place +=
                46 + length + Self.number(bytes, place + 30, 2) + Self.number(bytes, place + 32, 2)
        }
        if names.isEmpty { readLocal(bytes) }
    }

    /// The headers before the parts, for a file whose directory is lost.
    private mutating func readLocal(_ bytes: [UInt8]) {
        var place = 0
        while names.count < Self.most, place + 30 <= bytes.count {
            guard Self.number(bytes, place, 4) == 0x0403_4B50 else {
                place += 1
                while place + 4 <= bytes.count, bytes[place] != 0x50 { place += 1 }
                continue
            }
            let length = Self.number(bytes, place + 26, 2)
            add(bytes, place + 30, length)
            place += 30 + length
        }
    }

    private mutating func add(_ bytes: [UInt8], _ start: Int, _ length: Int) {
        guard start + length <= bytes.count else { return }
        let name = String(decoding: bytes[start..<start + length], as: UTF8.self)
        names.append(String(name.map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" || $0 == "." }))
    }

    private static func directoryEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        var place = bytes.count - 22
        let least = max(0, place - 65_535)
        while place >= least {
            if bytes[place] == 0x50, number(bytes, place, 4) == 0x0605_4B50 { return place }
            place -= 1
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        guard start >= 0, start + count <= bytes.count else { return 0 }
        return (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
    }
}
