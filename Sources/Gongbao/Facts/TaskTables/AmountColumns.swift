/// A bare number in a column of its own, whose unit stands in the header: 总投资（万元）, 12600.
struct TaskAmount: Sendable {
    var cell: SourcedText
    /// Folded, such as 万元.
    var unit: String
    /// The column's name without its unit.
    var name: String
    /// 总投资, 概算: not what the year is to bring.
    var isContext: Bool
}

/// Columns of a task table that hold nothing but numbers, and in what unit they are.
struct AmountColumns: Sendable {
    struct Amount: Sendable {
        var unit: String
        var name: String
        var isContext: Bool
    }

    /// By the column's index.
    private(set) var amounts: [Int: Amount] = [:]

    private static let contexts: [String] = ["总投资", "总额", "概算", "估算", "总规模", "累计", "上年", "已"]

    /// - Parameters:
    ///   - columns: What the header names.
    ///   - names: For each column the pieces of its name.
    ///   - rows: For each row its cells.
    ///   - above: The lines above the table: 单位：万元 may stand there.
    init(
        _ columns: [Column?], names: [[TextRange]], rows: [[[TableText.Piece]]], text: TableText,
        above: some BidirectionalCollection<Line>
    ) {
        lazy var common = Self.unit(above: above, text)
        for (index, column) in columns.enumerated() where index < names.count {
            // Numbers of items, days and the like are no amounts.
            guard column == nil || column == .target || column == .task || column == .note else {
                continue
            }
            guard Self.areNumbers(index, rows, text) else { continue }
            let name = CellName(
                CellText(text.source, names[index]), source: text.source, lexicon: text.lexicon)
            let unit = name.unit.isEmpty ? (Self.isMoney(name) ? common : nil) : name.unit
            guard let unit else { continue }
            amounts[index] = Amount(
                unit: unit, name: name.indicator.text,
                isContext: Self.contexts.contains(where: name.indicator.text.contains))
        }
    }

    private static func isMoney(_ name: CellName) -> Bool {
        ["投资", "资金", "经费", "预算", "概算", "金额"].contains(where: name.indicator.text.contains)
    }

    /// Whether the cells of a column hold numbers and strokes, and nothing else.
    private static func areNumbers(
        _ index: Int, _ rows: [[[TableText.Piece]]], _ text: TableText
    ) -> Bool {
        var numbers = 0
        for row in rows where row.indices.contains(index) {
            let cell = row[index].filter { !$0.isEmpty }
            guard !cell.isEmpty else { continue }
            let codes = cell.flatMap { Array(text.code[$0.start..<$0.end]) }
            if codes.allSatisfy({ Marks.placeholders.contains($0) }) { continue }
            guard codes.allSatisfy({ Self.isOfNumber($0) }), codes.contains(where: Self.isDigit)
            else { return false }
            numbers += 1
        }
        return numbers > 0
    }

    private static func isDigit(_ code: UInt16) -> Bool { (0x30...0x39).contains(code) }
    private static func isOfNumber(_ code: UInt16) -> Bool {
        isDigit(code) || code == 0x2E || code == 0x2C
    }

    /// 单位：万元, 金额单位：万元 in the lines above.
    private static func unit(
        above lines: some BidirectionalCollection<Line>, _ text: TableText
    ) -> String? {
        for line in lines.reversed().prefix(8) where line.range.count <= 120 {
            let cell = CellText(text.source, line.range)
            guard let start = cell.code.indices.last(where: { cell.matches("单位:", at: $0) }) else {
                continue
            }
            return CellUnits.unit(cell.code[start...], text.lexicon)
        }
        return nil
    }
}
