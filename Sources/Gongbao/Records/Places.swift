internal import Synchronization

/// Where positions stand in the file of a document: on its pages, in its sheets, among its bytes.
final class Places: Sendable {
    /// What a format tells of one position.
    struct Place: Sendable, Equatable {
        /// The page, and the box on it in hundredths of a point: left, top, right, bottom.
        var page: Int?
        var box: [Int]?
        /// The cell's own name: `Sheet1!B3`.
        var cell: String?
        /// The bytes of the file from the first to the last character.
        var bytes: Range<Int>?
    }

    private let runs: [PageLayout.Run]
    /// The pieces of cells that have names, in the order of the text.
    private let cells: [(range: TextRange, name: String)]
    private let bytes: OriginRuns?
    private let saved: [TextRange: Place]

    /// The places that a reader gave; nil where it gave none.
    init?(_ document: SourceDocument) {
        runs = document.layout?.runs ?? []
        var cells: [(range: TextRange, name: String)] = []
        for cell in document.tables.lazy.flatMap(\.cells) {
            guard let name = cell.reference else { continue }
            for fragment in cell.fragments where fragment.count > 0 {
                cells.append((fragment, name))
            }
        }
        self.cells = cells.sorted { $0.range < $1.range }
        bytes = document.bytes
        saved = [:]
        if runs.isEmpty, cells.isEmpty, bytes == nil { return nil }
    }

    private init(saved: [TextRange: Place]) {
        runs = []
        cells = []
        bytes = nil
        self.saved = saved
    }

    /// What is known of a range.
    func place(of range: TextRange) -> Place? {
        guard saved.isEmpty else { return saved[range] }
        var place = paged(range) ?? Place()
        let index = cells.partitioningIndex { $0.range.end > range.start }
        if index < cells.count, cells[index].range.start < max(range.end, range.start + 1) {
            place.cell = cells[index].name
        }
        place.bytes = bytes?.origin(of: range)
        return place == Place() ? nil : place
    }

    /// The page on which a range begins, and the box around its characters there.
    private func paged(_ range: TextRange) -> Place? {
        guard !runs.isEmpty else { return nil }
        var index = runs.partitioningIndex { $0.range.end > range.start }
        var hull: PageBox?
        while index < runs.count, runs[index].range.start < max(range.end, range.start + 1) {
            let part = Self.part(runs[index], range)
            index += 1
            guard let before = hull else {
                hull = part
                continue
            }
            guard before.page == part.page else { break }
            hull = PageBox(
                page: before.page, left: min(before.left, part.left),
                top: min(before.top, part.top), right: max(before.right, part.right),
                bottom: max(before.bottom, part.bottom))
        }
        return hull.map { Place(page: $0.page, box: Self.hundredths($0)) }
    }

    /// The box of those characters of a run that lie in a range.
    private static func part(_ run: PageLayout.Run, _ range: TextRange) -> PageBox {
        let count = run.range.count
        let from = max(0, min(count, range.start - run.range.start))
        let to = max(from, min(count, range.end - run.range.start))
        var box = run.box
        guard count > 0 else { return box }
        func edge(_ index: Int) -> Float {
            if index == 0 { return run.box.left }
            if index == count { return run.box.right }
            if run.edges.count == count { return run.edges[run.edges.startIndex + index - 1] }
            return run.box.left + (run.box.right - run.box.left) * Float(index) / Float(count)
        }
        let share = { (index: Int) in Float(index) / Float(count) }
        switch run.quarters & 3 {
        case 1:
            let height = box.bottom - box.top
            (box.top, box.bottom) = (box.top + height * share(from), box.top + height * share(to))
        case 2:
            let width = box.right - box.left
            (box.left, box.right) = (box.right - width * share(to), box.right - width * share(from))
        case 3:
            let height = box.bottom - box.top
            (box.top, box.bottom) = (
                box.bottom - height * share(to), box.bottom - height * share(from)
            )
        default: (box.left, box.right) = (edge(from), edge(to))
        }
        return box
    }

    static func hundredths(_ box: PageBox) -> [Int] {
        [box.left, box.top, box.right, box.bottom].map { edge in
            // Damaged files claim any place; a million points are more than any page has.
            edge.isFinite ? Int((max(-1e6, min(1e6, edge)) * 100).rounded()) : 0
        }
    }

    // MARK: Saved records

    /// Under which a decoder finds its `Collector`.
    static let collector = CodingUserInfoKey(rawValue: "gongbao.places")!

    /// Gathers the places of a record that is being read back.
    final class Collector: Sendable {
        private let saved = Mutex<[TextRange: Place]>([:])

        func add(_ place: Place, of range: TextRange) {
            saved.withLock { $0[range] = place }
        }

        /// What was gathered, nil for a record without places.
        var places: Places? {
            saved.withLock { $0.isEmpty ? nil : Places(saved: $0) }
        }
    }
}
