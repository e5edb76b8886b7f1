/// A column's name that is put together of known words: 牵头责任部门, 包抓县级领导, 实施内容和目标.
///
/// Offices name their columns freely; `columns.tsv` lists the usual names and `columnwords.tsv` the
/// words of all others. A name is one of
/// - modifiers and a head (年度建设任务), which 和 may join to another head of its column;
/// - modifiers, roles and a body (协同配合单位), where the role that decides first is the column's;
/// - a charge, a place or none, and a post (分管州领导);
/// - modifiers and a person (具体联系人), which 及 may also join to a body.
struct ColumnName {
    let column: Column
    let end: Int
    /// Whether the words are of units or persons: those say more than 内容 or 时间.
    let isResponsibility: Bool

    private static let longest = 20
    fileprivate static let roles: [Column] = [.lead, .cooperating, .responsible]

    /// What the words read so far may still become.
    fileprivate struct State {
        /// Only modifiers and levels.
        var isContent = true
        /// The place in `roles` of the role that decides, once there is one.
        var role: Int?
        /// A charge and perhaps a place.
        var isCharge = false
        /// The column of the name before a joiner.
        var joined: Column?
        /// The column of a name that ends here.
        var ended: Column?

        var isDead: Bool { !isContent && role == nil && !isCharge && ended == nil }
    }

    /// Calls `body` with every name that begins at `start`, shorter ones first.
    @inline(__always)
    static func all(
        _ code: UnsafeBufferPointer<UInt16>, from start: Int, limit end: Int, _ lexicon: Lexicon,
        _ body: (ColumnName) -> Void
    ) {
        let limit = min(end, start + longest)
        var state = State()
        var index = start
        while index < limit,
            let match = lexicon.columnWords.longestMatch(in: code, from: index, limit: limit)
        {
            let isFirst = index == start
            if let name = state.take(lexicon.columnWordUses[match.payload], isFirst: isFirst) {
                body(
                    ColumnName(
                        column: name, end: match.end,
                        isResponsibility: TableHeader.responsibility.contains(name)
                            && name != .deadline))
            }
            if state.isDead { return }
            index = match.end
        }
    }

    /// Whether the words fill the line and are those of a name that wants more: 实事, 分管.
    static func isUnfinished(_ code: UnsafeBufferPointer<UInt16>, _ lexicon: Lexicon) -> Bool {
        var state = State()
        var index = 0
        while index < code.count,
            let match = lexicon.columnWords.longestMatch(in: code, from: index, limit: code.count)
        {
            _ = state.take(lexicon.columnWordUses[match.payload], isFirst: index == 0)
            if state.isDead { return false }
            index = match.end
        }
        return index == code.count && state.ended == nil
    }
}

extension ColumnName.State {
    /// Takes the next word; returns the column of the name that ends with it.
    fileprivate mutating func take(_ word: ColumnWord, isFirst: Bool) -> Column? {
        let before = self
        self = Self(isContent: false, role: nil, isCharge: false, joined: joined, ended: nil)
        if word.uses.contains(.joiner), let column = before.ended {
            (isContent, joined) = (true, column)
            return nil
        }
        if before.isContent, word.uses.contains(.modifier) || isFirst && word.uses.contains(.level)
        {
            isContent = true
        }
        // A name that is whole (工作任务) ends before a role: what follows is another column.
        let isOpen = before.isContent && before.ended == nil
        if word.uses.contains(.role), isOpen || before.role != nil, word.role >= 0 {
            let rank = ColumnName.roles.firstIndex(of: Column.allCases[Int(word.role)])
            role = [rank, before.role].compactMap { $0 }.min()
        }
        if word.uses.contains(.charge), isOpen { isCharge = true }
        if word.uses.contains(.place), before.isCharge { isCharge = true }
        ended = name(word, before)
        return ended
    }

    private func name(_ word: ColumnWord, _ before: Self) -> Column? {
        var found: Column?
        if word.uses.contains(.body), let role = before.role {
            found = ColumnName.roles[role]
        } else if word.uses.contains(.post), before.isCharge {
            found = .leader
        } else if before.isContent, !word.uses.isDisjoint(with: [.head, .person]), word.head >= 0 {
            found = Column.allCases[Int(word.head)]
        }
        guard let found, let joined else { return found }
        // 责任单位及负责人 is a column of units; 内容和时限 is none that can be read.
        if found == .person, ColumnName.roles.contains(joined) { return joined }
        return found == joined ? found : nil
    }
}
