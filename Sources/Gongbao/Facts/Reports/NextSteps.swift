/// The sections of a report that say what is to come: 三、明年打算, 下一步工作.
enum NextSteps {
    private static let words: [StaticWord] = [
        "打算", "下一步", "下步", "下阶段", "明年工作", "明年计划", "来年工作", "今后工作", "明年重点",
    ]
    private static let mark = Character16.of("、")
    private static let numerals = Character16.Set("一二三四五六七八九十")
    /// No heading is longer.
    private static let reach = 24

    /// Gives the blocks behind such a heading the stance of a plan, up to the next heading of its rank.
    static func mark(_ stances: inout [Stance], _ blocks: [Reflow.Block], _ flow: Flow) {
        var plan = false
        for (index, block) in blocks.enumerated() {
            if isHeading(block, flow) {
                let code = flow.code[block.start..<block.end]
                plan = words.contains { holds(code, $0) } && isNumbered(code)
            } else if plan, stances[index] == .report {
                stances[index] = .plan
            }
        }
    }

    /// A short block that a Han numeral opens and no sentence mark closes: only these part a report.
    private static func isHeading(_ block: Reflow.Block, _ flow: Flow) -> Bool {
        block.end - block.start <= reach && isNumbered(flow.code[block.start..<block.end])
            && flow.code[block.end - 1] != Character16.of("。")
    }

    private static func isNumbered(_ code: ArraySlice<UInt16>) -> Bool {
        var index = code.startIndex
        while index < code.endIndex, numerals.contains(code[index]) { index += 1 }
        return index > code.startIndex && index < code.endIndex && code[index] == mark
    }

    private static func holds(_ code: ArraySlice<UInt16>, _ word: StaticWord) -> Bool {
        guard code.count >= word.count else { return false }
        return (code.startIndex...code.endIndex - word.count).contains { start in
            (0..<word.count).allSatisfy { code[start + $0] == word[$0] }
        }
    }
}
