/// Facts → statement records.
struct StatementMaker {
    let source: SourceText
    let flow: Flow
    let mentions: [Mention]
    let blocks: [Reflow.Block]
    let lexicon: Lexicon

    /// - Parameter id: The statement's id.
    func record(_ fact: Fact, id: String) -> StatementRecord {
        let mention = mentions[fact.mention]
        return StatementRecord(
            id: id, role: fact.role, indicator: text(fact.indicator),
            action: fact.action.map(text), stage: fact.stage, scope: nil, asOf: nil, article: nil,
            deadline: nil, quantity: quantity(mention), clause: text(fact.clause),
            sentence: fact.sentence, preamble: fact.preamble.isEmpty ? nil : text(fact.preamble),
            heading: heading(of: fact), rule: mention.rule.rawValue, roleRule: fact.roleRule,
            link: nil)
    }

    private func text(_ range: Range<Int>) -> String {
        flow.rawString(range.lowerBound, range.upperBound, of: source)
    }

    /// The heading over the figure, and the label its own item begins with.
    private func heading(of fact: Fact) -> String? {
        var parts: [String] = []
        if fact.heading >= 0 {
            let block = blocks[fact.heading]
            parts.append(text(block.start..<block.end))
        }
        let block = blocks[fact.block]
        // The words of the item before its first figure name it: （一）居家养老和长者食堂。
        var end = block.start
        while end < block.end, end - block.start < 40,
            !SentenceReader.clauseMarks.contains(flow.code[end])
        {
            end += 1
        }
        if end > block.start, end < block.end, fact.clause.lowerBound >= end {
            parts.append(text(block.start..<end))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    func quantity(_ mention: Mention) -> QuantityRecord {
        let range = flow.range(Int(mention.start), Int(mention.end))
        var unit: Unit?
        if let index = mention.unit?.index, index >= 0 { unit = lexicon.units[Int(index)] }
        let printed = PrintedUnit(source: source, flow: flow)
        return QuantityRecord(
            text: source.string(range), range: range, value: mention.value ?? .zero,
            upper: mention.upper,
            unit: mention.unit.map { printed.unit($0.form, of: mention) } ?? "",
            dimension: unit?.dimension, unitCode: unit?.code,
            per: mention.per.map {
                PerRecord(value: $0.value, unit: printed.rate($0.unit, of: mention))
            },
            comparator: mention.comparator, uncertain: mention.uncertain ? true : nil)
    }
}
