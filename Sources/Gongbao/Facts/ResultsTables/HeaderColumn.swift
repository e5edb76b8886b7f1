/// What a column of a results table holds, as its header says.
struct HeaderColumn: Sendable {
    enum Kind: Sendable {
        case number, name, region, unit
        case target, actual, rate
        /// Growth over the year before, in per cent (同比): reported as reached, but no completion.
        case comparison
        /// Figures that are neither goal nor result: 总投资, 上年同期, 序时进度.
        case context
        /// 牵头单位, 责任人 and the like.
        case agency
        /// 名次.
        case rank
        /// 备注, 完成时限, 进展情况: read as prose.
        case prose
        case unknown
    }

    var kind: Kind
    /// The unit of the column's own header or, failing that, of its group's.
    var unit = ""
    var groupUnit = ""
    var stage: Stage?
    /// The header without brackets, as indices of `text`.
    var core = 0..<0
    /// What stands before the word that gives the kind: 就业 in 就业目标.
    var prefix = 0..<0
    /// 目标任务, 年度任务: a name or a goal, by the other columns and the cells.
    var mayBeTarget = false
    /// 完成情况, 进展: words or figures, by the cells.
    var mayBeActual = false
    /// Whether the table of columns lists the header as a whole.
    var isListed = false
    var text: CellText

    /// Which columns of a row belong together.
    var group = 0
    /// What the column counts, where header and group say it: 就业 in 就业目标.
    var indicator: SourcedText?
    /// The stage with which the group's name ends: 老旧小区改造完工.
    var groupStage: Stage?

    var isFigure: Bool {
        switch kind {
        case .target, .actual, .rate, .comparison, .context: true
        default: false
        }
    }

    init(_ text: CellText, _ lexicon: Lexicon) {
        self.text = text
        kind = .unknown
        let brackets = text.brackets
        for pair in brackets {
            if let found = CellUnits.unit(text.code[(pair.open + 1)..<pair.close], lexicon) {
                unit = found
            }
        }
        guard !text.isEmpty else { return }
        core = Self.coreRange(text, brackets)
        if core.count > 1, text.code[core.upperBound - 1] == 0x25 {  // 完成率%
            if unit.isEmpty { unit = "%" }
            core = core.lowerBound..<(core.upperBound - 1)
        }
        prefix = core.lowerBound..<core.lowerBound
        classify(lexicon)
    }

    /// What stands outside the brackets at the end; 指标名称（单位） → 指标名称.
    private static func coreRange(_ text: CellText, _ brackets: [(open: Int, close: Int)])
        -> Range<Int>
    {
        var end = text.count
        for pair in brackets.reversed() where pair.close == end - 1 && pair.open > 0 {
            end = pair.open
        }
        return 0..<end
    }

    // MARK: Kind

    private mutating func classify(_ lexicon: Lexicon) {
        guard text.count <= 24 else { return }
        if let payload = lexicon.columns.value(of: text.code) {
            isListed = true
            take(Column.allCases[payload], from: core.lowerBound)
        } else if let payload = lexicon.columns.value(of: Array(text.code[core])) {
            isListed = true
            take(Column.allCases[payload], from: core.lowerBound)
        } else if let (column, start) = ending(lexicon) {
            take(column, from: start)
        } else if let (stage, start) = stageWord(lexicon) {
            kind = stage == .notStarted ? .context : .actual
            self.stage = stage == .notStarted ? nil : stage
            prefix = core.lowerBound..<start
        } else if let column = inside(lexicon) {
            take(column, from: core.lowerBound)
        }
        refine(lexicon)
    }

    /// Words that tables put behind a time or a unit's name (1—6月完成, 全市任务).
    private static let endings: [(StaticWord, Column)] = [
        ("完成率", .rate), ("完成比例", .rate), ("完成", .actual), ("实际", .actual),
        ("目标", .target), ("任务", .task), ("计划", .target), ("指标", .task), ("名称", .task),
    ]

    /// The longest listed word with which the header ends.
    private func ending(_ lexicon: Lexicon) -> (Column, Int)? {
        text.code.withUnsafeBufferPointer { code in
            for start in core where core.upperBound - start >= 2 {
                guard
                    let match = lexicon.columns.longestMatch(
                        in: code, from: start, limit: core.upperBound),
                    match.end == core.upperBound
                else { continue }
                return (Column.allCases[match.payload], start)
            }
            for (word, column) in Self.endings where core.count >= word.count {
                let start = core.upperBound - word.count
                if text.matches(word, at: start) { return (column, start) }
            }
            return nil
        }
    }

    /// A word of stage at the header's end or before 数, 套数 and the like: 已开工, 竣工面积.
    private func stageWord(_ lexicon: Lexicon) -> (Stage, Int)? {
        text.code.withUnsafeBufferPointer { code in
            for start in core {
                guard
                    let match = lexicon.stages.longestMatch(
                        in: code, from: start, limit: core.upperBound),
                    core.upperBound - match.end <= 2,
                    let stage = Stages.ofWorks(code[start..<match.end], match.payload)
                else { continue }
                return (stage, start)
            }
            return nil
        }
    }

    /// The last listed word within the header that only a measure follows: 累计开工套数.
    private func inside(_ lexicon: Lexicon) -> Column? {
        text.code.withUnsafeBufferPointer { code in
            var found: Column?
            for start in core {
                guard
                    let match = lexicon.columns.longestMatch(
                        in: code, from: start, limit: core.upperBound),
                    match.end - start >= 2, core.upperBound - match.end <= 2
                else { continue }
                let column = Column.allCases[match.payload]
                if column == .target || column == .actual || column == .rate { found = column }
            }
            return found
        }
    }

    private mutating func take(_ column: Column, from start: Int) {
        prefix = core.lowerBound..<start
        switch column {
        case .number: kind = .number
        case .category, .task: kind = .name
        case .region: kind = .region
        case .unit: kind = .unit
        case .target: kind = .target
        case .actual: kind = .actual
        case .rate: kind = .rate
        case .lead, .cooperating, .responsible, .leader, .person, .contact, .owner: kind = .agency
        case .progress:
            kind = .prose
            mayBeActual = true
        case .quarter: kind = text.contains("目标") ? .target : .prose
        case .deadline, .note: kind = .prose
        }
        if column == .task {
            mayBeTarget = text.contains("目标") || text.contains("任务") || text.contains("计划")
        }
    }

    private static let comparisons: [StaticWord] = ["同比", "环比", "增速", "增幅", "增长", "增减"]
    private static let elsewhere: [StaticWord] = [
        "去年", "上年", "往年", "上期", "上月", "序时", "时序", "总投资", "未完成", "未开工", "剩余",
    ]
    private static let ranks: [StaticWord] = ["排名", "名次", "位次"]
    private static let completions: [StaticWord] = [
        "完成", "任务", "目标", "计划", "开工", "竣工", "完工", "建成", "支付", "支出", "执行",
    ]

    private mutating func refine(_ lexicon: Lexicon) {
        if Self.ranks.contains(where: text.contains) {
            kind = .rank
        } else if Self.comparisons.contains(where: text.contains), kind != .name {
            kind = .comparison
        } else if Self.elsewhere.contains(where: text.contains),
            isFigure || kind == .unknown || kind == .prose
        {
            kind = .context
        } else if kind == .rate, !prefix.isEmpty, !isListed, !isPeriod(prefix),
            !Self.completions.contains(where: text.contains)
        {
            kind = .context  // 护理型床位占比: an indicator of its own
        }
        if kind == .actual || kind == .rate, stage == nil, let (found, _) = stageInside(lexicon) {
            stage = found
        }
        if kind == .rate || kind == .comparison, unit.isEmpty { unit = "%" }
    }

    /// A stage of works anywhere in the header: 累计开工数, 开工率.
    private func stageInside(_ lexicon: Lexicon) -> (Stage, Int)? {
        text.code.withUnsafeBufferPointer { code in
            for start in core {
                guard
                    let match = lexicon.stages.longestMatch(
                        in: code, from: start, limit: core.upperBound),
                    let stage = Stages.ofWorks(code[start..<match.end], match.payload)
                else { continue }
                return (stage, match.end)
            }
            return nil
        }
    }

    // MARK: Prefix

    private static let periodWords: [StaticWord] = [
        "截至", "截止", "上半年", "下半年", "半年", "季度", "年度", "全年", "全市", "全县", "全区", "全省",
        "今年", "本年", "当年", "本月", "当月", "本期", "目前", "当前", "累计", "实际", "市级", "县级", "区级",
        "省级", "市定", "省定", "月份", "年", "月", "日", "底", "末", "至", "前", "第", "已", "总", "占", "各",
    ]

    /// Whether a prefix says no more than a time, a level or a manner.
    func isPeriod(_ range: Range<Int>) -> Bool { nameStart(range) == range.upperBound }

    /// Where a prefix, after times and levels, begins to name something.
    func nameStart(_ range: Range<Int>) -> Int {
        var index = range.lowerBound
        scan: while index < range.upperBound {
            let code = text.code[index]
            let kind = NumeralClass.of(NumeralClass.table[Int(code)])
            if kind == .digit || kind == .hanDigit || kind == .smallScale || code == 0x2D
                || code == 0x2014 || code == 0x7E || code == 0x2013
            {
                index += 1
                continue
            }
            for word in Self.periodWords
            where index + word.count <= range.upperBound && text.matches(word, at: index) {
                index += word.count
                continue scan
            }
            break
        }
        return index
    }
}
