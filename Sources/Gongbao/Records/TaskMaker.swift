/// Task rows → task records, with the figures of their items.
struct TaskMaker {
    let source: SourceText
    let lexicon: Lexicon
    let year: Int?

    /// The records, and the flow and mentions that they were made from.
    func records(_ table: TaskTable?) -> ([TaskRecord], Flow, [Mention]) {
        guard let table, !table.rows.isEmpty else { return ([], Flow(), []) }
        // One flow for all items: each is a block of its own.
        var flow = Flow()
        var blocks: [Reflow.Block] = []
        // The row of each block; goals of quarters and amounts are blocks behind the item's.
        var rows: [Int] = []
        var amounts: [Int: TaskAmount] = [:]
        for (index, row) in table.rows.enumerated() {
            let before = [row.text] + row.goals
            for (offset, amount) in row.amounts.enumerated() {
                amounts[blocks.count + before.count + offset] = amount
            }
            for part in before + row.amounts.map(\.cell) {
                let start = flow.count
                for (index, range) in part.ranges.enumerated() {
                    flow.append(
                        source, range,
                        gap: index == 0 ? Flow.Gap.hard | Flow.Gap.line : Flow.Gap.line)
                }
                blocks.append(Reflow.Block(kind: .paragraph, start: start, end: flow.count))
                rows.append(index)
            }
        }
        var mentions = Scanner.read(flow, of: source, lexicon)
        var units = HeaderUnits(lexicon: lexicon)
        for (block, amount) in amounts {
            units.apply(
                amount.unit, to: &mentions, in: blocks[block].start..<blocks[block].end, flow)
        }
        let facts = FactReader(lexicon: lexicon).read(
            flow, mentions, blocks: blocks, stance: { _ in .plan })
        let maker = StatementMaker(
            source: source, flow: flow, mentions: mentions, blocks: blocks, lexicon: lexicon)
        var statements = [[StatementRecord]](repeating: [], count: table.rows.count)
        for fact in facts {
            let row = rows[Int(fact.block)]
            let ordinal = statements[row].count + 1
            var record = maker.record(fact, id: "\(table.rows[row].number).\(ordinal)")
            record.heading = nil
            record.item = nil
            if let amount = amounts[Int(fact.block)] {
                record.indicator = amount.name
                if amount.isContext { record.role = .context }
            }
            record.deadline = deadline(of: record.quantity.range, in: table.rows[row])
            statements[row].append(record)
        }
        return (table.rows.indices.map { record(table.rows[$0], statements[$0]) }, flow, mentions)
    }

    private func deadline(of range: TextRange, in row: TaskRow) -> String? {
        for (part, deadline) in row.partDeadlines where part.contains(where: range.overlaps) {
            return deadline.date.flatMap(iso)
        }
        return nil
    }

    private func iso(_ point: DateReading.Point) -> String? {
        let year = point.year != 0 ? Int(point.year) : self.year
        guard let year, point.month > 0 else { return nil }
        let days = CalendarDate.days(in: Int(point.month), of: year)
        let day = point.day > 0 ? min(Int(point.day), days) : days
        return CalendarDate.iso(year, Int(point.month), day)
    }

    private func record(_ row: TaskRow, _ statements: [StatementRecord]) -> TaskRecord {
        let units = row.responsibleUnits.map(\.text)
        let persons = row.responsiblePersons.map(\.text)
        let pairs = units.count == persons.count ? Array(zip(units, persons)) : []
        return TaskRecord(
            id: (year.map { "\($0)-" } ?? "") + String(row.number), number: row.number,
            category: row.category.map { CategoryRecord(number: $0.number, title: $0.title.text) },
            text: row.text.text, leadUnits: row.leadUnits.map(\.text),
            cooperatingUnits: row.cooperatingUnits.map(\.text), responsibleUnits: units,
            supervisingLeaders: row.supervisingLeaders.map(\.text), responsiblePersons: persons,
            assignments: pairs.map { AssignmentRecord(unit: $0, person: $1) },
            deadline: row.deadline.map {
                DeadlineRecord(
                    date: $0.date.flatMap(iso), text: $0.text.text, kind: $0.kind.rawValue)
            }, ranges: row.ranges, statements: statements)
    }
}
