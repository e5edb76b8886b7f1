/// The characters of a flow as the source prints them, for the few rules to which folding matters:
/// a full-width comma is no grouping comma.
struct PrintedCharacters {
    /// The source's scalars, and the offset of each character of the flow; empty where the flow was
    /// made of other text.
    var scalars = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    var offsets = UnsafeBufferPointer<UInt32>(start: nil, count: 0)

    /// The scalar at a flow index, 0 where it is not known.
    @inline(__always)
    subscript(_ index: Int) -> UInt32 {
        guard index < offsets.count, Int(offsets[index]) < scalars.count else { return 0 }
        return scalars[Int(offsets[index])]
    }
}
