/// Gives numbers in cells the unit that their column's header, their row or the table names.
struct HeaderUnits {
    let lexicon: Lexicon
    private var known: [String: HeaderUnit] = [:]

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    /// What a unit text such as 万人 or 元/人/月 says of one: its scale, unit and rate.
    private struct HeaderUnit {
        var scale: ExactDecimal
        var unit: UnitReading?
        var per: PerReading?
    }

    /// Numbers of a stretch of the flow that have no unit of their own take this one.
    ///
    /// - Parameter text: The unit, folded; "" only makes quantities of numbers.
    mutating func apply(
        _ text: String, to mentions: inout [Mention], in stretch: Range<Int>, _ flow: Flow
    ) {
        var index = mentions.partitioningIndex { Int($0.start) >= stretch.lowerBound }
        guard index < mentions.count, Int(mentions[index].start) < stretch.upperBound else {
            return
        }
        let unit = known[text] ?? read(text)
        known[text] = unit
        while index < mentions.count, Int(mentions[index].start) < stretch.upperBound {
            apply(unit, to: &mentions[index], in: flow)
            index += 1
        }
    }

    private func read(_ text: String) -> HeaderUnit {
        guard !text.isEmpty else { return HeaderUnit(scale: ExactDecimal(1), unit: nil, per: nil) }
        let one = SourceText("1" + text)
        var flow = Flow()
        flow.append(one, TextRange(0, one.scalars.count), gap: Flow.Gap.hard)
        let mention = Scanner.read(flow, of: one, lexicon).first { $0.kind == .quantity }
        return HeaderUnit(
            scale: mention?.value ?? ExactDecimal(1), unit: mention?.unit, per: mention?.per)
    }

    private func apply(_ header: HeaderUnit, to mention: inout Mention, in flow: Flow) {
        if mention.kind == .identifier, mention.rule == .longNumber {
            mention.value = ExactDecimal(flow.string(Int(mention.start), Int(mention.end)))
        }
        guard mention.unit == nil, let value = mention.value, mention.kind != .ordinal else {
            return
        }
        mention.kind = .quantity
        mention.rule = .headerUnit
        mention.date = nil
        mention.unit = header.unit
        mention.per = header.per
        mention.value = value.multiplied(by: header.scale)
        mention.upper = mention.upper?.multiplied(by: header.scale)
    }
}
