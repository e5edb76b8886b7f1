/// One figure with what its sentence says of it; positions are flow indices.
struct Fact: Sendable {
    /// Index into the mentions of the flow.
    var mention: Int
    var role: Role
    var roleRule: String
    var stage: Stage?
    var indicator: Range<Int>
    var action: Range<Int>?
    var clause: Range<Int>
    /// Index of the heading's block, -1 for none.
    var heading: Int
    /// Index of the figure's block.
    var block: Int
}

/// Mentions of a flow → facts, block by block and sentence by sentence.
struct FactReader {
    let lexicon: Lexicon

    private func isOnlyStage(
        _ indicator: Range<Int>, _ stage: (stage: Stage, start: Int, end: Int)
    ) -> Bool {
        let length = indicator.upperBound - indicator.lowerBound
        return length <= stage.end - stage.start + 1 && indicator.overlaps(stage.start..<stage.end)
    }

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
                    let sentences = SentenceReader(context: context, mentions: mentions)
                    let indicators = IndicatorReader(context: context, mentions: mentions)
                    let stages = StageReader(context: context)
                    var heading = -1
                    for (index, block) in blocks.enumerated() {
                        let roles = RoleReader(context: context, stance: stance(index))
                        sentences.sentences(in: block.start..<block.end) { sentence in
                            let readings = roles.roles(of: sentence, sentences)
                            for position in sentence.figures.indices {
                                let figure = sentences.figure(position, of: sentence)
                                var (start, end, action) = indicators.read(figure, in: sentence)
                                let stage = stages.stage(of: figure)
                                // 开工46个、完工19个: only a stage of its own; what is counted
                                // was named before.
                                if let last = facts.last, position > 0, let stage,
                                    isOnlyStage(start..<end, stage)
                                {
                                    (start, end) = (
                                        last.indicator.lowerBound, last.indicator.upperBound
                                    )
                                }
                                let reading = readings[position]
                                facts.append(
                                    Fact(
                                        mention: figure.index, role: reading.role,
                                        roleRule: reading.rule,
                                        stage: reading.rule == "role.goal-with-result"
                                            ? nil : stage?.stage,
                                        indicator: start..<end, action: action,
                                        clause: figure.clauseStart..<figure.clauseEnd,
                                        heading: heading, block: index))
                            }
                        }
                        if block.kind == .heading { heading = index }
                    }
                }
            }
        }
        return facts
    }
}
