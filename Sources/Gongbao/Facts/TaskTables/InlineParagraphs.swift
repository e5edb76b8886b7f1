/// A breakdown that lost its line breaks: one long line of headings, items and labels.
///
/// Such a line is cut at the blanks before numbers (1.), headings (二、) and labels (责任单位：).
enum InlineParagraphs {
    private static let longest = 200
    private static let fewest = 3

    static func parted(_ source: SourceText, _ lines: [Line], _ lexicon: Lexicon) -> [Line] {
        guard lines.contains(where: { isLong(source, $0.range) }) else { return lines }
        return lines.flatMap { line -> [Line] in
            guard isLong(source, line.range) else { return [line] }
            let text = TableText(source, [line.range], lexicon: lexicon)
            let cuts = cuts(text)
            guard cuts.labels >= fewest else { return [line] }
            var parts: [Line] = []
            for (index, start) in ([0] + cuts.places).enumerated() {
                let end = index < cuts.places.count ? cuts.places[index] : text.flow.count
                guard end > start else { continue }
                var part = line
                part.range = text.flow.range(start, end)
                if index > 0 { part.blankBefore = false }
                parts.append(part)
            }
            return parts
        }
    }

    private static func isLong(_ source: SourceText, _ range: TextRange) -> Bool {
        guard range.count > longest, range.count < 400_000 else { return false }
        var colons = 0
        for offset in range.start + 2..<range.end
        where (source.scalars[offset] == 0xFF1A || source.scalars[offset] == 0x3A)
            && source.scalars[offset - 1] == 0x4F4D
        {
            colons += 1
            if colons >= fewest { return true }
        }
        return false
    }

    private static func cuts(_ text: TableText) -> (places: [Int], labels: Int) {
        var places: [Int] = []
        var labels = 0
        for index in 1..<max(1, text.flow.count) where text.isSpaced(index) {
            let end = min(text.flow.count, index + 24)
            if let (column, _) = ResponsibilityNote.label(text, index, end) {
                if TableHeader.responsibility.contains(column) { labels += 1 }
                places.append(index)
            } else if case (.some, _) = Heading.number(text, index, end) {
                places.append(index)
            } else if Heading.arabic(text, index, end) != nil {
                places.append(index)
            }
        }
        return (places, labels)
    }
}
