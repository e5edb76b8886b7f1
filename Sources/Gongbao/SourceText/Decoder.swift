internal import CICU

/// Bytes → `SourceText`.
///
/// The encoding is that of the byte-order mark; else UTF-8 where the bytes are valid UTF-8; else
/// UTF-16 where every other byte says so; else whichever of GB18030 and Big5 reads as the likelier
/// Chinese. The label "gb2312" means GB18030, as everywhere on Chinese web sites.
public enum TextDecoder {
    /// Decodes `bytes`; never fails: what cannot be decoded becomes U+FFFD and a finding.
    ///
    /// - Parameters:
    ///   - bytes: The whole source.
    ///   - encoding: Overrules the detection. Nil when the name is unknown to ICU.
    public static func decode(_ bytes: [UInt8], encoding: String? = nil) -> SourceText? {
        var start = 0
        var name: String
        if let encoding {
            name = canonical(encoding)
            if let mark = byteOrderMark(bytes), mark.name == name || name == "UTF-16" {
                name = mark.name
                start = mark.length
            }
        } else if let mark = byteOrderMark(bytes) {
            (name, start) = (mark.name, mark.length)
        } else {
            name = ""
        }
        let body = bytes[start...]
        if name.isEmpty, body.prefix(1 << 16).contains(0), let wide = EncodingDetector.utf16(body) {
            name = wide  // ASCII in UTF-16 is valid UTF-8 too, full of NULs
        }
        if name == "UTF-8" || name.isEmpty {
            let (scalars, valid) = decodeUTF8(body)
            if valid || name == "UTF-8" {
                return SourceText(scalars: scalars, encoding: "UTF-8", byteCount: bytes.count)
            }
            name = EncodingDetector.legacyEncoding(of: body)
            if name == "UTF-8" {  // a damaged UTF-8 file: everything else reads worse
                return SourceText(scalars: scalars, encoding: name, byteCount: bytes.count)
            }
        }
        guard let scalars = decodeWithICU(body, name) else { return nil }
        return SourceText(scalars: scalars, encoding: name, byteCount: bytes.count)
    }

    /// The name under which ICU knows what a label of the web or of a user means.
    static func canonical(_ label: String) -> String {
        switch label.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "utf8": return "UTF-8"
        case "utf16": return "UTF-16"
        case "utf16le": return "UTF-16LE"
        case "utf16be": return "UTF-16BE"
        case "gb2312", "gbk", "gb18030", "cp936", "936", "euccn", "xgbk": return "GB18030"
        case "big5", "big5hkscs", "cp950", "950": return "Big5-HKSCS"
        default: return label
        }
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> (name: String, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
        if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return ("GB18030", 4) }
        return nil
    }

    /// How many bytes each character of a text takes in the file that it was decoded from, and where
    /// the first begins; nil where that cannot be told.
    public static func widths(
        of text: SourceText, in bytes: [UInt8]
    ) -> (widths: [UInt8], start: Int)? {
        let mark = byteOrderMark(bytes)
        let start = mark?.name == text.encoding ? mark?.length ?? 0 : 0
        let body = bytes[start...]
        let widths =
            text.encoding == "UTF-8"
            ? widthsInUTF8(text.scalars, body) : widthsByICU(text, body)
        guard let widths, widths.reduce(0, { $0 + Int($1) }) == body.count else { return nil }
        return (widths, start)
    }

    private static func widthsInUTF8(
        _ scalars: [UInt32], _ bytes: ArraySlice<UInt8>
    ) -> [UInt8] {
        var place = bytes.startIndex
        return scalars.map { scalar in
            var width =
                scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
            if scalar == 0xFFFD, !bytes[place...].starts(with: [0xEF, 0xBF, 0xBD]) {
                width = damagedLength(bytes[place...])
            }
            place = min(bytes.endIndex, place + width)
            return UInt8(width)
        }
    }

    /// How many bytes were replaced by one U+FFFD.
    private static func damagedLength(_ bytes: ArraySlice<UInt8>) -> Int {
        let head = bytes.prefix(4)
        // The shortest beginning that decodes to more than one character holds one byte too many.
        for length in stride(from: head.count, to: 1, by: -1)
        where decodeUTF8(head.prefix(length)).scalars.count == 1 {
            return length
        }
        return 1
    }

    private static func widthsByICU(
        _ text: SourceText, _ bytes: ArraySlice<UInt8>
    ) -> [UInt8]? {
        guard !bytes.isEmpty else { return [] }
        var isWhole = false
        let widths = [UInt8](unsafeUninitializedCapacity: text.scalars.count) { out, written in
            let count = bytes.withUnsafeBufferPointer { input in
                gongbao_icu_widths(
                    text.encoding, input.baseAddress, input.count, out.baseAddress, out.count)
            }
            isWhole = count == text.scalars.count
            written = max(0, count)
        }
        return isWhole ? widths : nil
    }

    private static func decodeWithICU(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt32]? {
        var out: UnsafeMutablePointer<UInt32>?
        let count = bytes.withUnsafeBufferPointer { buffer -> Int in
            // An empty buffer has no address; ICU wants one.
            guard let base = buffer.baseAddress else {
                var none: UInt8 = 0
                return gongbao_icu_decode(name, &none, 0, &out)
            }
            return gongbao_icu_decode(name, base, buffer.count, &out)
        }
        guard count >= 0, let out else { return nil }
        defer { gongbao_free(out) }
        return Array(UnsafeBufferPointer(start: out, count: count))
    }

    /// Valid UTF-8, as nearly every source is; nil where a byte is wrong.
    ///
    /// A valid text has a scalar for each byte that continues none, so the array has its size before
    /// a byte is decoded.
    private static func decodeValidUTF8(_ bytes: ArraySlice<UInt8>) -> [UInt32]? {
        bytes.withUnsafeBufferPointer { input -> [UInt32]? in
            var starts = 0
            for byte in input where Int8(bitPattern: byte) >= -64 { starts += 1 }
            var valid = true
            let scalars = [UInt32](unsafeUninitializedCapacity: starts) { out, written in
                guard let text = input.baseAddress, let target = out.baseAddress else { return }
                let count = input.count
                var index = 0
                // Each scalar that is written took one byte that begins one, so `out` has room.
                while index < count {
                    let first = UInt32(text[index])
                    if first & 0xF0 == 0xE0, index + 2 < count {
                        let (second, third) = (UInt32(text[index + 1]), UInt32(text[index + 2]))
                        let scalar = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
                        guard (second << 8 | third) & 0xC0C0 == 0x8080, scalar >= 0x800,
                            scalar & 0xF800 != 0xD800
                        else { break }
                        target[written] = scalar
                        index += 3
                    } else if first < 0x80 {
                        target[written] = first
                        index += 1
                    } else {
                        let length = first < 0xE0 ? 2 : 4
                        guard first >= 0xC2, first < 0xE0 || (0xF0...0xF4).contains(first),
                            index + length <= count
                        else { break }
                        var scalar = first & (length == 2 ? 0x1F : 0x07)
                        var continued = true
                        for offset in 1..<length {
                            let next = UInt32(text[index + offset])
                            continued = continued && next & 0xC0 == 0x80
                            scalar = scalar << 6 | next & 0x3F
                        }
                        guard continued, length == 2 || (0x10000...0x10FFFF).contains(scalar) else {
                            break
                        }
                        target[written] = scalar
                        index += length
                    }
                    written += 1
                }
                valid = index == count
            }
            return valid ? scalars : nil
        }
    }

    /// Strict UTF-8; each maximal invalid subsequence becomes one U+FFFD (Unicode 3.9, best practice).
    static func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> (scalars: [UInt32], valid: Bool) {
        if let scalars = decodeValidUTF8(bytes) { return (scalars, true) }
        var valid = true
        let scalars = bytes.withUnsafeBufferPointer { input -> [UInt32] in
            let count = input.count
            // Scalars are counted first, so that no memory is held for bytes that continue one.
            var starts = 0
            for byte in input where byte & 0xC0 != 0x80 { starts += 1 }
            var result: [UInt32] = []
            result.reserveCapacity(starts)
            var index = 0
            while index < count {
                let first = input[index]
                if first < 0x80 {
                    result.append(UInt32(first))
                    index += 1
                    continue
                }
                let length: Int
                var low: UInt8 = 0x80
                var high: UInt8 = 0xBF
                var scalar: UInt32
                switch first {
                case 0xC2...0xDF: (length, scalar) = (2, UInt32(first & 0x1F))
                case 0xE0...0xEF:
                    (length, scalar) = (3, UInt32(first & 0x0F))
                    if first == 0xE0 { low = 0xA0 }
                    if first == 0xED { high = 0x9F }
                case 0xF0...0xF4:
                    (length, scalar) = (4, UInt32(first & 0x07))
                    if first == 0xF0 { low = 0x90 }
                    if first == 0xF4 { high = 0x8F }
                default: (length, scalar) = (1, 0)
                }
                var consumed = 1
                while consumed < length, index + consumed < count {
                    let next = input[index + consumed]
                    guard next >= low, next <= high else { break }
                    scalar = scalar << 6 | UInt32(next & 0x3F)
                    (low, high) = (0x80, 0xBF)
                    consumed += 1
                }
                if length > 1, consumed == length {
                    result.append(scalar)
                } else {
                    result.append(0xFFFD)
                    valid = false
                }
                index += consumed
            }
            return result
        }
        return (scalars, valid)
    }
}
