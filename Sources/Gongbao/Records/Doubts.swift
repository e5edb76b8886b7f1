/// Characters that were recognised from a picture without certainty.
struct Doubts: Sendable {
    /// Their ranges, sorted and apart.
    let ranges: [TextRange]

    /// Characters of which the reader is less sure than this, in hundredths, are doubtful.
    ///
    /// Measured on 34 scans of own tables (90 to 300 dots an inch; skewed, blurred, noisy, grey), 1,449
    /// of whose 21,120 characters were misread: of what is marked .58 is misread at 60, .46 at 70, .42
    /// at 80, .36 at 90, and of what is misread .44, .53, .62, .70 is marked. Both together (F1) are
    /// best at 60 and 80, and a mark too many costs less than one that is missing.
    private static let least: UInt8 = 80

    /// The doubts of a layout; none where nothing was recognised.
    init(_ layout: PageLayout?) {
        var ranges: [TextRange] = []
        for run in layout?.runs ?? [] where run.confidence.count == run.range.count {
            for (index, confidence) in zip(0..., run.confidence) where confidence < Self.least {
                let start = run.range.start + index
                if let last = ranges.last, last.end == start {
                    ranges[ranges.count - 1] = TextRange(last.start, start + 1)
                } else {
                    ranges.append(TextRange(start, start + 1))
                }
            }
        }
        self.ranges = ranges
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// Whether a range holds a doubtful character.
    func touch(_ range: TextRange) -> Bool {
        let index = ranges.partitioningIndex { $0.end > range.start }
        return index < ranges.count && ranges[index].start < range.end
    }

    /// Marks the figures that were read from doubtful characters.
    func mark(_ statements: inout [StatementRecord]) {
        for index in statements.indices where touch(statements[index].quantity.range) {
            statements[index].quantity.uncertain = true
        }
    }

    /// What the record says of them.
    var findings: [Finding] {
        isEmpty
            ? []
            : [Finding("ocr-uncertain", [String(ranges.count)], at: Array(ranges.prefix(100)))]
    }
}
