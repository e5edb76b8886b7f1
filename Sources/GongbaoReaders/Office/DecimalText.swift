/// A decimal as its digits, for showing numbers as a spreadsheet does; never a binary fraction.
struct DecimalText: Equatable {
    var isNegative = false
    /// Digits from the first that is not 0 to the last; empty for 0.
    private(set) var digits: [UInt8] = []
    /// The value is 0.d₁d₂… × 10^power.
    private(set) var power = 0

    /// How far exponents go; a cell's numbers stay far below.
    private static let widest = 400

    /// Reads `-12.50`, `1E-3`; nil for what is no number.
    init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
            isNegative = sign == 0x2D
            bytes = bytes.dropFirst()
        }
        var point: Int?
        var read: [UInt8] = []
        while let byte = bytes.first {
            if (0x30...0x39).contains(byte) {
                read.append(byte - 0x30)
            } else if byte == 0x2E, point == nil {
                point = read.count
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard !read.isEmpty, read.count <= Self.widest else { return nil }
        power = point ?? read.count
        if let byte = bytes.first {
            guard byte | 0x20 == 0x65,
                let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)),
                abs(exponent) < Self.widest
            else { return nil }
            power += exponent
        }
        digits = read
        trim()
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        power -= zeros
        if digits.isEmpty { (power, isNegative) = (0, false) }
    }

    var isZero: Bool { digits.isEmpty }

    /// Moves the point to the right.
    mutating func scale(_ places: Int) { if !isZero { power += places } }

    /// Keeps `count` digits from the first on, half away from zero.
    mutating func round(digits count: Int) {
        guard digits.count > count else { return }
        if count < 0 {
            digits = []
        } else {
            let up = digits[count] >= 5
            digits.removeSubrange(count...)
            if up {
                var index = count - 1
                while index >= 0, digits[index] == 9 {
                    digits[index] = 0
                    index -= 1
                }
                if index >= 0 {
                    digits[index] += 1
                } else {
                    digits.insert(1, at: 0)
                    power += 1
                }
            }
        }
        trim()
    }

    /// Keeps `places` digits behind the point.
    mutating func round(places: Int) { round(digits: power + places) }

    /// The digits before the point, at least `least`, and those behind it.
    func parts(least: Int, places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
        func digit(_ place: Int) -> UInt8 {
            let index = power - 1 - place
            return digits.indices.contains(index) ? digits[index] : 0
        }
        let count = max(least, isZero ? 0 : power, 0)
        let whole = (0..<count).reversed().map(digit)
        return (whole, places > 0 ? (1...places).map { digit(-$0) } : [])
    }

    /// How many digits stand behind the point.
    var places: Int { max(0, digits.count - power) }

    /// The whole part, nil where it is too large.
    var integer: Int? {
        guard power <= 15 else { return nil }
        return parts(least: 0, places: 0).whole.reduce(0) { $0 * 10 + Int($1) }
    }

    /// All digits, without an exponent.
    var plain: String {
        let (whole, fraction) = parts(least: 1, places: places)
        let body = Self.string(whole) + (fraction.isEmpty ? "" : "." + Self.string(fraction))
        return (isNegative ? "-" : "") + body
    }

    static func string(_ digits: some Collection<UInt8>) -> String {
        String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    }
}
