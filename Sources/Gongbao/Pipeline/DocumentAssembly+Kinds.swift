/// What the document is, its headline, and the stories of its page.
extension DocumentAssembly {
    static func kind(
        _ wanted: DocumentKind?, _ metadata: Metadata, _ flow: Flow, table: TaskTable?,
        results: ResultsTable?, words: DocumentWords
    ) -> (DocumentKind, [String]) {
        if let wanted { return (wanted, ["given by the user"]) }
        if let table { return (.taskTable, [table.reason]) }
        if let results { return (.resultsTable, [results.reason]) }
        let (kind, reasons) = KindReader(words: words).read(
            title: metadata.title, text: flow.string(0, min(flow.count, 20_000)))
        return (DocumentKind(rawValue: kind) ?? .unknown, reasons)
    }

    /// The blocks of the stories that stand beside a report; a page of news alone is its own report.
    static func sideStories(
        _ articles: [(article: Article, kind: DocumentKind)]
    ) -> [Range<Int>] {
        guard articles.contains(where: { $0.kind == .progressReport }) else { return [] }
        return articles.filter { $0.kind == .news }.map(\.article.blocks)
    }

    /// The headline that the page begins with, where no line says what the document is.
    static func headline(
        _ stories: [Article], _ reflow: Reflow, _ source: SourceText
    ) -> String? {
        guard let first = stories.first, first.titleBlock >= 0,
            first.titleBlock == first.blocks.lowerBound
        else { return nil }
        let block = reflow.blocks[first.titleBlock]
        guard block.end - block.start >= 6,
            !ArticleReader.isDateline(reflow.flow.code[block.start..<block.end])
        else { return nil }
        return reflow.flow.rawString(block.start, block.end, of: source)
    }

    /// The stories of the page and what each of them is.
    static func kinds(
        of articles: [Article], _ reflow: Reflow, _ source: SourceText, _ kind: DocumentKind,
        _ words: DocumentWords
    ) -> [(article: Article, kind: DocumentKind)] {
        let flow = reflow.flow
        guard articles.count > 1, kind == .progressReport || kind == .news else {
            return articles.map { ($0, kind) }
        }
        let reader = ArticleReader(
            flow: flow, source: source, blocks: reflow.blocks, words: words)
        return articles.map { article in
            // （上接第一版）: what the page begins with goes on.
            if reader.continues(reflow.blocks[article.blocks.lowerBound]) { return (article, kind) }
            let start = reflow.blocks[article.blocks.lowerBound].start
            let end = reflow.blocks[article.blocks.upperBound - 1].end
            let (name, _) = KindReader(words: words).read(
                title: nil, text: flow.string(start, min(end, start + 20_000)))
            let own = DocumentKind(rawValue: name) ?? .unknown
            return (article, own == .progressReport ? own : .news)
        }
    }
}
