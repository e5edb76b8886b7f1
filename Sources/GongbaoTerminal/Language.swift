/// The language of messages to people; data are the same in both.
package enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// The language of the locale: Chinese for `zh…`, else English.
    ///
    /// The first variable that is set and not empty decides: LC_ALL, LC_MESSAGES, LANG.
    package static func ofLocale(_ environment: (String) -> String?) -> Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment(name), !value.isEmpty else { continue }
            let tag = value.lowercased().prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }
            return tag == "zh" ? .chinese : .english
        }
        return .english
    }
}

/// Every sentence and word that the command says to people, in one language.
package struct Messages: Sendable {
    /// The language.
    package let language: Language

    /// Makes the messages of a language.
    package init(_ language: Language) { self.language = language }

    func pick(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    /// `1 task`, `2 tasks`; Chinese has no plural.
    func count(_ number: Int, _ chinese: String, _ singular: String, _ plural: String) -> String {
        pick("\(number)\(chinese)", "\(number) \(number == 1 ? singular : plural)")
    }

    /// The separator between items of a list.
    var listComma: String { pick("、", ", ") }
    /// The comma of a sentence.
    var comma: String { pick("，", ", ") }
    /// The semicolon of a sentence.
    var semicolon: String { pick("；", "; ") }
    /// The colon of a sentence.
    var colon: String { pick("：", ": ") }

    func parenthesised(_ text: String) -> String { pick("（\(text)）", " (\(text))") }
    func quoted(_ text: String) -> String { "“\(text)”" }
}
