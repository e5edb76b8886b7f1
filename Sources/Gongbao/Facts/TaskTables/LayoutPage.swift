/// The geometry of a table whose columns stand side by side, as `pdftotext -layout` writes them.
///
/// Positions are counted in characters from the line's begin. They are exact on one page only: each
/// page is spread anew, so columns are found page by page, below the page's own header.
struct LayoutPage: Sendable {
    /// A stretch of a line without wide blanks.
    struct Run: Sendable {
        var left: Int
        var right: Int
        var range: TextRange
    }

    struct Cell: Sendable {
        /// Index into the columns.
        var column: Int
        /// Index of the line among the document's.
        var line: Int
        var range: TextRange
    }

    var columns: [Column]
    /// The lines of the header, and those below it.
    var header: Range<Int>
    var body: Range<Int>
    /// Where each column's name stands.
    var names: [Run]
    /// The pieces of each name, several where it is wrapped.
    var nameParts: [[TextRange]]

    /// What positions are counted in.
    var metric = LayoutMetric.characters

    // MARK: Runs

    static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000
    }

    /// Cuts a line at blanks that are wider than one character.
    static func runs(_ source: SourceText, _ line: Line, _ metric: LayoutMetric) -> [Run] {
        var begin = line.range.start
        while begin > 0, isBlank(source.scalars[begin - 1]) { begin -= 1 }
        var runs: [Run] = []
        var start: Int?
        var blanks = 0
        var from = begin
        var left = 0
        // Positions are counted once from left to right.
        func close(_ start: Int, _ end: Int) {
            var end = max(start + 1, end)
            while end > start + 1, isBlank(source.scalars[end - 1]) { end -= 1 }
            left += metric.width(source, from..<start)
            let width = metric.width(source, start..<end)
            runs.append(
                Run(left: left, right: left + width, range: TextRange(start, end)))
            left += width
            from = end
        }
        for offset in line.range.start..<line.range.end {
            let scalar = source.scalars[offset]
            if isBlank(scalar) {
                blanks += scalar == 0x3000 ? 2 : 1
                continue
            }
            if let first = start, blanks >= 2 {
                close(first, offset - blanks)
                start = offset
            } else if start == nil {
                start = offset
            }
            blanks = 0
        }
        if let start { close(start, line.range.end) }
        return runs
    }
}

/// What the blanks of a table set in columns are counted in.
///
/// `pdftotext -layout` counts characters, so that its columns do not stand below each other on a
/// screen; people and other programs align by cells, two for an ideograph.
enum LayoutMetric: Sendable, CaseIterable {
    case characters, cells

    func width(_ source: SourceText, _ range: Range<Int>) -> Int {
        guard self == .cells else { return range.count }
        return source.scalars[range].reduce(0) { $0 + Self.cells($1) }
    }

    /// Wide are ideographs, their punctuation and full-width forms; the others that a font of
    /// bulletins sets wide (“”, —, ℃) are counted as such too.
    private static func cells(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x2014, 0x2018...0x201D, 0x2026, 0x2E80...: 2
        default: 1
        }
    }

    /// The metric in which more of the runs below a header begin at the same positions.
    static func best(_ context: TableContext, _ lines: Range<Int>) -> LayoutMetric {
        var scores: [Int] = []
        for metric in allCases {
            var counts: [Int: Int] = [:]
            for line in lines.prefix(Self.sample) where context.lines[line].range.count <= 300 {
                for run in LayoutPage.runs(context.source, context.lines[line], metric).dropFirst()
                {
                    counts[run.left, default: 0] += 1
                }
            }
            scores.append(counts.values.reduce(0) { $0 + $1 * $1 })
        }
        return scores[1] * 4 > scores[0] * 5 ? .cells : .characters
    }

    private static let sample = 400
}
