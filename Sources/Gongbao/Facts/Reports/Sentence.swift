/// A sentence of a flow with its figures and cue words: what roles are read from.
struct Sentence {
    /// Flow indices.
    let start: Int
    let end: Int
    /// Indices into the mentions, quantities only.
    let figures: UnsafeBufferPointer<Int>
    /// Cue words in order. Both buffers live as long as the call that hands the sentence out.
    let cues: UnsafeBufferPointer<CueMatch>
    /// All of them: most questions are about a cue that the sentence does not have.
    let allCues: Cues

    struct CueMatch {
        var cues: Cues
        var start: Int
        var end: Int
    }
}

/// One figure and the text around it that speaks of it.
struct Figure {
    /// Index into the mentions.
    let index: Int
    let mention: UnsafePointer<Mention>
    /// Where the words that bound the figure begin; never before the sentence or inside the figure
    /// before, which overlong sentences that were cut could give.
    let lead: Int
    /// The clause: between the marks ，；。： around the figure.
    let clauseStart: Int
    let clauseEnd: Int
    /// From the last figure or mark to the words that bound this one.
    let leftStart: Int
    /// From this figure to the next one or mark.
    let rightEnd: Int
    /// Where the words before the clause begin that no figure stands in: since the last figure or
    /// the sentence's begin.
    let preambleStart: Int
    /// Neighbouring figures of the same sentence.
    let previous: UnsafePointer<Mention>?
    let next: UnsafePointer<Mention>?

    var start: Int { Int(mention.pointee.start) }
    var end: Int { Int(mention.pointee.end) }
}

/// Cuts a flow into sentences and clauses.
struct SentenceReader {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    static let sentenceEnds = Character16.Set("。!?；;")
    /// No sentence is longer than this; what looks longer has lost its marks, and rules look back
    /// to the sentence's begin for every figure.
    private static let longest = 480
    static let clauseMarks = Character16.Set(",。!?；;:|】")
    // The sets and tables again, so that the loops have them at hand.
    private let ends = SentenceReader.sentenceEnds
    private let marks = SentenceReader.clauseMarks
    private let words: Trie
    private let pairs: PairFilter

    init(context: ReadingContext, mentions: UnsafeBufferPointer<Mention>) {
        self.context = context
        self.mentions = mentions
        words = context.lexicon.cues
        pairs = context.lexicon.cues.pairs
    }

    /// The end of the sentence that holds `index`, and the index after its closing mark.
    func sentences(in range: Range<Int>, _ body: (Sentence) -> Void) {
        var start = range.lowerBound
        var mention = mentions.partitioningIndex { Int($0.start) >= start }
        var figures: [Int] = []
        var cues: [Sentence.CueMatch] = []
        while start < range.upperBound {
            var end = start
            while end < range.upperBound {
                if end > start, context.isHard(end) || end - start >= Self.longest { break }
                if ends.contains(context.code[end]) {
                    end += 1
                    break
                }
                end += 1
            }
            figures.removeAll(keepingCapacity: true)
            while mention < mentions.count, Int(mentions[mention].start) < end {
                if mentions[mention].kind == .quantity { figures.append(mention) }
                mention += 1
            }
            if !figures.isEmpty {
                let all = readCues(in: start..<end, into: &cues)
                figures.withUnsafeBufferPointer { figures in
                    cues.withUnsafeBufferPointer { cues in
                        body(
                            Sentence(
                                start: start, end: end, figures: figures, cues: cues, allCues: all))
                    }
                }
            }
            start = end
        }
    }

    private func readCues(
        in range: Range<Int>, into found: inout [Sentence.CueMatch]
    ) -> Cues {
        found.removeAll(keepingCapacity: true)
        var all: Cues = []
        var index = range.lowerBound
        let code = context.code
        while index < range.upperBound {
            if index + 1 >= range.upperBound || pairs.passes(code[index], code[index + 1]),
                let match = context.match(words, at: index, limit: range.upperBound)
            {
                let cues = context.lexicon.cueSets[match.payload]
                all.formUnion(cues)
                found.append(.init(cues: cues, start: index, end: match.end))
                index = match.end
            } else {
                index += 1
            }
        }
        return all
    }

    /// The figure at `position` of a sentence's list, with the text that speaks of it.
    func figure(_ position: Int, of sentence: Sentence) -> Figure {
        let index = sentence.figures[position]
        // A sentence has figures, so the buffer has a base.
        let base = mentions.baseAddress.unsafelyUnwrapped
        let mention = base + index
        let previous = position > 0 ? base + sentence.figures[position - 1] : nil
        let next =
            position + 1 < sentence.figures.count ? base + sentence.figures[position + 1] : nil
        let floor = max(sentence.start, previous.map { Int($0.pointee.end) } ?? 0)
        let lead = min(max(Int(mention.pointee.lead), floor), Int(mention.pointee.start))
        var clauseStart = lead
        while clauseStart > sentence.start,
            !marks.contains(context.code[clauseStart - 1])
        {
            clauseStart -= 1
        }
        var clauseEnd = Int(mention.pointee.end)
        while clauseEnd < sentence.end, !marks.contains(context.code[clauseEnd]) {
            clauseEnd += 1
        }
        return Figure(
            index: index, mention: mention, lead: lead, clauseStart: clauseStart,
            clauseEnd: clauseEnd,
            leftStart: min(lead, max(clauseStart, floor)),
            rightEnd: min(
                clauseEnd,
                next.map { max(Int($0.pointee.lead), Int(mention.pointee.end)) } ?? clauseEnd),
            preambleStart: min(
                clauseStart, previous.map { Int($0.pointee.end) } ?? sentence.start),
            previous: previous, next: next)
    }
}
