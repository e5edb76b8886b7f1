/// The tasks that a claim names in a list: 清凉教室、学位扩容2项已完成 · 2项滞后（公共厕所、养老服务站） ·
/// 除住房安全、人居环境外均已完成.
extension ClaimScopeReader {
    private static let separators: Set<Character> = [
        "、", "和", "及", "与", "（", "）", "(", ")", "，", ",", "：", ":", "；",
    ]
    private static let introductions = ["分别为", "分别是", "具体为", "具体是", "包括", "即", "其中", "为", "是"]
    private static let marks: Set<Character> = ["“", "”", "《", "》", "‘", "’", "\"", "【", "】"]

    /// The parts of a claim's words that may be names, without counts and introductions.
    func taskNames(in text: String) -> [String] {
        text.split(whereSeparator: { Self.separators.contains($0) }).compactMap { part in
            var name = String(part.filter { !Self.marks.contains($0) })
            for word in Self.introductions where name.hasPrefix(word) {
                name = String(name.dropFirst(word.count))
                break
            }
            // 学位扩容3项已按期完成: the count ends the name; 2项滞后 is none.
            if let digit = name.firstIndex(where: { $0.isNumber }) { name = String(name[..<digit]) }
            for word in Self.endings {
                if let end = name.position(of: word) { name = String(name[..<end]) }
            }
            return name.count >= 2 ? name : nil
        }
    }

    private static let endings = ["等任务", "等项目", "等工作", "等指标", "等", "任务", "项目", "工作", "进度", "外"]

    /// The tasks behind 除 and before 外: 除A、B外均已完成.
    func exceptions(_ text: String) -> Set<Int> {
        guard let from = text.position(of: "除") else { return [] }
        let rest = text[text.index(after: from)...]
        guard let to = rest.position(of: "外") else { return [] }
        return Set(taskNames(in: String(rest[..<to])).compactMap(task(named:)))
    }

    /// The task whose words a name uses; nil where two share them.
    func task(named name: String) -> Int? {
        let profile = TextProfile(name)
        guard profile.pairs.count >= 1, profile.pairs.count <= 12 else { return nil }
        let scores = linker.tasks.map {
            max(
                linker.weights.coverage(of: profile, by: $0.text),
                linker.weights.coverage(of: profile, by: $0.category))
        }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }),
            scores[best] >= Self.sure,
            scores.indices.allSatisfy({ $0 == best || scores[best] - scores[$0] >= Self.apart })
        else { return nil }
        return linker.tasks[best].record.number
    }

    private static let sure = 500
    private static let apart = 150
}
