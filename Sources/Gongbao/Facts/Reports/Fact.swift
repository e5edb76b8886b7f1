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
    /// The words before the clause since the last figure, at most a line or two.
    var preamble: Range<Int>
    /// Index of the heading's block, -1 for none.
    var heading: Int
    /// Index of the figure's block.
    var block: Int
    /// Counts the sentences of the flow that hold figures.
    var sentence: Int
}

/// Mentions of a flow → facts, block by block and sentence by sentence.
struct FactReader {
    let lexicon: Lexicon

    /// Whether the words found are only the stage (完工19个) or the figure itself (4所已进场).
    private func saysNothing(
        _ indicator: Range<Int>, _ figure: Figure, _ stage: (stage: Stage, start: Int, end: Int)?
    ) -> Bool {
        if indicator.overlaps(figure.start..<figure.end) { return true }
        guard let stage else { return false }
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
                  mentions.withUnsafeBufferPointer { mentions in
                    let sentences = SentenceReader(context: context, mentions: mentions)
                    let indicators = IndicatorReader(context: context, mentions: mentions)
                    let stages = StageReader(context: context)
                    var heading = -1
                    var count = 0
                    for (index, block) in blocks.enumerated() {
                        let roles = RoleReader(context: context, stance: stance(index))
                        sentences.sentences(in: block.start..<block.end) { sentence in
                            let readings = roles.roles(of: sentence, sentences)
                            count += 1
                            for position in sentence.figures.indices {
                                let figure = sentences.figure(position, of: sentence)
                                var (start, end, action) = indicators.read(figure, in: sentence)
                                let stage = stages.stage(of: figure)
                                // 开工46个、完工19个: only a stage of its own; what is counted
                                // was named before.
                                if saysNothing(start..<end, figure, stage) {
                                    if let last = facts.last, position > 0 {
                                        (start, end) = (
                                            last.indicator.lowerBound, last.indicator.upperBound
                                        )
                                    } else if figure.preambleStart < figure.clauseStart {
                                        (start, end) = (
                                            max(figure.preambleStart, figure.clauseStart - 30),
                                            figure.clauseStart - 1
                                        )
                                    }
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
                                        preamble: max(
                                            figure.preambleStart, figure.clauseStart - 60)
                                            ..< figure.clauseStart,
                                        heading: heading, block: index,
                                        sentence: count))
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
