/// Rulings of one page, joined: dashes to lines, double lines to one.
struct MergedRulings {
    typealias Ruling = PageContent.Ruling

    private(set) var horizontal: [Ruling] = []
    private(set) var vertical: [Ruling] = []

    /// Lines nearer than this are one line drawn twice.
    private static let apart: Float = 2
    /// Pieces of a line that end nearer than this to the next are joined.
    private static let dash: Float = 3.2
    /// More than this in one direction are a drawing or a hatching, not tables.
    private static let most = 3_000

    init(_ rulings: [Ruling]) {
        horizontal = Self.merged(rulings.filter { !$0.isVertical })
        vertical = Self.merged(rulings.filter(\.isVertical))
        if horizontal.count > Self.most || vertical.count > Self.most {
            horizontal = []
            vertical = []
        }
    }

    private static func merged(_ rulings: [Ruling]) -> [Ruling] {
        let sorted = rulings.sorted { ($0.at, $0.from, $0.to) < ($1.at, $1.from, $1.to) }
        var result: [Ruling] = []
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].at - sorted[end - 1].at <= apart,
                sorted[end].at - sorted[start].at <= apart * 2
            {
                end += 1
            }
            join(Array(sorted[start..<end]), into: &result)
            start = end
        }
        return result
    }

    /// Joins the pieces of lines that lie almost on one straight line.
    private static func join(_ group: [Ruling], into result: inout [Ruling]) {
        var open: Ruling?
        var sum: Double = 0
        var length: Double = 0
        func close() {
            guard var line = open else { return }
            line.at = Float(sum / length)
            result.append(line)
        }
        for ruling in group.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            let weight = Double(max(ruling.to - ruling.from, 0.1))
            if let line = open, ruling.from <= line.to + dash {
                open?.to = max(line.to, ruling.to)
                sum += Double(ruling.at) * weight
                length += weight
            } else {
                close()
                open = ruling
                sum = Double(ruling.at) * weight
                length = weight
            }
        }
        close()
    }

    /// Groups of rulings that touch each other.
    func components() -> [(horizontal: [Ruling], vertical: [Ruling])] {
        var parent = Array(0..<(horizontal.count + vertical.count))
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        let reach: Float = 3
        for (number, v) in vertical.enumerated() {
            var low = 0
            var high = horizontal.count
            while low < high {
                let middle = (low + high) / 2
                if horizontal[middle].at < v.from - reach {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            while low < horizontal.count, horizontal[low].at <= v.to + reach {
                let h = horizontal[low]
                if h.from - reach <= v.at, v.at <= h.to + reach {
                    let a = root(low)
                    let b = root(horizontal.count + number)
                    if a != b { parent[max(a, b)] = min(a, b) }
                }
                low += 1
            }
        }
        var slots: [Int: Int] = [:]
        var groups: [(horizontal: [Ruling], vertical: [Ruling])] = []
        for index in parent.indices {
            let key = root(index)
            let slot: Int
            if let known = slots[key] {
                slot = known
            } else {
                slot = groups.count
                slots[key] = slot
                groups.append(([], []))
            }
            if index < horizontal.count {
                groups[slot].horizontal.append(horizontal[index])
            } else {
                groups[slot].vertical.append(vertical[index - horizontal.count])
            }
        }
        return groups
    }
}
