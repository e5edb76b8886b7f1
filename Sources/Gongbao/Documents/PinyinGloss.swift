/// 蠡（lí）县, 3.6万（wàn）人: how a character is said, put behind it in brackets. It is no text of the document and
/// would part a figure from its unit.
enum PinyinGloss {
    /// The longest syllable has six letters (zhuāng); a tone may be a mark of its own.
    private static let longest = 8

    /// The offset behind the gloss whose bracket opens at `open`; nil where something else stands in it. A tone has
    /// to be written, or (km) would be one.
    static func end(_ text: UnsafeBufferPointer<UInt32>, _ open: Int, limit: Int) -> Int? {
        guard open + 2 < limit, isLetter(text[open + 1]) else { return nil }
        var toned = false
        var index = open + 1
        while index < limit, index - open <= longest, isLetter(text[index]) {
            toned = toned || text[index] > 0x7F
            index += 1
        }
        guard toned, index < limit, text[index] == 0x29 || text[index] == 0xFF09 else { return nil }
        return index + 1
    }

    /// a–z, vowels with the marks of the four tones, ü, and the marks by themselves.
    private static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x61...0x7A: return true
        case 0xE0, 0xE1, 0xE8, 0xE9, 0xEC, 0xED, 0xF2, 0xF3, 0xF9, 0xFA, 0xFC: return true
        case 0x101, 0x113, 0x11B, 0x12B, 0x14D, 0x16B, 0x1CE, 0x1D0, 0x1D2, 0x1D4: return true
        case 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x261, 0x300, 0x301, 0x304, 0x30C: return true
        default: return false
        }
    }
}
