/// Items that stand under the unit that does them: 牵头单位：市教育局, or 一、市教育局（5项）.
struct ProseGroups {
    /// What each heading says of the items below it, by the paragraph's index.
    private(set) var heads: [Int: [Column: [TableText.Piece]]] = [:]
    /// How the items are numbered; nil where nothing is grouped by unit.
    private(set) var style: ProseParagraphs.Style?

    private typealias Paragraph = ProseParagraphs.Paragraph
    private static let longest = 60
    private static let pauses = Character16.Set(",;、")

    init(text: TableText, paragraphs: [ProseParagraphs.Paragraph]) {
        var found: [Int: [Column: [TableText.Piece]]] = [:]
        for index in paragraphs.indices.dropLast() {
            guard isNumbered(paragraphs[index + 1]),
                let cells = cells(paragraphs[index], text)
            else { continue }
            found[index] = cells
        }
        guard let first = found.keys.min(), found.count >= 2,
            // A label behind an item says who does that item.
            !paragraphs[..<first].contains(where: isNumbered)
        else { return }
        let items = paragraphs[first...].filter(isNumbered)
        guard let common = items.first?.style, items.count > found.count else { return }
        heads = found
        style = common
    }

    private func isNumbered(_ paragraph: Paragraph) -> Bool {
        paragraph.style == .arabic || paragraph.style == .bracketedArabic
            || paragraph.style == .bracketedHan
    }

    private func cells(
        _ paragraph: Paragraph, _ text: TableText
    ) -> [Column: [TableText.Piece]]? {
        guard paragraph.span.count <= Self.longest else { return nil }
        let isHeading = paragraph.style == .han || paragraph.style == .bracketedHan
        guard isHeading || paragraph.style == .none else { return nil }
        let body = TableText.Piece(start: paragraph.body, end: paragraph.span.end)
        if let (column, _) = ResponsibilityNote.label(text, body.start, body.end) {
            guard column == .lead || column == .responsible else { return nil }
            let cells = ResponsibilityNote.labelled(text, body)
            return cells.count == 1 ? cells : nil
        }
        guard isHeading else { return nil }
        // 一、市教育局（5项）
        var end = body.end
        var cells: [Column: [TableText.Piece]] = [:]
        if let open = (body.start..<body.end).last(where: { Marks.opening.contains(text.code[$0]) }
        ),
            (open + 1..<body.end).contains(where: text.isDigit)
        {
            end = open
            cells = Self.labels(text, open + 1, body.end)
        }
        let unit = TableText.Piece(start: body.start, end: end)
        guard unit.count >= 2, NameForms(text: text).unitCost(unit.start, unit.end) < 0.5 else {
            return nil
        }
        return cells.merging([.lead: [unit]]) { $1 }
    }

    /// 责任人：周岸，牵头3项: what the parts of a bracket name by a label.
    private static func labels(
        _ text: TableText, _ start: Int, _ end: Int
    ) -> [Column: [TableText.Piece]] {
        var cells: [Column: [TableText.Piece]] = [:]
        var from = start
        for index in start..<max(start, end)
        where pauses.contains(text.code[index]) || index == end - 1 {
            let part = TableText.Piece(start: from, end: index)
            from = index + 1
            guard ResponsibilityNote.label(text, part.start, part.end) != nil else { continue }
            cells.merge(ResponsibilityNote.labelled(text, part)) { $0 + $1 }
        }
        return cells
    }
}
