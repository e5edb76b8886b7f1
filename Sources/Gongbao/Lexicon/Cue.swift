/// What a word of `cues.tsv` says about the figures near it; see `Facts/Reports`.
enum Cue: UInt8, Sendable, CaseIterable {
    /// 由, 从 before the value that something had.
    case from
    /// 其中, 含: an amount that is part of the one before.
    case part
    /// 年度目标, 任务, 计划: the figure beside it is a goal.
    case plan
    /// 预计, 力争, 将: what follows has not happened.
    case future
    /// 已, 完成, 实现: what follows has happened.
    case done
    /// 已, 实际, 均已: what follows has been reached, whatever was planned before.
    case reached
    /// 要求, 标准: a demand that a figure states (的要求).
    case demand
    /// 总投资, 全长, 现有: sizes and things that exist.
    case existing
    /// 还差, 剩余, 推迟: a shortfall or delay.
    case shortfall
    /// 序时进度, 全省平均: what a difference is taken from.
    case benchmark
    /// 高于全国, 超序时进度: a comparison whose percentage is the difference.
    case beyond
    /// 提前, 超额, 按期, 滞后: the state of counted tasks.
    case tally
    /// 这, 上述, 其余, 各: the figure repeats or distributes.
    case deictic
    /// 总数, 天数, 时长: a time that is a result of its own.
    case measuredTime
    /// 方面, 领域, 环节: nouns that are counted but are no work.
    case abstractNoun
    /// 任务, 实事, 事项: the counted tasks themselves.
    case taskNoun
    /// 重点, 民生, 市级: what may stand between a figure and the tasks that it counts.
    case taskModifier
    /// A verb of work: 新建, 改造, 开展, 发放.
    case action
    /// 回顾: a section on what was done.
    case pastSection
    /// 安排, 目标任务: a section on what is to be done.
    case futureSection
    /// 完成率, 拨付率: the name of a share of the plan.
    case rateName
    /// 截至, 目前, 今年以来: begins the report on a task that was quoted before.
    case reportOpener
    /// 区, 县, 镇: ends the name of a place where a name stands before it.
    case place
    /// 高新区, 开发区: a place with a name before it or without.
    case zone
    /// 全市, 我县: the whole of what the document is about.
    case whole
    /// 本月, 当季: what happened in the last stretch of time only.
    case period
    /// 累计, 今年以来: all that happened since the begin.
    case cumulative
    /// 主体, 招标, 方案: a part of the work, whose end is not the end of the task.
    case workPart
    /// 过去, 以前: what was before; 现在, 如今: what is now.
    case formerly, now
    /// 比去年, 较上年: a comparison with an earlier year.
    case lastYear
    /// A word that holds a cue's characters and is none: 差额, 预期寿命, 小区.
    case none

    /// The name that `cues.tsv` uses.
    init?(name: String) {
        guard let cue = Self.names[name] else { return nil }
        self = cue
    }

    // Asked for a thousand rows, and a case's name costs a look at the type.
    private static let names = Dictionary(
        uniqueKeysWithValues: Cue.allCases.map { ("\($0)", $0) })
}

/// The cues that one word gives; 完成 is both a result and the state of a counted task.
struct Cues: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ cue: Cue) { rawValue = 1 << UInt32(cue.rawValue) }
    @inline(__always)
    func contains(_ cue: Cue) -> Bool { rawValue & (1 << UInt32(cue.rawValue)) != 0 }
}
