/// Cells of a results table (完成情况表) → statements; the unit of a header or row name multiplies.
struct ResultsMaker {
    let source: SourceText
    let lexicon: Lexicon

    /// What one row says of one indicator.
    private struct RowValues {
        var target: Value?
        var completed: Value?
        var started: Value?
        var rate: Value?
        var rateOf: Stage?

        /// What the rate is a share of: 开工率 counts what is started.
        var counted: Value? { rateOf == .started ? started : completed }
    }

    /// A value read from a cell, for checking rates.
    private struct Value {
        var value: ExactDecimal
        var range: TextRange
        var bounded: Bool
    }

    /// The table's cells as one flow, and its numerals with the units of headers and rows.
    func read(_ table: ResultsTable) -> (Flow, [Mention]) {
        let (flow, blocks) = flow(of: table)
        var mentions = Scanner.read(flow, of: source, lexicon)
        var units = HeaderUnits(lexicon: lexicon)
        for (cell, block) in zip(table.cells, blocks) {
            units.apply(cell.unitText, to: &mentions, in: block.start..<block.end, flow)
        }
        return (flow, mentions)
    }

    private func flow(of table: ResultsTable) -> (Flow, [Reflow.Block]) {
        var flow = Flow()
        var blocks: [Reflow.Block] = []
        for range in table.cells.map(\.range) + table.nameRanges {
            let start = flow.count
            flow.append(source, range, gap: Flow.Gap.hard | Flow.Gap.cell)
            blocks.append(Reflow.Block(kind: .tableLine, start: start, end: flow.count))
        }
        return (flow, blocks)
    }

    func statements(
        _ table: ResultsTable
    ) -> (statements: [StatementRecord], findings: [Finding], mentions: [Mention]) {
        let (_, blocks) = flow(of: table)
        let (flow, mentions) = read(table)
        let maker = StatementMaker(
            source: source, flow: flow, mentions: mentions, blocks: blocks, lexicon: lexicon)
        var statements: [StatementRecord] = []
        var values: [[Int]: RowValues] = [:]
        var next = 0
        for (index, block) in blocks.enumerated() {
            let cell = index < table.cells.count ? table.cells[index] : nil
            while next < mentions.count, Int(mentions[next].start) < block.end {
                let mention = mentions[next]
                next += 1
                guard mention.kind == .quantity, mention.value != nil else { continue }
                let quantity = maker.quantity(mention)
                statements.append(record(quantity, cell, mention))
                if let cell { collect(quantity, cell, &values) }
            }
        }
        return (statements, check(values), mentions)
    }

    private func record(
        _ quantity: QuantityRecord, _ cell: ResultsTable.Cell?, _ mention: Mention
    ) -> StatementRecord {
        StatementRecord(
            id: "", role: cell?.role ?? .context, indicator: cell?.indicator.text ?? "",
            action: nil, stage: cell?.stage, scope: cell?.scope?.text, basis: nil, asOf: nil,
            article: nil,
            deadline: nil, quantity: quantity, clause: cell?.indicator.text ?? quantity.text,
            sentence: nil, preamble: nil,
            heading: nil, item: cell?.isPart == true ? "其中" : nil, rule: mention.rule.rawValue,
            roleRule: rule(of: cell).rawValue,
            link: nil)
    }

    private func rule(of cell: ResultsTable.Cell?) -> RoleRule {
        guard let cell else { return .nameCell }
        return cell.isRate ? .rateCell : .cell
    }

    // MARK: Rates

    private func collect(
        _ quantity: QuantityRecord, _ cell: ResultsTable.Cell,
        _ values: inout [[Int]: RowValues]
    ) {
        let value = Value(
            value: quantity.value, range: quantity.range,
            bounded: quantity.comparator == .atMost || quantity.comparator == .lessThan
                || quantity.comparator == .about || quantity.upper != nil)
        let key = [cell.row, cell.group]
        var row = values[key] ?? RowValues()
        if cell.isRate {
            row.rate = value
            row.rateOf = cell.rateOf
        } else if cell.role == .target {
            row.target = value
        } else if cell.stage == .started {
            row.started = value
        } else if cell.stage == nil || cell.stage == .completed {
            row.completed = value
        }
        values[key] = row
    }

    private func check(
        _ values: [[Int]: RowValues]
    ) -> [Finding] {
        var findings: [Finding] = []
        for key in values.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let entry = values[key], let target = entry.target, let actual = entry.counted,
                let rate = entry.rate, !target.bounded, !actual.bounded,
                let percent = actual.value.divided(by: target.value)?.scaled(byPowerOfTen: 2),
                let difference = percent.subtracting(rate.value)
            else { continue }
            let size = difference.isNegative ? difference.negated : difference
            guard !(size < ExactDecimal(1).scaled(byPowerOfTen: -rate.value.places)) else {
                continue
            }
            findings.append(
                Finding(
                    "rate-mismatch",
                    [
                        rate.value.description + "%",
                        percent.rounded(toPlaces: 2).description + "%",
                        "\(actual.value)/\(target.value)",
                    ], at: [rate.range]))
        }
        return findings
    }
}
