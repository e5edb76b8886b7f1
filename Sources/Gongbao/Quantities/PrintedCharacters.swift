/// The characters of a flow as the source prints them, for the few rules to which folding matters:
/// a full-width comma is no grouping comma.
struct PrintedCharacters {
    /// The source's scalars, and the offset of each character of the flow; empty where the flow was
    /// made of other text.
    var scalars = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    var offsets = FlowOffsets.View.none

    /// The scalar at a flow index, 0 where it is not known.
    @inline(__always)
    subscript(_ index: Int) -> UInt32 {
        guard index < offsets.count else { return 0 }
        let offset = offsets[index]
        return offset < scalars.count ? scalars[offset] : 0
    }
}
