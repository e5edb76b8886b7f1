/// A word of `columnwords.tsv`: what it does in the name of a column that `columns.tsv` does not list.
struct ColumnWord: BitwiseCopyable, Sendable {
    struct Uses: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt16

        /// May stand before any name: 县级.
        static let level = Uses(rawValue: 1)
        /// Fills a cell over several columns: 责任分工.
        static let group = Uses(rawValue: 2)
        /// Says before a body what the units do: 牵头.
        static let role = Uses(rawValue: 4)
        /// 单位, 部门.
        static let body = Uses(rawValue: 8)
        /// Says before a post what a leader does: 分管.
        static let charge = Uses(rawValue: 16)
        /// Whose leader: 县级.
        static let place = Uses(rawValue: 32)
        /// 领导.
        static let post = Uses(rawValue: 64)
        /// 责任人.
        static let person = Uses(rawValue: 128)
        /// Stands before a head: 实施 in 实施内容.
        static let modifier = Uses(rawValue: 256)
        /// The last word of a name: 内容.
        static let head = Uses(rawValue: 512)
        /// Joins heads: 内容和目标.
        static let joiner = Uses(rawValue: 1024)
        /// Begins a line below a table that belongs to none of its rows: 注:.
        static let note = Uses(rawValue: 2048)

        private static let names: [String: Uses] = [
            "level": .level, "group": .group, "role": .role, "body": .body, "charge": .charge,
            "place": .place, "post": .post, "person": .person, "modifier": .modifier,
            "head": .head, "joiner": .joiner, "note": .note,
        ]

        /// The name that the table uses.
        init?(name: String) {
            guard let use = Self.names[name] else { return nil }
            self = use
        }

        init(rawValue: UInt16) { self.rawValue = rawValue }
    }

    var uses: Uses = []
    /// What a role makes of a body; an index into `Column.allCases`.
    var role: Int8 = -1
    /// What a head names; an index into `Column.allCases`.
    var head: Int8 = -1

    /// Adds a row of the word's; nil for `column` where the row names none.
    mutating func add(_ use: Uses, column: Int?) {
        uses.formUnion(use)
        guard let column else { return }
        if use == .role { role = Int8(column) } else { head = Int8(column) }
    }
}
