/// Wrapped names joined: the cheapest way to read lines as whole names.
struct NameLists {
    let text: TableText
    let forms: NameForms
    private static let longest = 6
    private static let mostForList: Float = 2

    init(text: TableText) {
        self.text = text
        forms = NameForms(text: text)
    }

    typealias Entries = (spans: [TableText.Piece], cost: Float)

    func entries(_ pieces: [TableText.Piece], isUnit: Bool) -> Entries {
        let pieces = pieces.filter { !$0.isEmpty }
        // Where 、 parts the names, line breaks do not.
        if pieces.count > 1, let first = pieces.first, let last = pieces.last,
            pieces.contains(where: { forms.partsNames($0.start, $0.end) })
        {
            let cost = cost(pieces[...], isUnit: isUnit)
            if cost < Self.mostForList * Float(pieces.count) {
                return ([TableText.Piece(start: first.start, end: last.end)], cost)
            }
        }
        var costs = [Float](repeating: .infinity, count: pieces.count + 1)
        var from = [Int](repeating: 0, count: pieces.count + 1)
        costs[0] = 0
        for end in pieces.indices.map({ $0 + 1 }) {
            for start in max(0, end - Self.longest)..<end {
                let cost = costs[start] + cost(pieces[start..<end], isUnit: isUnit)
                if cost < costs[end] {
                    costs[end] = cost
                    from[end] = start
                }
            }
        }
        var spans: [TableText.Piece] = []
        var end = pieces.count
        while end > 0 {
            spans.append(TableText.Piece(start: pieces[from[end]].start, end: pieces[end - 1].end))
            end = from[end]
        }
        return (spans.reversed(), costs[pieces.count])
    }

    /// The best entries for each number of them, 1 and up.
    private func best(_ pieces: [TableText.Piece], isUnit: Bool) -> [Entries] {
        let count = pieces.count
        guard count > 0 else { return [] }
        let most = min(count, Self.mostEntries)
        // costs[n][end]: the first `end` lines as n entries.
        var costs = [[Float]](
            repeating: [Float](repeating: .infinity, count: count + 1), count: most + 1)
        var from = [[Int]](repeating: [Int](repeating: 0, count: count + 1), count: most + 1)
        costs[0][0] = 0
        for end in 1...count {
            for start in max(0, end - Self.longest)..<end {
                let cost = cost(pieces[start..<end], isUnit: isUnit)
                for number in 1...most where costs[number - 1][start] + cost < costs[number][end] {
                    costs[number][end] = costs[number - 1][start] + cost
                    from[number][end] = start
                }
            }
        }
        return (1...most).compactMap { number in
            guard costs[number][count] < .infinity else { return nil }
            var spans: [TableText.Piece] = []
            var end = count
            for level in stride(from: number, to: 0, by: -1) {
                let start = from[level][end]
                spans.append(TableText.Piece(start: pieces[start].start, end: pieces[end - 1].end))
                end = start
            }
            return (spans.reversed(), costs[number][count])
        }
    }

    /// Units and persons that pair: each unit has one person, so that a doubtful wrap in one column
    /// is settled by the other. nil when they pair only against the names' forms.
    func paired(
        _ units: [TableText.Piece], _ persons: [TableText.Piece]
    ) -> (units: [TableText.Piece], persons: [TableText.Piece])? {
        guard units.count <= Self.mostEntries, persons.count <= Self.mostEntries else { return nil }
        let first = best(units, isUnit: true)
        let second = best(persons, isUnit: false)
        guard let least = first.map(\.cost).min(), let other = second.map(\.cost).min() else {
            return nil
        }
        var result: (cost: Float, units: Entries, persons: Entries)?
        for unit in first {
            for person in second where person.spans.count == unit.spans.count {
                let cost = unit.cost + person.cost
                if cost < result?.cost ?? (least + other + Self.mostForPairing) {
                    result = (cost, unit, person)
                }
            }
        }
        return result.map { ($0.units.spans, $0.persons.spans) }
    }

    private static let mostEntries = 40
    private static let mostForPairing: Float = 2

    private func cost(_ pieces: ArraySlice<TableText.Piece>, isUnit: Bool) -> Float {
        guard let first = pieces.first, let last = pieces.last else { return 0 }
        return forms.listCost(
            first.start, last.end, breaks: pieces.dropLast().map(\.end), isUnit: isUnit)
    }
}
