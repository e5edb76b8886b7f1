/// Writes the characters of a flow into memory that has room for them.
///
/// One pass over a line gives its characters and its shape, since reading text is what costs.
struct FlowCursor {
    let code: UnsafeMutablePointer<UInt16>
    let gap: UnsafeMutablePointer<UInt8>
    /// Where the characters stand in the source.
    var offsets = FlowOffsets()
    private(set) var count = 0

    init(code: UnsafeMutablePointer<UInt16>, gap: UnsafeMutablePointer<UInt8>) {
        self.code = code
        self.gap = gap
    }

    /// What a line looks like as a whole; characters that a flow leaves out count too.
    struct Outline {
        /// Ideographs count two.
        var width = 0
        var first: UInt16 = 0
        var beforeLast: UInt16 = 0
        var last: UInt16 = 0
        /// Bars and tabs.
        var separators = 0
    }

    /// Appends the characters of `range`; the first of them gets at least the gap `first`. There has
    /// to be room for all of `range`.
    ///
    /// - Parameter base: What the flow index of the cursor's first character is; nil where nobody
    ///   asks for offsets.
    @inline(__always)
    mutating func append(
        _ text: UnsafeBufferPointer<UInt32>, _ range: TextRange, gap first: UInt8,
        _ tables: CharacterTables, from base: Int? = 0
    ) -> Outline {
        var outline = Outline()
        var pending = first
        var next = range.start
        while next < range.end {
            let offset = next
            next += 1
            let scalar = text[offset]
            let kind = tables.rawClass(scalar)
            if kind == CharacterTables.Class.blank.rawValue {
                outline.width += 1
                if scalar == 0x09 {
                    outline.separators += 1
                    pending |= Flow.Gap.hard | Flow.Gap.cell
                } else {
                    pending |= pending & Flow.Gap.space != 0 ? Flow.Gap.wide : Flow.Gap.space
                }
                continue
            }
            let folded = tables.folded(scalar)
            outline.width += scalar < 0x2000 ? 1 : 2
            if outline.first == 0 { outline.first = folded }
            outline.beforeLast = outline.last
            outline.last = folded
            if folded < 0x80 {
                if folded == Character16.of("|") { outline.separators += 1 }
                if scalar == 0x2A, Self.isEmphasis(text, offset) { continue }
                if folded == Character16.of("("), count > 0,
                    let end = PinyinGloss.end(text, offset, limit: range.end)
                {
                    next = end
                    continue
                }
            }
            if kind == CharacterTables.Class.newline.rawValue {
                pending |= Flow.Gap.line
            } else if kind != CharacterTables.Class.control.rawValue {
                code[count] = folded
                if let base { offsets.note(base + count, at: offset) }
                gap[count] = pending
                pending = 0
                count += 1
            }
        }
        return outline
    }

    /// Parts the character at `index` from the one before it.
    mutating func harden(_ index: Int) { gap[index] |= Flow.Gap.hard }

    /// `**` marks emphasis in Markdown and is no text.
    private static func isEmphasis(_ text: UnsafeBufferPointer<UInt32>, _ offset: Int) -> Bool {
        (offset > 0 && text[offset - 1] == 0x2A)
            || (offset + 1 < text.count && text[offset + 1] == 0x2A)
    }
}
