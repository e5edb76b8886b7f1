/// A handful of characters; too few for a table of the whole plane.
struct FewCharacters: Sendable {
    private let codes: [UInt16]

    init(_ characters: String) { codes = Array(characters.utf16) }

    @inline(__always)
    func contains(_ code: UInt16) -> Bool {
        for candidate in codes where candidate == code { return true }
        return false
    }
}

/// Folded characters that the table readers look for.
enum Marks {
    static let dots = FewCharacters(".、")
    static let opening = FewCharacters("(〔【")
    static let closing = FewCharacters(")〕】")
    static let sentence = FewCharacters("。;,")
    static let clauseEnds = FewCharacters("。;)")
    static let neverFirst = FewCharacters(",。、;:)")
    /// Marks before a number: ★1, #1.
    static let bullets = FewCharacters("★☆▲#*-")
    static let numberHeads = FewCharacters("★☆▲△※*(第")
    /// What stands in a cell that holds nothing.
    static let placeholders = FewCharacters("-—/–无")
    /// 为牵头单位, 即牵头单位.
    static let copulas = FewCharacters("为是即系")
    /// Before a number that counts nothing: 第3项, 2.5.
    static let noCountHeads = FewCharacters("第.")
    static let countHeads = FewCharacters("(共计")
    /// 序号, 编号.
    static let numberWords = FewCharacters("序编")
    /// ①, ⑴: they part the names of a list.
    static func isEnumerator(_ code: UInt16) -> Bool { (0x2460...0x2487).contains(code) }
    static let firstEnumerator: UInt16 = 0x2460
    static let dates = FewCharacters("年月日")
    static let measures = FewCharacters("年月日%")
    static let textHeads = FewCharacters("“\"《★")
}
