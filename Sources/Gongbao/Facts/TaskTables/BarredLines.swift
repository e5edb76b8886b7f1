/// Tables whose every cell is a line with a bar at its end or begin: 序号 |⏎目标任务 |⏎….
enum BarredLines {
    /// The lines without their bar, where most lines have one at an end and hold no other.
    static func trimmed(_ source: SourceText, _ lines: [Line]) -> [Line] {
        let barred = lines.indices.filter {
            lines[$0].marks.contains(.bar) && hasOneBar(source, lines[$0].range)
        }
        guard barred.count >= 8, let first = barred.first, let last = barred.last,
            barred.count * 10 >= (last - first + 1) * 8
        else { return lines }
        var lines = lines
        for index in barred {
            var range = lines[index].range
            let isMark = { (offset: Int) in
                GridLine.isPipe(source.scalars[offset])
                    || LayoutPage.isBlank(source.scalars[offset])
            }
            while range.end > range.start, isMark(range.end - 1) { range.end -= 1 }
            while range.start < range.end, isMark(range.start) { range.start += 1 }
            lines[index].range = range
        }
        return lines.filter { $0.range.count > 0 }
    }

    /// Whether a bar stands at one end of the line, and nowhere else in it.
    private static func hasOneBar(_ source: SourceText, _ range: TextRange) -> Bool {
        guard range.count >= 1,
            GridLine.isPipe(source.scalars[range.end - 1])
                || GridLine.isPipe(source.scalars[range.start])
        else { return false }
        return source.scalars[range.start..<range.end].lazy.filter(GridLine.isPipe).count == 1
    }
}
