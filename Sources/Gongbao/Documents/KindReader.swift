/// Tells what a document is, with the reasons.
struct KindReader {
    private static let reportTitles = [
        "进展", "推进情况", "完成情况", "落实情况", "运行情况", "工作情况", "办理情况", "通报", "公示", "扫描", "专报",
    ]

    /// - Parameters:
    ///   - title: The document's title.
    ///   - text: The first few thousand folded characters.
    static func read(title: String?, text: String) -> (kind: String, reasons: [String]) {
        let title = String(
            decoding: CharacterTables.shared.foldedWord(title ?? ""), as: UTF16.self)
        let head = text.prefix(400)
        let looksBack = text.contains("过去的一年") || text.contains("工作回顾")
        let looksAhead = text.contains("我们将") || text.contains("工作安排")
        if !isReport(title),
            title.contains("工作报告") || text.contains("各位代表") || (looksBack && looksAhead)
        {
            return ("workReport", ["it speaks as a government's report to its congress"])
        }
        if isReport(title) { return ("progressReport", ["the title names progress: \(title)"]) }
        var reasons: [String] = []
        var score = 0
        for (word, weight) in [
            ("截至", 2), ("截止", 1), ("累计完成", 2), ("已完成", 2), ("民生实事", 2), ("占年度任务", 3), ("完成年度任务", 3),
            ("序时进度", 3), ("上半年", 1), ("进展", 1), ("进度", 1), ("全年目标", 2), ("年度目标", 2), ("落实", 1),
        ] where text.contains(word) {
            score += weight
            reasons.append("the text says \(word)")
        }
        if score >= 5 { return ("progressReport", reasons) }
        if head.contains("记者") || text.contains("讯(记者") || text.contains("本报讯") || score > 0 {
            return ("news", ["a byline or dateline of a newspaper"])
        }
        return ("unknown", ["nothing says what the document is"])
    }

    private static func isReport(_ title: String) -> Bool {
        reportTitles.contains { title.contains($0) } && !title.contains("分解")
    }
}
