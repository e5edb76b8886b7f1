/// Lines of a table with columns side by side that belong to no row: categories that stand in a row
/// of their own (一、就业增收), and notes below the table.
struct LayoutHeadings {
    /// The headings in order, with the lines on which they stand.
    private(set) var categories: [(line: Int, range: TextRange)] = []
    /// The first line of the notes, where there are any.
    private(set) var notes: Int?

    /// No category's title is longer.
    private static let longest = 30

    /// - Parameters:
    ///   - body: The lines below a header, in order; those of all pages one after another.
    ///   - hasCategories: Whether a column holds the categories, so that no row does.
    init(_ context: TableContext, _ body: [Int], hasCategories: Bool) {
        var found: [(number: Int, line: Int, range: TextRange)] = []
        for line in body where !hasCategories {
            let range = context.lines[line].range
            guard range.count <= Self.longest,
                LayoutPage.runs(context.source, context.lines[line], .characters).count == 1
            else { continue }
            let text = context.text(context.lines[line...line])
            guard let number = Heading.number(text, 0, text.flow.count).0,
                !(0..<text.flow.count).contains(where: { Self.noTitle.contains(text.code[$0]) })
            else { continue }
            found.append((number, line, range))
        }
        // One of a kind may be part of a cell; headings count up.
        if found.count >= 2,
            zip(found, found.dropFirst()).allSatisfy({ $1.number == $0.number + 1 })
        {
            categories = found.map { ($0.line, $0.range) }
        }
        notes = body.reversed().prefix(12).last { line in
            let text = context.text(context.lines[line...line])
            return text.isNote(at: 0, before: text.flow.count)
        }
    }

    private static let noTitle = Character16.Set("。;,:")

    /// Whether the line is a heading or stands among the notes.
    func holds(_ line: Int) -> Bool {
        if let notes, line >= notes { return true }
        let index = categories.partitioningIndex { $0.line >= line }
        return index < categories.count && categories[index].line == line
    }
}
