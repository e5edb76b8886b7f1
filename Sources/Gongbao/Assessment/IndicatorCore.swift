/// The words of an indicator that name a thing, without those that say how far it is.
enum IndicatorCore {
    private static let ends = [
        "完成", "完工", "竣工", "开工", "建成", "投用", "交付", "交付使用", "已", "累计", "实际", "全部", "任务", "分别", "新增",
        "达", "约", "均", "共",
    ]
    private static let starts = ["累计", "实际", "目前", "已", "全市", "全县", "全区", "全省", "共"]

    /// 供水管网完成 → 供水管网; at least two characters stay.
    static func of(_ indicator: String) -> String {
        var text = indicator[...]
        var changed = true
        while changed {
            changed = false
            for word in ends where text.hasSuffix(word) && text.count >= word.count + 2 {
                text = text.dropLast(word.count)
                changed = true
            }
            for word in starts where text.hasPrefix(word) && text.count >= word.count + 2 {
                text = text.dropFirst(word.count)
                changed = true
            }
        }
        return String(text)
    }

    /// 危桥改造已完成2座, where nothing but 完成 was read: what stands before it in the clause.
    static func of(_ statement: StatementRecord) -> String {
        let core = of(statement.indicator)
        guard ends.contains(core), let found = statement.clause.position(of: core) else {
            return core
        }
        let before = of(String(statement.clause[..<found]))
        return before.count >= 2 ? before : core
    }

    private static let bounds = ["以上", "以下", "以内", "左右", "及以上", "及以下"]

    /// 加装电梯20台以上: the bound behind the figure, where nothing else was found.
    static func isBound(_ indicator: String) -> Bool { bounds.contains(indicator) }

    private static let goalWords = ["目标", "任务", "计划", "预期"]

    /// Whether a goal is named by nothing but words for goals: 6%的目标.
    static func namesGoal(_ statement: StatementRecord) -> Bool {
        statement.role == .target && statement.indicator.count <= 8
            && goalWords.contains { statement.indicator.hasPrefix($0) }
    }
}
