/// A range of offsets or flow indices in half the space: a large document has a million of them.
struct Span: Sendable, Equatable {
    private let low: Int32
    private let high: Int32

    init(_ range: Range<Int>) {
        low = Int32(truncatingIfNeeded: range.lowerBound)
        high = Int32(truncatingIfNeeded: range.upperBound)
    }

    var range: Range<Int> { Int(low)..<Int(high) }
    var lowerBound: Int { Int(low) }
    var upperBound: Int { Int(high) }
    var isEmpty: Bool { low == high }
    var count: Int { Int(high) - Int(low) }
}
