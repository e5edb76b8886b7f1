extension Converter {
    /// Converts one document.
    ///
    /// - Parameters:
    ///   - bytes: The whole document.
    ///   - origin: Where they came from.
    /// - Returns: The record; nil only when `options.encoding` is unknown to ICU.
    public func convert(_ bytes: [UInt8], origin: Origin) -> DocumentRecord? {
        guard let source = TextDecoder.decode(bytes, encoding: options.encoding) else { return nil }
        return convert(source, origin: origin)
    }

    func convert(_ source: SourceText, origin: Origin) -> DocumentRecord {
        DocumentAssembly(converter: self, source: source).record(origin: origin)
    }
}

extension Converter {
    /// Explains how each numeral of a document was read.
    ///
    /// - Returns: All numerals in the order of the source; nil only when `options.encoding` is
    ///   unknown to ICU.
    public func explain(_ bytes: [UInt8], origin: Origin) -> ExplanationRecord? {
        guard let source = TextDecoder.decode(bytes, encoding: options.encoding) else { return nil }
        let assembly = DocumentAssembly(converter: self, source: source)
        return ExplanationRecord(path: origin.path, numerals: assembly.numerals())
    }
}

/// The stages in order, for one document.
struct DocumentAssembly {
    let converter: Converter
    let source: SourceText
    private var lexicon: Lexicon { converter.lexicon }

    /// All numerals, whatever part of the document they stand in.
    func numerals() -> [NumeralRecord] {
        let lines = LineReader.lines(of: source)
        var metadata = MetadataReader(source: source, lines: lines).read()
        if let year = converter.options.year { metadata.year = year }
        let table = readTaskTable(lines, metadata)
        let results = table == nil ? readResultsTable(lines) : nil
        let consumed = (table?.consumed ?? results?.consumed ?? []).sorted()
        let reflow = Reflow.read(source, lines, excluding: consumed)
        let maker = ExplanationMaker(source: source, lexicon: lexicon)
        var records = maker.records(reflow.flow, Scanner.read(reflow.flow, lexicon))
        let (_, flow, mentions) = TaskMaker(
            source: source, lexicon: lexicon, year: metadata.year
        ).records(table)
        records += maker.records(flow, mentions)
        if let results {
            let (flow, mentions) = ResultsMaker(source: source, lexicon: lexicon).read(results)
            records += maker.records(flow, mentions)
        }
        return records.sorted { $0.range < $1.range }
    }

    func record(origin: Converter.Origin) -> DocumentRecord {
        let lines = LineReader.lines(of: source)
        var metadata = MetadataReader(source: source, lines: lines).read()
        if let year = converter.options.year { metadata.year = year }
        let table = readTaskTable(lines, metadata)
        let results = table == nil ? readResultsTable(lines) : nil
        let consumed = (table?.consumed ?? results?.consumed ?? []).sorted()
        let reflow = Reflow.read(source, lines, excluding: consumed)
        let mentions = Scanner.read(reflow.flow, lexicon)
        let (kind, reasons) = kind(metadata, reflow.flow, table, results)
        let articles = articles(reflow, kind, metadata)
        let stance = SectionStance(
            isWorkReport: kind == .workReport, isPlan: kind == .taskTable, blocks: reflow.blocks,
            news: articles.filter { $0.kind == .news }.map(\.article.blocks), flow: reflow.flow,
            lexicon: lexicon)
        let facts = FactReader(lexicon: lexicon).read(
            reflow.flow, mentions, blocks: reflow.blocks, stance: stance.of)
        let maker = StatementMaker(
            source: source, flow: reflow.flow, mentions: mentions, blocks: reflow.blocks,
            lexicon: lexicon)
        var coverage = CoverageRecord()
        for mention in mentions { coverage.count(mention.kind) }
        var statements: [StatementRecord] = []
        statements.reserveCapacity(facts.count)
        var article = 0
        for (index, fact) in facts.enumerated() {
            var record = maker.record(fact, id: "s\(index + 1)")
            while article + 1 < articles.count,
                fact.block >= articles[article].article.blocks.upperBound
            {
                article += 1
            }
            record.article = articles.isEmpty ? nil : "a\(article + 1)"
            statements.append(record)
        }
        let items = TaskMaker(source: source, lexicon: lexicon, year: metadata.year)
        let (tasks, _, taskMentions) = items.records(table)
        for mention in taskMentions { coverage.count(mention.kind) }
        var findings = source.findings + (table?.findings ?? []) + (results?.findings ?? [])
        if let results {
            let maker = ResultsMaker(source: source, lexicon: lexicon)
            let (cells, problems, read) = maker.statements(results)
            for mention in read { coverage.count(mention.kind) }
            statements = (statements + cells).sorted { $0.quantity.range < $1.quantity.range }
            for index in statements.indices { statements[index].id = "s\(index + 1)" }
            findings += problems
        }
        let catalog = FindingCatalog(lexicon: lexicon)
        let claims =
            kind == .taskTable ? [] : claims(reflow, mentions, articles: articles)
        var record = DocumentRecord(
            schemaVersion: DocumentRecord.currentSchemaVersion,
            generator: GeneratorRecord(
                name: "gongbao", version: Converter.version, icu: UnicodeLibrary.version),
            document: DocumentInfo(
                id: "sha256:" + origin.sha256, kind: kind, kindReasons: reasons,
                title: metadata.title, year: metadata.year, declared: declared(table),
                asOf: asOf(reflow.flow, mentions, kind, metadata.year), issuer: metadata.issuer,
                documentNumber: metadata.documentNumber, publishedDate: metadata.publishedDate,
                source: SourceRecord(
                    path: origin.path, mediaType: origin.mediaType, encoding: source.encoding,
                    sha256: origin.sha256, bytes: source.byteCount,
                    characters: source.scalars.count),
                articles: articleRecords(articles, reflow)),
            tasks: tasks, statements: statements, coverage: coverage, claims: claims,
            findings: findings.map(catalog.record))
        let checker = RateChecker(agreement: UnitAgreement(lexicon: lexicon))
        record.findings += checker.findings(in: record).map(catalog.record)
        return record
    }

    private func readTaskTable(_ lines: [Line], _ metadata: Metadata) -> TaskTable? {
        if let kind = converter.options.kind, kind != .taskTable { return nil }
        return TaskTableReader.read(source, lines: lines, lexicon: lexicon, year: metadata.year)
    }

    /// The stories of the page and what each of them is.
    private func articles(
        _ reflow: Reflow, _ kind: DocumentKind, _ metadata: Metadata
    ) -> [(article: Article, kind: DocumentKind)] {
        let flow = reflow.flow
        let articles = ArticleReader(flow: flow, source: source, blocks: reflow.blocks).read()
        guard articles.count > 1, kind == .progressReport || kind == .news else {
            return articles.map { ($0, kind) }
        }
        return articles.map { article in
            let start = reflow.blocks[article.blocks.lowerBound].start
            let end = reflow.blocks[article.blocks.upperBound - 1].end
            let (name, _) = KindReader.read(
                title: nil, text: flow.string(start, min(end, start + 20_000)))
            let own = DocumentKind(rawValue: name) ?? .unknown
            return (article, own == .progressReport ? own : .news)
        }
    }

    private func articleRecords(
        _ articles: [(article: Article, kind: DocumentKind)], _ reflow: Reflow
    ) -> [ArticleRecord] {
        articles.enumerated().map { index, entry in
            let blocks = reflow.blocks
            let start = blocks[entry.article.blocks.lowerBound].start
            let end = blocks[entry.article.blocks.upperBound - 1].end
            let title = entry.article.titleBlock
            return ArticleRecord(
                id: "a\(index + 1)",
                title: title < 0
                    ? nil : reflow.flow.rawString(blocks[title].start, blocks[title].end, of: source),
                kind: entry.kind, byline: entry.article.byline,
                ranges: start < end ? [reflow.flow.range(start, end)] : [])
        }
    }

    private func readResultsTable(_ lines: [Line]) -> ResultsTable? {
        if let kind = converter.options.kind, kind != .resultsTable { return nil }
        return ResultsTableReader.read(source, lines: lines, lexicon: lexicon)
    }

    private func kind(
        _ metadata: Metadata, _ flow: Flow, _ table: TaskTable?, _ results: ResultsTable?
    ) -> (DocumentKind, [String]) {
        if let kind = converter.options.kind { return (kind, ["given by the user"]) }
        if let table { return (.taskTable, [table.reason]) }
        if let results { return (.resultsTable, [results.reason]) }
        let (kind, reasons) = KindReader.read(
            title: metadata.title, text: flow.string(0, min(flow.count, 20_000)))
        return (DocumentKind(rawValue: kind) ?? .unknown, reasons)
    }

    private func declared(_ table: TaskTable?) -> DeclaredRecord? {
        guard let table, table.declaredCategories != nil || table.declaredTasks != nil else {
            return nil
        }
        return DeclaredRecord(categories: table.declaredCategories, tasks: table.declaredTasks)
    }

    private func claims(
        _ reflow: Reflow, _ mentions: [Mention], articles: [(article: Article, kind: DocumentKind)]
    ) -> [ClaimRecord] {
        let flow = reflow.flow
        return withContext(flow) { context in
            ClaimFinder(context: context, mentions: mentions).claims(in: reflow.blocks)
        }.compactMap { claim in
            guard let status = ClaimRecord.Status(rawValue: claim.status) else { return nil }
            return ClaimRecord(
                text: flow.rawString(claim.start, claim.end, of: source), tasks: [], status: status,
                ranges: [flow.range(claim.start, claim.end)],
                paragraph: flow.range(claim.paragraph.lowerBound, claim.paragraph.upperBound),
                count: claim.count)
        }
    }

    private func withContext<Result>(
        _ flow: Flow, _ body: (ReadingContext) -> Result
    ) -> Result {
        flow.code.withUnsafeBufferPointer { code in
            flow.gap.withUnsafeBufferPointer { gap in
                lexicon.scanTable.withUnsafeBufferPointer { classes in
                    body(
                        ReadingContext(code: code, gap: gap, classes: classes, lexicon: lexicon))
                }
            }
        }
    }

    private func asOf(        _ flow: Flow, _ mentions: [Mention], _ kind: DocumentKind, _ year: Int?
    ) -> AsOfRecord? {
        guard kind != .taskTable, kind != .workReport else { return nil }
        return withContext(flow) { context in
            AsOfReader(context: context, mentions: mentions, year: year).read().map { reading in
                let range = flow.range(reading.start, reading.end)
                return AsOfRecord(
                    date: reading.date, text: source.string(range), start: range.start,
                    end: range.end)
            }
        }
    }
}
