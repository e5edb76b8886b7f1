internal import Gongbao

/// The words of `validate`'s view. They stay neutral: a figure that nobody published is not a
/// failure.
extension Messages {
    // MARK: The table

    var task: String { pick("任务", "Task") }
    var indicator: String { pick("指标", "Indicator") }
    var target: String { pick("目标", "Target") }
    var actual: String { pick("实际", "Actual") }
    var completion: String { pick("完成", "Completion") }
    var status: String { pick("状态", "Status") }
    var line: String { pick("行", "Line") }
    var tickLegend: String { pick("┃ 时间进度", "┃ time elapsed") }
    var lineLegend: String { pick("行：任务表→报告", "Line: task table→report") }
    var noFigure: String { pick("无指标", "no figure") }
    var noTasks: String { pick("任务表中没有读到任务。", "No task was read from the task table.") }

    func heading(_ document: DocumentInfo, isTable: Bool) -> String {
        pick(isTable ? "任务表" : "报　告", isTable ? "Tasks " : "Report")
    }
    func asOf(_ date: String) -> String { pick("截至 \(date)", "as of \(date)") }
    var undated: String { pick("无截止日期", "no as-of date") }
    var untitled: String { pick("无标题", "untitled") }

    func measure(_ type: TargetAssessment.MeasureType) -> String {
        switch type {
        case .cumulative: pick("累计", "total")
        case .level: pick("水平", "level")
        case .standard: pick("标准", "standard")
        case .milestone: pick("节点", "milestone")
        case .qualitative: pick("定性", "qualitative")
        }
    }

    /// Word and glyph of a status; the schedule says more of what is in progress.
    func status(_ target: TargetAssessment) -> (glyph: String, word: String, style: Style) {
        switch (target.evidenceStatus, target.scheduleStatus) {
        case (.exceeded, _): ("▲", pick("超额", "exceeded"), .good)
        case (.met, .early): ("✓", pick("提前达成", "met early"), .good)
        case (.met, _): ("✓", pick("达成", "met"), .good)
        case (.inProgress, .early): ("●", pick("快于时序", "ahead"), .steady)
        case (.inProgress, .onTrack): ("●", pick("符合时序", "on track"), .steady)
        case (.inProgress, .behind): ("◐", pick("慢于时序", "behind"), .late)
        case (.inProgress, .overdue): ("◑", pick("已过期限", "overdue"), .bad)
        case (.inProgress, .notApplicable): ("●", pick("推进中", "in progress"), .steady)
        case (.notStarted, _): ("○", pick("未启动", "not started"), .late)
        case (.noEvidence, _): ("·", pick("未见数据", "no evidence"), .faint)
        case (.unverifiable, _): ("?", pick("无法核实", "unverifiable"), .faint)
        }
    }

    // MARK: The summary

    func summary(_ summary: SummaryRecord, _ schedule: ScheduleCount) -> String {
        var parts: [String] = []
        func add(_ number: Int, _ chinese: String, _ english: String, _ more: [String] = []) {
            guard number > 0 else { return }
            let detail = more.isEmpty ? "" : parenthesised(more.joined(separator: comma))
            parts.append(pick("\(chinese) \(number)", "\(english) \(number)") + detail)
        }
        add(summary.exceeded, "超额", "exceeded")
        add(summary.met, "达成", "met")
        var pace: [String] = []
        if schedule.behind > 0 { pace.append(pick("慢于时序", "behind") + " \(schedule.behind)") }
        if schedule.overdue > 0 { pace.append(pick("已过期限", "overdue") + " \(schedule.overdue)") }
        add(summary.inProgress, "推进中", "in progress", pace)
        add(summary.notStarted, "未启动", "not started")
        add(summary.noEvidence, "未见数据", "no published evidence")
        add(summary.unverifiable, "无法核实", "unverifiable")
        let tasks = count(summary.tasks, "项任务", "task", "tasks")
        let targets = count(summary.targets, "个指标", "target", "targets")
        let counts = parts.isEmpty ? "" : colon + parts.joined(separator: comma)
        return tasks + comma + targets + counts + pick("。", ".")
    }

    func links(_ summary: SummaryRecord) -> String {
        pick(
            "报告中的数字：\(summary.linkedStatements) 个对应到任务，\(summary.unlinkedStatements) 个没有对应。",
            "Figures of the reports: \(summary.linkedStatements) belong to a task, "
                + "\(summary.unlinkedStatements) to none.")
    }

    // MARK: Several reports

    func seriesTitle(_ number: Int) -> String {
        pick("各期报告的累计数（\(number) 个指标）", "Cumulative figures report by report (\(number) targets)")
    }
    var seriesLegend: String {
        pick(
            "+ 当期数，不计入累计   % 只报了完成率   ↓ 累计数下降",
            "+ of that period only, not cumulative   % a rate alone   ↓ lower than before")
    }

    // MARK: Claims, silent targets, findings

    func claimsTitle(_ number: Int) -> String {
        pick("自报完成情况（\(number)）", "Claims of the reports (\(number))")
    }
    var noClaims: String { pick("报告没有自报完成情况。", "The reports claim nothing of themselves.") }

    func support(_ support: ClaimRecord.Support?) -> (glyph: String, word: String, style: Style) {
        switch support {
        case .supported: ("✓", pick("数据支持", "supported"), .good)
        case .contradicted: ("✗", pick("数据不符", "contradicted"), .bad)
        case .noEvidence: ("·", pick("未见数据", "no published evidence"), .faint)
        case nil: ("?", pick("未核查", "not checked"), .faint)
        }
    }

    func claimStatus(_ status: ClaimRecord.Status) -> String {
        switch status {
        case .met: pick("达成", "met")
        case .exceeded: pick("超额", "exceeded")
        case .early: pick("提前", "early")
        case .onTrack: pick("符合时序", "on track")
        case .behind: pick("慢于时序", "behind")
        case .overdue: pick("已过期限", "overdue")
        case .inProgress: pick("推进中", "in progress")
        case .notStarted: pick("未启动", "not started")
        }
    }

    func tasks(_ numbers: [Int]) -> String {
        if numbers.isEmpty { return pick("未指明任务", "no task named") }
        let list = numberList(numbers)
        return pick("任务\(list)", numbers.count == 1 ? "task \(list)" : "tasks \(list)")
    }

    /// Sorted, with runs of three and more as `1–18`.
    func numberList(_ numbers: [Int]) -> String {
        var parts: [String] = []
        var run: ClosedRange<Int>?
        func close() {
            guard let run else { return }
            switch run.count {
            case 1: parts.append("\(run.lowerBound)")
            case 2: parts += ["\(run.lowerBound)", "\(run.upperBound)"]
            default: parts.append("\(run.lowerBound)–\(run.upperBound)")
            }
        }
        for number in Set(numbers).sorted() {
            if let open = run, open.upperBound == number - 1 {
                run = open.lowerBound...number
            } else {
                close()
                run = number...number
            }
        }
        close()
        return parts.joined(separator: listComma)
    }

    func silentTitle(_ number: Int) -> String {
        pick("未见报告的指标（\(number)）", "Targets that no report mentions (\(number))")
    }
    func findingsTitle(_ number: Int) -> String {
        pick("核查发现（\(number)）", "Findings (\(number))")
    }
    func severity(_ severity: Finding.Severity) -> (word: String, style: Style) {
        switch severity {
        case .error: (pick("错误", "error"), .bad)
        case .warning: (pick("警告", "warning"), .late)
        case .info: (pick("提示", "info"), .faint)
        }
    }
    func moreFindings(_ number: Int) -> String {
        pick("……另有 \(number) 条，见 --json", "… and \(number) more; see --json")
    }
    /// A line's number, or an offset as it is (`@120`).
    func position(_ place: String) -> String {
        place.hasPrefix("@") ? place : pick("第\(place)行", "line \(place)")
    }
}

/// How many of the targets in progress are late.
struct ScheduleCount: Equatable {
    var behind = 0
    var overdue = 0

    init(_ assessments: [AssessmentRecord]) {
        for target in assessments.flatMap(\.targets) where target.evidenceStatus == .inProgress {
            if target.scheduleStatus == .behind { behind += 1 }
            if target.scheduleStatus == .overdue { overdue += 1 }
        }
    }
}
