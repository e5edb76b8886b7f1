/// The stages in order, for one document: what they found, ready to be made a record of or to be
/// written piece by piece.
struct DocumentAssembly {
    let lexicon: Lexicon
    let source: SourceText
    private let options: Converter.Options
    private let reflow: Reflow
    private let mentions: [Mention]
    private let facts: [Fact]
    private let articles: [(article: Article, kind: DocumentKind)]
    private let metadata: Metadata
    private let kind: DocumentKind
    private let reasons: [String]
    private let table: TaskTable?
    private let results: ResultsTable?
    /// The cells of `results` and of tables of other figures.
    private let figures: ResultsTable?
    private let document: SourceDocument
    private let doubts: Doubts

    init(converter: Converter, source: SourceText) {
        self.init(converter: converter, document: SourceDocument(text: source, lines: .wrapped))
    }

    init(converter: Converter, document: SourceDocument) {
        lexicon = converter.lexicon
        options = converter.options
        self.document = document
        doubts = Doubts(document.layout)
        let source = document.text
        self.source = source
        let furniture = document.furniture
        let tables = document.tables
        let lexicon = lexicon
        let options = options
        let lines = Line.outside(furniture, LineReader.lines(of: source))
        let reader = MetadataReader(
            source: source, lines: lines, tables: tables, words: lexicon.documentWords)
        var metadata = reader.read(document.declared)
        if let year = options.year { metadata.year = year }
        let wanted = options.kind
        table =
            wanted == nil || wanted == .taskTable
            ? TaskTableReader.read(
                source, lines: lines, tables: tables, lexicon: lexicon, year: metadata.year)
            : nil
        results =
            table == nil && (wanted == nil || wanted == .resultsTable)
            ? ResultsTableReader.read(source, lines: lines, tables: tables, lexicon: lexicon) : nil
        var consumed = (table?.consumed ?? results?.consumed ?? []).sorted()
        let data =
            tables.isEmpty
            ? nil
            : DataTableReader.read(
                source, lines: lines, tables: tables, excluding: consumed,
                isPlan: table != nil || wanted == .taskTable, lexicon: lexicon)
        figures = ResultsTable.joined(results, data)
        if let data { consumed = (consumed + data.consumed).sorted() }
        if !furniture.isEmpty { consumed = TableChecks.merged(consumed + furniture) }
        reflow = Reflow.read(source, lines, excluding: consumed, meaning: document.lines)
        mentions = Scanner.read(reflow.flow, of: source, lexicon)
        let stories = ArticleReader(
            flow: reflow.flow, source: source, blocks: reflow.blocks, words: lexicon.documentWords
        ).read()
        if metadata.title == nil, table == nil {
            metadata.title = Self.headline(stories, reflow, source)
        }
        self.metadata = metadata
        (kind, reasons) = Self.kind(
            wanted, metadata, reflow.flow, table: table, results: results,
            words: lexicon.documentWords)
        articles = Self.kinds(of: stories, reflow, source, kind, lexicon.documentWords)
        let stance = SectionStance(
            isWorkReport: kind == .workReport, isPlan: kind == .taskTable, blocks: reflow.blocks,
            news: Self.sideStories(articles), year: metadata.year, flow: reflow.flow,
            lexicon: lexicon)
        facts = FactReader(lexicon: lexicon).read(
            reflow.flow, mentions, blocks: reflow.blocks, stance: stance.of)
    }

    private var maker: StatementMaker {
        StatementMaker(
            source: source, flow: reflow.flow, mentions: mentions, blocks: reflow.blocks,
            lexicon: lexicon)
    }

    // MARK: Out

    /// All numerals, whatever part of the document they stand in.
    func numerals() -> [NumeralRecord] {
        let maker = ExplanationMaker(source: source, lexicon: lexicon)
        var records = maker.records(reflow.flow, mentions)
        let (_, flow, read) = TaskMaker(
            source: source, lexicon: lexicon, year: metadata.year
        ).records(table)
        records += maker.records(flow, read)
        if let figures {
            let (flow, read) = ResultsMaker(source: source, lexicon: lexicon).read(figures)
            records += maker.records(flow, read)
        }
        for index in records.indices where doubts.touch(records[index].range) {
            records[index].isDoubtful = true
        }
        return records.sorted { $0.range < $1.range }
    }

    /// The document's record.
    func record(origin: Converter.Origin) -> DocumentRecord {
        var (record, cells) = frame(origin)
        record.statements.reserveCapacity(facts.count)
        eachFact { index, fact, article in
            var statement = maker.record(fact, id: Self.id(index))
            statement.article = article.map { "a\($0)" }
            record.statements.append(statement)
        }
        if !cells.isEmpty {
            record.statements = (record.statements + cells).sorted {
                $0.quantity.range < $1.quantity.range
            }
            for index in record.statements.indices { record.statements[index].id = Self.id(index) }
            cells = []
        }
        if !doubts.isEmpty {
            doubts.mark(&record.statements)
            for index in record.tasks.indices { doubts.mark(&record.tasks[index].statements) }
        }
        return record
    }

    /// Writes what `record(origin:).write(to:)` would, without holding all statements at once.
    func write(origin: Converter.Origin, to writer: inout JSONWriter) {
        // Doubts are marked on statements that are all there.
        guard figures == nil, doubts.isEmpty else {
            record(origin: origin).write(to: &writer)
            return
        }
        let (record, _) = frame(origin)
        StatementWriter.with(maker) { statements in
            record.write(to: &writer) { json in
                json.array(Articles(assembly: self)) { json, entry in
                    statements.write(
                        facts[entry.index], number: entry.index + 1, article: entry.article,
                        to: &json)
                }
            }
        }
    }

    private static func id(_ index: Int) -> String { "s\(index + 1)" }

    /// Everything of the record but its statements; those of table cells apart.
    private func frame(_ origin: Converter.Origin) -> (DocumentRecord, [StatementRecord]) {
        var coverage = CoverageRecord()
        for mention in mentions { coverage.count(mention.kind) }
        let (tasks, _, taskMentions) = TaskMaker(
            source: source, lexicon: lexicon, year: metadata.year
        ).records(table)
        for mention in taskMentions { coverage.count(mention.kind) }
        var findings =
            source.findings + document.findings + doubts.findings + (table?.findings ?? [])
            + (results?.findings ?? [])
        var cells: [StatementRecord] = []
        if let figures {
            let read = ResultsMaker(source: source, lexicon: lexicon).statements(figures)
            for mention in read.mentions { coverage.count(mention.kind) }
            cells = read.statements
            findings += read.findings
        }
        findings += rateFindings()
        for mention in mentions where mention.rule == .damaged {
            let range = reflow.flow.range(Int(mention.start), Int(mention.end))
            findings.append(Finding("numeral-damaged", [source.string(range)], at: [range]))
        }
        let catalog = FindingCatalog(lexicon: lexicon)
        let record = DocumentRecord(
            schemaVersion: DocumentRecord.currentSchemaVersion,
            generator: GeneratorRecord(
                name: "gongbao", version: Converter.version, icu: UnicodeLibrary.version),
            document: info(origin), tables: options.tables ? tableRecords() : nil, tasks: tasks,
            statements: [], coverage: coverage,
            claims: kind == .taskTable ? [] : claims(cells), findings: findings.map(catalog.record),
            places: Places(document))
        return (record, cells)
    }

    private func info(_ origin: Converter.Origin) -> DocumentInfo {
        var declared: DeclaredRecord?
        if let table, table.declaredCategories != nil || table.declaredTasks != nil {
            declared = DeclaredRecord(
                categories: table.declaredCategories, tasks: table.declaredTasks)
        }
        return DocumentInfo(
            id: "sha256:" + origin.sha256, kind: kind, kindReasons: reasons,
            title: metadata.title, year: metadata.year, declared: declared, asOf: asOf(),
            issuer: metadata.issuer, documentNumber: metadata.documentNumber,
            indexNumber: metadata.indexNumber, writtenDate: metadata.writtenDate,
            publishedDate: metadata.publishedDate,
            source: SourceRecord(
                path: origin.path, mediaType: origin.mediaType, encoding: source.encoding,
                sha256: origin.sha256, bytes: source.byteCount, characters: source.scalars.count),
            articles: articleRecords())
    }

    // MARK: Parts

    /// Calls `body` with each fact, its index and the number of its article.
    private func eachFact(_ body: (Int, Fact, Int?) -> Void) {
        for entry in Articles(assembly: self) {
            body(entry.index, facts[entry.index], entry.article)
        }
    }

    /// The indices of the facts with the numbers of their articles, nil where there is none.
    private struct Articles: Sequence, IteratorProtocol {
        let assembly: DocumentAssembly
        private var index = -1
        private var article = 0

        init(assembly: DocumentAssembly) { self.assembly = assembly }

        mutating func next() -> (index: Int, article: Int?)? {
            index += 1
            guard index < assembly.facts.count else { return nil }
            while article + 1 < assembly.articles.count,
                Int(assembly.facts[index].block)
                    >= assembly.articles[article].article.blocks.upperBound
            {
                article += 1
            }
            return (index, assembly.articles.isEmpty ? nil : article + 1)
        }
    }

    /// Printed rates that their figures contradict, within this document.
    ///
    /// Only the surroundings of rates are looked at: `RateChecker` looks back a bounded way.
    private func rateFindings() -> [Finding] {
        let checker = RateChecker(agreement: UnitAgreement(lexicon: lexicon))
        let maker = maker
        var findings: [Finding] = []
        var window: [StatementRecord] = []
        var begun = 0
        var last = -1
        func flush() {
            if !window.isEmpty { findings += checker.findings(in: window) }
            window = []
        }
        for (index, fact) in facts.enumerated()
        where fact.roleRule == .planRate || fact.roleRule == .share {
            begun = max(last + 1, index - RateChecker.window)
            if begun > last + 1 || window.isEmpty { flush() }
            for position in begun...index { window.append(maker.outline(facts[position])) }
            last = index
        }
        flush()
        return findings
    }

    /// What the document claims of its own progress, held against its own figures.
    private func claims(_ cells: [StatementRecord]) -> [ClaimRecord] {
        let flow = reflow.flow
        let found = withContext { context in
            ClaimFinder(context: context, mentions: mentions).claims(in: reflow.blocks)
        }
        var claims: [ClaimRecord] = found.compactMap { claim in
            guard let status = ClaimRecord.Status(rawValue: claim.status) else { return nil }
            return ClaimRecord(
                text: flow.rawString(claim.start, claim.end, of: source), tasks: [], status: status,
                ranges: [flow.range(claim.start, claim.end)],
                paragraph: flow.range(claim.paragraph.lowerBound, claim.paragraph.upperBound),
                count: claim.count)
        }
        let checker = DocumentClaims(agreement: UnitAgreement(lexicon: lexicon))
        let rows = ResultsClaims(statements: cells, year: metadata.year, asOf: asOf()?.date)
        let all = claims
        for index in claims.indices {
            let nearby = all[max(0, index - 200)..<min(all.count, index + 200)]
            let verdict =
                rows.verdict(on: claims[index], figures(around: claims[index]))
                ?? checker.verdict(
                    on: claims[index], figures(around: claims[index]), claims: Array(nearby))
            claims[index].supported = verdict?.support
            claims[index].reason = verdict?.reason
        }
        return claims
    }

    /// The figures of a claim's paragraph and of the next, at most some dozens.
    private func figures(around claim: ClaimRecord) -> [StatementRecord] {
        guard let paragraph = claim.paragraph, let range = claim.ranges.first else { return [] }
        func start(_ index: Int) -> Int {
            reflow.flow.range(
                Int(mentions[Int(facts[index].mention)].start),
                Int(mentions[Int(facts[index].mention)].end)
            ).start
        }
        var low = 0
        var high = facts.count
        while low < high {
            let middle = (low + high) / 2
            if start(middle) < max(paragraph.start, range.start - 400) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < facts.count else { return [] }
        let block = facts[low].block
        let maker = maker
        var records: [StatementRecord] = []
        for index in low..<min(facts.count, low + 64) {
            guard facts[index].block <= block + 1 || start(index) < paragraph.end else { break }
            records.append(maker.record(facts[index], id: Self.id(index)))
        }
        return records
    }

    private func asOf() -> AsOfRecord? {
        guard kind != .taskTable, kind != .workReport else { return nil }
        return withContext { context in
            let reader = AsOfReader(context: context, mentions: mentions, year: metadata.year)
            return (reader.read() ?? reader.yearEnd(published: metadata.publishedDate)).map {
                let range = reflow.flow.range($0.start, $0.end)
                return AsOfRecord(
                    date: $0.date, text: source.string(range), start: range.start, end: range.end)
            }
        }
    }

    private func withContext<Result>(_ body: (ReadingContext) -> Result) -> Result {
        reflow.flow.code.withUnsafeBufferPointer { code in
            reflow.flow.gap.withUnsafeBufferPointer { gap in
                lexicon.scanTable.withUnsafeBufferPointer { classes in
                    body(ReadingContext(code: code, gap: gap, classes: classes, lexicon: lexicon))
                }
            }
        }
    }

    private func articleRecords() -> [ArticleRecord] {
        articles.enumerated().map { index, entry in
            let blocks = reflow.blocks
            let start = blocks[entry.article.blocks.lowerBound].start
            let end = blocks[entry.article.blocks.upperBound - 1].end
            let title = entry.article.titleBlock
            return ArticleRecord(
                id: "a\(index + 1)",
                title: title < 0
                    ? nil
                    : reflow.flow.rawString(blocks[title].start, blocks[title].end, of: source),
                kind: entry.kind, byline: entry.article.byline,
                ranges: start < end ? [reflow.flow.range(start, end)] : [])
        }
    }

    /// Every table of the document: the format's, or those that are written with bars or tabs.
    private func tableRecords() -> [TableRecord] {
        let lines = Line.outside(document.furniture, LineReader.lines(of: source))
        let maker = TableMaker(source: source, doubts: doubts)
        let survey = TableHeads(lines: lines, source: source, lexicon: lexicon)
        let around = Line.outside(document.tables.compactMap(\.range), lines)
        var written = CellGrid.grids(in: source, lines: around).compactMap(SourceTable.init)
        if written.isEmpty, document.tables.isEmpty {
            let context = TableContext(
                source: source, lines: lines, lexicon: lexicon, year: metadata.year)
            written =
                LayoutTable.sourceTable(context).map { [$0] }
                ?? BlankGrids.grids(in: source, lines: lines).compactMap(SourceTable.init)
        }
        return (document.tables + written)
            .sorted { ($0.range?.start ?? 0) < ($1.range?.start ?? 0) }
            .map { maker.record($0, headerRows: survey.headerRows(of: $0)) }
    }
}
