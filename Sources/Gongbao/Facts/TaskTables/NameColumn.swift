/// The column of names in a table that gives each item a name and a content (项目名称, 建设内容).
///
/// Both columns are called task by their headers. The item is what says how much of what, so where
/// one column holds short names without a figure and the other the content, the name is the title
/// that the item stands under.
enum NameColumn {
    private static let longest = 16
    /// Names are no more than so much of the contents' length.
    private static let share = 0.6

    /// The columns with the names' one as category; unchanged where the cells are not like that.
    ///
    /// - Parameter rows: For each row its cells, each of one or more pieces.
    static func settled(
        _ columns: [Column?], _ rows: [[[TableText.Piece]]], _ text: TableText
    ) -> [Column?] {
        let tasks = columns.indices.filter { columns[$0] == .task }
        guard tasks.count == 2, !columns.contains(.category) else { return columns }
        var names = 0
        var lengths = (name: 0, content: 0)
        var seen = 0
        for row in rows where row.count == columns.count {
            let name = row[tasks[0]]
            let content = row[tasks[1]].reduce(0) { $0 + $1.count }
            let length = name.reduce(0) { $0 + $1.count }
            guard length > 0, content > 0 else { continue }
            seen += 1
            lengths.name += length
            lengths.content += content
            let hasDigit = name.contains { ($0.start..<$0.end).contains(where: text.isDigit) }
            if length <= longest, !hasDigit { names += 1 }
        }
        guard seen >= 2, names * 10 >= seen * 9,
            Double(lengths.name) < Double(lengths.content) * share
        else { return columns }
        var result = columns
        result[tasks[0]] = .category
        return result
    }
}
