/// A half-open range of Unicode scalars in the decoded source text.
///
/// It is the only kind of position in Gongbao: the byte-order mark is removed, nothing else is
/// changed, line breaks count as they stand. Nothing ever counts in re-flowed or folded text.
public struct TextRange: Hashable, Sendable, Comparable {
    /// Offset of the first scalar.
    public var start: Int
    /// Offset after the last scalar.
    public var end: Int

    /// Makes the range `start..<end`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// The number of scalars in the range.
    public var count: Int { end - start }

    /// Whether the two ranges share a scalar.
    public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

    /// Whether `a` begins, or with the same begin ends, before `b`.
    public static func < (a: TextRange, b: TextRange) -> Bool {
        (a.start, a.end) < (b.start, b.end)
    }
}
