/// Reads breakdowns in running text: numbered items, each with who and when in a bracket at its end
/// or on lines of their own (责任单位：…), under headings that name a category or a leader.
struct ProseBreakdown {
    let context: TableContext
    let text: TableText

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        let text = context.text(context.lines)
        let reader = ProseBreakdown(context: context, text: text)
        let paragraphs = ProseParagraphs(text: text, lines: context.lines).paragraphs()
        let groups = ProseGroups(text: text, paragraphs: paragraphs)
        if let style = groups.style {
            guard reader.isPlan(paragraphs, style, groups.heads.keys.min()) else { return nil }
            return reader.reading(paragraphs, style, groups)
        }
        guard let style = reader.itemStyle(paragraphs), reader.isPlan(paragraphs, style, nil)
        else { return nil }
        return reader.reading(paragraphs, style, groups)
    }

    // MARK: Is it one?

    private typealias Paragraph = ProseParagraphs.Paragraph
    private typealias Style = ProseParagraphs.Style

    /// How the items are numbered: as most of the paragraphs that name units are.
    private func itemStyle(_ paragraphs: [Paragraph]) -> Style? {
        var counts: [Style: Int] = [:]
        for (index, paragraph) in paragraphs.enumerated() where isItem(index, paragraphs) {
            counts[paragraph.style, default: 0] += 1
        }
        if isBare(paragraphs) { return Style.none }
        let order: [Style] = [.arabic, .bracketedHan, .bracketedArabic, .han, .none]
        let best = order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
        guard let best, let count = counts[best], count >= 3 else { return nil }
        // max takes the last of equals; the first style named is the better one.
        return order.first { counts[$0] == count }
    }

    private func isItem(_ index: Int, _ paragraphs: [Paragraph]) -> Bool {
        let paragraph = paragraphs[index]
        if paragraph.isLabel { return false }
        if paragraph.note?.namesUnits == true { return true }
        if inlineLabel(paragraph) != nil { return true }
        return index + 1 < paragraphs.count && paragraphs[index + 1].isLabel
            && (paragraph.style != .none || paragraph.span.count >= 8)
    }

    /// Whether the items are not numbered at all, and labels alone tell them.
    private func isBare(_ paragraphs: [Paragraph]) -> Bool {
        let numbered = paragraphs.filter { $0.style != .none && $0.style != .han }
        return numbered.count < 3
    }

    private static let plans: [StaticWord] = [
        "分解", "分工", "责任清单", "任务清单", "项目清单", "责任分工", "分工方案", "工作要点", "重点任务", "实施方案", "责任表", "领办",
        "工作清单",
        "行动方案", "任务分工", "目标任务", "工作安排", "工作计划", "实事项目", "重点工作", "民生实事", "行动计划", "工作方案", "任务书",
    ]
    private static let reports: [StaticWord] = [
        "进展", "完成情况", "推进情况", "落实情况", "通报", "公示", "督查", "总结", "运行情况", "办理情况", "专报", "记者",
    ]
    private static let done: [StaticWord] = [
        "已完成", "已建成", "已开工", "累计完成", "完成率", "占年度", "截至", "目前", "进度滞后", "已全部", "已启动", "均已",
        "全部完成", "已于", "已有",
    ]

    /// A plan says so at its head, and its items speak of nothing done.
    private func isPlan(
        _ paragraphs: [Paragraph], _ style: Style, _ head: Int?
    ) -> Bool {
        guard let first = head ?? paragraphs.indices.first(where: { isItem($0, paragraphs) })
        else { return false }
        var plans = false
        for paragraph in paragraphs[..<first].suffix(20) {
            if Self.plans.contains(where: { text.contains($0, paragraph.span) }) { plans = true }
            let isTitle = paragraph.span.count <= 60 && !text.contains("。", paragraph.span)
            if isTitle, Self.reports.contains(where: { text.contains($0, paragraph.span) }) {
                return false
            }
        }
        let items = paragraphs.filter { $0.style == style && !$0.isLabel }
        let past = items.filter { item in
            Self.done.contains { text.contains($0, item.span) }
        }
        return plans && past.count * 3 <= items.count && makeUp(paragraphs)
    }

    /// Whether items make up the document: a few that name their units at a work report's end do not.
    private func makeUp(_ paragraphs: [Paragraph]) -> Bool {
        let named = paragraphs.indices.filter { isItem($0, paragraphs) }
        guard let first = named.first, let last = named.last else { return true }
        let span = paragraphs[last].span.end - paragraphs[first].span.start
        return span * Self.leastShare >= text.flow.count
    }

    /// One in so many characters at least stands between the first item and the last.
    private static let leastShare = 5

    // MARK: Items

    private func reading(
        _ paragraphs: [Paragraph], _ style: Style, _ groups: ProseGroups
    ) -> TableReading? {
        var assembly = ProseAssembly(text: text)
        for (index, paragraph) in paragraphs.enumerated() {
            if let cells = groups.heads[index] {
                assembly.beginGroup(paragraph, cells)
            } else if groups.style != nil, paragraph.style == style {
                assembly.begin(paragraph, style: style, inline: inlineLabel(paragraph))
            } else if paragraph.isLabel {
                assembly.addLabels(paragraph)
            } else if isItem(index, paragraphs)
                && (paragraph.style == style || paragraph.style == .none)
            {
                assembly.begin(paragraph, style: style, inline: inlineLabel(paragraph))
            } else if paragraph.style == style, assembly.expects(paragraph.number) {
                assembly.begin(paragraph, style: style, inline: nil)
            } else if paragraph.style != .none, paragraph.span.count <= 80 {
                assembly.addHeading(paragraph)
            } else {
                assembly.addOther(paragraph)
            }
        }
        assembly.finish()
        guard assembly.drafts.count >= 3 else { return nil }
        var rows: [TaskRow] = []
        let builder = RowBuilder(text: text, year: context.year)
        rows = RowNumbering.rows(assembly.drafts, builder)
        return TableReading(
            rows: rows, columns: assembly.columns,
            consumed: (assembly.headings + assembly.drafts.flatMap(\.spans))
                .compactMap(text.range),
            reason: "numbered items that name their units")
    }

    /// Where labels begin inside a paragraph that is no bracket: …。责任单位：X.
    private func inlineLabel(_ paragraph: Paragraph) -> Int? {
        guard paragraph.note == nil else { return nil }
        let span = paragraph.span
        for index in paragraph.body..<max(paragraph.body, span.end) {
            guard index > paragraph.body,
                Marks.clauseEnds.contains(text.code[index - 1]) || text.isSpaced(index),
                let (column, _) = ResponsibilityNote.label(text, index, span.end),
                TableHeader.units.contains(column)
            else { continue }
            return index
        }
        return nil
    }
}

/// Collects the drafts of a breakdown in running text.
struct ProseAssembly {
    let text: TableText
    private(set) var drafts: [RowDraft] = []
    private(set) var headings: [TableText.Piece] = []
    private(set) var columns: Set<Column> = [.number, .task]
    private var current: RowDraft?
    private var category: TableText.Piece?
    private var leaders: [TableText.Piece] = []
    /// What the heading of the group says of all its items.
    private var group: [Column: [TableText.Piece]] = [:]
    /// A heading counts only when an item follows.
    private var pendingHeading: TableText.Piece?
    private var pendingText: [TableText.Piece] = []
    private var lastNumber = 0

    init(text: TableText) { self.text = text }

    /// Whether an item without a note may have this number.
    func expects(_ number: Int?) -> Bool { lastNumber > 0 && number == lastNumber + 1 }

    mutating func begin(
        _ paragraph: ProseParagraphs.Paragraph, style: ProseParagraphs.Style, inline: Int?
    ) {
        if paragraph.style == .none, style != .none {
            // A second paragraph of the item above, with a note of its own.
            if current != nil { addText(paragraph, inline) }
            return
        }
        finish()
        if let heading = pendingHeading { headings.append(heading) }
        pendingHeading = nil
        var draft = RowDraft()
        draft.number = paragraph.number
        draft.category = category
        draft.spans.append(TableText.Piece(start: paragraph.span.start, end: paragraph.body))
        for leader in leaders { draft.cells[.leader, default: []].append(leader) }
        current = draft
        add(group)
        lastNumber = paragraph.number ?? lastNumber + 1
        addText(paragraph, inline)
    }

    private mutating func addText(_ paragraph: ProseParagraphs.Paragraph, _ inline: Int?) {
        let tail = paragraph.note?.tail
        let end = inline ?? tail?.start ?? paragraph.span.end
        current?.add(TableText.Piece(start: paragraph.body, end: end), to: .task)
        if let tail { current?.spans.append(tail) }
        if let inline {
            add(
                ResponsibilityNote.labelled(
                    text, TableText.Piece(start: inline, end: paragraph.span.end)))
            current?.spans.append(TableText.Piece(start: inline, end: paragraph.span.end))
        } else if let note = paragraph.note {
            add(note.cells)
        }
    }

    mutating func addLabels(_ paragraph: ProseParagraphs.Paragraph) {
        guard current != nil else { return }
        for piece in pendingText { current?.add(piece, to: .task) }
        pendingText = []
        add(ResponsibilityNote.labelled(text, paragraph.span))
        current?.spans.append(paragraph.span)
    }

    private mutating func add(_ cells: [Column: [TableText.Piece]]) {
        for column in TableHeader.responsibility {
            guard let pieces = cells[column] else { continue }
            columns.insert(column)
            for piece in pieces {
                if column == .deadline {
                    let parts = 0..<(current?.text.count ?? 0)
                    current?.deadlines.append((piece, parts))
                } else {
                    current?.cells[column, default: []].append(piece)
                }
            }
        }
    }

    /// A heading that names the unit of the items below it.
    mutating func beginGroup(
        _ paragraph: ProseParagraphs.Paragraph, _ cells: [Column: [TableText.Piece]]
    ) {
        finish()
        pendingHeading = paragraph.span
        group = cells
    }

    mutating func addHeading(_ paragraph: ProseParagraphs.Paragraph) {
        finish()
        pendingHeading = paragraph.span
        leaders = paragraph.note?.cells[.leader] ?? LeaderHeading.leaders(text, paragraph)
        if !leaders.isEmpty, paragraph.note == nil {
            category = nil
        } else {
            let end = paragraph.note?.span.start ?? paragraph.span.end
            category = TableText.Piece(start: paragraph.span.start, end: end)
        }
    }

    /// A paragraph without a number: more of the item when its labels come after it.
    mutating func addOther(_ paragraph: ProseParagraphs.Paragraph) {
        if current != nil, Self.bullets.contains(text.code[paragraph.span.start]) {
            // ▲增加值增长14%: a goal of the item above, behind its note.
            current?.add(paragraph.span, to: .task)
            return
        }
        guard let draft = current,
            draft.cells.filter({ $0.key != .leader && group[$0.key] == nil }).isEmpty
        else { return }
        pendingText.append(paragraph.span)
    }

    private static let bullets = Character16.Set("▲△●◆■☆★")

    mutating func finish() {
        if let current { drafts.append(current) }
        current = nil
        pendingText = []
    }
}

/// Headings that name a leader: 一、市长闻人骏领办重点工作.
enum LeaderHeading {
    private static let verbs: [StaticWord] = [
        "领办", "主抓", "牵头", "分管", "包抓", "包联", "负责", "联系", "挂帅", "督办", "领衔", "挂钩", "同志",
    ]

    private static let longestName = 16

    static func leaders(
        _ text: TableText, _ paragraph: ProseParagraphs.Paragraph
    ) -> [TableText.Piece] {
        let verb = verbs.compactMap { text.first($0, in: paragraph.body, paragraph.span.end) }.min()
        guard let verb else { return [] }
        let forms = NameForms(text: text)
        var best: (cost: Float, piece: TableText.Piece)?
        // 王某某市长主抓: the name before the post.
        if let post = text.suffix(text.lexicon.posts, before: verb, from: paragraph.body),
            (2...4).contains(post - paragraph.body),
            forms.personCost(paragraph.body, post) < 0.6
        {
            return [TableText.Piece(start: paragraph.body, end: post)]
        }
        for length in 2...longestName where verb - length >= paragraph.body {
            let start = verb - length
            let isBehindPost =
                text.suffix(text.lexicon.posts, before: start, from: paragraph.body) != nil
            guard start == paragraph.body || isBehindPost else { continue }
            // What stands between a post and its verb is a name, whatever its form.
            let isName = isBehindPost && (start..<verb).allSatisfy(forms.isOfName)
            let form = forms.personCost(start, verb)
            let cost = isName ? min(form, 1.5) : form + (start == paragraph.body ? 1 : 0)
            if cost < best?.cost ?? 2 { best = (cost, TableText.Piece(start: start, end: verb)) }
        }
        return best.map { [$0.piece] } ?? []
    }
}
