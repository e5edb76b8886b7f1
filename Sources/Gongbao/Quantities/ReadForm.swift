/// How an uncertain figure was read, as text: 1O0户 → 100户, 1. 6万个 → 1.6万个, 1，250万元 → 1250万元.
enum ReadForm {
    /// The characters of `mention`, damaged ones replaced, without blanks and grouping commas.
    static func text(of mention: Mention, in flow: Flow, lexicon: Lexicon) -> String {
        let (start, end) = (Int(mention.start), Int(mention.end))
        var code = Array(flow.code[start..<end])
        lexicon.scanTable.withUnsafeBufferPointer { classes in
            flow.code.withUnsafeBufferPointer { all in
                flow.gap.withUnsafeBufferPointer { gap in
                    let context = ReadingContext(
                        code: all, gap: gap, classes: classes, lexicon: lexicon)
                    guard let digit = (start..<end).first(where: { context.kind($0) == .digit }),
                        let window = RepairRule.window(at: digit, in: context)
                    else { return }
                    let from = start - window.offset
                    guard from >= 0, end - window.offset <= window.code.count else { return }
                    code = Array(window.code[from..<end - window.offset])
                }
            }
        }
        var text: [UInt16] = []
        for (index, character) in code.enumerated() {
            guard character == NumeralReader.comma, index + 1 < code.count else {
                text.append(character)
                continue
            }
            let group = code[(index + 1)...].prefix { (0x30...0x39).contains($0) }.count
            if group != 3 { text.append(NumeralReader.dot) }
        }
        return String(decoding: text, as: UTF16.self)
    }
}
