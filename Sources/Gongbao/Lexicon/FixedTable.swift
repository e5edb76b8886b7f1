/// An array that never changes, in memory of its own: reading it counts no references.
struct FixedTable<Element: BitwiseCopyable>: @unchecked Sendable {
    // Immutable after init, and alive as long as the owning lexicon, which frees it.
    private let base: UnsafePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for (index, element) in elements.enumerated() { memory[index] = element }
        base = UnsafePointer(memory)
    }

    func deallocate() { base.deallocate() }

    @inline(__always)
    subscript(_ index: Int) -> Element {
        precondition(index >= 0 && index < count, "no such row")
        return base[index]
    }
}
