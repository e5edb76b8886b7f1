/// A TSV table: a header line that begins with `#`, rows of cells, `-` for an empty cell.
struct Table: Sendable {
    /// One row and the 1-based line it stands on.
    struct Row: Sendable {
        var line: Int
        var cells: [String]

        /// The cell of a column, nil where it is empty or missing.
        subscript(_ column: Int) -> String? {
            guard column < cells.count, cells[column] != "-", !cells[column].isEmpty else {
                return nil
            }
            return cells[column]
        }
    }

    let name: String
    let rows: [Row]

    init(name: String, text: String) {
        self.name = name
        var rows: [Row] = []
        var line = 0
        // By bytes: to find the bounds of characters would take most of the program's start.
        for text in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let text = text.last == 0x0D ? text.dropLast() : text
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            let cells = text.split(separator: 0x09, omittingEmptySubsequences: false)
            rows.append(Row(line: line, cells: cells.map { String(Substring($0)) }))
        }
        self.rows = rows
    }
}

/// A row of a lexicon that cannot be used, with what to do about it.
public struct LexiconError: Error, Sendable, Equatable {
    /// The table or file.
    public let table: String
    /// The 1-based line.
    public let line: Int
    /// What is wrong, in English.
    public let problem: String
}
