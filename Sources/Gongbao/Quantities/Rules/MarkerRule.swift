/// Words of `markers.tsv` right before or behind a numeral that say what it is: 附件 2, 12345热线,
/// 5号线, 十四届, 2026届, 一级, 二期, 十几年前.
enum MarkerRule {
    /// The end of a telephone number whose digits are spread: 8 2 3 6 1 1 0.
    private static func spread(_ index: Int, _ context: ReadingContext) -> Int {
        var end = index
        while end < context.count, context.kind(end) == .digit,
            context.gap[end] & ~(Flow.Gap.space | Flow.Gap.wide) == 0
        {
            end += 1
        }
        return end
    }

    static func read(
        _ reading: NumeralReader.Reading, at start: Int, isHan: Bool, in context: ReadingContext
    ) -> Mention? {
        let lexicon = context.lexicon
        if let match = context.match(lexicon.markersBefore, before: start) {
            let marker = lexicon.markers[match.payload]
            if marker.applies(isHan: isHan), context.unit(at: reading.end) == nil || marker.strong {
                let end = marker.kind == .identifier ? spread(reading.end, context) : reading.end
                return Mention(
                    start: start, end: end, kind: marker.kind,
                    rule: marker.kind == .ordinal ? .ordinalPrefix : .marked)
            }
        }
        guard reading.end < context.count, !context.isHard(reading.end),
            !reading.scaled || isHan,
            let match = context.match(lexicon.markersAfter, at: reading.end)
        else { return nil }
        let marker = lexicon.markers[match.payload]
        guard marker.applies(isHan: isHan), !reading.hasPoint || marker.kind == .identifier else {
            return nil
        }
        // A longer unit wins: 10级 is a rank, 10级次 would not be.
        if !marker.strong, let unit = context.unit(at: reading.end), unit.end > match.end {
            return nil
        }
        return Mention(
            start: start, end: match.end, kind: marker.kind,
            rule: marker.kind == .ordinal
                ? .ordinalSuffix : marker.kind == .date ? .periodPhrase : .marked)
    }
}
