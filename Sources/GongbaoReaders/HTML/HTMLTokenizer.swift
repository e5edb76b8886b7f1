/// Cuts a page into tags and text, after the tokenisation states of the HTML standard.
///
/// Every state moves on by at least one character, so that time is linear whatever the page holds.
struct HTMLTokenizer {
    struct Attribute {
        var name: String
        var value: String
    }

    enum Token {
        case start(name: String, attributes: [Attribute], isClosed: Bool)
        case end(name: String)
        /// Characters `start..<end` of the page; `hasReferences` where `&` stands in them.
        case text(start: Int, end: Int, hasReferences: Bool)
    }

    private let page: [UInt32]
    private var index = 0
    /// The element whose content is no mark-up, until its end tag.
    private var raw: String?

    private static let rawNames: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]
    /// More attributes than any real tag has, and longer values, are passed over.
    private static let mostAttributes = 64
    private static let longestValue = 4_096

    init(_ page: [UInt32]) { self.page = page }

    /// The next token, nil at the end.
    mutating func next() -> Token? {
        while index < page.count {
            if let raw {
                self.raw = nil
                if let token = rawText(until: raw) { return token }
                continue
            }
            if page[index] == 0x3C {
                let begin = index
                if let token = mark() { return token }
                // A comment or declaration was passed over, or `<` stands for itself.
                if index > begin { continue }
            }
            return text()
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = index
        var hasReferences = page[index] == 0x26
        index += 1
        while index < page.count, page[index] != 0x3C {
            if page[index] == 0x26 { hasReferences = true }
            index += 1
        }
        return .text(start: start, end: index, hasReferences: hasReferences)
    }

    /// The content of a script and the like, up to `</name`.
    private mutating func rawText(until name: String) -> Token? {
        let start = index
        let letters = Array(name.unicodeScalars.map(\.value))
        while index < page.count {
            if page[index] == 0x3C, index + 1 < page.count, page[index + 1] == 0x2F,
                matches(letters, at: index + 2),
                !isNameCharacter(index + 2 + letters.count)
            {
                break
            }
            index += 1
        }
        guard index > start else { return nil }
        let isText = name == "title" || name == "textarea"
        return .text(start: start, end: index, hasReferences: isText)
    }

    private func matches(_ letters: [UInt32], at place: Int) -> Bool {
        guard place + letters.count <= page.count else { return false }
        for (offset, letter) in letters.enumerated()
        where Self.lowered(page[place + offset]) != letter {
            return false
        }
        return true
    }

    private func isNameCharacter(_ place: Int) -> Bool {
        guard place < page.count else { return false }
        return !Self.isBlank(page[place]) && page[place] != 0x3E && page[place] != 0x2F
    }

    static func lowered(_ scalar: UInt32) -> UInt32 {
        (0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar
    }

    static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0x0A || scalar == 0x0D || scalar == 0x09 || scalar == 0x0C
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        (0x61...0x7A).contains(lowered(scalar))
    }

    // MARK: Tags

    /// A tag; nil where a comment was passed over or `<` is no mark-up.
    private mutating func mark() -> Token? {
        guard index + 1 < page.count else { return nil }
        switch page[index + 1] {
        case 0x21: comment()
        case 0x3F: skip(to: 0x3E)
        case 0x2F:
            guard index + 2 < page.count, Self.isLetter(page[index + 2]) else {
                skip(to: 0x3E)
                return nil
            }
            index += 2
            let name = self.name()
            _ = attributes()
            return .end(name: name)
        case let scalar where Self.isLetter(scalar):
            index += 1
            let name = self.name()
            let (list, isClosed) = attributes()
            if Self.rawNames.contains(name) { raw = name }
            return .start(name: name, attributes: list, isClosed: isClosed)
        default: break
        }
        return nil
    }

    private mutating func skip(to scalar: UInt32) {
        while index < page.count, page[index] != scalar { index += 1 }
        index = min(index + 1, page.count)
    }

    private mutating func comment() {
        guard index + 3 < page.count, page[index + 2] == 0x2D, page[index + 3] == 0x2D else {
            // <![CDATA[ has no meaning in a page; <!DOCTYPE none here.
            skip(to: 0x3E)
            return
        }
        index += 4
        // <!--> and <!---> are whole comments.
        if index < page.count, page[index] == 0x3E {
            index += 1
            return
        }
        while index < page.count {
            if page[index] == 0x3E, page[index - 1] == 0x2D, page[index - 2] == 0x2D { break }
            index += 1
        }
        index = min(index + 1, page.count)
    }

    private mutating func name() -> String {
        var name = String.UnicodeScalarView()
        while isNameCharacter(index) {
            if name.count < 64, let scalar = Unicode.Scalar(Self.lowered(page[index])) {
                name.append(scalar)
            }
            index += 1
        }
        return String(name)
    }

    /// Attributes up to and with `>`.
    private mutating func attributes() -> ([Attribute], isClosed: Bool) {
        var list: [Attribute] = []
        while index < page.count {
            let scalar = page[index]
            if scalar == 0x3E {
                let isClosed = page[index - 1] == 0x2F
                index += 1
                return (list, isClosed)
            }
            if Self.isBlank(scalar) || scalar == 0x2F {
                index += 1
                continue
            }
            let attribute = self.attribute()
            if list.count < Self.mostAttributes, !attribute.name.isEmpty { list.append(attribute) }
        }
        return (list, false)
    }

    private mutating func attribute() -> Attribute {
        var name = String.UnicodeScalarView()
        let begin = index
        while index < page.count, index == begin || page[index] != 0x3D,
            isNameCharacter(index)
        {
            if name.count < 64, let scalar = Unicode.Scalar(Self.lowered(page[index])) {
                name.append(scalar)
            }
            index += 1
        }
        var after = index
        while after < page.count, Self.isBlank(page[after]) { after += 1 }
        guard after < page.count, page[after] == 0x3D else {
            return Attribute(name: String(name), value: "")
        }
        index = after + 1
        while index < page.count, Self.isBlank(page[index]) { index += 1 }
        return Attribute(name: String(name), value: value())
    }

    private mutating func value() -> String {
        guard index < page.count else { return "" }
        let quote = page[index]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index += 1 }
        let start = index
        while index < page.count {
            let scalar = page[index]
            if isQuoted ? scalar == quote : Self.isBlank(scalar) || scalar == 0x3E { break }
            index += 1
        }
        let end = min(index, start + Self.longestValue)
        if isQuoted, index < page.count { index += 1 }
        var text = String.UnicodeScalarView()
        HTMLReferences.decode(page, start, end) { scalar, _ in
            if let scalar = Unicode.Scalar(scalar) { text.append(scalar) }
        }
        return String(text)
    }
}
