internal import Gongbao

/// What each of several reports says of each target: one column a report.
struct SeriesTable {
    private struct Row {
        var id: String
        var subject: String
        var goal: String
        var cells: [String]
        /// The columns in which a cumulative figure is lower than before.
        var falls: Set<Int>
    }

    private let titles: [String]
    private let rows: [Row]
    private let width: Int
    private let palette: Palette
    private let messages: Messages

    init(_ index: ValidationIndex, width: Int, palette: Palette, messages: Messages) {
        let record = index.record
        self.width = width
        self.palette = palette
        self.messages = messages
        titles = record.reports.enumerated().map { offset, report in
            report.document.asOf?.date ?? "\(offset + 1)"
        }
        rows = record.assessments.flatMap(\.targets).compactMap { target in
            guard let series = target.series, !series.isEmpty else { return nil }
            let statement = index.target(target.target)
            var cells = [String](repeating: "", count: record.reports.count)
            var falls: Set<Int> = []
            var last: ExactDecimal?
            for point in series where cells.indices.contains(point.report) {
                var text = cells[point.report]
                if !text.isEmpty { text += " " }
                cells[point.report] = text + Self.words(point)
                guard point.basis == .cumulative, let value = point.value else { continue }
                if let last, value < last, target.measureType == .cumulative {
                    falls.insert(point.report)
                }
                last = value
            }
            return Row(
                id: target.target, subject: statement?.subject ?? "",
                goal: statement?.figure ?? "", cells: cells, falls: falls)
        }
    }

    /// 13, +5 for a month's figure, 31% where the report prints a rate alone.
    private static func words(_ point: SeriesPoint) -> String {
        switch point.basis {
        case .cumulative: point.value?.description ?? ""
        case .period: "+" + (point.value?.description ?? "")
        case .rate: point.completion.map(CompletionBar.percentage) ?? ""
        }
    }

    func lines() -> [String] {
        guard !rows.isEmpty else { return [] }
        let ids = rows.map { DisplayWidth.of($0.id) }.max() ?? 0
        let goals = min(16, rows.map { DisplayWidth.of($0.goal) }.max() ?? 0)
        // As many of the newest reports as there is room for.
        let widths = titles.indices.map { column in
            max(
                DisplayWidth.of(titles[column]),
                rows.map { DisplayWidth.of($0.cells[column]) + 1 }.max() ?? 0)
        }
        var first = titles.count
        var used = 2 + ids + 2 + 8 + 2 + goals
        while first > 0, used + 2 + widths[first - 1] <= width || first == titles.count {
            first -= 1
            used += 2 + widths[first]
        }
        let room = max(8, width - used + 8)
        let subjects = min(room, rows.map { DisplayWidth.of($0.subject) }.max() ?? 0)
        func line(_ id: String, _ subject: String, _ goal: String, _ cells: [String]) -> String {
            var text = "  " + TextLayout.pad(id, to: ids) + "  "
            text += TextLayout.pad(subject, to: subjects) + "  "
            text += TextLayout.pad(goal, to: goals, .right)
            for column in first..<titles.count {
                text += "  " + TextLayout.pad(cells[column], to: widths[column], .right)
            }
            return TextLayout.trimmedEnd(text)
        }
        var lines = [palette.paint(messages.seriesTitle(rows.count), .strong)]
        lines.append(palette.paint(line("", "", messages.target, titles), .faint))
        for row in rows {
            let cells = row.cells.indices.map { column in
                row.falls.contains(column) ? row.cells[column] + "↓" : row.cells[column] + " "
            }
            let text = line(row.id, row.subject, row.goal, cells)
            lines.append(row.falls.isEmpty ? text : palette.paint(text, .late))
        }
        lines.append(palette.paint("  " + messages.seriesLegend, .faint))
        return lines
    }
}
