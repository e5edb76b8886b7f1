/// Tells what a document is, with the reasons; its words are rows of `documents.tsv`.
struct KindReader {
    let words: DocumentWords

    /// - Parameters:
    ///   - title: The document's title.
    ///   - text: The first few thousand folded characters.
    func read(title: String?, text: String) -> (kind: String, reasons: [String]) {
        let title = String(
            decoding: CharacterTables.shared.foldedWord(title ?? ""), as: UTF16.self)
        let congress =
            words.anyStands(.workTitle, in: title) || words.anyStands(.workText, in: text)
            || (words.anyStands(.looksBack, in: text) && words.anyStands(.looksAhead, in: text))
        if !isReport(title), congress {
            return ("workReport", ["it speaks as a government's report to its congress"])
        }
        if isReport(title) { return ("progressReport", ["the title names progress: \(title)"]) }
        var reasons: [String] = []
        var score = 0
        for (word, weight) in words[.progressText] where text.holds(word) {
            score += weight
            reasons.append("the text says \(word)")
        }
        if score >= 5 { return ("progressReport", reasons) }
        if words.anyStands(.newsHead, in: text.prefix(400)) || score > 0 {
            return ("news", ["a byline or dateline of a newspaper"])
        }
        return ("unknown", ["nothing says what the document is"])
    }

    private func isReport(_ title: String) -> Bool {
        words.anyStands(.reportTitle, in: title) && !words.anyStands(.planTitle, in: title)
    }
}
