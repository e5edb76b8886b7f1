/// A header: the columns in reading order.
struct TableHeader: Sendable, Equatable {
    var columns: [Column]

    /// What the readers can do with it: a task table has an item, and who or when.
    var isTaskHeader: Bool {
        guard !isResults, columns.contains(.task) || columns.contains(.category) else {
            return false
        }
        return columns.contains { Self.responsibility.contains($0) }
    }

    /// Results tables have figures reached, or words on progress, beside the goals.
    var isResults: Bool {
        columns.contains { $0 == .actual || $0 == .rate || $0 == .progress }
    }

    static let responsibility: [Column] = [
        .lead, .cooperating, .responsible, .leader, .person, .deadline,
    ]
    static let units: [Column] = [.lead, .cooperating, .responsible]

    /// A lone category column (重点工作) holds the items when no column does so by name.
    func settled() -> TableHeader {
        var result = self
        if !columns.contains(.task) {
            if let index = columns.firstIndex(of: .target) {
                result.columns[index] = .task
            } else if let index = columns.lastIndex(of: .category) {
                result.columns[index] = .task
            }
        }
        if columns.contains(.task), !isResults {
            // 任务名称 with 指标要求: the goal is part of the item.
            result.columns = result.columns.map { $0 == .target ? .task : $0 }
        }
        if let index = result.columns.firstIndex(of: .unit), !columns.contains(.target) {
            // 单位 names agencies where nothing is measured.
            result.columns[index] = .responsible
        }
        return result
    }
}

/// Recognises headers by their words, however they are wrapped.
struct TableHeaderReader {
    let text: TableText

    private static let levels: [StaticWord] = [
        "市委市政府", "县委县政府", "区委区政府", "市政府", "县政府", "区政府", "镇政府", "市级", "县级", "区级", "省级", "镇级",
        "市直", "县直", "区直", "市", "县", "区", "省", "州", "镇", "街道", "主要", "具体", "工作", "项目", "任务",
    ]
    /// Cells that stand over several columns.
    private static let groups: [StaticWord] = [
        "责任分工", "责任落实", "责任分解", "组织领导", "责任体系", "工作分工", "任务分工",
    ]
    /// No name with what stands before it, and with its bracket, is longer.
    static let longestStep = 48
    /// The characters that `levels` and `groups` begin with.
    static let starts = Character16.Set((levels + groups).map { $0[0] })
    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    /// The ways to read column names from a point on: the cheapest one to each end.
    struct Reading {
        fileprivate struct Step {
            var cost: Float = .infinity
            var from = -1
            var column: Column?
        }
        fileprivate var start: Int
        fileprivate var steps: [Step]

        /// Takes a step to `stop` where it is the cheapest so far.
        fileprivate mutating func improve(_ stop: Int, _ step: Step) {
            if step.cost < steps[stop - start].cost { steps[stop - start] = step }
        }

        /// The furthest index that names reach.
        var furthest: Int { start + (steps.lastIndex { $0.cost < .infinity } ?? 0) }

        func reaches(_ end: Int) -> Bool {
            end > start && end - start < steps.count && steps[end - start].from >= 0
        }

        /// The columns of `start..<end`.
        func columns(before end: Int) -> [Column] {
            guard reaches(end) else { return [] }
            var columns: [Column] = []
            var index = end
            while index > start {
                if let column = steps[index - start].column { columns.append(column) }
                index = steps[index - start].from
            }
            return columns.reversed()
        }
    }

    /// The column a cell's words name; nil when they name none.
    func column(_ start: Int, _ end: Int) -> Column? {
        guard start < end, end - start <= 40 else { return nil }
        if let match = text.word(text.lexicon.columns, at: start, before: end), match.end == end {
            return Column.allCases[match.payload]
        }
        let columns = read(start, end).columns(before: end)
        return columns.count == 1 ? columns[0] : nil
    }

    /// Reads column names one after another, wrapped or not.
    ///
    /// A name may go on in the next line (分管⏎市领导), yet 责任单位⏎责任人 are two: so a name across
    /// a line break costs more than two whole names, and less than two short ones (牵头⏎领导).
    func read(_ start: Int, _ end: Int) -> Reading {
        var reading = Reading(
            start: start,
            steps: [Reading.Step](repeating: Reading.Step(), count: max(1, end - start + 1)))
        reading.steps[0].cost = 0
        for index in start..<max(start, end) where reading.steps[index - start].cost < .infinity {
            extend(&reading, index, end)
        }
        return reading
    }

    /// Whether column names, or the begin of a wrapped one, fill a line of at most 63 characters.
    ///
    /// Finds what `read` reaches, at no cost: a bit for each place that names lead to.
    static func begins(_ code: UnsafeBufferPointer<UInt16>, _ lexicon: Lexicon) -> Bool {
        precondition(code.count < 64, "more characters than bits")
        let end = code.count
        let columns = lexicon.columns
        var reached: UInt64 = 1
        func reach(_ index: Int) {
            reached |= 1 << UInt64(index)
            guard index < end, code[index] == open else { return }
            for close in index..<end where code[close] == Self.close {
                reached |= 1 << UInt64(close + 1)
                return
            }
        }
        func names(at start: Int) {
            var limit = min(end, start + 14)
            while limit > start,
                let match = columns.longestMatch(in: code, from: start, limit: limit)
            {
                reach(match.end)
                limit = match.end - 1
            }
        }
        func matches(_ word: StaticWord, at index: Int) -> Bool {
            guard index + word.count <= end else { return false }
            return (0..<word.count).allSatisfy { code[index + $0] == word[$0] }
        }
        for index in 0..<end where reached >> UInt64(index) & 1 != 0 {
            names(at: index)
            guard starts.contains(code[index]) else { continue }
            for group in groups where matches(group, at: index) { reach(index + group.count) }
            for level in levels where matches(level, at: index) {
                names(at: index + level.count)
            }
        }
        return end - (63 - reached.leadingZeroBitCount) <= 4
    }

    private func extend(_ reading: inout Reading, _ index: Int, _ end: Int) {
        let isStart = Self.starts.contains(text.flow.code[index])
        if isStart {
            for group in Self.groups where text.matches(group, at: index, before: end) {
                add(&reading, index, index + group.count, nil, end)
            }
        }
        names(&reading, from: index, at: index, end)
        guard isStart else { return }
        for level in Self.levels where text.matches(level, at: index, before: end) {
            names(&reading, from: index, at: index + level.count, end)
        }
    }

    /// Words of a role before 单位 or 部门, the one that decides first: 协同配合单位, 牵头责任部门.
    private static let roles: [(column: Column, words: [StaticWord])] = [
        (.lead, ["牵头", "主办", "主责", "主要", "主管"]),
        (.cooperating, ["配合", "协同", "协作", "协办", "协助", "参与", "其他", "其它", "会同", "共同"]),
        (.responsible, ["责任", "承办", "实施", "落实", "承担", "负责", "完成", "具体"]),
    ]
    private static let bodies: [StaticWord] = ["单位", "部门", "科室", "主体", "机构", "政策局", "局署"]

    private static let leads: [StaticWord] = [
        "分管", "主管", "牵头", "责任", "包抓", "包联", "包保", "联系", "督办", "领办", "领衔", "挂钩", "挂点", "协管", "主抓",
    ]
    private static let places: [StaticWord] = [
        "省级", "市级", "州级", "盟级", "区级", "县级", "旗级", "镇级", "乡级", "新区", "省", "市", "州", "盟", "区", "县",
        "旗",
        "镇", "乡", "委",
    ]

    /// 分管州领导, 包抓县级领导: the level between what a leader does and 领导.
    private func leader(_ start: Int, _ end: Int) -> Int? {
        guard let word = Self.leads.first(where: { text.matches($0, at: start, before: end) })
        else { return nil }
        var index = start + word.count
        if let place = Self.places.first(where: { text.matches($0, at: index, before: end) }) {
            index += place.count
        }
        let post: StaticWord = "领导"
        return text.matches(post, at: index, before: end) ? index + post.count : nil
    }

    /// Several words of roles and 单位, which no list names one by one.
    private func compound(_ start: Int, _ end: Int) -> (column: Column, end: Int)? {
        var index = start
        var rank = Self.roles.count
        for _ in 0..<3 {
            let found = Self.roles.indices.lazy.compactMap { role in
                Self.roles[role].words.first { text.matches($0, at: index, before: end) }
                    .map { (role, $0.count) }
            }.first
            guard let (role, count) = found else { break }
            rank = min(rank, role)
            index += count
        }
        guard rank < Self.roles.count,
            let body = Self.bodies.first(where: { text.matches($0, at: index, before: end) })
        else { return nil }
        return (Self.roles[rank].column, index + body.count)
    }

    private func names(_ reading: inout Reading, from: Int, at start: Int, _ end: Int) {
        if let (column, stop) = compound(start, end) {
            let listed = text.word(text.lexicon.columns, at: start, before: end)?.end ?? start
            if stop > listed { add(&reading, from, stop, column, end) }
        }
        if let stop = leader(start, end) { add(&reading, from, stop, .leader, end) }
        var limit = min(end, start + 14)
        while limit > start, let match = text.word(text.lexicon.columns, at: start, before: limit) {
            add(&reading, from, match.end, Column.allCases[match.payload], end)
            limit = match.end - 1
        }
    }

    private func add(
        _ reading: inout Reading, _ from: Int, _ to: Int, _ column: Column?, _ end: Int
    ) {
        var cost = reading.steps[from - reading.start].cost
        cost += to - from <= 2 ? 0.6 : 0
        // 责任单位责任人 without a gap is two columns rather than one.
        cost += to - from >= 7 ? 0.05 : 0
        for index in from + 1..<max(to, from + 1) where text.flow.gap[index] != 0 {
            cost += text.flow.gap[index] & Flow.Gap.line != 0 ? 1 : 2
            break
        }
        let step = Reading.Step(cost: cost, from: from, column: column)
        reading.improve(to, step)
        let behind = note(to, end)
        if behind != to { reading.improve(behind, step) }
    }

    /// Passes a bracket after a column's name: (第一个为牵头单位), (%).
    private func note(_ start: Int, _ end: Int) -> Int {
        guard start < end, text.code[start] == Self.open else { return start }
        for index in start..<min(end, start + 24) where text.code[index] == Self.close {
            return index + 1
        }
        return start
    }
}
