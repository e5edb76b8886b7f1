/// Units as the source prints them: 億元, 個, 戶, where the reading compares folded forms (亿元, 个, 户).
///
/// Only ideographs and brackets are given back; other width variants stay folded: ％ is printed as %.
struct PrintedUnit {
    let source: SourceText
    let flow: Flow

    /// How far behind a figure the unit of its list, and before it the words of its rate, may stand.
    private static let reach = 40

    /// The unit of `mention` in the source's characters.
    func unit(_ form: String, of mention: Mention) -> String {
        let end = Self.end(of: mention, flow.count)
        return printed(form, in: min(end, Int(mention.numeralEnd))..<end)
    }

    /// Where the unit of `mention` ends at the latest.
    static func end(of mention: Mention, _ count: Int) -> Int {
        // 8.6萬、5.9萬、6.7萬人 has its unit behind the figure.
        min(mention.rule == .listUnit ? Int(mention.numeralEnd) + reach : Int(mention.end), count)
    }

    /// The name of a rate, each part of it (人·月) in the source's characters.
    func rate(_ name: String, of mention: Mention) -> String {
        let window =
            max(0, Int(mention.lead) - Self.reach)..<min(Int(mention.end), flow.count)
        guard isTraditional(window) else { return name }
        return name.split(separator: "·", omittingEmptySubsequences: false)
            .map { printed(String($0), in: window) }.joined(separator: "·")
    }

    private func printed(_ form: String, in window: Range<Int>) -> String {
        guard window.lowerBound < window.upperBound,
            form.unicodeScalars.contains(where: { $0 == "(" || $0 == "（" }) || isTraditional(window)
        else { return form }
        let tables = CharacterTables.shared
        let wanted = form.unicodeScalars.map { tables.folded($0.value) }
        guard !wanted.isEmpty, wanted.count <= window.count else { return form }
        for start in window.lowerBound...window.upperBound - wanted.count {
            guard (0..<wanted.count).allSatisfy({ flow.code[start + $0] == wanted[$0] }) else {
                continue
            }
            var result = String.UnicodeScalarView()
            for (offset, scalar) in form.unicodeScalars.enumerated() {
                let raw = source.scalars[flow.source[start + offset]]
                let stands =
                    tables.classOf(raw) == .han || wanted[offset] == 0x28 || wanted[offset] == 0x29
                result.append(stands ? Unicode.Scalar(raw) ?? scalar : scalar)
            }
            return String(result)
        }
        return form
    }

    /// Whether an ideograph of the window was folded; Simplified text ends here.
    private func isTraditional(_ window: Range<Int>) -> Bool {
        for index in window
        where source.scalars[flow.source[index]] != UInt32(flow.code[index])
            && CharacterTables.shared.classOf(UInt32(flow.code[index])) == .han
        {
            return true
        }
        return false
    }
}
