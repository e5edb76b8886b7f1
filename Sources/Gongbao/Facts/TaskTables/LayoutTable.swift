/// Reads tables whose columns stand side by side (see `LayoutPage`).
///
/// Cells of a row may be set at the top or in the middle, so lines do not tell where a row ends.
/// The bands of lines are chosen such that each holds a whole item, whole names, as many persons as
/// units, and one deadline.
struct LayoutTable {
    let context: TableContext
    let columns: [Column]
    let pages: [LayoutPage]

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        var pages = pages(context)
        guard let first = pages.first else { return nil }
        let header = TableHeader(columns: first.columns).settled()
        guard header.isTaskHeader, header.columns.contains(.number) else { return nil }
        pages = pages.filter { $0.columns == first.columns }
        let table = LayoutTable(context: context, columns: header.columns, pages: pages)
        return table.reading()
    }

    /// The pages as they stand in the metric that aligns the lines below the first header.
    private static func pages(_ context: TableContext) -> [LayoutPage] {
        let pages = pages(context, .characters)
        // Stacked names of columns stand below each other in one metric only.
        guard let first = pages.first else { return Self.pages(context, .cells) }
        let body = first.header.upperBound..<context.lines.count
        let metric = LayoutMetric.best(context, body)
        return metric == .characters ? pages : Self.pages(context, metric)
    }

    private static func pages(_ context: TableContext, _ metric: LayoutMetric) -> [LayoutPage] {
        var pages: [LayoutPage] = []
        var index = 0
        while index < context.lines.count {
            if context.lines[index].range.count <= 200,
                let page = LayoutPage.header(context, index, metric),
                page.header.lowerBound >= pages.last?.header.upperBound ?? 0
            {
                if !pages.isEmpty {
                    pages[pages.count - 1].body =
                        pages[pages.count - 1].header.upperBound..<page.header.lowerBound
                }
                pages.append(page)
                index = page.header.upperBound
            } else {
                index += 1
            }
        }
        if let first = pages.first {
            let heads = PageFurniture.heads(
                context.source, context.lines[..<first.header.lowerBound])
            for index in pages.indices.dropLast() {
                let body = pages[index].body
                let tail = PageFurniture.tail(context.source, context.lines[body], heads: heads)
                pages[index].body = body.lowerBound..<body.upperBound - tail
            }
        }
        if let last = pages.last {
            pages[pages.count - 1].body = last.header.upperBound..<context.lines.count
        }
        return pages
    }

    /// The cells of all pages.
    private func grid() -> (grid: LayoutGrid, bands: [LayoutGrid.Band]) {
        let headings = LayoutHeadings(
            context, pages.flatMap { $0.body }, hasCategories: columns.contains(.category))
        var cells = pages.flatMap { page in
            page.cells(context).filter {
                !headings.holds($0.line)
                    && !PageFurniture.isMarkedPageNumber(
                        context.source, context.lines[$0.line].range)
            }
        }
        // By column, so that what wraps within a column is one stretch of the flow.
        cells.sort { ($0.column, $0.line, $0.range.start) < ($1.column, $1.line, $1.range.start) }
        let text = TableText(
            context.source, cells.map(\.range) + headings.categories.map(\.range),
            lexicon: context.lexicon)
        var grid = LayoutGrid(
            text: text, columns: columns, year: context.year,
            cells: zip(cells, text.pieces).map {
                LayoutGrid.Cell(column: $0.column, line: $0.line, piece: $1)
            })
        grid.pageStarts = pages.map(\.header.lowerBound)
        grid.headings = zip(headings.categories, text.pieces.dropFirst(cells.count)).map {
            ($0.line, $1)
        }
        let bands = LayoutBands(grid: grid).run()
        grid.tellNames(bands)
        return (grid, bands)
    }

    private func reading() -> TableReading? {
        let (grid, bands) = self.grid()
        let text = grid.text
        guard bands.count >= 1 else { return nil }
        var findings: [Finding] = []
        var drafts = bands.map { grid.draft($0) }
        let unsure =
            grid.names == nil ? LayoutCategories(grid: grid).assign(bands, &drafts) : []
        for (index, band) in bands.enumerated() where !grid.headings.isEmpty {
            drafts[index].category = grid.heading(of: band)
        }
        let checks = DraftChecks(text: text, columns: columns, year: context.year, drafts: drafts)
        let doubtful = checks.doubtful(drafts).union(unsure)
        for (index, (band, draft)) in zip(bands, drafts).enumerated()
        where band.doubt > LayoutBands.doubtful || doubtful.contains(index) {
            findings.append(
                Finding(
                    "alignment-uncertain", ["\(band.number)"],
                    at: draft.spans.compactMap(text.range)))
        }
        let builder = RowBuilder(text: text, year: context.year)
        return TableReading(
            rows: RowNumbering.rows(drafts, builder), columns: Set(columns),
            consumed: pages.flatMap { context.lines[$0.header].map(\.range) }
                + drafts.flatMap { $0.spans.compactMap(text.range) },
            findings: findings, reason: "a header of column names, columns side by side")
    }
}

extension LayoutTable {
    /// The table as a grid: its header once, then a row for each task.
    static func sourceTable(_ context: TableContext) -> SourceTable? {
        let pages = pages(context)
        guard let first = pages.first else { return nil }
        let header = TableHeader(columns: first.columns).settled()
        guard header.columns.contains(.number) else { return nil }
        let table = LayoutTable(
            context: context, columns: header.columns,
            pages: pages.filter { $0.columns == first.columns })
        let (grid, bands) = table.grid()
        guard !bands.isEmpty else { return nil }
        var cells = first.nameParts.enumerated().map { column, parts in
            SourceTable.Cell(row: 0, column: column, fragments: parts)
        }
        for (row, band) in bands.enumerated() {
            for column in header.columns.indices {
                let pieces = grid.pieces(column, band.lines).compactMap {
                    grid.text.range($0.piece)
                }
                cells.append(
                    SourceTable.Cell(row: row + 1, column: column, fragments: pieces))
            }
        }
        return SourceTable(
            rows: bands.count + 1, columns: header.columns.count, headerRows: 1, cells: cells)
    }
}

/// The cells of all pages by column and line.
struct LayoutGrid {
    struct Cell {
        var column: Int
        var line: Int
        var piece: TableText.Piece
    }

    /// Lines that one row takes.
    struct Band {
        var number: Int
        var lines: Range<Int>
        var doubt: Float
    }

    let text: TableText
    private(set) var columns: [Column]
    /// The column that gives each row a name beside its content.
    private(set) var names: Int?
    let lists: NameLists
    let deadlines: TableDeadline
    /// For each column its cells in order.
    let byColumn: [[Cell]]
    /// The first line of each page.
    var pageStarts: [Int] = []
    /// Categories that stand in a row of their own, in order.
    var headings: [(line: Int, title: TableText.Piece)] = []

    /// The heading under which a row stands.
    func heading(of band: Band) -> TableText.Piece? {
        let index = headings.partitioningIndex { $0.line >= band.lines.upperBound - 1 }
        return index > 0 ? headings[index - 1].title : nil
    }

    func pageOfLine(_ line: Int) -> Int {
        var low = 0
        var high = pageStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pageStarts[middle] <= line { low = middle } else { high = middle }
        }
        return low
    }

    init(text: TableText, columns: [Column], year: Int?, cells: [Cell]) {
        self.text = text
        self.columns = columns
        lists = NameLists(text: text)
        deadlines = TableDeadline(text: text, year: year)
        var byColumn = [[Cell]](repeating: [], count: columns.count)
        for cell in cells where cell.column < columns.count { byColumn[cell.column].append(cell) }
        self.byColumn = byColumn
    }

    /// The pieces of a column within lines.
    func pieces(_ column: Int, _ lines: Range<Int>) -> ArraySlice<Cell> {
        let cells = byColumn[column]
        return cells[index(cells, lines.lowerBound)..<index(cells, lines.upperBound)]
    }

    private func index(_ cells: [Cell], _ line: Int) -> Int {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Finds the column of names by the cells of the rows.
    mutating func tellNames(_ bands: [Band]) {
        let rows = bands.map { band in
            columns.indices.map { pieces($0, band.lines).map(\.piece) }
        }
        let settled = NameColumn.settled(columns.map { $0 }, rows, text)
        guard let index = columns.indices.first(where: { settled[$0] != columns[$0] }) else {
            return
        }
        names = index
        columns[index] = .category
    }

    func draft(_ band: Band) -> RowDraft {
        var draft = RowDraft()
        if let names, let first = pieces(names, band.lines).first?.piece,
            let last = pieces(names, band.lines).last?.piece
        {
            draft.add(TableText.Piece(start: first.start, end: last.end), to: .category)
        }
        draft.number = band.number
        draft.doubt = band.doubt
        for (index, column) in columns.enumerated() where column != .category {
            let pieces = pieces(index, band.lines).map(\.piece)
            guard let first = pieces.first, let last = pieces.last else { continue }
            switch column {
            case .lead, .cooperating, .responsible, .owner, .person, .leader:
                let isUnit = column != .person && column != .leader
                for span in lists.entries(pieces, isUnit: isUnit).spans {
                    draft.add(span, to: column)
                }
            default:
                draft.add(TableText.Piece(start: first.start, end: last.end), to: column)
            }
        }
        if let units = index(of: .responsible), let persons = index(of: .person),
            draft.cells[.responsible]?.count != draft.cells[.person]?.count,
            let (first, second) = lists.paired(
                pieces(units, band.lines).map(\.piece), pieces(persons, band.lines).map(\.piece))
        {
            draft.cells[.responsible] = first
            draft.cells[.person] = second
        }
        return draft
    }

    private func index(of column: Column) -> Int? { columns.firstIndex(of: column) }
}
