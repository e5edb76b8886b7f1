/// Units as table headers, row names and unit columns give them.
enum CellUnits {
    /// The unit that `code` is as a whole: 万人, 元/人/月, 个/户, %, 单位：万元.
    ///
    /// Nil for anything else, such as the note in 减少大班额（市下达）.
    static func unit(_ code: ArraySlice<UInt16>, _ lexicon: Lexicon) -> String? {
        var body = code
        for label in labels where body.starts(with: label) {
            body = body.dropFirst(label.count)
            if let next = body.first, next == 0x3A { body = body.dropFirst() }
            break
        }
        guard !body.isEmpty, body.count <= 12 else { return nil }
        let parts = body.split(omittingEmptySubsequences: false) { isStroke($0) }
        for (index, part) in parts.enumerated() {
            guard isUnit(part, lexicon) || index > 0 && isMeasure(part, lexicon) else {
                return nil
            }
        }
        return String(decoding: body, as: UTF16.self)
    }

    /// The parts of 个/户 that count different things; one part for 元/人/月, which is a rate.
    static func parts(_ unit: String, count: Int) -> [String]? {
        let parts = unit.utf16.split { isStroke($0) }.map {
            String(decoding: Array($0), as: UTF16.self)
        }
        return parts.count == count ? parts : nil
    }

    private static let labels: [[UInt16]] = ["计量单位", "单位"].map { Array($0.utf16) }

    private static func isStroke(_ code: UInt16) -> Bool {
        code == 0x2F || code == 0x3001 || code == 0x2C || code == 0x2215
    }

    private static func isUnit(_ part: ArraySlice<UInt16>, _ lexicon: Lexicon) -> Bool {
        let word = Array(part)
        if lexicon.unitTrie.value(of: word) != nil { return true }
        // 万人, 亿元, 千平方米; a lone 万 or 亿 scales what the name counts.
        var rest = part
        while let first = rest.first, isScale(first) { rest = rest.dropFirst() }
        guard rest.count < part.count else { return false }
        if rest.isEmpty { return part.allSatisfy { $0 == 0x4E07 || $0 == 0x4EBF } }
        return lexicon.unitTrie.value(of: Array(rest)) != nil
    }

    private static func isMeasure(_ part: ArraySlice<UInt16>, _ lexicon: Lexicon) -> Bool {
        lexicon.rateMeasures.value(of: Array(part)) != nil
    }

    private static func isScale(_ code: UInt16) -> Bool {
        code == 0x767E || code == 0x5343 || code == 0x4E07 || code == 0x4EBF  // 百 千 万 亿
    }
}

/// The name of a row or of a group of columns, read apart.
struct CellName: Sendable {
    /// Without number, 其中, unit and notes in brackets.
    var indicator: SourcedText
    /// 城镇新增就业（人）: 人; "" where there is none.
    var unit: String
    /// 老旧小区改造完工: completed.
    var stage: Stage?
    /// 其中：加装电梯.
    var isPart: Bool

    init(_ cell: CellText, source: SourceText, lexicon: Lexicon) {
        var start = 0
        var end = cell.count
        unit = ""
        isPart = false
        let brackets = cell.brackets
        for pair in brackets {
            if let found = CellUnits.unit(cell.code[(pair.open + 1)..<pair.close], lexicon) {
                unit = found
            }
        }
        // Notes and units at the end are no part of the name.
        for pair in brackets.reversed() where pair.close == end - 1 && pair.open > 0 {
            end = pair.open
        }
        start = Self.skipNumber(cell, end)
        for word in ["其中", "含", "#"] as [StaticWord] where cell.matches(word, at: start) {
            var next = start + word.count
            while next < end, cell.code[next] == 0x3A || cell.code[next] == 0x3001 { next += 1 }
            // 含 begins ordinary words, so it needs its colon.
            if next < end, word.count > 1 || next > start + 1 || cell.code[start] == 0x23 {
                isPart = true
                start = next
            }
            break
        }
        end = Self.withoutGoal(cell, start, end, lexicon)
        stage = Self.endingStage(cell, start, end, lexicon)
        indicator = cell.sourced(start, end, of: source)
    }

    /// The index behind 1. or （一） or ① at the cell's begin.
    private static func skipNumber(_ cell: CellText, _ end: Int) -> Int {
        var index = 0
        if index < end, cell.code[index] == 0x28 {  // (1) and (一)
            var close = 1
            while close < end, close < 5, isNumeral(cell.code[close]) { close += 1 }
            if close > 1, close < end - 1, cell.code[close] == 0x29 { return close + 1 }
            return 0
        }
        if index < end, (0x2460...0x2473).contains(cell.code[index]) { return end > 1 ? 1 : 0 }
        while index < end, isNumeral(cell.code[index]) { index += 1 }
        guard index > 0, index < end - 1 else { return 0 }
        let mark = cell.code[index]
        guard mark == 0x2E || mark == 0x3001 || mark == 0xFF0E else { return 0 }
        return CellText.isDigit(cell.code[index + 1]) ? 0 : index + 1  // 2.5 is no number of a list
    }

    private static func isNumeral(_ code: UInt16) -> Bool {
        let kind = NumeralClass.of(NumeralClass.table[Int(code)])
        return kind == .digit || kind == .hanDigit || kind == .smallScale
    }

    /// Cuts a goal that the name repeats: 减少义务教育大班额120个以上.
    private static func withoutGoal(
        _ cell: CellText, _ start: Int, _ end: Int, _ lexicon: Lexicon
    ) -> Int {
        guard let digit = (start..<end).first(where: { CellText.isDigit(cell.code[$0]) }),
            digit - start >= 3
        else { return end }
        return cell.code.withUnsafeBufferPointer { code in
            var index = digit
            while index < end, CellText.isDigit(code[index]) || code[index] == 0x2E { index += 1 }
            while index < end, [0x767E, 0x5343, 0x4E07, 0x4EBF].contains(code[index]) { index += 1 }
            guard let unit = lexicon.unitTrie.longestMatch(in: code, from: index, limit: end) else {
                return end
            }
            index = unit.end
            if let bound = lexicon.comparatorsAfter.longestMatch(in: code, from: index, limit: end)
            {
                index = bound.end
            }
            return index == end ? digit : end
        }
    }

    /// The stage of works with which a name ends; general verbs do not count.
    private static func endingStage(
        _ cell: CellText, _ start: Int, _ end: Int, _ lexicon: Lexicon
    ) -> Stage? {
        cell.code.withUnsafeBufferPointer { code in
            for index in max(start, end - 8)..<max(start, end) {
                guard let match = lexicon.stages.longestMatch(in: code, from: index, limit: end),
                    match.end == end
                else { continue }
                return Stages.ofWorks(code[index..<end], match.payload)
            }
            return nil
        }
    }
}

/// Words of stage in tables.
enum Stages {
    private static let works = Character16.Set("工建投交竣封")

    /// The stage, where the word speaks of works: 开工, 建成, 投用, not 完成 or 供水.
    static func ofWorks(_ word: Slice<UnsafeBufferPointer<UInt16>>, _ payload: Int) -> Stage? {
        guard payload < Stage.allCases.count, word.contains(where: { works.contains($0) }) else {
            return nil
        }
        let stage = Stage.allCases[payload]
        return stage == .planned ? nil : stage
    }
}
