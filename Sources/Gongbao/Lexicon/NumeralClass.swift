/// Which characters write numbers, as a flat table over folded characters.
///
/// 两, 半 and 俩 have no numeric value in Unicode, and 十 百 千 万 亿 need their role rather than
/// their value, so the closed set is listed here (GB/T 15835-2011, 5).
enum NumeralClass: UInt8 {
    case none = 0
    case digit  // 0–9
    case hanDigit  // 〇–九, 壹–玖, 两
    case smallScale  // 十 百 千
    case bigScale  // 万 亿 兆
    case twenty  // 廿 卅 卌
    case vague  // 几 数
    case half  // 半
    case phraseStart  // begins no numeral, but a set phrase that holds one
    case formalThree  // 参: 3 among formal numerals, else part of a word

    static let zero = Character16.of("零")

    /// Whether a character of the class is part of a numeral.
    var writesNumbers: Bool { self != .none && self != .phraseStart && self != .formalThree }

    private static let digits: [(String, Int)] = [
        ("〇零○", 0), ("一壹弌幺", 1), ("二两贰俩", 2), ("三叁仨", 3), ("四肆", 4), ("五伍", 5), ("六陆", 6),
        ("七柒", 7), ("八捌", 8), ("九玖", 9),
    ]
    private static let scales: [(String, Int)] = [
        ("十拾", 1), ("百佰", 2), ("千仟", 3), ("万", 4), ("亿", 8), ("兆", 12),
    ]

    /// For each folded character: its class in the low nibble, its value or power in the high one.
    static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 65_536)
        func set(_ characters: String, _ kind: NumeralClass, _ value: Int) {
            for unit in characters.utf16 { table[Int(unit)] = kind.rawValue | UInt8(value << 4) }
        }
        for value in 0...9 { set(String(value), .digit, value) }
        for (characters, value) in digits { set(characters, .hanDigit, value) }
        for (characters, power) in scales {
            set(characters, power < 4 ? .smallScale : .bigScale, power)
        }
        set("廿", .twenty, 2)
        set("卅", .twenty, 3)
        set("卌", .twenty, 4)
        set("参參", .formalThree, 3)
        set("几数", .vague, 0)
        set("半", .half, 0)
        return table
    }()

    @inline(__always)
    static func of(_ entry: UInt8) -> NumeralClass {
        NumeralClass(rawValue: entry & 0x0F) ?? .none
    }
}

/// Folded characters that rules name.
enum Character16 {
    @inline(__always)
    static func of(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }

    /// A set of characters as a membership test: a bit for each folded character, in memory of its
    /// own, so that a test neither counts references nor checks bounds.
    struct Set: @unchecked Sendable {
        // Immutable after init. Sets are statics of rules, or owned by a trie, which frees them.
        private let bits: UnsafeMutablePointer<UInt64>

        init(_ characters: String) { self.init(Array(characters.utf16)) }

        init(_ characters: [UInt16]) {
            bits = .allocate(capacity: 1024)
            bits.initialize(repeating: 0, count: 1024)
            for unit in characters { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
        }

        func deallocate() { bits.deallocate() }

        @inline(__always)
        func contains(_ code: UInt16) -> Bool {
            bits[Int(code >> 6)] >> UInt64(code & 63) & 1 != 0
        }
    }
}
