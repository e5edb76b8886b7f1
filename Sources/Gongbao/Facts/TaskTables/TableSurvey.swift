/// One pass over the lines of a document for evidence of a task table, before anything is built.
///
/// Almost every document holds no table, so a line is looked at closely only when its first
/// character begins the name of a column.
struct TableSurvey: Sendable {
    struct Header: Sendable {
        /// Indices of the lines.
        var lines: Range<Int>
        var columns: [Column]
    }

    /// Headers that are lines of column names, parted by blanks or line breaks.
    var flattenedHeaders: [Header] = []
    /// Headers with separators: | 序号 | … |.
    var grids: [GridHeader] = []
    /// Lines that name a responsible unit in running text: 牵头单位：, X牵头）.
    var notes = 0
    var lines = 0
    /// Whether a line holds 序号 and other column names amid text.
    var hasInlineHeader = false
    /// Lines cut by wide blanks: columns side by side.
    var wideLines = 0

    private static let longest = 90
    private static let mostLines = 16

    static func read(_ source: SourceText, _ lines: [Line], _ lexicon: Lexicon) -> TableSurvey {
        var survey = TableSurvey()
        survey.lines = lines.count
        let ends = Self.ends
        source.scalars.withUnsafeBufferPointer { text in
            var index = 0
            while index < lines.count {
                let range = lines[index].range
                let evidence = LineEvidence(text, range, ends)
                if evidence.isWide { survey.wideLines += 1 }
                if evidence.holdsNote { survey.notes += 1 }
                if !survey.hasInlineHeader, evidence.holdsNumberWord, range.count > longest {
                    survey.hasInlineHeader = holdsHeader(source, lines[index], lexicon)
                }
                if let delimiter = evidence.delimiter {
                    let grid =
                        GridHeader.mayBegin(text, range, delimiter, lexicon)
                        ? GridHeader.read(source, lines, index, delimiter, lexicon) : nil
                    if let grid { survey.grids.append(grid) }
                    index = grid?.lines.upperBound ?? index + 1
                } else if range.count <= longest, begins(text, range, lexicon),
                    let header = header(source, lines, index, lexicon)
                {
                    survey.flattenedHeaders.append(header)
                    index = header.lines.upperBound
                } else {
                    index += 1
                }
            }
        }
        return survey
    }

    /// 单位 部门 领导 时限 牵头, two scalars in one number each.
    private static let ends: [UInt64] = ["单位", "部门", "领导", "时限", "牵头"].map {
        $0.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) }
    }

    /// 负责 配合 落实 协助 before a bracket's end: （A、B按职责分工负责）.
    private static let duties: [UInt64] = ["负责", "配合", "落实", "协助", "参与", "协同"].map {
        $0.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) }
    }

    /// What one look at each character of a line tells.
    private struct LineEvidence {
        /// Cut by three blanks and more.
        var isWide = false
        var holdsNote = false
        /// 序号 or 编号 stands in it.
        var holdsNumberWord = false
        private var bars = 0
        private var tabs = 0

        /// The separator that cuts the line into at least three cells.
        var delimiter: GridLine.Delimiter? { bars >= 2 ? .pipe : tabs >= 2 ? .tab : nil }

        init(_ text: UnsafeBufferPointer<UInt32>, _ range: TextRange, _ ends: [UInt64]) {
            var blanks = 0
            let tables = CharacterTables.shared
            for offset in range.start..<range.end {
                let scalar = text[offset]
                // Nearly all characters are ideographs, of which one tells something.
                if scalar &- 0x3400 < 0x6C00 {
                    blanks = 0
                    if scalar == 0x53F7, offset > range.start,
                        text[offset - 1] == 0x5E8F || text[offset - 1] == 0x7F16
                    {
                        holdsNumberWord = true
                    }
                    continue
                }
                if scalar == 0x20 {
                    blanks += 1
                    if blanks == 3 { isWide = true }
                    continue
                }
                blanks = 0
                switch scalar {
                case 0x09: tabs += 1
                case 0x7C, 0xFF5C, 0x2502, 0x2503: bars += 1
                case 0x3A, 0xFF1A, 0xFF0C, 0x2C, 0xFF09, 0x29, 0xFF1B:
                    guard offset >= range.start + 2 else { continue }
                    let word =
                        UInt64(tables.folded(text[offset - 2])) << 32
                        | UInt64(tables.folded(text[offset - 1]))
                    for end in ends where end == word { holdsNote = true }
                    guard scalar == 0xFF09 || scalar == 0x29 else { continue }
                    for end in duties where end == word { holdsNote = true }
                default: continue
                }
            }
            if range.count < 8 || range.count > 300 { isWide = false }
            if range.count < 4 { holdsNote = false }
        }
    }

    /// 序号工作任务牵头单位… inside a line.
    private static func holdsHeader(
        _ source: SourceText, _ line: Line, _ lexicon: Lexicon
    ) -> Bool {
        guard line.range.count > longest else { return false }
        for offset in line.range.start..<line.range.end - 8
        where source.scalars[offset + 1] == 0x53F7
            && (source.scalars[offset] == 0x5E8F || source.scalars[offset] == 0x7F16)
        {
            let end = min(line.range.end, offset + 60)
            let text = TableText(source, [TextRange(offset, end)], lexicon: lexicon)
            let reading = TableHeaderReader(text: text).read(0, text.flow.count)
            if let last = (1...text.flow.count).last(where: reading.reaches),
                Set(reading.columns(before: last)).count >= 3
            {
                return true
            }
        }
        return false
    }

    /// Whether a column's name stands at the line's begin, behind at most three other characters.
    private static func begins(
        _ text: UnsafeBufferPointer<UInt32>, _ range: TextRange, _ lexicon: Lexicon
    ) -> Bool {
        let tables = CharacterTables.shared
        let head = tables.folded(text[range.start])
        guard lexicon.columns.begins(head) || lexicon.columnWords.begins(head) else { return false }
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 16) { words in
            var count = 0
            var offset = range.start
            while count < 16, offset < range.end {
                if tables.rawClass(text[offset]) != CharacterTables.Class.blank.rawValue {
                    words[count] = tables.folded(text[offset])
                    count += 1
                }
                offset += 1
            }
            let folded = UnsafeBufferPointer(rebasing: words[..<count])
            for start in 0..<min(4, count) {
                if let match = lexicon.columns.longestMatch(
                    in: folded, from: start, limit: count), match.end > start + 1
                {
                    return true
                }
            }
            var isName = false
            ColumnName.all(folded, from: 0, limit: count, lexicon) { _ in isName = true }
            // 实事⏎类别: the name goes on in the next line.
            return isName || count <= 6 && ColumnName.isUnfinished(folded, lexicon)
        }
    }

    private static func header(
        _ source: SourceText, _ lines: [Line], _ start: Int, _ lexicon: Lexicon
    ) -> Header? {
        // Most candidates fail on the first words of their first line.
        let line = lines[start].range
        let head = TextRange(line.start, min(line.end, line.start + 24))
        let begins = Flow.withCharacters(of: source, head) {
            TableHeaderReader.begins($0, lexicon)
        }
        guard begins else { return nil }
        // Most of the rest end in the next lines: a longer look only where names go on there.
        for most in [3, mostLines] {
            let window = start..<min(lines.count, start + most)
            let ranges = Array(lines[window].map(\.range).prefix { $0.count <= longest })
            let text = TableText(source, ranges, lexicon: lexicon)
            let reading = TableHeaderReader(text: text).read(0, text.flow.count)
            if most < mostLines, reading.furthest + TableHeaderReader.longestStep > text.flow.count
            {
                continue
            }
            guard let last = text.pieces.lastIndex(where: { reading.reaches($0.end) }) else {
                return nil
            }
            let columns = reading.columns(before: text.pieces[last].end)
            let isHeader =
                Set(columns).count >= 3
                && (columns.contains(.number) || columns.contains(.task))
            return isHeader ? Header(lines: start..<start + last + 1, columns: columns) : nil
        }
        return nil
    }
}
