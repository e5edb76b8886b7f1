/// Who and when, in a bracket at the end of an item: （牵头单位：X；责任单位：Y、Z；完成时限：10月底前）,
/// （A、B牵头，C按职责分工负责，6月底前出台）.
struct ResponsibilityNote: Sendable {
    var cells: [Column: [TableText.Piece]] = [:]
    /// With its brackets.
    var span: TableText.Piece
    /// Labels behind the bracket: （责任单位：X）完成时限：8月底前。
    var tail: TableText.Piece?

    /// The note at the end of an item.
    static func read(_ text: TableText, _ item: TableText.Piece) -> ResponsibilityNote? {
        let tail = tail(text, item)
        let body = TableText.Piece(start: item.start, end: tail?.start ?? item.end)
        guard let span = lastBracket(text, body) else { return nil }
        let inside = TableText.Piece(start: span.start + 1, end: span.end - 1)
        guard inside.count >= 4 else { return nil }
        var note = ResponsibilityNote(span: span, tail: tail)
        note.cells = labelled(text, inside)
        if note.cells.isEmpty { note.cells = worded(text, inside) }
        if let tail {
            note.cells.merge(labelled(text, tail)) { $0 + $1 }
        }
        return note.cells.isEmpty ? nil : note
    }

    /// Labels are not longer.
    private static let longestTail = 80

    /// Labels that follow the last bracket at once, to the item's end.
    private static func tail(_ text: TableText, _ item: TableText.Piece) -> TableText.Piece? {
        guard item.count > 4, !closing.contains(text.code[item.end - 1]) else { return nil }
        var index = item.end - 1
        while index > item.start, item.end - index <= longestTail {
            if closing.contains(text.code[index - 1]) {
                var start = index
                while start < item.end, marks.contains(text.code[start]) { start += 1 }
                if let (column, _) = label(text, start, item.end),
                    TableHeader.responsibility.contains(column)
                {
                    return TableText.Piece(start: start, end: item.end)
                }
            }
            index -= 1
        }
        return nil
    }

    private static let opening = Character16.Set("(〔【[")
    private static let closing = Character16.Set(")〕】]")
    private static let marks = Character16.Set("。;,.、")

    private static func lastBracket(
        _ text: TableText, _ item: TableText.Piece
    ) -> TableText.Piece? {
        var end = item.end
        while end > item.start, marks.contains(text.code[end - 1]) { end -= 1 }
        guard end > item.start, closing.contains(text.code[end - 1]) else { return nil }
        var depth = 0
        var index = end - 1
        while index >= item.start {
            if closing.contains(text.code[index]) { depth += 1 }
            if opening.contains(text.code[index]) {
                depth -= 1
                if depth == 0 { return TableText.Piece(start: index, end: end) }
            }
            index -= 1
        }
        return nil
    }

    /// Whether it names units.
    var namesUnits: Bool { TableHeader.units.contains { cells[$0] != nil } }

    // MARK: 牵头单位：X；责任单位：Y

    /// The parts after column names with a colon, by column.
    static func labelled(
        _ text: TableText, _ span: TableText.Piece
    ) -> [Column: [TableText.Piece]] {
        var cells: [Column: [TableText.Piece]] = [:]
        var current: (column: Column, start: Int)?
        func finish(_ end: Int) {
            guard let (column, start) = current else { return }
            var last = end
            while last > start, marks.contains(text.code[last - 1]) { last -= 1 }
            if last > start {
                cells[column, default: []].append(TableText.Piece(start: start, end: last))
            }
        }
        var index = span.start
        while index < span.end {
            let begins =
                index == span.start || marks.contains(text.code[index - 1])
                || text.isSpaced(index)
            if begins, let (column, next) = label(text, index, span.end) {
                finish(index)
                current = (column, next)
                index = next
            } else {
                index += 1
            }
        }
        finish(span.end)
        return cells
    }

    private static let colon = Character16.of(":")
    private static let heads = Character16.Set("省市县区镇级")

    /// 责任单位： at `index`: the column and where its content begins.
    static func label(_ text: TableText, _ index: Int, _ end: Int) -> (Column, Int)? {
        var from = index
        while from < end, from - index < 2, heads.contains(text.code[from]) { from += 1 }
        // 市级责任单位 may be listed whole or without its level.
        for start in index...from where start == index || start == from {
            guard let match = text.word(text.lexicon.columns, at: start, before: end),
                match.end < end, text.code[match.end] == colon
            else { continue }
            return (Column.allCases[match.payload], match.end + 1)
        }
        var composed: (Column, Int)?
        text.flow.code.withUnsafeBufferPointer { code in
            ColumnName.all(code, from: index, limit: end, text.lexicon) { name in
                let says = TableHeader.responsibility.contains(name.column)
                if says, name.end < end, code[name.end] == colon {
                    composed = (name.column, name.end + 1)
                }
            }
        }
        return composed
    }

    // MARK: X牵头，Y配合

    private static let leads: [StaticWord] = ["牵头负责", "牵头", "牵头组织实施", "主办", "牵头落实"]
    private static let helps: [StaticWord] = ["配合", "协助", "协同", "参与", "协办", "共同配合"]
    private static let duties: [StaticWord] = [
        "按职责分工负责", "按职责分工落实", "分别负责", "共同负责", "负责", "组织实施", "具体负责", "落实", "按职责负责",
        "等按职责分工负责", "等负责",
    ]

    private static func worded(
        _ text: TableText, _ span: TableText.Piece
    ) -> [Column: [TableText.Piece]] {
        var cells: [Column: [TableText.Piece]] = [:]
        let deadlines = TableDeadline(text: text, year: nil)
        var found = false
        for part in clauses(text, span) {
            let (column, end) = role(text, part)
            if let column {
                found = true
                cells[column, default: []].append(TableText.Piece(start: part.start, end: end))
            } else if deadlines.read(part.start, min(part.end, part.start + 12)) != nil
                || deadlines.date(at: part.start, before: part.end) != nil
            {
                cells[.deadline, default: []].append(part)
            }
        }
        return found ? cells : [:]
    }

    private static let separators = Character16.Set(",;。")

    private static func clauses(
        _ text: TableText, _ span: TableText.Piece
    ) -> [TableText.Piece] {
        var result: [TableText.Piece] = []
        var start = span.start
        var depth = 0
        for index in span.start..<span.end {
            if opening.contains(text.code[index]) { depth += 1 }
            if closing.contains(text.code[index]) { depth -= 1 }
            guard depth == 0, separators.contains(text.code[index]) else { continue }
            result.append(TableText.Piece(start: start, end: index))
            start = index + 1
        }
        result.append(TableText.Piece(start: start, end: span.end))
        return result.filter { !$0.isEmpty }
    }

    private static func role(_ text: TableText, _ part: TableText.Piece) -> (Column?, Int) {
        for (column, words) in [
            (Column.lead, leads), (.cooperating, helps), (.responsible, duties),
        ] {
            for word in words where text.matches(word, at: part.end - word.count, before: part.end)
            {
                let end = part.end - word.count
                if end > part.start + 1 { return (column, end) }
            }
        }
        return (nil, part.end)
    }
}
