/// Where the characters of a flow stand in the source.
///
/// Nearly all characters follow each other in the source too, so only the begins of such runs are
/// kept, and for every few characters the run they are in: half a byte a character rather than four.
struct FlowOffsets: Sendable {
    /// Characters of the flow that follow each other in the source.
    struct Run: Sendable {
        /// Flow index of the first.
        var index: UInt32
        /// Its source offset.
        var offset: UInt32
    }

    private(set) var runs: [Run] = []
    /// The run of each character whose index is a multiple of `step`.
    private(set) var marks: [UInt32] = []
    /// How many characters there are.
    private(set) var count = 0
    /// What the source offset of the next character is if it follows the last one.
    private var next = -1

    /// A look-up passes over at most as many runs.
    static let step = 32

    /// Makes room for a text with about as many runs and at most as many characters.
    mutating func reserve(runs: Int, characters: Int) {
        self.runs.reserveCapacity(runs + runs / 2)
        marks.reserveCapacity(characters / Self.step + 1)
    }

    /// Notes that character `index` of the flow stands at `offset`; called for each, in order.
    @inline(__always)
    mutating func note(_ index: Int, at offset: Int) {
        if offset != next {
            runs.append(
                Run(
                    index: UInt32(truncatingIfNeeded: index),
                    offset: UInt32(truncatingIfNeeded: offset)))
        }
        next = offset + 1
        count = index + 1
        if index % Self.step == 0 { marks.append(UInt32(truncatingIfNeeded: runs.count - 1)) }
    }

    /// The source offset of a character of the flow.
    subscript(_ index: Int) -> Int { withView { $0[index] } }

    /// Hands `body` the same without its checks and counted references, as long as `body` runs.
    func withView<Result>(_ body: (View) -> Result) -> Result {
        runs.withUnsafeBufferPointer { runs in
            marks.withUnsafeBufferPointer { marks in
                body(View(runs: runs, marks: marks, count: count))
            }
        }
    }

    struct View {
        fileprivate let runs: UnsafeBufferPointer<Run>
        fileprivate let marks: UnsafeBufferPointer<UInt32>
        let count: Int

        /// Nothing is known of the source.
        static var none: View {
            View(
                runs: UnsafeBufferPointer(start: nil, count: 0),
                marks: UnsafeBufferPointer(start: nil, count: 0), count: 0)
        }

        @inline(__always)
        private func run(of index: Int) -> Int {
            var run = Int(marks[index / FlowOffsets.step])
            while run + 1 < runs.count, Int(runs[run + 1].index) <= index { run += 1 }
            return run
        }

        @inline(__always)
        subscript(_ index: Int) -> Int {
            let run = runs[run(of: index)]
            return Int(run.offset) + index - Int(run.index)
        }

        /// Calls `body` with the source offset and the length of each piece of `range` that the
        /// source has in one.
        @inline(__always)
        func eachPiece(of range: Range<Int>, _ body: (Int, Int) -> Void) {
            guard !range.isEmpty else { return }
            var run = run(of: range.lowerBound)
            var index = range.lowerBound
            while index < range.upperBound {
                let begin = runs[run]
                let end =
                    run + 1 < runs.count
                    ? min(range.upperBound, Int(runs[run + 1].index)) : range.upperBound
                body(Int(begin.offset) + index - Int(begin.index), end - index)
                index = end
                run += 1
            }
        }
    }
}
