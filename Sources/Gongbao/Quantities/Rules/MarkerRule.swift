/// Words of `markers.tsv` right before or behind a numeral that say what it is: 附件 2, 12345热线,
/// 5号线, 十四届, 2026届, 一级, 二期.
enum MarkerRule {
    static func read(
        _ reading: NumeralReader.Reading, at start: Int, isHan: Bool, in context: ReadingContext
    ) -> Mention? {
        let lexicon = context.lexicon
        if let match = lexicon.markersBefore.longestMatchBackwards(
            in: context.code, before: start, limit: context.limit(backFrom: start))
        {
            let marker = lexicon.markers[match.payload]
            if marker.applies(isHan: isHan), context.unit(at: reading.end) == nil || marker.strong {
                return Mention(
                    start: start, end: reading.end, kind: marker.kind,
                    rule: marker.kind == .ordinal ? .ordinalPrefix : .marked)
            }
        }
        guard reading.end < context.count, !context.isHard(reading.end),
            !reading.scaled || isHan,
            let match = lexicon.markersAfter.longestMatch(
                in: context.code, from: reading.end, limit: context.limit(from: reading.end))
        else { return nil }
        let marker = lexicon.markers[match.payload]
        guard marker.applies(isHan: isHan), !reading.hasPoint else { return nil }
        // A longer unit wins: 10级 is a rank, 10级次 would not be.
        if !marker.strong, let unit = context.unit(at: reading.end), unit.end > match.end {
            return nil
        }
        return Mention(
            start: start, end: match.end, kind: marker.kind,
            rule: marker.kind == .ordinal ? .ordinalSuffix : .marked)
    }
}
