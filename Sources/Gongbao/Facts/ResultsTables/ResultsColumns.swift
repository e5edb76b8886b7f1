/// The columns of one results table: which names, which places, which figures belong together.
struct ResultsColumns: Sendable {
    var columns: [HeaderColumn]
    var number: Int?
    var name: Int?
    var scope: Int?
    var unit: Int?
    /// How many groups of figures a row has.
    var groups = 1

    init(_ columns: [HeaderColumn]) { self.columns = columns }

    var figures: [Int] { columns.indices.filter { columns[$0].isFigure } }

    /// Whether headers alone may be those of a results table.
    static func mayBeResults(_ columns: [HeaderColumn]) -> Bool {
        var target = false
        var actual = false
        var rate = false
        for column in columns {
            if column.kind == .target || column.mayBeTarget { target = true }
            if column.kind == .actual || column.mayBeActual { actual = true }
            if column.kind == .rate { rate = true }
        }
        return target && (actual || rate) || actual && rate
    }

    /// What header and cells together say: a goal beside a result, or a result beside its rate.
    var isResults: Bool {
        let kinds = Set(columns.map(\.kind))
        return kinds.contains(.actual) && (kinds.contains(.target) || kinds.contains(.rate))
            || kinds.contains(.target) && kinds.contains(.rate)
    }

    /// `年度目标 · 累计完成 · 完成率`.
    var summary: String {
        figures.prefix(9).map { columns[$0].text.folded(0, columns[$0].text.count) }
            .joined(separator: " · ")
    }

    // MARK: By the cells

    /// What stands in a column.
    private struct Census {
        var figures = 0
        var percents = 0
        var words = 0
        var units = 0
        var places = 0
    }

    /// Decides by the cells what the headers leave open; `rows` are the rows under the header.
    mutating func resolve(_ rows: [[CellText]], _ lexicon: Lexicon) {
        var census = [Census](repeating: Census(), count: columns.count)
        for row in rows {
            for (index, cell) in row.prefix(columns.count).enumerated() {
                let value = CellValue(cell, lexicon)
                switch value.form {
                case .void: continue
                case .figures:
                    census[index].figures += 1
                    if value.isPercent { census[index].percents += 1 }
                case .words:
                    census[index].words += 1
                    if Place.isName(cell) { census[index].places += 1 }
                }
                if CellUnits.unit(cell.code[...], lexicon) != nil { census[index].units += 1 }
            }
        }
        settleUnit(census)
        for index in columns.indices { settle(index, census[index]) }
        settleLabels(census)
        number = columns.firstIndex { $0.kind == .number }
        assignGroups()
    }

    /// 单位 heads units of measure, or the places and agencies that the rows are about.
    private mutating func settleUnit(_ census: [Census]) {
        for index in columns.indices where columns[index].kind == .unit {
            if census[index].units * 2 >= max(1, census[index].words) { continue }
            let labelled = columns.contains { $0.kind == .name || $0.kind == .region }
            columns[index].kind = labelled ? .agency : .region
        }
        unit = columns.firstIndex { $0.kind == .unit }
    }

    private mutating func settle(_ index: Int, _ census: Census) {
        let column = columns[index]
        let isNumeric = census.figures > 0 && census.figures >= census.words
        switch column.kind {
        case .name where column.mayBeTarget && isNumeric:
            let labels = columns.indices.contains { other in
                other != index
                    && [.name, .region, .unit, .unknown].contains(columns[other].kind)
                    && !(columns[other].kind == .name && columns[other].mayBeTarget
                        && other > index)
            }
            if labels { columns[index].kind = .target }
        case .prose where column.mayBeActual && isNumeric:
            let isRate = census.percents == census.figures && !column.text.isEmpty
            columns[index].kind = isRate ? .rate : .actual
            if isRate { columns[index].unit = "%" }
        case .target, .actual, .rate, .comparison, .context:
            // 年度目标 as a sentence, 进度 as words: read as prose.
            if census.figures == 0, census.words > 0 { columns[index].kind = .prose }
        case .unknown where isNumeric && index > 0:
            columns[index].kind = .context
        default: break
        }
    }

    /// Which columns name the rows and their places.
    private mutating func settleLabels(_ census: [Census]) {
        let first = figures.first ?? columns.count
        if !columns.contains(where: { $0.kind == .region }),
            let places = columns.indices.first(where: {
                columns[$0].kind == .name && $0 < first && census[$0].words > 1
                    && census[$0].places * 10 >= census[$0].words * 8
            }), !columns.indices.contains(where: { $0 != places && columns[$0].kind == .name })
        {
            // 指标 over names of places: the table was turned.
            columns[places].kind = .region
        }
        // Words under an unknown header beside the figures are names too.
        if columns.contains(where: { $0.kind == .name || $0.kind == .region }) {
            for index in columns.indices where index < first && index > 0 {
                let isText = census[index].words > census[index].figures
                if columns[index].kind == .unknown, isText { columns[index].kind = .name }
            }
        }
        let names = columns.indices.filter { columns[$0].kind == .name }
        name = names.last { $0 < first } ?? names.first
        scope = columns.firstIndex { $0.kind == .region }
        if name == nil, scope == nil {
            // An empty or unknown header over the leftmost words.
            let label = columns.indices.first {
                $0 < first && columns[$0].kind == .unknown && census[$0].words > 0
            }
            if let label {
                let isPlace = census[label].places * 2 > census[label].words
                columns[label].kind = isPlace ? .region : .name
                if isPlace { scope = label } else { name = label }
            }
        }
        number = columns.firstIndex { $0.kind == .number }
    }

    /// Decides by the headers alone, where no cell can be told from another yet.
    mutating func resolveByHeaders() {
        let first =
            columns.firstIndex {
                $0.kind == .actual || $0.kind == .rate || $0.kind == .target || $0.mayBeActual
            } ?? columns.count
        for index in columns.indices {
            let column = columns[index]
            if column.kind == .unit, index > first { columns[index].kind = .agency }
            let hasLabel = columns[..<index].contains {
                $0.kind == .name && !$0.mayBeTarget || $0.kind == .region
            }
            if column.mayBeTarget, column.kind == .name, hasLabel {
                columns[index].kind = .target
            }
            if column.mayBeActual, column.kind == .prose,
                !columns.contains(where: { $0.kind == .actual })
            {
                columns[index].kind = .actual
            }
        }
        unit = columns.firstIndex { $0.kind == .unit }
        settleLabels([Census](repeating: Census(), count: columns.count))
        assignGroups()
    }

    // MARK: Groups

    /// Numbers the groups of figures that belong together within a row.
    mutating func assignGroups() {
        if columns.contains(where: { $0.isFigure && $0.group > 0 }) {
            groups = (columns.map(\.group).max() ?? 0) + 1
            return  // given by a second header row
        }
        let keys = columns.map { column -> String in
            guard column.isFigure else { return "" }
            let start = column.nameStart(column.prefix)
            return start < column.prefix.upperBound
                ? column.text.folded(start, column.prefix.upperBound) : ""
        }
        let named = Set(keys.filter { !$0.isEmpty })
        let shared = named.contains { key in
            let kinds = columns.indices.filter { keys[$0] == key }.map { columns[$0].kind }
            return kinds.contains(.target) && kinds.contains { $0 == .actual || $0 == .rate }
        }
        if shared { groupByName(keys) } else { groupByOrder() }
    }

    /// 就业目标, 就业完成, 改造目标, 改造完成.
    private mutating func groupByName(_ keys: [String]) {
        var numbers: [String: Int] = [:]
        var last = 0
        for index in columns.indices where columns[index].isFigure {
            if !keys[index].isEmpty {
                last = numbers[keys[index]] ?? numbers.count
                numbers[keys[index]] = last
            }
            columns[index].group = last
        }
        groups = max(1, numbers.count)
    }

    /// A goal behind a result begins a group; a figure in another unit stands for itself.
    private mutating func groupByOrder() {
        var group = 0
        var seenResult = false
        var goalUnit = ""
        var next = 0
        for index in columns.indices where columns[index].isFigure {
            let column = columns[index]
            switch column.kind {
            case .target:
                if seenResult {
                    next += 1
                    group = next
                }
                seenResult = false
                goalUnit = column.unit
            case .actual:
                seenResult = true
                if !goalUnit.isEmpty, !column.unit.isEmpty, column.unit != goalUnit,
                    column.unit != "%"
                {
                    next += 1
                    columns[index].group = next
                    continue
                }
            case .rate: seenResult = true
            default:
                next += 1
                columns[index].group = next
                continue
            }
            columns[index].group = group
        }
        groups = next + 1
    }

    /// Names figures that the row does not: 完成投资（万元） in a table of places.
    mutating func nameFigures(_ source: SourceText) {
        var seen: [Int: Bool] = [:]
        for column in columns where column.isFigure {
            if column.kind == .target { seen[column.group] = true }
        }
        for index in columns.indices where columns[index].isFigure {
            let column = columns[index]
            guard column.indicator == nil else { continue }
            let start = column.nameStart(column.prefix)
            if start < column.prefix.upperBound {
                columns[index].indicator = column.text.sourced(
                    start, column.prefix.upperBound, of: source)
            } else if seen[column.group] == nil, !column.core.isEmpty {
                columns[index].indicator = column.text.sourced(
                    column.core.lowerBound, column.core.upperBound, of: source)
            }
        }
    }
}

/// Names of places as tables have them.
enum Place {
    private static let wholes: [StaticWord] = [
        "全市", "全县", "全区", "全省", "全州", "全旗", "合计", "总计", "小计", "市本级", "县本级", "区本级", "市直",
        "本级", "总体", "平均",
    ]
    private static let endings = Character16.Set("市县区镇乡旗州盟")
    private static let no: [StaticWord] = ["小区", "社区", "园区", "片区", "城区"]

    static func isName(_ cell: CellText) -> Bool {
        guard let last = cell.code.last, cell.count <= 12 else { return false }
        if wholes.contains(where: { $0.count == cell.count && cell.matches($0, at: 0) }) {
            return true
        }
        guard cell.count >= 2, !cell.hasDigit else { return false }
        if cell.ends("街道") || cell.ends("开发区") || cell.ends("办事处") { return true }
        return endings.contains(last) && !no.contains { cell.ends($0) }
    }
}
