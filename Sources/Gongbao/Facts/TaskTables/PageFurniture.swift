/// Lines of a page that belong to no text.
enum PageFurniture {
    private static let dashes = Character16.Set("-—–―·.第页共/,")

    /// — 2 —, 第2页, and a number alone.
    static func isPageNumber(_ source: SourceText, _ range: TextRange) -> Bool {
        shape(source, range).isNumber
    }

    /// A page number that is marked as one: not a number alone.
    static func isMarkedPageNumber(_ source: SourceText, _ range: TextRange) -> Bool {
        let shape = shape(source, range)
        return shape.isNumber && shape.isMarked
    }

    /// Running heads: the lines above a table's first header, which may stand on each page.
    static func heads(_ source: SourceText, _ lines: ArraySlice<Line>) -> Set<String> {
        Set(lines.suffix(mostHeads).filter { $0.range.count >= 4 }.map { key(source, $0.range) })
    }

    private static let mostHeads = 12

    /// How many of the last lines before a repeated header are no rows: a page number, a running
    /// head.
    static func tail(
        _ source: SourceText, _ lines: some BidirectionalCollection<Line>, heads: Set<String>
    ) -> Int {
        var count = 0
        var hasNumber = false
        // 第2页⏎某区人民政府办公室⏎序号 …: what stands between a page's number and the header is none of the rows.
        for (index, line) in lines.reversed().prefix(4).enumerated()
        where isMarkedPageNumber(source, line.range) {
            count = index + 1
            hasNumber = true
        }
        for line in lines.reversed().dropFirst(count).prefix(4) {
            if !hasNumber, isPageNumber(source, line.range) {
                hasNumber = true
            } else if !heads.contains(key(source, line.range)) {
                break
            }
            count += 1
        }
        return count
    }

    private static func key(_ source: SourceText, _ range: TextRange) -> String {
        var key = String.UnicodeScalarView()
        for scalar in source.scalars[range.start..<range.end] where !LayoutPage.isBlank(scalar) {
            key.append(Unicode.Scalar(scalar) ?? " ")
        }
        return String(key)
    }

    private static func shape(
        _ source: SourceText, _ range: TextRange
    ) -> (isNumber: Bool, isMarked: Bool) {
        guard range.count <= 14 else { return (false, false) }
        let tables = CharacterTables.shared
        var hasDigit = false
        var marks = 0
        for offset in range.start..<range.end {
            let code = tables.folded(source.scalars[offset])
            if (0x30...0x39).contains(code) {
                hasDigit = true
            } else if dashes.contains(code) {
                marks += 1
            } else if tables.classOf(source.scalars[offset]) != .blank {
                return (false, false)
            }
        }
        return (hasDigit, hasDigit && marks >= 2)
    }
}
