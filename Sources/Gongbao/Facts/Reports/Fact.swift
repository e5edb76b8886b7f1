/// One figure with what its sentence says of it; positions are flow indices.
struct Fact: Sendable {
    /// Index into the mentions of the flow.
    var mention: Int32
    var role: Role
    var roleRule: RoleRule
    var stage: Stage?
    var indicator: IndicatorPhrase
    /// Empty where no verb governs the figure.
    var action: Span
    var clause: Span
    /// The words before the clause since the last figure, at most a line or two.
    var preamble: Span
    /// Index of the heading's block, -1 for none.
    var heading: Int32
    /// Index of the figure's block.
    var block: Int32
    /// Counts the sentences of the flow that hold figures.
    var sentence: Int32
    /// The place that the figure speaks of, empty where the text gives none.
    var scope: Span
    var basis: Basis?
}

/// Mentions of a flow → facts, block by block and sentence by sentence.
struct FactReader {
    let lexicon: Lexicon

    /// - Parameter stance: The stance of each block.
    func read(
        _ flow: Flow, _ mentions: [Mention], blocks: [Reflow.Block], stance: (Int) -> Stance
    ) -> [Fact] {
        var facts: [Fact] = []
        facts.reserveCapacity(mentions.count)
        flow.code.withUnsafeBufferPointer { code in
            flow.gap.withUnsafeBufferPointer { gap in
                lexicon.scanTable.withUnsafeBufferPointer { classes in
                    let context = ReadingContext(
                        code: code, gap: gap, classes: classes, lexicon: lexicon)
                    mentions.withUnsafeBufferPointer { mentions in
                        let sentences = SentenceReader(context: context, mentions: mentions)
                        let indicators = IndicatorReader(context: context, mentions: mentions)
                        let stages = StageReader(context: context)
                        let places = PlaceReader(context: context, mentions: mentions)
                        let bases = BasisReader(context: context, mentions: mentions)
                        var section = Span(0..<0)
                        var before = IndicatorReader.Before()
                        var heading = -1
                        var count = 0
                        // Of the sentence at hand; kept, so that a sentence allocates nothing.
                        var figures: [Figure] = []
                        var readings: [RoleReader.Reading] = []
                        var scopes: [Span] = []
                        let quotes = QuotedGoal(context: context, mentions: mentions)
                        for (index, block) in blocks.enumerated() {
                            let own = stance(index)
                            let quoted = own == .report ? quotes.end(of: block) : block.start
                            var parts: PartList?
                            let isHeading = block.kind == .heading
                            let opening = places.place(
                                opening: block.start..<block.end, isHeading: isHeading)
                            if isHeading { section = opening }
                            let about = opening.isEmpty ? section : opening
                            sentences.sentences(in: block.start..<block.end) { sentence in
                                let roles = RoleReader(
                                    context: context, stance: sentence.start < quoted ? .plan : own)
                                figures.removeAll(keepingCapacity: true)
                                for position in sentence.figures.indices {
                                    figures.append(sentences.figure(position, of: sentence))
                                }
                                roles.roles(of: sentence, figures, parts: &parts, into: &readings)
                                places.places(of: sentence, figures, block: about, into: &scopes)
                                count += 1
                                before.begin(label: indicators.label(of: block, before: sentence))
                                for position in sentence.figures.indices {
                                    let figure = figures[position]
                                    let reading = readings[position]
                                    let stage = stages.stage(of: figure)
                                    let named = indicators.read(
                                        figure, in: sentence, rule: reading.rule,
                                        stage: stage.map { $0.start..<$0.end }, before: &before)
                                    facts.append(
                                        Fact(
                                            mention: Int32(figure.index), role: reading.role,
                                            roleRule: reading.rule,
                                            stage: reading.rule == .goalWithResult
                                                ? nil : stage?.stage,
                                            indicator: named.phrase,
                                            action: Span(named.action ?? figure.lead..<figure.lead),
                                            clause: Span(figure.clauseStart..<figure.clauseEnd),
                                            preamble: Span(
                                                max(
                                                    figure.preambleStart, figure.clauseStart - 60)..<figure
                                                    .clauseStart),
                                            heading: Int32(heading), block: Int32(index),
                                            sentence: Int32(count),
                                            scope: scopes[position],
                                            basis: bases.basis(of: figure, in: sentence)))
                                }
                            }
                            if block.kind == .heading { heading = index }
                        }
                    }
                }
            }
        }
        return facts
    }
}
