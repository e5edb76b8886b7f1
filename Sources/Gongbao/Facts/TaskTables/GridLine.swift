/// A line of a table with visible separators: | 1 | … | or tabs.
struct GridLine: Sendable {
    enum Delimiter: Sendable { case pipe, tab }

    /// The cells, without their blanks at both ends; an empty cell is an empty range.
    var cells: [TextRange]
    /// Where the line stands.
    var range: TextRange
    /// |---|:---:| of Markdown.
    var isRule: Bool

    private static let pipes: Set<UInt32> = [0x7C, 0xFF5C, 0x2502, 0x2503]

    static func isPipe(_ scalar: UInt32) -> Bool { scalar == 0x7C || pipes.contains(scalar) }

    /// The separator that cuts a line into at least three cells, nil where none does.
    static func delimiter(_ source: SourceText, _ range: TextRange) -> Delimiter? {
        var bars = 0
        var tabs = 0
        for offset in range.start..<range.end {
            let scalar = source.scalars[offset]
            if scalar == 0x09 {
                tabs += 1
            } else if scalar == 0x7C || scalar > 0x2500 && pipes.contains(scalar) {
                bars += 1
            }
        }
        return bars >= 2 ? .pipe : tabs >= 2 ? .tab : nil
    }

    init(_ source: SourceText, _ line: Line, _ delimiter: Delimiter) {
        var start = line.range.start
        var end = line.range.end
        if delimiter == .tab {
            // Empty first cells are tabs, which the line was trimmed of.
            while start > 0, Self.isBlank(source.scalars[start - 1]) { start -= 1 }
        } else {
            if Self.isPipe(source.scalars[start]) { start += 1 }
            if end > start, Self.isPipe(source.scalars[end - 1]) { end -= 1 }
        }
        range = TextRange(start, line.range.end)
        var cells: [TextRange] = []
        var from = start
        for offset in start..<max(start, end) {
            let scalar = source.scalars[offset]
            guard delimiter == .tab ? scalar == 0x09 : Self.isPipe(scalar) else { continue }
            cells.append(Self.trimmed(source, from, offset))
            from = offset + 1
        }
        cells.append(Self.trimmed(source, from, max(from, end)))
        self.cells = cells
        isRule =
            cells.contains { $0.count > 0 }
            && cells.allSatisfy { cell in
                (cell.start..<cell.end).allSatisfy {
                    [0x2D, 0x3A, 0x3D].contains(source.scalars[$0])
                }
            }
    }

    private static func isBlank(_ scalar: UInt32) -> Bool {
        scalar == 0x09 || scalar == 0x20 || scalar == 0x3000 || scalar == 0xA0
    }

    private static func trimmed(_ source: SourceText, _ start: Int, _ end: Int) -> TextRange {
        var start = start
        var end = end
        while start < end, isBlank(source.scalars[start]) { start += 1 }
        while end > start, isBlank(source.scalars[end - 1]) { end -= 1 }
        return TextRange(start, end)
    }
}

/// The columns of a grid: which cell holds what.
struct GridHeader: Sendable {
    var columns: [Column?]
    var delimiter: GridLine.Delimiter
    /// Indices of the lines that it takes.
    var lines: Range<Int>

    /// Whether at least three cells begin like the names of columns: rows of a table rarely do.
    static func mayBegin(
        _ text: UnsafeBufferPointer<UInt32>, _ range: TextRange, _ delimiter: GridLine.Delimiter,
        _ lexicon: Lexicon
    ) -> Bool {
        let tables = CharacterTables.shared
        var cells = 0
        var begun = false
        for offset in range.start..<range.end {
            let scalar = text[offset]
            if delimiter == .tab ? scalar == 0x09 : GridLine.isPipe(scalar) {
                begun = false
                continue
            }
            guard !begun, scalar != 0x2A else { continue }
            switch tables.classOf(scalar) {
            case .blank, .newline, .control: continue
            default: break
            }
            begun = true
            let head = tables.folded(scalar)
            if lexicon.columns.begins(head) || lexicon.columnWords.begins(head) { cells += 1 }
        }
        return cells >= 3
    }

    /// The header that begins with line `index`; nil when its cells are no column names.
    static func read(
        _ source: SourceText, _ lines: [Line], _ index: Int, _ delimiter: GridLine.Delimiter,
        _ lexicon: Lexicon
    ) -> GridHeader? {
        guard lines[index].range.count <= 400 else { return nil }
        let first = GridLine(source, lines[index], delimiter)
        let named = columns(source, first, lexicon)
        let known = named.filter { $0 != nil }.count
        let filled = first.cells.filter { $0.count > 0 }.count
        guard known >= 3, known * 2 >= filled else { return nil }
        var header = GridHeader(
            columns: named, delimiter: delimiter, lines: index..<index + 1)
        header.addRows(source, lines, lexicon)
        return header
    }

    /// Takes the rule below a header, and a second row of names under merged cells.
    private mutating func addRows(_ source: SourceText, _ lines: [Line], _ lexicon: Lexicon) {
        while self.lines.upperBound < lines.count, self.lines.count < 4 {
            let next = GridLine(source, lines[self.lines.upperBound], delimiter)
            if !next.isRule {
                let names = Self.columns(source, next, lexicon)
                let filled = next.cells.filter { $0.count > 0 }.count
                guard filled >= 1, names.filter({ $0 != nil }).count == filled else { return }
                for (cell, name) in names.enumerated() where name != nil && cell < columns.count {
                    columns[cell] = name
                }
            }
            self.lines = self.lines.lowerBound..<self.lines.upperBound + 1
        }
    }

    private static func columns(
        _ source: SourceText, _ line: GridLine, _ lexicon: Lexicon
    ) -> [Column?] {
        let text = TableText(source, line.cells, lexicon: lexicon)
        let reader = TableHeaderReader(text: text)
        return text.pieces.map { piece in
            var piece = piece
            while piece.start < piece.end, text.code[piece.start] == 0x2A { piece.start += 1 }
            while piece.end > piece.start, text.code[piece.end - 1] == 0x2A { piece.end -= 1 }
            return piece.isEmpty ? nil : reader.column(piece.start, piece.end)
        }
    }
}
