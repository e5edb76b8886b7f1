/// Whether a figure speaks of the whole that the task table is about.
///
/// 全市 is the whole of a city's table and no district's; a district is the whole of its own table;
/// a place that a task names is that task's own.
struct ScopeAgreement {
    /// Title and issuer of the table, folded.
    private let own: [UInt16]
    /// The ranks that they name: 市, 县, 区.
    private let ranks: Set<UInt16>
    private let place: [UInt16]?

    init(table: DocumentRecord) {
        let title = table.document.title ?? ""
        own = Self.folded(title + " " + (table.document.issuer ?? ""))
        ranks = Self.ranks(of: own)
        place = Self.place(opening: title)
    }

    /// Whether a statement answers the targets of a task.
    ///
    /// - Parameter text: The task's text.
    func answers(_ scope: String?, task text: String) -> Bool {
        guard let scope else { return true }
        return isWhole(scope) || text.contains(scope)
    }

    /// Whether a place is all that the table is about.
    func isWhole(_ scope: String) -> Bool {
        let name = Self.folded(scope)
        guard let first = name.first, let last = name.last else { return true }
        if Self.alls.contains(first), name.count <= 3 {
            return ranks.isEmpty || ranks.contains(last) || !Self.rankMarks.contains(last)
        }
        return Self.contains(own, name)
    }

    /// The place of a report that reports on another place than the table's: a district's on a
    /// city's plan; nil where the titles do not say so.
    func foreignPlace(of report: DocumentRecord) -> String? {
        guard let place, let title = report.document.title, let other = Self.place(opening: title),
            other != place, !Self.contains(Self.folded(title), place), !Self.contains(own, other)
        else { return nil }
        return String(decoding: other, as: UTF16.self)
    }

    // MARK: Names

    private static let alls = Set("全我本".utf16)
    private static let rankMarks = Set("省市县区镇乡旗州".utf16)
    /// Words that hold the marks and name no rank.
    private static let lookAlikes = [
        "城市", "市场", "市民", "市政", "县域", "县城", "社区", "小区", "片区", "园区", "城区", "区域", "城镇",
        "乡镇", "乡村", "城乡", "地区", "景区", "校区", "街区", "村镇",
    ].map { Array($0.utf16) }

    private static func folded(_ text: String) -> [UInt16] {
        CharacterTables.shared.foldedWord(text)
    }

    private static func ranks(of text: [UInt16]) -> Set<UInt16> {
        var found: Set<UInt16> = []
        for (index, code) in text.enumerated() where rankMarks.contains(code) {
            let isWord = lookAlikes.contains { word in
                (max(0, index - 1)...index).contains { text[$0...].starts(with: word) }
            }
            if !isWord { found.insert(code) }
        }
        return found
    }

    /// 云川市 of 2025年云川市六件民生实事任务分解表: a name of two or three characters at the begin.
    private static func place(opening title: String) -> [UInt16]? {
        var text = folded(title)[...]
        let about = Array("关于".utf16)
        if text.starts(with: about) { text = text.dropFirst(about.count) }
        let digits = text.prefix { (0x30...0x39).contains($0) }
        if !digits.isEmpty, text.dropFirst(digits.count).first == "年".utf16.first {
            text = text.dropFirst(digits.count + 1)
        }
        for length in 2...3 where text.count > length {
            let mark = text[text.startIndex + length]
            let name = text.prefix(length)
            guard rankMarks.contains(mark),
                name.allSatisfy({ 0x4E00 <= $0 && $0 < 0xA000 && !rankMarks.contains($0) })
            else { continue }
            let isWord = lookAlikes.contains { word in
                (length - 1...length).contains { text.dropFirst($0).starts(with: word) }
            }
            return isWord ? nil : Array(text.prefix(length + 1))
        }
        return nil
    }

    private static func contains(_ text: [UInt16], _ part: [UInt16]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }
}
