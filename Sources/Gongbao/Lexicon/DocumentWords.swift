/// The words of `documents.tsv`: what titles, labels, signatures and sentences say of a document.
struct DocumentWords: Sendable {
    enum Use: String, Sendable, CaseIterable {
        /// Says in a title that it is one: 进展情况, 分解表.
        case title
        /// Ends a title: one that lacks it goes on in the next line.
        case titleEnd
        /// Says in a title that the document reports on progress.
        case reportTitle
        /// Says in a title that the document is a task table after all.
        case planTitle
        /// Says in a title, or in the text, that it is a government's report to its congress.
        case workTitle, workText
        /// Says that a text looks back, or ahead; both together speak of a work report.
        case looksBack, looksAhead
        /// Speaks of progress; the weights of all that occur add up.
        case progressText
        /// Stands at the head of news.
        case newsHead
        case issuerLabel, dateLabel
        /// Ends the name of who signs.
        case signer
        /// Stands in a byline.
        case byline
    }

    private var words: [Use: [(word: String, weight: Int)]] = [:]

    mutating func add(_ word: String, _ use: Use, weight: Int) {
        words[use, default: []].append((word, weight))
    }

    subscript(use: Use) -> [(word: String, weight: Int)] { words[use] ?? [] }

    /// Whether one of the words of a use stands in the text.
    func anyStands(_ use: Use, in text: some StringProtocol) -> Bool {
        let text = String(text)
        return self[use].contains { text.holds($0.word) }
    }

    /// Whether the text ends with one of the words of a use.
    func anyEnds(_ use: Use, _ text: some StringProtocol) -> Bool {
        self[use].contains { text.hasSuffix($0.word) }
    }
}
