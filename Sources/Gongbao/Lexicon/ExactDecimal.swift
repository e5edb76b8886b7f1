/// An exact decimal number: `coefficient × 10^exponent`.
///
/// Government figures are decimal (17.48万 = 174800); binary floating point would turn 33.48万 into
/// 334799.99999999994. Sums and products are exact or nil on overflow; only a quotient is rounded,
/// to eighteen significant digits.
public struct ExactDecimal: Sendable, Hashable {
    // Halves of the coefficient and a short exponent: 24 bytes rather than 32, of which a document
    // has as many as figures.
    private let high: Int64
    private let low: UInt64
    private let power: Int32

    var coefficient: Int128 { Int128(high) << 64 | Int128(low) }
    var exponent: Int { Int(power) }

    /// The coefficient where it is of 64 bits.
    @inline(__always)
    var narrow: Int? {
        let word = Int64(bitPattern: low)
        return high == word >> 63 ? Int(word) : nil
    }

    /// Zero.
    public static let zero = ExactDecimal(0)

    /// Makes a whole number.
    public init(_ value: Int) { self.init(coefficient: Int128(value), exponent: 0) }

    init(coefficient: Int128, exponent: Int) {
        // Canonical form: no trailing zeros in the coefficient, so that equal values are equal.
        var coefficient = coefficient
        var exponent = exponent
        if coefficient == 0 { exponent = 0 }
        if let narrow = Int64(exactly: coefficient) {  // 64-bit division is many times faster
            var narrow = narrow
            while narrow != 0, narrow % 10 == 0 {
                narrow /= 10
                exponent += 1
            }
            coefficient = Int128(narrow)
        } else {
            while coefficient % 10 == 0 {
                coefficient /= 10
                exponent += 1
            }
        }
        high = Int64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
        power = Int32(clamping: exponent)
    }

    /// Reads plain decimal notation: `-12.5`, `1e3`. Nil for anything else, or beyond 36 digits.
    public init?(_ text: some StringProtocol) {
        self.init(scalars: Array(text.unicodeScalars))
    }

    private init?(scalars: [Unicode.Scalar]) {
        var coefficient: Int128 = 0
        var exponent = 0
        var digits = 0
        var negative = false
        var point = false
        var power = 0
        var index = scalars.startIndex
        if index < scalars.endIndex, scalars[index] == "-" || scalars[index] == "+" {
            negative = scalars[index] == "-"
            index += 1
        }
        loop: while index < scalars.endIndex {
            let scalar = scalars[index]
            switch scalar {
            case "0"..."9":
                digits += 1
                guard digits <= 36 else { return nil }
                coefficient = coefficient * 10 + Int128(scalar.value - 48)
                if point { exponent -= 1 }
            case "." where !point: point = true
            case "e", "E":
                let rest = String(String.UnicodeScalarView(scalars[(index + 1)...]))
                guard let parsed = Int(rest) else { return nil }
                power = parsed
                break loop
            default: return nil
            }
            index += 1
        }
        guard digits > 0, abs(power) < 1000 else { return nil }
        self.init(coefficient: negative ? -coefficient : coefficient, exponent: exponent + power)
    }

    /// Whether the value is below zero.
    public var isNegative: Bool { coefficient < 0 }
    /// Whether the value is zero.
    public var isZero: Bool { coefficient == 0 }

    /// The value as a whole number, nil where it has a fraction or does not fit.
    public var integer: Int? {
        if exponent == 0 { return Int(exactly: coefficient) }
        guard exponent > 0, exponent < 19,
            let scaled = ExactDecimal.shifted(coefficient, exponent)
        else { return nil }
        return Int(exactly: scaled)
    }

    /// The value times 10 to the power of `places`.
    public func scaled(byPowerOfTen places: Int) -> ExactDecimal {
        isZero ? self : ExactDecimal(coefficient: coefficient, exponent: exponent + places)
    }

    /// The negative of the value.
    public var negated: ExactDecimal {
        ExactDecimal(coefficient: -coefficient, exponent: exponent)
    }

    private static func shifted(_ value: Int128, _ places: Int) -> Int128? {
        if value == 0 { return 0 }
        guard places < 38 else { return nil }
        var result = value
        for _ in 0..<places {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }

    private static func aligned(_ a: Self, _ b: Self) -> (Int128, Int128, Int)? {
        if a.exponent == b.exponent { return (a.coefficient, b.coefficient, a.exponent) }
        if a.exponent > b.exponent {
            guard let left = shifted(a.coefficient, a.exponent - b.exponent) else { return nil }
            return (left, b.coefficient, b.exponent)
        }
        guard let right = shifted(b.coefficient, b.exponent - a.exponent) else { return nil }
        return (a.coefficient, right, a.exponent)
    }

    /// The exact sum; nil on overflow.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        guard let (a, b, exponent) = Self.aligned(self, other) else { return nil }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? nil : ExactDecimal(coefficient: sum, exponent: exponent)
    }

    /// The exact difference; nil on overflow.
    public func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    /// The exact product; nil on overflow.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return overflow
            ? nil : ExactDecimal(coefficient: product, exponent: exponent + other.exponent)
    }

    /// The quotient, exact where it ends within eighteen significant digits, else rounded half up
    /// there; nil when `other` is zero or on overflow.
    public func divided(by other: ExactDecimal) -> ExactDecimal? {
        guard !other.isZero else { return nil }
        if isZero { return .zero }
        let negative = (coefficient < 0) != (other.coefficient < 0)
        let divisor = other.coefficient.magnitude
        var whole = coefficient.magnitude / divisor
        var rest = coefficient.magnitude % divisor
        var exponent = self.exponent - other.exponent
        while rest != 0, whole < 100_000_000_000_000_000 {
            let (next, overflow) = rest.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            whole = whole * 10 + next / divisor
            rest = next % divisor
            exponent -= 1
        }
        if rest >= divisor - rest { whole += 1 }
        guard let magnitude = Int128(exactly: whole) else { return nil }
        return ExactDecimal(coefficient: negative ? -magnitude : magnitude, exponent: exponent)
    }

    /// The value rounded half up (away from zero) to `places` decimal places.
    public func rounded(toPlaces places: Int) -> ExactDecimal {
        guard -exponent > places else { return self }
        let drop = -exponent - places
        guard drop < 38, let power = Self.shifted(1, drop) else { return .zero }
        let half = power / 2
        let adjusted = coefficient >= 0 ? coefficient + half : coefficient - half
        return ExactDecimal(coefficient: adjusted / power, exponent: -places)
    }

    /// How many decimal places the value needs.
    public var places: Int { max(0, -exponent) }
}

extension ExactDecimal: Comparable {
    /// Whether `a` is the smaller number.
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if let (left, right, _) = aligned(a, b) { return left < right }
        // Only values of very different size cannot be aligned: the sign and the size decide.
        if a.isNegative != b.isNegative { return a.isNegative }
        return (a.exponent < b.exponent) != a.isNegative
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain decimal notation without exponent: `174800`, `27.13`.
    public var description: String {
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let point = digits.count + exponent
        if point > 0 {
            let split = digits.index(digits.startIndex, offsetBy: point)
            return sign + digits[..<split] + "." + digits[split...]
        }
        return sign + "0." + String(repeating: "0", count: -point) + digits
    }
}
