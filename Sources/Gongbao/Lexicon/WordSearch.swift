/// Looks for words in short texts by their bytes.
///
/// The standard library's `contains` compares grapheme clusters under canonical equivalence, which
/// takes a hundred times as long and is no concern of Chinese words.
extension String {
    /// Whether `word` stands in the text.
    func holds(_ word: String) -> Bool { offset(of: word) != nil }

    /// The index at which `word` first stands.
    func firstIndex(of word: String) -> String.Index? {
        offset(of: word).map { utf8.index(utf8.startIndex, offsetBy: $0) }
    }

    /// Without the scalars that `leftOut` holds.
    func without(_ leftOut: String) -> String {
        var view = String.UnicodeScalarView()
        let left = Array(leftOut.unicodeScalars)
        for scalar in unicodeScalars where !left.contains(scalar) { view.append(scalar) }
        return String(view)
    }

    private func offset(of word: String) -> Int? {
        var (text, word) = (self, word)
        return text.withUTF8 { text in
            word.withUTF8 { word -> Int? in
                guard let first = word.first else { return 0 }
                guard text.count >= word.count else { return nil }
                let last = word[word.count - 1]
                for start in 0...text.count - word.count
                where text[start] == first && text[start + word.count - 1] == last {
                    var index = 1
                    while index < word.count, text[start + index] == word[index] { index += 1 }
                    if index >= word.count { return start }
                }
                return nil
            }
        }
    }
}
