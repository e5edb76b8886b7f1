/// Runs of Han digits: place notation (二〇二五), approximate pairs (三四百), decimals (点一四).
extension NumeralReader {
    func isDigitOrScaleAfterZero(_ index: Int) -> Bool {
        switch kind(index) {
        case .digit, .hanDigit, .twenty: return true
        case .formalThree: return isFormalThree(at: index)
        case .smallScale: return digit(index) == 1  // 零十五 is seen in bank style
        default: return false
        }
    }

    /// Whether 幺 at `start` reads a digit out (幺八九), rather than being a word: 老幺, 幺妹.
    func isSpokenOne(at start: Int) -> Bool {
        code[start] != Self.spokenOne || hanDigitRun(at: start) > 2
    }

    private static let spokenOne = Character16.of("幺")

    func scaleFollows(_ index: Int) -> Bool {
        guard index < code.count, joins(index) else { return false }
        return kind(index) == .smallScale || kind(index) == .bigScale
    }

    func hanDigitRun(at start: Int) -> Int {
        var index = start
        while index < code.count, index == start || joins(index), kind(index) == .hanDigit {
            // 两 is no digit of a place notation: in 八两 and 一两 it is a unit, in 一两个 a pair.
            if index > start, Self.pairs.contains(code[index]),
                index > start + 1 || digit(start) != 1 || !isShortOrLongUnit(at: index + 1)
            {
                break
            }
            index += 1
        }
        return index - start
    }

    /// Whether 两 inside a numeral is the unit: a digit only before 百, 千, 万, 亿 (三十两, 两万两千).
    func isTael(at index: Int) -> Bool {
        guard code[index] == Character16.of("两") else { return false }
        return !scaleFollows(index + 1)
    }

    private static let pairs = Character16.Set("两俩仨")
    private static let formalScales = Character16.Set("拾佰仟")
    private static let money = Character16.Set("元圆角")
    private static let formal = Character16.Set("壹贰叁肆伍陆柒捌玖拾佰仟")

    /// Whether 参 writes 3, as 參拾參 and 參萬肆仟 do, rather than 参加: among formal numerals only.
    func isFormalThree(at index: Int) -> Bool {
        func character(_ index: Int) -> UInt16 {
            index < code.count && joins(index) ? code[index] : 0
        }
        let next = character(index + 1)
        if Self.formalScales.contains(next) { return true }
        if next == Character16.of("万") || next == Character16.of("亿") {
            return Self.formal.contains(character(index + 2))
                || Self.money.contains(character(index + 2))
        }
        guard index > 0, joins(index) else { return false }
        let before = code[index - 1]
        if Self.formalScales.contains(before) { return true }
        if before == Character16.of("零"), index > 1, joins(index - 1) {
            return Self.formal.contains(code[index - 2])
        }
        return Self.money.contains(before) && Self.money.contains(next)
    }

    /// Whether 兆 at `index` multiplies by 10^12: more of the number follows, or money, or nothing.
    func multiplies(_ index: Int) -> Bool {
        let next = index + 1
        guard !isUnit(at: index), next < code.count, joins(next) else { return !isUnit(at: index) }
        switch kind(next) {
        case .none, .phraseStart, .half:
            return Self.money.contains(code[next])
                || CharacterTables.shared.classes[Int(code[next])]
                    != CharacterTables.Class.han.rawValue
        default: return true
        }
    }

    func decimalsFollow(_ index: Int) -> Bool {
        index < code.count && joins(index) && code[index] == Self.hanPoint
            && hanDecimals(at: index + 1) != nil
    }

    /// 三四, 七八, 三五, 两三: two digits that mean "from … to …" (GB/T 15835, 概数).
    func approximatePair(_ index: Int) -> Int? {
        let (low, high) = (digit(index), digit(index + 1))
        guard low > 0 else { return nil }
        return high == low + 1 || (low == 3 && high == 5) ? high : nil
    }

    func placeValue(_ start: Int, _ count: Int) -> ExactDecimal? {
        guard count <= 30 else { return .zero }
        var value: Int128 = 0
        for index in start..<start + count { value = value * 10 + Int128(digit(index)) }
        return ExactDecimal(coefficient: value, exponent: 0)
    }

    func hanDecimals(at start: Int) -> (value: ExactDecimal, end: Int)? {
        var index = start
        var value: Int128 = 0
        while index < code.count, joins(index), index - start < 18,
            kind(index) == .hanDigit || kind(index) == .digit, !Self.pairs.contains(code[index])
        {
            value = value * 10 + Int128(digit(index))
            index += 1
        }
        guard index > start else { return nil }
        return (ExactDecimal(coefficient: value, exponent: start - index), index)
    }
}
