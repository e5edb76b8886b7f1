/// Writes into room that was made beforehand: nothing is checked for each byte.
///
/// `JSONWriter.unchecked` hands one out. Some writes store a whole word where fewer bytes count, so
/// room has to hold `slack` more bytes than come.
struct ByteCursor {
    private(set) var next: UnsafeMutablePointer<UInt8>
    /// The most bytes that are stored behind the last one that counts.
    static let slack = 8
    /// The most bytes that a scalar takes in a JSON string.
    static let perScalar = 6

    @inline(__always)
    init(_ start: UnsafeMutablePointer<UInt8>) { next = start }

    /// Text known at compile time, which needs no escapes; the copy is of a constant length.
    @inline(__always)
    mutating func literal(_ text: StaticString) {
        next.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        next += text.utf8CodeUnitCount
    }

    @inline(__always)
    mutating func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        next.update(from: base, count: bytes.count)
        next += bytes.count
    }

    /// A string without characters to be escaped, such as the name of a case.
    @inline(__always)
    mutating func plain(_ text: String) {
        var text = text
        text.withUTF8 { bytes($0) }
    }

    // MARK: Strings

    /// The content of a JSON string.
    @inline(__always)
    mutating func scalars(_ text: UnsafePointer<UInt32>, _ count: Int) {
        for index in 0..<count { scalar(text[index]) }
    }

    @inline(__always)
    mutating func scalar(_ scalar: UInt32) {
        // Nearly all characters take three bytes, which go out in one store.
        if scalar &- 0x800 < 0xF800 {
            let word =
                0x80_80E0 | scalar >> 12 | (scalar & 0xFC0) << 2 | (scalar & 0x3F) << 16
            UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt32.self)
            next += 3
        } else if scalar >= 0x20, scalar < 0x80, scalar != 0x22, scalar != 0x5C {
            next.pointee = UInt8(truncatingIfNeeded: scalar)
            next += 1
        } else {
            unusual(scalar)
        }
    }

    private mutating func byte(_ value: UInt32) {
        next.pointee = UInt8(truncatingIfNeeded: value)
        next += 1
    }

    @inline(never)
    private mutating func unusual(_ scalar: UInt32) {
        switch scalar {
        case 0x22: literal("\\\"")
        case 0x5C: literal("\\\\")
        case 0x0A: literal("\\n")
        case 0x0D: literal("\\r")
        case 0x09: literal("\\t")
        case 0..<0x20:
            literal("\\u00")
            for nibble in [scalar >> 4, scalar & 15] {
                byte(nibble < 10 ? 48 + nibble : 87 + nibble)
            }
        case 0x80..<0x800:
            byte(0xC0 | scalar >> 6)
            byte(0x80 | scalar & 0x3F)
        default:
            byte(0xF0 | scalar >> 18)
            byte(0x80 | scalar >> 12 & 0x3F)
            byte(0x80 | scalar >> 6 & 0x3F)
            byte(0x80 | scalar & 0x3F)
        }
    }

    // MARK: Numbers

    @inline(__always)
    mutating func integer(_ value: Int) {
        if value >= 0, value < 100_000_000 {
            let digits = Self.digits(UInt32(truncatingIfNeeded: value))
            let leading = value == 0 ? 7 : digits.trailingZeroBitCount / 8
            store((digits >> UInt64(leading * 8)) | 0x3030_3030_3030_3030)
            next += 8 - leading
        } else {
            large(value)
        }
    }

    @inline(never)
    private mutating func large(_ value: Int) {
        if value < 0 { literal("-") }
        let magnitude = value.magnitude
        let (high, low) = (magnitude / 100_000_000, magnitude % 100_000_000)
        guard high > 0 else {
            integer(Int(low))
            return
        }
        integer(Int(high))
        store(Self.digits(UInt32(low)) | 0x3030_3030_3030_3030)
        next += 8
    }

    @inline(__always)
    private mutating func store(_ word: UInt64) {
        UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt64.self)
    }

    /// Eight decimal digits, the first in the lowest byte: halves are parted again and again, all
    /// at once, by multiplications in place of divisions.
    @inline(__always)
    private static func digits(_ value: UInt32) -> UInt64 {
        var word = UInt64(value / 10_000) | UInt64(value % 10_000) << 32
        let hundreds = ((word &* 10_486) >> 20) & 0x7F_0000_007F
        word = hundreds | (word &- hundreds &* 100) << 16
        let tens = ((word &* 103) >> 10) & 0x000F_000F_000F_000F
        return tens | (word &- tens &* 10) << 8
    }

    /// How many bytes a decimal may take.
    @inline(__always)
    static func room(for value: ExactDecimal?) -> Int {
        guard let value else { return 4 }
        return 48 + abs(value.exponent)
    }

    private static let powers: [Int] = (0..<19).map { power in
        (0..<power).reduce(1) { n, _ in n * 10 }
    }

    /// What `ExactDecimal.description` says.
    @inline(__always)
    mutating func decimal(_ value: ExactDecimal) {
        if value.exponent == 0, let whole = value.narrow {
            integer(whole)
        } else {
            decimalSlowly(value)
        }
    }

    @inline(never)
    private mutating func decimalSlowly(_ value: ExactDecimal) {
        guard let narrow = value.narrow, abs(value.exponent) < 19 else {
            plain(value.description)
            return
        }
        if value.exponent >= 0 {
            let (whole, overflow) = narrow.multipliedReportingOverflow(
                by: Self.powers[value.exponent])
            if overflow { plain(value.description) } else { integer(whole) }
            return
        }
        let places = -value.exponent
        let power = UInt(Self.powers[places])
        if narrow < 0 { literal("-") }
        integer(Int(narrow.magnitude / power))
        literal(".")
        var rest = narrow.magnitude % power
        for place in stride(from: places - 1, through: 0, by: -1) {
            next[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        next += places
    }
}
