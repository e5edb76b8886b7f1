internal import Gongbao

/// Names of files and members: bytes that need not be text.
package enum ByteName {
    /// A name as manifests and records give it: UTF-8 where the bytes are that; every other byte, a
    /// backslash and control characters as `\xE9`, so that different names never look alike.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        if isPlain, let text = String(validating: bytes, as: UTF8.self) { return text }
        var out = ""
        var rest = bytes[...]
        while let byte = rest.first {
            let length = Self.length(of: byte)
            let piece = rest.prefix(length)
            if byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\\"), piece.count == length,
                let character = String(validating: piece, as: UTF8.self)
            {
                out += character
                rest = rest.dropFirst(length)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "\\x" + (digits.count == 1 ? "0" : "") + digits
                rest = rest.dropFirst()
            }
        }
        return out
    }

    /// A member's name: as `text`, but bytes that are no UTF-8 are read as GB18030, in which
    /// Windows writes Chinese names into archives, where they all are GB18030.
    package static func memberText(_ bytes: [UInt8]) -> String {
        if String(validating: bytes, as: UTF8.self) == nil,
            let decoded = TextDecoder.decode(bytes, encoding: "GB18030"), decoded.findings.isEmpty
        {
            let name = decoded.string(TextRange(0, decoded.scalars.count))
            if !name.unicodeScalars.contains(where: { isDoubtful($0) }) {
                return text(Array(name.utf8))
            }
        }
        return text(bytes)
    }

    /// Characters that stand in no name: private use, and what replaces broken bytes.
    private static func isDoubtful(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value)
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
