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

/// The stages in order, for one document.
struct DocumentAssembly {
    let converter: Converter
    let source: SourceText
    private var lexicon: Lexicon { converter.lexicon }

    func record(origin: Converter.Origin) -> DocumentRecord {
        let lines = LineReader.lines(of: source)
        var metadata = MetadataReader(source: source, lines: lines).read()
        if let year = converter.options.year { metadata.year = year }
        let table = readTaskTable(lines, metadata)
        let reflow = Reflow.read(source, lines, excluding: table?.consumed ?? [])
        let mentions = Scanner.read(reflow.flow, lexicon)
        let (kind, reasons) = kind(metadata, reflow.flow, table)
        let stance = SectionStance(
            kind: kind, blocks: reflow.blocks, flow: reflow.flow, lexicon: lexicon)
        let facts = FactReader(lexicon: lexicon).read(
            reflow.flow, mentions, blocks: reflow.blocks, stance: stance.of)
        let maker = StatementMaker(
            source: source, flow: reflow.flow, mentions: mentions, blocks: reflow.blocks,
            lexicon: lexicon)
        var coverage = CoverageRecord()
        for mention in mentions { coverage.count(mention.kind) }
        var statements: [StatementRecord] = []
        statements.reserveCapacity(facts.count)
        for (index, fact) in facts.enumerated() {
            statements.append(maker.record(fact, id: "s\(index + 1)"))
        }
        let tasks = TaskMaker(source: source, lexicon: lexicon, year: metadata.year)
            .records(table, &coverage)
        let catalog = FindingCatalog(lexicon: lexicon)
        let findings = source.findings + (table?.findings ?? [])
        return DocumentRecord(
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
                articles: [
                    ArticleRecord(
                        id: "a1", title: metadata.title, kind: kind, byline: nil,
                        ranges: [TextRange(0, source.scalars.count)])
                ]),
            tasks: tasks, statements: statements, coverage: coverage, claims: [],
            findings: findings.map(catalog.record))
    }

    private func readTaskTable(_ lines: [Line], _ metadata: Metadata) -> TaskTable? {
        if let kind = converter.options.kind, kind != .taskTable { return nil }
        return nil
    }

    private func kind(
        _ metadata: Metadata, _ flow: Flow, _ table: TaskTable?
    ) -> (DocumentKind, [String]) {
        if let kind = converter.options.kind { return (kind, ["given by the user"]) }
        if let table { return (.taskTable, [table.reason]) }
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

    private func asOf(
        _ flow: Flow, _ mentions: [Mention], _ kind: DocumentKind, _ year: Int?
    ) -> AsOfRecord? {
        guard kind != .taskTable, kind != .workReport else { return nil }
        return flow.code.withUnsafeBufferPointer { code in
            flow.gap.withUnsafeBufferPointer { gap in
                lexicon.scanTable.withUnsafeBufferPointer { classes in
                    let context = ReadingContext(
                        code: code, gap: gap, classes: classes, lexicon: lexicon)
                    let reader = AsOfReader(context: context, mentions: mentions, year: year)
                    return reader.read().map { reading in
                        let range = flow.range(reading.start, reading.end)
                        return AsOfRecord(
                            date: reading.date, text: source.string(range), start: range.start,
                            end: range.end)
                    }
                }
            }
        }
    }
}
