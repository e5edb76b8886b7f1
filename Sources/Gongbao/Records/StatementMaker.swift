/// Facts → statement records.
///
/// A reference, because the closures that write a record hold it.
final class StatementMaker: Sendable {
    let source: SourceText
    let flow: Flow
    let mentions: [Mention]
    let blocks: [Reflow.Block]
    let lexicon: Lexicon

    init(
        source: SourceText, flow: Flow, mentions: [Mention], blocks: [Reflow.Block],
        lexicon: Lexicon
    ) {
        self.source = source
        self.flow = flow
        self.mentions = mentions
        self.blocks = blocks
        self.lexicon = lexicon
    }

    /// - Parameter id: The statement's id.
    func record(_ fact: Fact, id: String) -> StatementRecord {
        let mention = mentions[Int(fact.mention)]
        return StatementRecord(
            id: id, role: fact.role, indicator: text(fact.indicator.range),
            action: fact.action.isEmpty ? nil : text(fact.action.range), stage: fact.stage,
            scope: fact.scope.isEmpty ? nil : text(fact.scope.range), basis: fact.basis, asOf: nil,
            article: nil, deadline: nil, quantity: quantity(mention),
            clause: text(fact.clause.range),
            sentence: Int(fact.sentence),
            preamble: fact.preamble.isEmpty ? nil : text(fact.preamble.range),
            heading: heading(of: fact).map(text), item: item(of: fact).map(text),
            rule: mention.rule.rawValue, roleRule: fact.roleRule.rawValue,
            link: nil)
    }

    private func text(_ range: Range<Int>) -> String {
        flow.rawString(range.lowerBound, range.upperBound, of: source)
    }

    /// What a statement is checked by, without its words: for `RateChecker` on large documents.
    func outline(_ fact: Fact) -> StatementRecord {
        let mention = mentions[Int(fact.mention)]
        var record = StatementRecord(
            id: "", role: fact.role, indicator: "", action: nil, stage: fact.stage, scope: nil,
            basis: fact.basis, asOf: nil, article: nil, deadline: nil, quantity: quantity(mention),
            clause: "",
            sentence: Int(fact.sentence), preamble: nil, heading: nil, item: nil, rule: "",
            roleRule: fact.roleRule.rawValue, link: nil)
        record.heading = String(fact.block)
        return record
    }

    /// Writes what `record(_:id:).write(to:)` would, straight from the source: a large document has
    /// a million statements. A test holds both equal.
    func write(_ fact: Fact, id: String, article: String?, to writer: inout JSONWriter) {
        let mention = mentions[Int(fact.mention)]
        writer.object { json in
            json.field("id", id)
            json.field("role", fact.role.rawValue)
            text("indicator", fact.indicator.range, &json)
            if !fact.action.isEmpty { text("action", fact.action.range, &json) }
            json.optional("stage", fact.stage?.rawValue)
            if !fact.scope.isEmpty { text("scope", fact.scope.range, &json) }
            json.optional("basis", fact.basis?.rawValue)
            json.optional("article", article)
            json.key("quantity")
            write(mention, &json)
            text("clause", fact.clause.range, &json)
            json.field("sentence", Int(fact.sentence))
            if !fact.preamble.isEmpty { text("preamble", fact.preamble.range, &json) }
            if let range = heading(of: fact) { text("heading", range, &json) }
            if let range = item(of: fact) { text("item", range, &json) }
            json.field("rule", mention.rule.rawValue)
            json.field("roleRule", fact.roleRule.rawValue)
        }
    }

    private func write(_ mention: Mention, _ writer: inout JSONWriter) {
        let range = flow.range(Int(mention.start), Int(mention.end))
        writer.object { json in
            json.key("text")
            json.scalars { sink in
                source.scalars.withUnsafeBufferPointer { scalars in
                    for offset in range.start..<range.end { sink.append(scalars[offset]) }
                }
            }
            json.position(range)
            json.field("value", mention.value ?? .zero)
            json.nullable("upper", mention.upper)
            let unit = mention.unit.map { lexicon.units[Int($0.index)] }
            let printed = PrintedUnit(source: source, flow: flow)
            json.field(
                "unit", mention.unit.map { printed.unit($0.form(in: lexicon), of: mention) } ?? "")
            json.nullable("dimension", unit?.dimension)
            json.nullable("unitCode", unit?.code)
            json.optional(
                "per",
                mention.per.map {
                    PerRecord(
                        value: $0.value, unit: printed.rate($0.unit(in: lexicon), of: mention))
                })
            json.field("comparator", mention.comparator.rawValue)
            if mention.uncertain {
                json.field("uncertain", true)
                json.field(
                    "alternative", ReadForm.text(of: mention, in: flow, lexicon: lexicon))
            }
        }
    }

    private func text(_ name: StaticString, _ range: Range<Int>, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.scalars { sink in
            source.scalars.withUnsafeBufferPointer { scalars in
                flow.source.withUnsafeBufferPointer { offsets in
                    for index in range { sink.append(scalars[Int(offsets[index])]) }
                }
            }
        }
    }

    /// The heading over the figure.
    private func heading(of fact: Fact) -> Range<Int>? {
        guard fact.heading >= 0 else { return nil }
        let block = blocks[Int(fact.heading)]
        return block.start..<block.end
    }

    /// The label its own item begins with: （一）居家养老和长者食堂。
    private func item(of fact: Fact) -> Range<Int>? {
        let block = blocks[Int(fact.block)]
        var end = block.start
        while end < block.end, end - block.start < 40,
            !SentenceReader.clauseMarks.contains(flow.code[end])
        {
            end += 1
        }
        guard end > block.start, end < block.end, fact.clause.lowerBound >= end else { return nil }
        return block.start..<end
    }

    func quantity(_ mention: Mention) -> QuantityRecord {
        let range = flow.range(Int(mention.start), Int(mention.end))
        var unit: Unit?
        if let index = mention.unit?.index, index >= 0 { unit = lexicon.units[Int(index)] }
        let printed = PrintedUnit(source: source, flow: flow)
        return QuantityRecord(
            text: source.string(range), range: range, value: mention.value ?? .zero,
            upper: mention.upper,
            unit: mention.unit.map { printed.unit($0.form(in: lexicon), of: mention) } ?? "",
            dimension: unit?.dimension, unitCode: unit?.code,
            per: mention.per.map {
                PerRecord(value: $0.value, unit: printed.rate($0.unit(in: lexicon), of: mention))
            },
            comparator: mention.comparator, uncertain: mention.uncertain ? true : nil,
            alternative: mention.uncertain
                ? ReadForm.text(of: mention, in: flow, lexicon: lexicon) : nil)
    }
}
