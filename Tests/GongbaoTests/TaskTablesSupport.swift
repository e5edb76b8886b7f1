@testable import Gongbao

/// Reads a table out of text, as the pipeline does.
func taskTable(_ text: String, year: Int? = 2031) -> TaskTable? {
    let source = SourceText(text)
    let lines = LineReader.lines(of: source)
    return TaskTableReader.read(source, lines: lines, lexicon: .standard, year: year)
}

extension TaskRow {
    /// The row in one line, for comparing at a glance.
    var summary: String {
        let heading = category.map { "\($0.number.map(String.init) ?? "")\($0.title.text)" } ?? "-"
        let lists = [
            leadUnits, cooperatingUnits, responsibleUnits, supervisingLeaders, responsiblePersons,
        ]
        let names = lists.map { $0.map(\.text).joined(separator: ",") }.joined(separator: "|")
        return "\(number)|\(heading)|\(text.text)|\(names)|\(deadline?.date?.iso ?? "-")"
    }
}

/// Whether every text is what its ranges say, marks and blanks aside.
func rangesAgree(_ table: TaskTable, _ text: String) -> Bool {
    let source = SourceText(text)
    func agrees(_ part: SourcedText) -> Bool {
        let found = part.ranges.map { source.string($0) }.joined()
        return found.filter { !$0.isWhitespace } == part.text.filter { !$0.isWhitespace }
    }
    return table.rows.allSatisfy { row in
        let lists = [
            row.leadUnits, row.cooperatingUnits, row.responsibleUnits, row.supervisingLeaders,
            row.responsiblePersons,
        ]
        return agrees(row.text) && lists.joined().allSatisfy(agrees)
    }
}
