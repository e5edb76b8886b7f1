/// What a claim speaks of: whole tasks, or single targets of them.
struct ClaimScope {
    var tasks: [Int] = []
    var targets: [TargetAssessment] = []
    /// Figures that no target of the table answers, with their own goals: a district's row.
    var pairs: [(goal: StatementRecord, result: StatementRecord)] = []
}

/// Finds the tasks and targets that the claims of one report speak of.
struct ClaimScopeReader {
    let linker: Linker
    let report: DocumentRecord
    /// How the targets stand by this report alone.
    let evidence: [String: TargetAssessment]

    private static let near = 70
    private var tasks: [Linker.Task] { linker.tasks }

    func scope(of claim: ClaimRecord) -> ClaimScope {
        guard let range = claim.ranges.first else { return ClaimScope() }
        if let count = claim.count, count <= tasks.count {
            if count == tasks.count, Self.wholes.contains(where: claim.text.contains) {
                let all = tasks.map(\.record.number)
                let excepted = exceptions(claim.text)
                return scope(tasks: all.filter { !excepted.contains($0) })
            }
            return counted(claim, range, count)
        }
        let places = self.places(claim, range)
        if !places.pairs.isEmpty { return places }
        let beside = self.beside(claim, range)
        return beside.tasks.isEmpty ? named(claim) : beside
    }

    private func scope(tasks numbers: [Int]) -> ClaimScope {
        ClaimScope(tasks: numbers, targets: numbers.flatMap(targets))
    }

    /// The targets of a task as this report shows them.
    private func targets(ofTask number: Int) -> [TargetAssessment] {
        guard let task = tasks.first(where: { $0.record.number == number }) else { return [] }
        return task.targets.compactMap { evidence[linker.targets[$0].statement.id] }
    }

    private func assessments(_ statements: [StatementRecord]) -> [TargetAssessment] {
        var seen: Set<String> = []
        return statements.compactMap { $0.link?.target }.filter { seen.insert($0).inserted }
            .compactMap { evidence[$0] }
    }

    // MARK: Counted tasks

    /// 提前完成2项，为“…”和“…”: goals quoted behind the claim; 已完成的9个项目：…: what its label
    /// introduces; 一、已完成的任务: the section that bears the same state.
    private func counted(_ claim: ClaimRecord, _ range: TextRange, _ count: Int) -> ClaimScope {
        let behind = report.statements.filter { $0.quantity.range.start >= range.start }
        let quoted = behind.prefix {
            $0.quantity.range.start - range.end < 2 * Self.near
        }.filter { $0.roleRule == "role.quoted-goal" || $0.roleRule == "role.quoted-task" }
        let quotedTasks = Set(quoted.compactMap { $0.link?.task })
        if !quotedTasks.isEmpty { return scope(tasks: quotedTasks.sorted()) }
        let listed = behind.filter { statement in
            statement.item.map {
                $0.contains("\(count)") && ClaimHeading.status(of: $0) == claim.status
            } ?? false
        }
        let labelled = assessments(listed)
        if labelled.count > 1 {
            return ClaimScope(
                tasks: Set(listed.compactMap { $0.link?.task }).sorted(), targets: labelled)
        }
        let section = behind.filter { statement in
            statement.heading.map { ClaimHeading.status(of: $0) == claim.status } ?? false
        }.compactMap { $0.link?.task }
        if !section.isEmpty { return scope(tasks: Set(section).sorted()) }
        let names = taskNames(in: claim.text).compactMap(task(named:))
        if Set(names).count == count { return scope(tasks: Set(names).sorted()) }
        // 居住条件、百姓出行两个项目: by name here, or where another claim says the same of as many.
        for other in [claim] + report.claims where other.status == claim.status {
            let items = self.items(named: other)
            if items.count == count { return scope(tasks: items) }
        }
        return ClaimScope()
    }

    /// The tasks under the labels that a claim names: ●居住条件。老旧小区整治完工18.6万平方米.
    private func items(named claim: ClaimRecord) -> [Int] {
        let parts = claim.text.split(whereSeparator: { "、和及".contains($0) })
        let linked = report.statements.filter { $0.link?.task != nil && $0.item != nil }
        return Set(
            parts.flatMap { part in
                linked.filter {
                    let name = Self.name(ofItem: $0.item ?? "")
                    return name.count >= 2 && part.hasPrefix(name)
                }.compactMap { $0.link?.task }
            }
        ).sorted()
    }

    /// A label without its bullet or number: ●居住条件, （一）居住条件, 1.居住条件.
    private static func name(ofItem item: String) -> Substring {
        let marks = item.prefix(6).lastIndex { "、.．）)●○■□◆★▲·".contains($0) }
        return marks.map { item[item.index(after: $0)...] } ?? item[...]
    }

    // MARK: Figures beside the claim

    private static let wholes = ["全部", "均", "都", "全面"]
    private static let alls = ["均", "都", "分别", "全部超"]

    /// The figures before the claim in its paragraph, or, where it opens the item, those behind it.
    private func beside(_ claim: ClaimRecord, _ range: TextRange) -> ClaimScope {
        let paragraph = claim.paragraph ?? range
        let around = report.statements.filter {
            $0.link?.task != nil && $0.role != .context
                && $0.quantity.range.start >= paragraph.start
                && $0.quantity.range.end <= paragraph.end
        }
        var beside = around.filter {
            $0.quantity.range.end <= range.end && range.start - $0.quantity.range.end <= Self.near
        }
        let opens = beside.isEmpty
        if opens { beside = around.filter { $0.quantity.range.start >= range.end } }
        guard let last = opens ? beside.first : beside.last, let task = last.link?.task else {
            return ClaimScope()
        }
        // The figure right before the claim belongs to no task: so does the claim.
        let nearest = report.statements.last {
            $0.role == .actual && $0.quantity.range.end <= range.start
                && $0.quantity.range.start >= paragraph.start && !RateOfPlan.isRate($0)
        }
        if !opens, let nearest, nearest.link?.task == nil { return ClaimScope() }
        let own = named(claim)
        if !opens, namesTask(claim, range) {
            return own.tasks.isEmpty
                ? ClaimScope(tasks: [task], targets: targets(ofTask: task)) : own
        }
        // 困难群众救助保障任务已提前完成：what it names itself, when the figures are another task's.
        if opens, !own.tasks.isEmpty, own.tasks != [task] { return own }
        var result = ClaimScope(tasks: [task])
        let same = beside.filter { $0.link?.task == task }
        if !opens {
            let speaksOfAll = Self.alls.contains { claim.text.hasPrefix($0) }
            let sentence = same.filter { $0.sentence == last.sentence }
            result.targets = assessments(
                speaksOfAll ? sentence : sentence.last { $0.link?.target != nil }.map { [$0] } ?? []
            )
        }
        if result.targets.isEmpty { result.targets = targets(ofTask: task) }
        return result
    }

    // MARK: Named tasks

    private static let clear = 640
    private static let margin = 150
    private static let ends = ["等任务", "等项目", "等工作", "等指标", "等", "任务", "项目", "工作"]

    /// 管网改造、口袋公园等任务未达到序时进度: the tasks whose words the claim uses.
    private func named(_ claim: ClaimRecord) -> ClaimScope {
        var result = ClaimScope()
        for part in claim.text.split(whereSeparator: { "、和及".contains($0) }) {
            var words = String(part)
            for end in Self.ends {
                guard let cut = words.position(of: end) else { continue }
                words = String(words[..<cut])
                break
            }
            let profile = TextProfile(words)
            guard profile.pairs.count >= 2, profile.pairs.count <= 12,
                linker.weights.known(profile) >= 8
            else { continue }
            let scores = tasks.map {
                max(
                    linker.weights.coverage(of: profile, by: $0.text),
                    linker.weights.coverage(of: profile, by: $0.category))
            }
            guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }),
                scores[best] >= Self.clear,
                scores.indices.allSatisfy({
                    $0 == best || scores[best] - scores[$0] >= Self.margin
                })
            else { continue }
            let number = tasks[best].record.number
            let own = tasks[best].targets.filter {
                linker.weights.coverage(of: profile, by: linker.targets[$0].clause) >= Self.clear
            }.compactMap { evidence[linker.targets[$0].statement.id] }
            if !result.tasks.contains(number) { result.tasks.append(number) }
            result.targets += own.isEmpty ? targets(ofTask: number) : own
        }
        result.tasks.sort()
        return result
    }

    private static let nouns = ["项目", "任务", "工作", "实事", "工程"]
    private static let pronouns = ["该", "此", "这", "上述", "各项", "全年", "年度"]

    /// 水利项目已于汛前全部完成, 就业帮扶任务全面完成: a task by name, not the figure before it.
    private func namesTask(_ claim: ClaimRecord, _ range: TextRange) -> Bool {
        let holdsFigure = report.statements.contains {
            $0.quantity.range.start >= range.start && $0.quantity.range.end <= range.end
        }
        guard !holdsFigure, claim.status == .met || claim.status == .exceeded else { return false }
        let text = Self.folded(claim.text)
        guard let word = Self.ends(text) else { return false }
        // 该项目全部完成 and 任务全部完成 take up what was said before.
        guard let noun = Self.nouns.compactMap({ text[..<word].position(of: $0) }).min() else {
            return false
        }
        let subject = text[..<noun]
        return subject.count >= 2 && !Self.pronouns.contains(where: subject.contains)
    }

    /// Where a claim begins to say that all is done.
    private static func ends(_ text: String) -> String.Index? {
        (wholes + ["圆满", "提前", "如期", "按期", "按时"]).compactMap { text.position(of: $0) }.min()
    }

    /// Traditional forms folded: words of claims are compared with those of this file.
    private static func folded(_ text: String) -> String {
        String(decoding: CharacterTables.shared.foldedWord(text), as: UTF16.self)
    }

    // MARK: Places

    /// 东屏区、临泽区已提前完成年度任务: the rows of a table for these places, of the indicator that the
    /// paragraph is about.
    private func places(_ claim: ClaimRecord, _ range: TextRange) -> ClaimScope {
        let cells = report.statements.filter { $0.roleRule == "role.cell" && $0.scope != nil }
        let named = cells.filter { $0.scope.map(claim.text.contains) ?? false }
        guard !named.isEmpty else { return ClaimScope() }
        let paragraph = claim.paragraph ?? range
        let words = report.statements.filter {
            $0.quantity.range.start >= paragraph.start && $0.quantity.range.end <= paragraph.end
        }
        guard let about = words.first else { return ClaimScope() }
        let topic = TextProfile(about.item, about.preamble, about.clause)
        let indicators = Set(named.map(\.indicator)).sorted()
        let scores = indicators.map { linker.weights.coverage(of: TextProfile($0), by: topic) }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] >= 200,
            scores.indices.allSatisfy({ $0 == best || scores[$0] + 100 <= scores[best] })
        else { return ClaimScope() }
        let rows = named.filter { $0.indicator == indicators[best] }
        var result = ClaimScope()
        for place in Set(rows.compactMap(\.scope)).sorted() {
            let row = rows.filter { $0.scope == place }
            guard let goal = row.first(where: { $0.role == .target }),
                let done = row.last(where: { $0.role == .actual })
            else { return ClaimScope() }
            result.pairs.append((goal, done))
        }
        let whole = report.statements.first {
            $0.indicator == indicators[best] && $0.link?.task != nil
        }
        result.tasks = whole?.link?.task.map { [$0] } ?? []
        return result
    }
}

/// The state that a section's heading or a list's label gives to what stands under it.
enum ClaimHeading {
    static func status(of heading: String) -> ClaimRecord.Status? {
        func has(_ words: [String]) -> Bool { words.contains { heading.contains($0) } }
        if has(["滞后", "欠进度", "未达到", "未达序时", "偏慢", "缓慢"]) { return .behind }
        if has(["未完成", "逾期"]) { return .behind }
        if has(["推进较快", "超序时", "快于序时", "超过序时"]) { return .early }
        if has(["序时", "正常推进"]) { return .onTrack }
        if has(["已完成", "完成的", "全部完成", "提前完成"]) { return .met }
        return nil
    }
}

extension StringProtocol {
    /// Where a text begins first, nil where it does not stand.
    func position(of part: String) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(part) { return index }
            index = self.index(after: index)
        }
        return nil
    }
}
