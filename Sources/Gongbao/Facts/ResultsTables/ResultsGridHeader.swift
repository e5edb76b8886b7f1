/// The header of a results table in a grid: one row, or groups over their columns.
enum ResultsGridHeader {
    struct Found {
        var columns: ResultsColumns
        /// The first header row and the first data row.
        var first: Int
        var data: Int
    }

    /// How far below the grid's top a header may begin: behind a title and notes.
    private static let depth = 6
    /// Wider rows are no tables for people.
    private static let widest = 128
    /// How many rows are looked at to tell what a column holds.
    private static let sample = 60

    static func find(
        in grid: CellGrid, from start: Int, _ builder: ResultsBuilder
    ) -> Found? {
        let lexicon = builder.lexicon
        for index in start..<min(start + depth, grid.rows.count) {
            let texts = builder.texts(grid.rows[index])
            guard texts.count <= widest, texts.filter({ !$0.isEmpty }).count >= 2,
                !hasFigures(texts, lexicon)
            else {
                continue
            }
            if index + 1 < grid.rows.count {
                let sub = Array(builder.texts(grid.rows[index + 1]).prefix(widest))
                let width = index + 2 < grid.rows.count ? grid.rows[index + 2].cells.count : 0
                if let columns = twoRows(texts, sub, width, builder),
                    let found = check(columns, grid, index, index + 2, builder)
                {
                    return found
                }
            }
            let columns = texts.map { HeaderColumn($0, lexicon) }
            if ResultsColumns.mayBeResults(columns),
                let found = check(columns, grid, index, index + 1, builder)
            {
                return found
            }
        }
        return nil
    }

    static func hasFigures(_ texts: [CellText], _ lexicon: Lexicon) -> Bool {
        texts.contains { CellValue($0, lexicon).form == .figures }
    }

    /// The columns, if the cells below agree with the headers.
    private static func check(
        _ columns: [HeaderColumn], _ grid: CellGrid, _ first: Int, _ data: Int,
        _ builder: ResultsBuilder
    ) -> Found? {
        var columns = ResultsColumns(columns)
        let rows = grid.rows[data...].prefix(sample).map(builder.texts)
        columns.resolve(Array(rows), builder.lexicon)
        guard columns.isResults, columns.name != nil || columns.scope != nil else { return nil }
        if columns.name == nil { columns.nameFigures(builder.source) }
        return Found(columns: columns, first: first, data: data)
    }

    // MARK: Two rows

    /// Groups over their columns, nil where the second row is no header.
    private static func twoRows(
        _ top: [CellText], _ sub: [CellText], _ width: Int, _ builder: ResultsBuilder
    ) -> [HeaderColumn]? {
        let lexicon = builder.lexicon
        guard !hasFigures(sub, lexicon) else { return nil }
        let heads = sub.map { HeaderColumn($0, lexicon) }
        guard heads.filter(\.isFigure).count + heads.filter(\.mayBeTarget).count >= 2 else {
            return nil
        }
        if top.count < width, let spread = spread(top, heads, width, builder) { return spread }
        var columns: [HeaderColumn] = []
        var group = -1
        var head: HeaderColumn?
        for index in 0..<max(top.count, sub.count) {
            let upper = index < top.count ? top[index] : nil
            let lower = index < sub.count ? heads[index] : nil
            if let upper, !upper.isEmpty, head.map({ $0.text.code != upper.code }) ?? true {
                head = HeaderColumn(upper, lexicon)
                if let lower, !lower.text.isEmpty { group += 1 }
            }
            guard let lower, !lower.text.isEmpty else {  // one header over both rows
                columns.append(
                    upper.map { HeaderColumn($0, lexicon) } ?? HeaderColumn(sub[index], lexicon))
                head = nil
                continue
            }
            columns.append(join(head, lower, max(0, group), builder))
        }
        regroup(&columns, builder)
        return columns
    }

    /// Rows from pages that lost the spans: 地区 | 就业 | 改造 over 目标 | 完成 | 目标 | 完成.
    static func spread(
        _ top: [CellText], _ heads: [HeaderColumn], _ width: Int, _ builder: ResultsBuilder
    ) -> [HeaderColumn]? {
        let tops = top.map { HeaderColumn($0, builder.lexicon) }
        let labels = tops.prefix {
            $0.kind == .number || $0.kind == .region || $0.kind == .unit || $0.kind == .name
        }.count
        let groups = tops.count - labels
        guard labels > 0, groups > 0, heads.count % groups == 0, labels + heads.count == width,
            !heads.contains(where: { $0.text.isEmpty })
        else { return nil }
        let size = heads.count / groups
        // Only a pattern that repeats shows which heads stand under which group.
        for index in size..<max(size, heads.count)
        where heads[index].text.code != heads[index - size].text.code {
            return nil
        }
        var columns = Array(tops.prefix(labels))
        for (index, head) in heads.enumerated() {
            columns.append(join(tops[labels + index / size], head, index / size, builder))
        }
        return columns
    }

    /// One column under its group.
    private static func join(
        _ top: HeaderColumn?, _ sub: HeaderColumn, _ group: Int, _ builder: ResultsBuilder
    ) -> HeaderColumn {
        guard let top else { return sub }
        var column = sub
        column.group = group
        column.groupUnit = top.unit
        if top.isFigure, top.isListed || top.isPeriod(top.prefix), top.stage == nil,
            sub.kind == .unknown || sub.kind == .actual && sub.stage != nil || sub.kind == .name
        {
            // 年度任务 over 开工 and 建成: the group gives the role, the column the stage.
            column.kind = top.kind
            column.mayBeTarget = false
            column.group = -1
            return column
        }
        if top.kind == .name, top.mayBeTarget, sub.stage != nil || sub.kind == .unknown {
            column.kind = .target
            column.group = -1
            return column
        }
        // 1—6月完成情况 names no indicator; 城镇新增就业 does, and 老旧小区改造完工 with its stage.
        if top.isListed && !top.mayBeTarget { return column }
        var end = top.text.count
        var start = 0
        if top.kind != .unknown, top.stage == nil, !top.prefix.isEmpty {
            (start, end) = (top.nameStart(top.prefix), top.prefix.upperBound)
            guard start < end else { return column }
            column.indicator = top.text.sourced(start, end, of: builder.source)
            return column
        }
        let name = CellName(top.text, source: builder.source, lexicon: builder.lexicon)
        if !name.indicator.text.isEmpty { column.indicator = name.indicator }
        column.groupStage = name.stage
        if column.groupUnit.isEmpty { column.groupUnit = name.unit }
        return column
    }

    /// Under 年度任务 and 实际完成, columns with the same head belong together.
    private static func regroup(_ columns: inout [HeaderColumn], _ builder: ResultsBuilder) {
        guard columns.contains(where: { $0.group < 0 }) else { return }
        var numbers: [[UInt16]: Int] = [:]
        for index in columns.indices {
            guard columns[index].group < 0 else {
                columns[index].group = 0
                continue
            }
            let key = Array(columns[index].text.code[columns[index].core])
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            columns[index].group = number
            let core = columns[index].core
            if !core.isEmpty {
                columns[index].indicator = columns[index].text.sourced(
                    core.lowerBound, core.upperBound, of: builder.source)
            }
        }
    }
}
