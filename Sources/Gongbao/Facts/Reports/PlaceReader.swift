/// Which place each figure of a sentence speaks of, by the form of the name alone: a few characters
/// and 区, 县, 镇 … where a clause begins, never a list of names.
///
/// 柳堰区完成9.5公里 is the district's; so is what follows in its sentence, until 全市 or another
/// place. A place behind 其中 or in brackets reaches over its own clause only.
struct PlaceReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    /// From where on a place is spoken of.
    private struct Event {
        var start: Int
        var end: Int
        /// The name, empty where the sentence returns to its whole.
        var place: Range<Int>
        /// The flow index from which on it speaks no longer.
        var limit: Int
    }

    private static let list = Character16.Set("、和及与")
    private static let heads = Character16.Set("在于为对仅而和与及是由共有自向")
    /// Characters that no name of a place ends with.
    private static let noNames = Character16.Set("全各该我本两三每某这那个其等多几数从在由至到于为与和对向")
    private static let dateWords = Character16.Set("年月日底末前初")
    private static let apart: StaticWord = "分别"

    // MARK: A sentence

    /// - Parameters:
    ///   - block: The place that the sentence's block or section is about, empty for none.
    ///   - result: Becomes for each figure of the sentence its place, empty where the text gives none.
    func places(
        of sentence: Sentence, _ figures: [Figure], block: Span, into result: inout [Span]
    ) {
        result.removeAll(keepingCapacity: true)
        let events = events(in: sentence)
        guard !events.isEmpty else {
            for _ in figures { result.append(block) }
            return
        }
        for figure in figures {
            let event = events.last { $0.end <= figure.start && figure.start < $0.limit }
            result.append(event.map { Span($0.place) } ?? block)
        }
        zip(events, figures, &result)
    }

    private func events(in sentence: Sentence) -> [Event] {
        var events: [Event] = []
        let all = sentence.allCues
        guard all.contains(.place) || all.contains(.zone) || all.contains(.whole) else {
            return events
        }
        for cue in sentence.cues {
            let isPlace = cue.cues.contains(.place) || cue.cues.contains(.zone)
            guard isPlace || cue.cues.contains(.whole) else { continue }
            guard let (start, inside) = segment(before: cue, in: sentence, events.last) else {
                continue
            }
            if isPlace {
                guard isName(start..<cue.start, of: cue) else { continue }
            } else if cue.start > start,
                !sentence.cues.contains(where: { $0.start == start && $0.end == cue.start })
            {
                continue  // 覆盖全市: only as the subject, or behind 目前 and the like
            }
            var event = Event(
                start: start, end: cue.end,
                place: isPlace ? start..<cue.end : cue.start..<cue.end,
                limit: inside ? clauseEnd(cue.end, sentence) : sentence.end)
            // 东屏区、临泽区: one list of places.
            if isPlace, let last = events.last, last.end + 1 == start,
                Self.list.contains(context.code[last.end])
            {
                event.place = last.place.lowerBound..<cue.end
                event.limit = last.limit == sentence.end ? sentence.end : event.limit
            }
            events.append(event)
        }
        return events
    }

    /// Where the words before a cue begin, and whether they stand behind 其中 or a bracket; nil where
    /// they stand in the middle of a clause.
    private func segment(
        before cue: Sentence.CueMatch, in sentence: Sentence, _ last: Event?
    ) -> (start: Int, inside: Bool)? {
        var start = cue.start
        if let last, last.end < cue.start, last.end + 1 <= cue.start,
            Self.list.contains(context.code[last.end]), cue.start - last.end <= 8
        {
            return (last.end + 1, last.limit < sentence.end)
        }
        while start > sentence.start, cue.start - start < 12,
            context.characterClass(start - 1) == .han
        {
            start -= 1
        }
        // 重铺5个街市: what a figure counts is no place.
        if sentence.figures.contains(where: {
            mentions[$0].kind == .quantity && Int(mentions[$0].start) < cue.start
                && Int(mentions[$0].end) > start
        }) {
            return nil
        }
        // 进驻东屏区、临泽区…: a list whose first member is no place is not about places.
        if start > sentence.start, Self.list.contains(context.code[start - 1]),
            !sentence.figures.contains(where: { Int(mentions[$0].end) == start - 1 })
        {
            return nil
        }
        var inside = false
        if let part = sentence.cues.last(where: {
            $0.cues.contains(.part) && $0.end <= cue.start && $0.end >= start - 1
        }), part.end - part.start > 1 {
            start = max(start, part.end)
            inside = true
        } else {
            let before = start > sentence.start ? context.code[start - 1] : 0
            inside = before == Character16.of("(")
        }
        while start < cue.start, Self.heads.contains(context.code[start]) { start += 1 }
        // A date's last words: 截至6月底柳堰区.
        if start > sentence.start, context.kind(start - 1) == .digit {
            while start < cue.start, Self.dateWords.contains(context.code[start]) { start += 1 }
        }
        // 加快江屏经济开发区…: the name begins behind the last word that is none.
        for word in sentence.cues
        where word.end - word.start > 1 && word.start < cue.start && word.end > start {
            start = word.end
        }
        return cue.start >= start && cue.start - start <= 6 ? (start, inside) : nil
    }

    /// Whether the characters before 区, 县 … make a name: two or three, one for 县, any for 开发区.
    private func isName(_ name: Range<Int>, of cue: Sentence.CueMatch) -> Bool {
        let isZone = cue.cues.contains(.zone)
        let isCounty = context.code[cue.start] == Character16.of("县") && cue.end - cue.start == 1
        guard name.count <= (isZone ? 6 : 3), isZone || name.count >= (isCounty ? 1 : 2) else {
            return false
        }
        guard let last = name.last else { return true }
        if Self.noNames.contains(context.code[last]) { return false }
        for index in name {
            if context.characterClass(index) != .han { return false }
            if context.code[index] == Character16.of("的") { return false }
            if context.kind(index) == .hanDigit, name.count < 2 { return false }
        }
        return true
    }

    private func clauseEnd(_ index: Int, _ sentence: Sentence) -> Int {
        var end = index
        while end < sentence.end, !SentenceReader.clauseMarks.contains(context.code[end]),
            context.code[end] != Character16.of(")")
        {
            end += 1
        }
        return end
    }

    /// 青桥县、松陂县分别剩余3公里、4公里: to each place its figure, where there are as many of both.
    private func zip(_ events: [Event], _ figures: [Figure], _ result: inout [Span]) {
        var index = 0
        while index < events.count {
            var end = index + 1
            while end < events.count, events[end].start == events[end - 1].end + 1,
                Self.list.contains(context.code[events[end - 1].end])
            {
                end += 1
            }
            let names = index..<end
            index = end
            guard names.count > 1, let last = names.last else { continue }
            let from = events[last].end
            let own = result.indices.filter {
                figures[$0].start >= from && result[$0] == Span(events[last].place)
            }
            guard let first = own.first, own.count >= names.count else { continue }
            let lead = figures[first].start
            guard (from..<lead).contains(where: { context.matches(Self.apart, at: $0) }) else {
                continue
            }
            for (offset, name) in names.enumerated() {
                result[own[offset]] = Span(events[name].start..<events[name].end)
            }
        }
    }

    // MARK: A block

    private static let suffixes = Character16.Set("区县市镇乡道旗")

    /// The place that a heading or the label of an item consists of: 二、东屏区; （一）柳溪镇。
    func place(opening range: Range<Int>, isHeading: Bool) -> Span {
        var end = range.lowerBound
        let limit = min(range.upperBound, range.lowerBound + 16)
        while end < limit, !SentenceReader.clauseMarks.contains(context.code[end]) { end += 1 }
        let closed = isHeading ? end == range.upperBound : end < limit
        guard closed, end > range.lowerBound + 1, Self.suffixes.contains(context.code[end - 1])
        else { return Span(range.lowerBound..<range.lowerBound) }
        var start = range.lowerBound
        // An enumerator: （三）, 2., 一、
        var index = start
        while index < end, index - start < 5 {
            if context.code[index] == Character16.of(")")
                || context.code[index] == Character16.of(".") || context.code[index] == 0x3001
            {
                start = index + 1
                break
            }
            index += 1
        }
        var cues: [Sentence.CueMatch] = []
        var position = start
        while position < end {
            if let match = context.match(context.lexicon.cues, at: position, limit: end) {
                cues.append(
                    .init(
                        cues: context.lexicon.cueSets[match.payload], start: position,
                        end: match.end))
                position = match.end
            } else {
                position += 1
            }
        }
        let empty = Span(range.lowerBound..<range.lowerBound)
        guard let last = cues.last, last.end == end,
            last.cues.contains(.place) || last.cues.contains(.zone)
        else { return empty }
        if cues.contains(where: { $0.end - $0.start > 1 && $0.end < end }) { return empty }
        return isName(start..<last.start, of: last) ? Span(start..<end) : empty
    }
}
