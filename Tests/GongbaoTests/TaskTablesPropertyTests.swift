import Testing

@testable import Gongbao

/// Made-up tables of random content in several layouts: what was written is what is read.
@Suite struct TaskTablesPropertyTests {
    /// A fixed sequence, so that a failure comes again.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 7
        }
        mutating func pick(_ words: [String]) -> String {
            words[Int(truncatingIfNeeded: next() % UInt64(words.count))]
        }
        mutating func number(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(truncatingIfNeeded: next() % UInt64(range.count))
        }
    }

    private struct Item {
        var number: Int
        var category: String
        var text: String
        var lead: String
        var others: [String]
        var deadline: String
        var date: String

        var summary: [String] {
            [category, text, lead, others.joined(separator: ","), date]
        }
    }

    private static let places = ["云川", "望岚", "棠溪", "槐浦", "松陂", "鹿鸣", "梧桐湾"]
    private static let offices = [
        "教育局", "民政局", "财政局", "卫生健康委", "水利局", "交通运输局", "住房和城乡建设局", "市场监管局", "医疗保障局",
        "人力资源社会保障局", "城市管理和综合执法局", "总工会", "残联", "发展改革委", "自然资源和规划局", "委社会工作部",
        "教育局（市体育局）", "消防救援支队",
    ]
    private static let wholes = [
        "%供电局", "中国移动%分公司", "国网%供电公司", "%高新区管委会", "人民银行%分行", "%县人民政府", "%镇政府",
    ]
    private static let groups = ["各县（市、区）政府", "各镇（街道）", "市直有关单位", "各区县"]
    private static let titles = ["提升基层医疗服务能力", "畅通群众出行", "幼有善育", "建设宜居韧性城市", "促进高质量充分就业"]
    private static let works = [
        "新建公办幼儿园N所，新增学位N个", "改造老旧小区N个，惠及居民N户", "开展职业技能培训N人次，其中新职业N人次以上",
        "新改建农村公路N公里", "为N名适龄妇女免费开展“两癌”筛查", "城镇登记失业率控制在N%以内", "新增3岁以下婴幼儿托位N个（含续建N个）",
        "办好12345政务服务便民热线，按期办结率达到N%", "举办惠民演出N场；送戏下乡N场次",
    ]
    private static let deadlines = [
        ("8月底前", "2031-08-31"), ("12月10日", "2031-12-10"), ("二季度", "2031-06-30"),
        ("年底前", "2031-12-31"),
        ("9月投入使用", "2031-09-30"), ("持续推进", "-"), ("2031年11月", "2031-11-30"),
    ]

    private func items(_ dice: inout Dice) -> [Item] {
        let place = dice.pick(Self.places)
        var category = ""
        return (1...dice.number(9...18)).map { number in
            if number % 3 == 1 { category = Self.titles[number / 3 % Self.titles.count] }
            func unit(_ dice: inout Dice) -> String {
                guard dice.number(1...4) == 1 else { return "市" + dice.pick(Self.offices) }
                return dice.pick(Self.wholes).split(
                    separator: "%", omittingEmptySubsequences: false
                )
                .joined(separator: place)
            }
            let lead = "市" + dice.pick(Self.offices)
            var others: [String] = []
            while others.count < dice.number(0...3) {
                let next = unit(&dice)
                if next != lead, !others.contains(next) { others.append(next) }
            }
            if dice.number(1...3) == 1 { others.append(dice.pick(Self.groups)) }
            var text = ""
            for _ in 1...dice.number(1...3) {
                for part in dice.pick(Self.works) {
                    text += part == "N" ? String(dice.number(2...9000)) : String(part)
                }
                text += "。"
            }
            let (deadline, date) = Self.deadlines[dice.number(0...Self.deadlines.count - 1)]
            return Item(
                number: number, category: category, text: text, lead: lead, others: others,
                deadline: deadline, date: date)
        }
    }

    // MARK: Layouts

    private enum Layout: String, CaseIterable { case cells, pipes, tabs, bracket, labels, unit }

    private static let han = ["", "一", "二", "三", "四", "五", "六", "七", "八"]

    private func written(_ items: [Item], _ layout: Layout) -> String {
        let title = "2031年云川市民生实事任务分解表\n"
        let names = ["类别", "序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
        var lines: [String] = []
        var last = ""
        var lead = ""
        var count = 0
        for item in items {
            let begins = item.category != last
            if begins { count += 1 }
            last = item.category
            let others = item.others.joined(separator: "、")
            let cells = [
                begins ? "\(Self.han[count])、\(item.category)" : "", String(item.number), item.text,
                item.lead, others, item.deadline,
            ]
            switch layout {
            case .cells: lines += cells.filter { !$0.isEmpty }
            case .pipes: lines.append("| " + cells.joined(separator: " | ") + " |")
            case .tabs: lines.append(cells.joined(separator: "\t"))
            case .bracket:
                if begins { lines.append(cells[0]) }
                let helpers = others.isEmpty ? "" : "；配合单位：\(others)"
                lines.append(
                    "\(item.number).\(item.text)（牵头单位：\(item.lead)\(helpers)；完成时限：\(item.deadline)）"
                )
            case .labels:
                if begins { lines.append(cells[0]) }
                lines.append("\(item.number).\(item.text)")
                lines.append("牵头单位：\(item.lead)")
                if !others.isEmpty { lines.append("配合单位：\(others)") }
                lines.append("完成时限：\(item.deadline)")
            case .unit:
                // The lead unit once, its items below it.
                if item.lead != lead { lines.append("牵头单位：\(item.lead)") }
                lead = item.lead
                lines.append("\(item.number).\(item.text)")
                if !others.isEmpty { lines.append("配合单位：\(others)") }
                lines.append("完成时限：\(item.deadline)")
            }
        }
        switch layout {
        case .cells: lines = names + lines
        case .pipes: lines.insert("| " + names.joined(separator: " | ") + " |", at: 0)
        case .tabs: lines.insert(names.joined(separator: "\t"), at: 0)
        case .bracket, .labels, .unit: break
        }
        return title + lines.joined(separator: layout == .cells ? "\n\n" : "\n")
    }

    @Test(arguments: [1, 2, 3, 5, 8, 13])
    func whatWasWrittenIsRead(seed: UInt64) {
        var dice = Dice(state: seed)
        for layout in Layout.allCases {
            var items = items(&dice)
            if layout == .unit {
                // One unit leads a few items.
                for index in items.indices where index % 3 != 0 {
                    items[index].lead = items[index - 1].lead
                }
                for index in items.indices { items[index].category = "" }
            }
            let text = written(items, layout)
            let table = taskTable(text)
            var cells = 0
            var right = 0
            for item in items {
                let row = table?.rows.first { $0.number == item.number }
                var read: [String] = [row?.category?.title.text ?? ""]
                read.append(bare(row?.text.text ?? ""))
                read.append(joined(row?.leadUnits))
                read.append(joined(row?.cooperatingUnits))
                read.append(row?.deadline?.date?.iso ?? "-")
                cells += read.count
                right += zip(read, item.summary).filter { $0 == $1 }.count
            }
            #expect(right * 100 >= cells * 98, "\(layout) of \(seed): \(right) of \(cells)")
            #expect(table.map { rangesAgree($0, text) } == true)
        }
    }

    private func joined(_ names: [SourcedText]?) -> String {
        (names ?? []).map(\.text).joined(separator: ",")
    }

    /// An item's text without its bracket.
    private func bare(_ text: String) -> String {
        guard let end = text.firstRange(of: "（牵头单位")?.lowerBound else { return text }
        return String(text[..<end])
    }
}
