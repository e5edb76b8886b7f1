/// Rows of comma-separated values (RFC 4180, UTF-8, line feeds).
package struct CSVWriter: Sendable {
    private var bytes: [UInt8] = []

    /// Makes an empty table.
    package init() {}

    /// Takes what has been written, to hand it to a file piece by piece.
    package mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Adds a row; nil is an empty field.
    package mutating func row(_ fields: [String?]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if let field { append(field) }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ field: String) {
        let quote = UInt8(ascii: "\"")
        let isPlain = field.utf8.allSatisfy {
            $0 != quote && $0 != UInt8(ascii: ",") && $0 != 0x0A && $0 != 0x0D
        }
        if isPlain {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
