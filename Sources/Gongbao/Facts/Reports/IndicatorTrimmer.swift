/// Cuts words that are no part of a name off both ends of a range, by the rows of `indicators.tsv`.
struct IndicatorTrimmer {
    let context: ReadingContext
    let mentions: UnsafeBufferPointer<Mention>

    /// Marks that belong to names.
    private static let kept = Character16.Set("“”‘’《》「」()-·/")

    /// The range without words before and behind the name.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let start = front(range)
        return balanced(start..<back(start..<range.upperBound))
    }

    // MARK: Before the name

    /// Where the name begins: behind marks, dates and words such as 全年, 累计.
    func front(_ range: Range<Int>, light: Bool = false) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            if isMark(index) {
                index += 1
            } else if let end = dateEnd(at: index), end <= range.upperBound {
                index = end
            } else if let (uses, end) = word(at: index, before: range.upperBound),
                uses.contains(.front) || (light && uses.contains(.light)),
                !uses.contains(.keep), end < range.upperBound
            {
                index = end
            } else {
                break
            }
        }
        return index
    }

    /// The row that begins at `index`.
    func word(at index: Int, before limit: Int) -> (uses: IndicatorUses, end: Int)? {
        let words = context.lexicon.indicatorWords
        guard let match = context.match(words, at: index, limit: limit) else { return nil }
        return (context.lexicon.indicatorSets[match.payload], match.end)
    }

    /// The end of the date or place in a series that begins at `index`.
    private func dateEnd(at index: Int) -> Int? {
        guard context.kind(index) != .none else { return nil }
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if Int(mentions[middle].start) < index { low = middle + 1 } else { high = middle }
        }
        guard low < mentions.count, Int(mentions[low].start) == index,
            mentions[low].kind == .date || mentions[low].kind == .ordinal
        else { return nil }
        return Int(mentions[low].end)
    }

    // MARK: Behind the name

    /// Where the name ends: before words such as 达到, 由上年的.
    private func back(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            if isMark(end - 1) {
                end -= 1
                continue
            }
            guard
                let match = context.lexicon.indicatorTails.longestMatchBackwards(
                    in: context.code, before: end, limit: range.lowerBound)
            else { break }
            if match.payload == 1 { break }
            end = match.end
        }
        return end
    }

    /// Without a bracket or quotation mark that has lost its other half.
    private func balanced(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        for (open, close) in Self.pairs {
            var depth = 0
            var (firstClose, lastOpen) = (-1, -1)
            for index in start..<end {
                if context.code[index] == open {
                    depth += 1
                    lastOpen = index
                } else if context.code[index] == close {
                    depth -= 1
                    if depth < 0, firstClose < 0 { firstClose = index }
                }
            }
            if firstClose >= 0 {
                start = firstClose + 1
            } else if depth > 0 {
                if end - lastOpen <= 2 { end = lastOpen } else { start = lastOpen + 1 }
            }
        }
        return start..<max(start, end)
    }

    private static let pairs = [
        (Character16.of("("), Character16.of(")")), (Character16.of("“"), Character16.of("”")),
        (Character16.of("「"), Character16.of("」")),
    ]

    private func isMark(_ index: Int) -> Bool {
        context.characterClass(index) == .punctuation && !Self.kept.contains(context.code[index])
    }

    // MARK: What a range says

    /// Whether the range says only by how much something changed: 同比增长.
    func isBareChange(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var changes = false
        while index < range.upperBound {
            guard let (uses, end) = word(at: index, before: range.upperBound) else { return false }
            if uses.contains(.change) {
                changes = true
            } else if !uses.contains(.front) {
                return false
            }
            index = end
        }
        return changes
    }

    /// Whether the range is a name that needs its owner: 总投资.
    func isAttribute(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, let (uses, end) = word(at: range.lowerBound, before: range.upperBound)
        else { return false }
        return uses.contains(.attribute) && end == range.upperBound
    }

    /// The last verb in the range that says nothing of what is counted, with a name behind it.
    func lastLight(in range: Range<Int>) -> Range<Int>? {
        var found: Range<Int>?
        var index = range.lowerBound
        while index < range.upperBound {
            if let (uses, end) = word(at: index, before: range.upperBound) {
                if uses.contains(.light), index > range.lowerBound, range.upperBound - end >= 2 {
                    found = index..<end
                }
                index = end
            } else {
                index += 1
            }
        }
        return found
    }
}
