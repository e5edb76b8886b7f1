/// One line of the source, trimmed of blanks.
struct Line: Sendable {
    /// The characters between the blanks at both ends; empty lines are no `Line`s.
    var range: TextRange {
        get { TextRange(place.lowerBound, place.upperBound) }
        set { place = Span(newValue.start..<newValue.end) }
    }
    private var place: Span
    /// How wide the blanks before it are (an ideographic space counts two).
    let indent: Int32
    /// Whether at least one empty line stands before it.
    var blankBefore: Bool
    /// Whether a page break (form feed) stands before it.
    var pageBreakBefore: Bool
    /// What stands in it, so that few lines need a second look.
    var marks: Marks

    init(
        range: TextRange, indent: Int, blankBefore: Bool, pageBreakBefore: Bool, marks: Marks
    ) {
        place = Span(range.start..<range.end)
        self.indent = Int32(clamping: indent)
        self.blankBefore = blankBefore
        self.pageBreakBefore = pageBreakBefore
        self.marks = marks
    }

    /// Characters that part cells. Nearly all lines have none, and no table begins there.
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt8
        /// | or another upright stroke.
        static let bar = Marks(rawValue: 1)
        static let tab = Marks(rawValue: 2)
        /// A blank between two characters.
        static let blank = Marks(rawValue: 4)
    }
}

extension Line {
    /// The lines that touch none of `ranges` (sorted).
    static func outside(_ ranges: [TextRange], _ lines: [Line]) -> [Line] {
        guard !ranges.isEmpty else { return lines }
        var next = 0
        return lines.filter { line in
            while next < ranges.count, ranges[next].end <= line.range.start { next += 1 }
            return next == ranges.count || !ranges[next].overlaps(line.range)
        }
    }
}

extension RandomAccessCollection {
    /// The first index whose element is in the second part, where the elements are parted.
    func partitioningIndex(where isSecond: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let middle = index(low, offsetBy: count / 2)
            if isSecond(self[middle]) {
                count /= 2
            } else {
                low = index(after: middle)
                count -= count / 2 + 1
            }
        }
        return low
    }
}

/// The lines of a source that hold text.
enum LineReader {
    static func lines(of source: SourceText) -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(source.lineStarts.count)
        let tables = CharacterTables.shared
        let blank = CharacterTables.Class.blank.rawValue
        let newline = CharacterTables.Class.newline.rawValue
        let control = CharacterTables.Class.control.rawValue
        source.scalars.withUnsafeBufferPointer { text in
            var empty = false
            var page = false
            for (index, begin) in source.lineStarts.enumerated() {
                var end =
                    index + 1 < source.lineStarts.count ? source.lineStarts[index + 1] : text.count
                if begin > 0, text[begin - 1] == 0x0C { page = true }
                var start = begin
                var indent = 0
                while start < end {
                    let kind = tables.rawClass(text[start])
                    guard kind == blank || kind == newline || kind == control else { break }
                    if text[start] == 0x0C { page = true }
                    indent += text[start] == 0x3000 ? 2 : 1
                    start += 1
                }
                while end > start {
                    let kind = tables.rawClass(text[end - 1])
                    guard kind == blank || kind == newline || kind == control else { break }
                    end -= 1
                }
                if start == end {
                    empty = true
                    continue
                }
                let range = TextRange(start, end)
                lines.append(
                    Line(
                        range: range, indent: indent, blankBefore: empty, pageBreakBefore: page,
                        marks: marks(in: range, of: text)))
                empty = false
                page = false
            }
        }
        return lines
    }

    private static func marks(
        in range: TextRange, of text: UnsafeBufferPointer<UInt32>
    ) -> Line.Marks {
        var marks: Line.Marks = []
        for offset in range.start..<range.end {
            let scalar = text[offset]
            // Ideographs, and what stands before and behind bars and blanks.
            if scalar &- 0x3001 < 0xCF5B || scalar &- 0x21 < 0x5B { continue }
            switch scalar {
            case 0x7C, 0xFF5C, 0x2502, 0x2503: marks.insert(.bar)
            case 0x09: marks.insert(.tab)
            case 0x20, 0xA0, 0x3000: marks.insert(.blank)
            default: continue
            }
        }
        return marks
    }
}
