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

    // MARK: Runs

    static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000
    }

    /// Cuts a line at blanks that are wider than one character.
    static func runs(_ source: SourceText, _ line: Line) -> [Run] {
        var begin = line.range.start
        while begin > 0, [0x20, 0x3000, 0xA0].contains(source.scalars[begin - 1]) { begin -= 1 }
        var runs: [Run] = []
        var start: Int?
        var blanks = 0
        for offset in line.range.start..<line.range.end {
            let scalar = source.scalars[offset]
            if scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000 {
                blanks += scalar == 0x3000 ? 2 : 1
                continue
            }
            if let from = start, blanks >= 2 {
                runs.append(run(from, offset - blanks, begin, source))
                start = offset
            } else if start == nil {
                start = offset
            }
            blanks = 0
        }
        if let start { runs.append(run(start, line.range.end, begin, source)) }
        return runs
    }

    private static func run(_ start: Int, _ end: Int, _ begin: Int, _ source: SourceText) -> Run {
        var end = max(start + 1, end)
        while end > start + 1, [0x20, 0x3000, 0xA0].contains(source.scalars[end - 1]) { end -= 1 }
        return Run(left: start - begin, right: end - begin, range: TextRange(start, end))
    }
}
