/// Character references: `&nbsp;`, `&#9633;`, `&#x4E00;`.
enum HTMLReferences {
    /// Hands out the characters of `page[start..<end]` with where each is written there.
    static func decode(
        _ page: [UInt32], _ start: Int, _ end: Int, _ body: (UInt32, Range<Int>) -> Void
    ) {
        var index = start
        while index < end {
            let place = index
            if page[index] == 0x26, let (scalar, next) = reference(page, index + 1, end) {
                body(scalar, place..<next)
                index = next
            } else {
                body(page[index], place..<place + 1)
                index += 1
            }
        }
    }

    /// The reference behind `&`, and where it ends.
    private static func reference(
        _ page: [UInt32], _ start: Int, _ end: Int
    ) -> (scalar: UInt32, next: Int)? {
        guard start < end else { return nil }
        if page[start] == 0x23 { return numeric(page, start + 1, end) }
        var name = ""
        var index = start
        while index < end, index - start < 10, let scalar = Unicode.Scalar(page[index]),
            scalar.properties.isASCIIHexDigit || (0x41...0x7A).contains(scalar.value)
                || (0x30...0x39).contains(scalar.value)
        {
            name.unicodeScalars.append(scalar)
            index += 1
        }
        if let scalar = names[name] {
            let isClosed = index < end && page[index] == 0x3B
            // Without its mark only the old ones count: &nbsp text, but not &copying.
            return isClosed ? (scalar, index + 1) : old.contains(name) ? (scalar, index) : nil
        }
        // &nbsp市: the name ends where letters go on that are no part of it.
        for length in stride(from: min(name.count, 6), to: 1, by: -1) {
            let part = String(name.prefix(length))
            if old.contains(part), let scalar = names[part] { return (scalar, start + length) }
        }
        return nil
    }

    private static func numeric(
        _ page: [UInt32], _ start: Int, _ end: Int
    ) -> (scalar: UInt32, next: Int)? {
        var index = start
        let isHex = index < end && page[index] | 0x20 == 0x78
        if isHex { index += 1 }
        let begin = index
        var value: UInt32 = 0
        while index < end, let digit = digit(page[index]), isHex || digit < 10 {
            value = min(0x11_0000, value * (isHex ? 16 : 10) + digit)
            index += 1
        }
        guard index > begin else { return nil }
        if index < end, page[index] == 0x3B { index += 1 }
        if (0x80...0x9F).contains(value) { value = windows[Int(value) - 0x80] }
        guard value != 0, value < 0x11_0000, !(0xD800...0xDFFF).contains(value) else {
            return (0xFFFD, index)
        }
        return (value, index)
    }

    private static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x30...0x39: scalar - 0x30
        case 0x41...0x46: scalar - 0x37
        case 0x61...0x66: scalar - 0x57
        default: nil
        }
    }

    /// What Windows has where Unicode has controls.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static let old: Set<String> = [
        "nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "middot", "times", "deg", "plusmn",
        "AMP", "LT", "GT", "QUOT", "yen", "sup2", "sup3", "divide", "sect", "para", "frac12",
    ]

    /// Those that pages in Chinese use.
    private static let names: [String: UInt32] = [
        "nbsp": 0xA0, "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27,
        "AMP": 0x26, "LT": 0x3C, "GT": 0x3E, "QUOT": 0x22, "ensp": 0x2002, "emsp": 0x2003,
        "thinsp": 0x2009, "ldquo": 0x201C, "rdquo": 0x201D, "lsquo": 0x2018, "rsquo": 0x2019,
        "mdash": 0x2014, "ndash": 0x2013, "hellip": 0x2026, "middot": 0xB7, "times": 0xD7,
        "divide": 0xF7, "deg": 0xB0, "plusmn": 0xB1, "yen": 0xA5, "pound": 0xA3, "euro": 0x20AC,
        "cent": 0xA2, "copy": 0xA9, "reg": 0xAE, "trade": 0x2122, "permil": 0x2030,
        "bull": 0x2022, "le": 0x2264, "ge": 0x2265, "ne": 0x2260, "sup1": 0xB9, "sup2": 0xB2,
        "sup3": 0xB3, "frac12": 0xBD, "frac14": 0xBC, "frac34": 0xBE, "rarr": 0x2192,
        "larr": 0x2190, "uarr": 0x2191, "darr": 0x2193, "infin": 0x221E, "radic": 0x221A,
        "asymp": 0x2248, "sum": 0x2211, "minus": 0x2212, "laquo": 0xAB, "raquo": 0xBB,
        "lsaquo": 0x2039, "rsaquo": 0x203A, "sect": 0xA7, "para": 0xB6, "micro": 0xB5,
        "szlig": 0xDF, "alpha": 0x3B1, "beta": 0x3B2, "gamma": 0x3B3, "delta": 0x3B4,
        "mu": 0x3BC, "pi": 0x3C0, "sigma": 0x3C3, "omega": 0x3C9, "Omega": 0x3A9,
        "Delta": 0x394, "loz": 0x25CA, "spades": 0x2660, "zwnj": 0x200C, "zwj": 0x200D,
        "shy": 0xAD, "prime": 0x2032, "Prime": 0x2033, "sim": 0x223C, "cap": 0x2229,
        "cup": 0x222A, "there4": 0x2234, "there": 0x2234, "circ": 0x2C6, "tilde": 0x2DC,
        "lang": 0x27E8, "rang": 0x27E9, "brvbar": 0xA6, "ordm": 0xBA, "ordf": 0xAA,
    ]
}
