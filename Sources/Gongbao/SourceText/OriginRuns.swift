/// Where the characters of a text stand in what they were read from, such as the bytes of a file.
///
/// Only runs are kept: characters that follow each other in both and are equally wide there. What a
/// reader added (line breaks, the numbers of a list) stands in no run.
public struct OriginRuns: Sendable, Equatable {
    /// Characters side by side.
    public struct Run: Sendable, Equatable {
        /// The offset of the first in the text.
        public var offset: UInt32
        /// How many they are.
        public var count: UInt32
        /// Where the first begins in the origin.
        public var origin: UInt32
        /// How much of the origin each takes.
        public var width: UInt32

        /// Where the characters before the one at `offset` end in the origin.
        func position(_ offset: Int) -> Int {
            Int(origin) + (offset - Int(self.offset)) * Int(width)
        }
    }

    /// The runs in the order of the text, which is that of the origin too.
    public private(set) var runs: [Run] = []

    /// No character.
    public init() {}

    /// Notes `count` characters from `offset` on, each `width` wide, the first at `origin`.
    ///
    /// Offsets and origins only grow. What lies beyond 4 GB is left out.
    public mutating func note(_ offset: Int, count: Int = 1, at origin: Int, width: Int = 1) {
        guard count > 0, width > 0, offset + count <= Int(UInt32.max),
            origin + count * width <= Int(UInt32.max)
        else { return }
        if let last = runs.last, Int(last.width) == width,
            Int(last.offset) + Int(last.count) == offset,
            last.position(offset) == origin
        {
            runs[runs.count - 1].count += UInt32(count)
            return
        }
        runs.append(
            Run(
                offset: UInt32(offset), count: UInt32(count), origin: UInt32(origin),
                width: UInt32(width)))
    }

    /// The run with the character at `offset`, else the first behind it.
    func index(at offset: Int) -> Int {
        runs.partitioningIndex { Int($0.offset) + Int($0.count) > offset }
    }

    /// Gives the origins of one character after another.
    public struct Walk: Sendable, IteratorProtocol {
        private let runs: [Run]
        private var index: Int
        private var offset: Int

        fileprivate init(_ runs: [Run], _ index: Int, _ offset: Int) {
            (self.runs, self.index, self.offset) = (runs, index, offset)
        }

        /// The origin of the next character; nil where it has none, and behind the last.
        public mutating func next() -> Range<Int>? {
            defer { offset += 1 }
            if index < runs.count, Int(runs[index].offset) + Int(runs[index].count) <= offset {
                index += 1
            }
            guard index < runs.count, Int(runs[index].offset) <= offset else { return nil }
            let start = runs[index].position(offset)
            return start..<start + Int(runs[index].width)
        }
    }

    /// The origins of the characters from `offset` on.
    public func walk(from offset: Int) -> Walk { Walk(runs, index(at: offset), offset) }

    /// From the first to the last character of `range` in the origin, with what stands between them
    /// there; nil where none of them has an origin.
    public func origin(of range: TextRange) -> Range<Int>? {
        let first = index(at: range.start)
        guard first < runs.count, Int(runs[first].offset) < range.end else { return nil }
        var last = index(at: range.end - 1)
        if last == runs.count || Int(runs[last].offset) >= range.end { last -= 1 }
        let start = runs[first].position(max(range.start, Int(runs[first].offset)))
        let stop = min(range.end, Int(runs[last].offset) + Int(runs[last].count))
        return start..<runs[last].position(stop)
    }

    /// The same characters in what their origin was itself read from.
    ///
    /// - Parameters:
    ///   - widths: How wide each character of the origin is there.
    ///   - start: Where the first of them stands.
    public func through(_ widths: [UInt8], from start: Int) -> OriginRuns {
        var result = OriginRuns()
        var index = 0
        var place = start
        for run in runs {
            guard Int(run.origin) >= index else { continue }
            while index < Int(run.origin), index < widths.count {
                place += Int(widths[index])
                index += 1
            }
            for character in 0..<Int(run.count) {
                var width = 0
                for _ in 0..<run.width where index < widths.count {
                    width += Int(widths[index])
                    index += 1
                }
                result.note(Int(run.offset) + character, at: place, width: width)
                place += width
            }
        }
        return result
    }
}
