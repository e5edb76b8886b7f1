/// Facts → statement records. `StatementWriter` writes the same without making the records.
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
            id: id, role: fact.role, indicator: text(fact.indicator),
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

    private func text(_ phrase: IndicatorPhrase) -> String {
        phrase.pieces.map(text).joined()
            + (phrase.isCompletionRate ? IndicatorPhrase.completionRate : "")
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
        record.item = record.heading
        record.clause = text(fact.clause.range)
        return record
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
        let end = flow.code.withUnsafeBufferPointer { code in
            // A block with a figure has a character.
            itemEnd(
                of: block, marks: SentenceReader.clauseMarks, code.baseAddress.unsafelyUnwrapped)
        }
        guard end > block.start, fact.clause.lowerBound >= end else { return nil }
        return block.start..<end
    }

    /// Where the label that a block begins with ends; the block's begin where it has none.
    func itemEnd(
        of block: Reflow.Block, marks: Character16.Set, _ code: UnsafePointer<UInt16>
    ) -> Int {
        var end = block.start
        while end < block.end, end - block.start < 40, !marks.contains(code[end]) { end += 1 }
        return end < block.end ? end : block.start
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
            comparator: mention.comparator, uncertain: mention.uncertain ? true : nil)
    }
}
