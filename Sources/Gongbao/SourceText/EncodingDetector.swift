/// Tells GB18030, Big5 and UTF-16 without a mark apart, on texts as short as a title.
///
/// ICU's detector takes 中国人 in GB18030 for IBM420, so the bytes are scored here: in both
/// encodings the common characters lie in known rows (GB2312 level 1 is B0–D7, Big5 level 1 is
/// A4–C6), and Chinese punctuation in A1–A3 of GB 2312 and in A1 of Big5.
enum EncodingDetector {
    /// The likeliest encoding of bytes that are not valid UTF-8.
    static func legacyEncoding(of bytes: ArraySlice<UInt8>) -> String {
        let sample = bytes.prefix(1 << 20)
        if let wide = utf16(sample) { return wide }
        let gb = score(sample, gb18030Pair)
        let big5 = score(sample, big5Pair)
        let utf8 = utf8Share(sample)
        // A UTF-8 file with a few broken bytes is still UTF-8.
        if utf8 > 0.9 { return "UTF-8" }
        return big5 > gb ? "Big5-HKSCS" : "GB18030"
    }

    /// UTF-16 without a mark: ASCII and line breaks leave zero bytes on one side only.
    static func utf16(_ whole: ArraySlice<UInt8>) -> String? {
        let bytes = whole.prefix(1 << 20)
        guard bytes.count >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        var han = (little: 0, big: 0)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (bytes[index], bytes[index + 1])
            if first == 0, second != 0 { zeros.even += 1 }
            if second == 0, first != 0 { zeros.odd += 1 }
            // CJK ideographs 4E00–9FFF and full-width punctuation 3000, FF0C have these high bytes.
            if (0x4E...0x9F).contains(second) || second == 0x30 || second == 0xFF {
                han.little += 1
            }
            if (0x4E...0x9F).contains(first) || first == 0x30 || first == 0xFF { han.big += 1 }
            index += 2
        }
        let pairs = bytes.count / 2
        if zeros.odd > 0, zeros.even == 0, (zeros.odd + han.little) * 10 >= pairs * 9 {
            return "UTF-16LE"
        }
        if zeros.even > 0, zeros.odd == 0, (zeros.even + han.big) * 10 >= pairs * 9 {
            return "UTF-16BE"
        }
        return nil
    }

    /// The mean likelihood of the text's double-byte characters under one encoding.
    private static func score(
        _ bytes: ArraySlice<UInt8>, _ pair: (UInt8, UInt8) -> Int
    ) -> Double {
        var total = 0
        var count = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            guard index + 1 < bytes.endIndex else { break }
            total += pair(bytes[index], bytes[index + 1])
            count += 1
            index += 2
        }
        return count == 0 ? 0 : Double(total) / Double(count)
    }

    private static func gb18030Pair(_ first: UInt8, _ second: UInt8) -> Int {
        switch (first, second) {
        case (0xB0...0xD7, 0xA1...0xFE): return 10  // GB 2312 level 1: 3,755 commonest characters
        case (0xA1...0xA3, 0xA1...0xFE): return 9  // punctuation, full-width forms
        case (0xD8...0xF7, 0xA1...0xFE): return 3  // level 2
        case (0x81...0xFE, 0x30...0x39): return 1  // half of a four-byte character
        case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0x80...0xFE): return 1
        default: return -20
        }
    }

    private static func big5Pair(_ first: UInt8, _ second: UInt8) -> Int {
        switch (first, second) {
        case (0xA4...0xC6, 0x40...0x7E), (0xA4...0xC6, 0xA1...0xFE): return 10  // level 1
        case (0xA1...0xA2, 0x40...0x7E), (0xA1...0xA2, 0xA1...0xFE): return 8
        case (0xC9...0xF9, 0x40...0x7E), (0xC9...0xF9, 0xA1...0xFE): return 2  // level 2
        case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0xA1...0xFE): return 0
        default: return -20
        }
    }

    /// How many of the bytes above 0x7F stand in valid UTF-8 sequences.
    private static func utf8Share(_ bytes: ArraySlice<UInt8>) -> Double {
        var inside = 0
        var total = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                continue
            }
            let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
            var seen = 1
            while seen < length, index + seen < bytes.endIndex, bytes[index + seen] & 0xC0 == 0x80 {
                seen += 1
            }
            total += seen
            if length > 1, seen == length { inside += seen }
            index += seen
        }
        return total == 0 ? 1 : Double(inside) / Double(total)
    }
}
