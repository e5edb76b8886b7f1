/// A line of a page with its words, which tables without rulings are made of.
struct AlignedLine {
    /// Words that stand together; a word is what no gap parts.
    struct Word {
        var glyphs: [Int]
        var left: Float
        var right: Float
    }

    var words: [Word]
    var baseline: Float
    var size: Float
    /// Indices of words at which a run begins: a wide gap lies before it.
    var runs: [Int]

    var left: Float { words[0].left }
    var right: Float { words[words.count - 1].right }

    /// The words of each run.
    func run(_ number: Int) -> Range<Int> {
        runs[number]..<(number + 1 < runs.count ? runs[number + 1] : words.count)
    }

    /// Gaps wider than this, in ems, part words; and runs.
    private static let wordGap: Float = 0.14
    private static let runGap: Float = 0.85

    init?(_ line: [Int], _ builder: LineBuilder) {
        let glyphs = builder.glyphs
        words = builder.split(line, gap: Self.wordGap).map { part in
            Word(
                glyphs: part, left: glyphs[part[0]].x,
                right: part.reduce(-Float.infinity) { max($0, glyphs[$1].right) })
        }
        guard !words.isEmpty else { return nil }
        let sizes = words.flatMap { $0.glyphs.map { glyphs[$0].size } }.sorted()
        size = sizes[sizes.count / 2]
        let baselines = words.flatMap { $0.glyphs.map { glyphs[$0].baseline } }.sorted()
        baseline = baselines[baselines.count / 2]
        runs = [0]
        for index in 1..<max(words.count, 1)
        where words[index].left - words[index - 1].right > Self.runGap * size {
            runs.append(index)
        }
    }
}
