internal import Gongbao

/// The table of `validate`: one row a target.
struct ProgressTable {
    /// A figure, and how it reads where there is no room for the base of its rate.
    private struct Figure {
        var full = ""
        var bare = ""

        init() {}

        init(_ statement: StatementRecord, others: Int = 0) {
            let suffix = others > 0 ? " +\(others)" : ""
            full = statement.figure + suffix
            bare = statement.bareFigure + suffix
        }

        func text(in width: Int) -> String {
            TextLayout.pad(DisplayWidth.of(full) > width ? bare : full, to: width, .right)
        }
    }

    private struct Cells {
        var task = ""
        var indicator = ""
        var target = Figure()
        var actual = Figure()
        var completion: TargetAssessment?
        var glyph = ""
        var status = ""
        var style = Style.plain
        var line = ""
    }

    private let rows: [Cells]
    private let layout: TableLayout
    private let palette: Palette
    private let messages: Messages

    init(
        _ rows: [ValidationIndex.Row], of record: ValidationRecord, lines: SourceLines, width: Int,
        palette: Palette, messages: Messages
    ) {
        var cells: [Cells] = []
        var last: Int?
        for row in rows {
            cells.append(
                Self.cells(row, record, lines, messages, isFirst: row.number != last))
            last = row.number
        }
        self.rows = cells
        self.palette = palette
        self.messages = messages
        func widest(_ title: String, _ cell: (Cells) -> String) -> Int {
            max(DisplayWidth.of(title), cells.map { DisplayWidth.of(cell($0)) }.max() ?? 0)
        }
        let wishes = TableLayout.Wishes(
            task: widest(messages.task) { $0.task },
            indicator: widest(messages.indicator) { $0.indicator },
            target: widest(messages.target) { $0.target.full },
            actual: widest(messages.actual) { $0.actual.full },
            status: widest(messages.status) { $0.glyph + " " + $0.status },
            line: widest(messages.line) { $0.line })
        layout = TableLayout(wishes, width: width)
    }

    private static func cells(
        _ row: ValidationIndex.Row, _ record: ValidationRecord, _ lines: SourceLines,
        _ messages: Messages, isFirst: Bool
    ) -> Cells {
        var cells = Cells()
        cells.task = isFirst ? String(row.number) : ""
        let table = record.taskTable.document
        guard let assessment = row.assessment else {
            cells.indicator = TextLayout.singleLine(row.task?.text ?? "")
            cells.status = messages.noFigure
            cells.glyph = "–"
            cells.style = .faint
            cells.line = row.task?.ranges.first.map { lines.place($0.start, in: table) } ?? ""
            return cells
        }
        cells.indicator = row.target?.subject ?? assessment.target
        cells.completion = assessment
        (cells.glyph, cells.status, cells.style) = messages.status(assessment)
        if let target = row.target {
            cells.target = Figure(target)
            cells.line = lines.place(target.quantity.range.start, in: table)
        }
        if let (statement, report) = row.actual {
            cells.actual = Figure(statement, others: row.others)
            let place = lines.place(
                statement.quantity.range.start, in: record.reports[report].document)
            cells.line += "→" + (record.reports.count > 1 ? "\(report + 1):" : "") + place
        }
        return cells
    }

    /// The header, a rule and the rows.
    func lines() -> [String] {
        var lines = [header(), String(repeating: "─", count: layout.total)]
        lines += rows.map(line)
        return lines
    }

    /// What the signs of the table mean, empty where none of them stands.
    func legend() -> String {
        var parts: [String] = []
        if layout.bar > 0 { parts.append(messages.tickLegend) }
        if layout.widths[.line] != nil { parts.append(messages.lineLegend) }
        return palette.paint(parts.joined(separator: "   "), .faint)
    }

    private func header() -> String {
        let titles = layout.columns.map { column -> String in
            let width = layout.widths[column] ?? 0
            return switch column {
            case .task: TextLayout.pad(messages.task, to: width, .right)
            case .indicator: TextLayout.pad(messages.indicator, to: width)
            case .target: TextLayout.pad(messages.target, to: width, .right)
            case .actual: TextLayout.pad(messages.actual, to: width, .right)
            case .completion:
                TextLayout.pad(messages.completion, to: width, layout.bar > 0 ? .left : .right)
            case .status: TextLayout.pad(layout.isStatusShort ? "" : messages.status, to: width)
            case .line: TextLayout.pad(messages.line, to: width)
            }
        }
        return palette.paint(join(titles), .strong)
    }

    private func line(_ cells: Cells) -> String {
        join(
            layout.columns.map { column in
                let width = layout.widths[column] ?? 0
                return switch column {
                case .task: TextLayout.pad(cells.task, to: width, .right)
                case .indicator: TextLayout.pad(cells.indicator, to: width)
                case .target: cells.target.text(in: width)
                case .actual: cells.actual.text(in: width)
                case .completion: completion(cells)
                case .status: status(cells, width)
                case .line: palette.paint(cells.line, .faint)
                }
            })
    }

    private func status(_ cells: Cells, _ width: Int) -> String {
        let text = layout.isStatusShort ? cells.glyph : cells.glyph + " " + cells.status
        let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return palette.paint(text, cells.style) + blanks
    }

    private func completion(_ cells: Cells) -> String {
        let width = layout.widths[.completion] ?? 0
        guard let target = cells.completion else { return TextLayout.pad("", to: width) }
        // A level, a standard or a milestone has no share of anything: its kind stands instead.
        guard target.completion != nil || target.measureType == .cumulative else {
            return palette.paint(
                TextLayout.pad(messages.measure(target.measureType), to: width, .right), .faint)
        }
        let share = target.completion.map(CompletionBar.percentage) ?? "–"
        let percentage = TextLayout.pad(share, to: TableLayout.percentage, .right)
        guard layout.bar > 0 else { return percentage }
        let bar = CompletionBar(cells: layout.bar).draw(
            completion: target.completion, timeProgress: target.timeProgress)
        return palette.paint(bar, cells.style) + " " + percentage
    }

    private func join(_ cells: [String]) -> String {
        TextLayout.trimmedEnd(
            cells.joined(separator: String(repeating: " ", count: TableLayout.gap)))
    }
}
