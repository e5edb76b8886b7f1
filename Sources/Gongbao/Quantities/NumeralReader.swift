/// Reads one numeral: Arabic, Han or mixed, with its multipliers and decimals.
///
/// 1.48万, 3亿2千万, 5千, １２,８００, 三百六十二, 两千三点一, 三万五 (35000), 二〇二五, 三四百, 20多万, 十余,
/// 几十, 壹佰万. The value is exact; what cannot be one numeral ends it.
struct NumeralReader {
    let code: UnsafeBufferPointer<UInt16>
    let gap: UnsafeBufferPointer<UInt8>
    let classes: UnsafeBufferPointer<UInt8>
    let units: Trie
    /// The characters before folding, where they are at hand: a full-width comma is no `,`.
    var printed = PrintedCharacters()

    struct Reading {
        var end: Int
        var value: ExactDecimal
        var upper: ExactDecimal?
        /// 多, 余, 来, 几 stand in or after the numeral.
        var vague = false
        /// The word is 来, which says about, not more than.
        var rough = false
        /// A multiplier is part of it.
        var scaled = false
        var hasDigits = false
        var hasHan = false
        /// Number of characters that write digits.
        var digits = 0
        var hasPoint = false
        /// Digits were joined over a blank or a mark that may also part two figures.
        var joined = false
        /// Han digits only, in place notation (二〇二五).
        var places = false
        /// One formal digit alone, which mostly is part of a word: 伍, 陆.
        var formalWord = false
        /// One Han digit or 十 百 千 万 alone.
        var singleHan: Bool { hasHan && !hasDigits && length == 1 }
        var length = 0
    }

    static let formalDigits = Character16.Set("壹贰叁肆伍陆柒捌玖")
    static let vagueAfter = Character16.Set("多余来几")
    static let roughly = Character16.of("来")
    static let dot = Character16.of(".")
    static let comma = Character16.of(",")
    static let hanPoint = Character16.of("点")

    @inline(__always)
    func kind(_ index: Int) -> NumeralClass {
        NumeralClass.of(classes[Int(code[index])])
    }
    @inline(__always)
    func digit(_ index: Int) -> Int { Int(classes[Int(code[index])] >> 4) }

    /// Whether characters `index - 1` and `index` may belong to one numeral.
    @inline(__always)
    func joins(_ index: Int) -> Bool {
        index < code.count && gap[index] & Flow.Gap.hard == 0
    }

    /// Reads the numeral that begins at `start`; nil where the characters write no number.
    func read(at start: Int) -> Reading? {
        // Rules look ahead to the end of the text, where no numeral begins.
        guard start < code.count else { return nil }
        if kind(start) == .digit, let plain = readPlain(at: start) { return plain }
        var result = Reading(end: start, value: .zero)
        var index = start
        var total = ExactDecimal.zero
        var section = ExactDecimal.zero
        var upperTotal: ExactDecimal?  // of 三四百: what the higher digit adds instead
        var current: ExactDecimal?
        var currentUpper: ExactDecimal?
        var lastScale = 20
        var lastBig = 20
        var zero = false
        var afterScale = false
        var hanRun = 0

        loop: while index < code.count {
            if index > start, !joins(index) { break }
            switch kind(index) {
            case .digit:
                guard current == nil else { break loop }
                guard let run = readDigits(at: index, numeralStart: start) else { break loop }
                current = run.value
                result.hasDigits = true
                result.digits += run.digits
                result.joined = result.joined || run.joined
                result.hasPoint = result.hasPoint || run.point
                index = run.end
                afterScale = false
            case .hanDigit, .formalThree:
                if kind(index) == .formalThree, !isFormalThree(at: index) { break loop }
                let value = digit(index)
                if current == nil, value == 0, afterScale || index > start {
                    // A placeholder zero: 一千零一, 五亿零六.
                    guard index + 1 < code.count, isDigitOrScaleAfterZero(index + 1) else {
                        break loop
                    }
                    zero = true
                    index += 1
                    result.hasHan = true
                    continue
                }
                guard current == nil, index == start || !isTael(at: index) else { break loop }
                // 8万亿、9万亿三个台阶: a Han count behind an Arabic figure is one of its own.
                if result.hasDigits, !scaleFollows(index + 1), isShortOrLongUnit(at: index + 1) {
                    break loop
                }
                hanRun = hanDigitRun(at: index)
                if hanRun >= 2, !afterScale, index == start,
                    !scaleFollows(index + hanRun) || hanRun > 2
                {
                    // 二〇二五, 一二三四: place notation; 七八 before a classifier is a range.
                    if hanRun == 2, let high = approximatePair(index),
                        !decimalsFollow(index + hanRun)
                    {
                        current = ExactDecimal(value)
                        currentUpper = ExactDecimal(high)
                    } else {
                        current = placeValue(index, hanRun)
                        result.places = true
                    }
                    index += hanRun
                    result.digits += hanRun
                } else if hanRun == 2, let high = approximatePair(index) {
                    current = ExactDecimal(value)  // 三四百, 十七八
                    currentUpper = ExactDecimal(high)
                    index += 2
                } else {
                    current = ExactDecimal(value)
                    index += 1
                }
                result.hasHan = true
                afterScale = false
            case .twenty:
                guard current == nil, lastScale > 1 else { break loop }
                section = section.adding(ExactDecimal(digit(index) * 10)) ?? section
                lastScale = 1
                zero = false
                index += 1
                result.hasHan = true
                afterScale = true
            case .vague:
                if index > start {
                    // 十几个, 二十几万
                    guard code[index] == Character16.of("几"), afterScale, current == nil else {
                        break loop
                    }
                    result.vague = true
                    index += 1
                    if takeScale(at: &index, section, current, &total, &result) {
                        section = .zero
                        current = nil
                    }
                    break loop
                }
                // 几十, 数百; 十几 is read above.
                guard index == start, index + 1 < code.count,
                    kind(index + 1) == .smallScale || kind(index + 1) == .bigScale
                else { break loop }
                current = ExactDecimal(1)
                result.vague = true
                result.hasHan = true
                index += 1
            case .smallScale:
                let power = digit(index)
                guard power < lastScale else { break loop }
                if current == nil || current?.isZero == true && power == 1 {
                    // 十 alone is ten, 零十 too; 百, 千 alone only before another scale, 余 or 分之.
                    guard power == 1 || index == start else { break loop }
                    current = ExactDecimal(1)
                } else if result.hasDigits, isUnit(at: index) {
                    break loop  // 5千瓦, 3千克
                }
                guard let digits = current else { break loop }
                section = section.adding(digits.scaled(byPowerOfTen: power)) ?? section
                if let high = currentUpper {
                    upperTotal = high.subtracting(digits)?.scaled(byPowerOfTen: power)
                }
                (current, currentUpper) = (nil, nil)
                lastScale = power
                zero = false
                afterScale = true
                result.scaled = result.scaled || result.hasDigits
                result.hasHan = true
                index += 1
            case .bigScale:
                let power = digit(index)
                if result.hasDigits, section.isZero, current != nil, isUnit(at: index) {
                    break loop
                }
                if power == 12, !multiplies(index) { break loop }  // 5兆瓦, 500兆宽带
                let part = section.adding(current ?? .zero) ?? section
                // No number has more multipliers; its zeros would fill the output.
                if index == start || index - start > 64 { break loop }
                if let high = currentUpper, let low = current {
                    upperTotal = high.subtracting(low)
                }
                if power > lastBig || (part.isZero && afterScale) {
                    // 万亿, 万万, 二千万亿: all that went before is multiplied.
                    total = (total.adding(part) ?? total).scaled(byPowerOfTen: power)
                } else {
                    guard !part.isZero else { break loop }
                    total = total.adding(part.scaled(byPowerOfTen: power)) ?? total
                }
                upperTotal = upperTotal?.scaled(byPowerOfTen: power)
                section = .zero
                (current, currentUpper) = (nil, nil)
                lastBig = power
                lastScale = 20
                zero = false
                afterScale = true
                result.scaled = true
                index += 1
            case .half, .none, .phraseStart:
                if code[index] == Self.hanPoint, result.hasHan, !result.hasDigits,
                    let decimals = hanDecimals(at: index + 1)
                {
                    var whole = current ?? .zero
                    if !zero, let place = colloquialPlace(lastScale: lastScale, lastBig: lastBig),
                        afterScaleBefore(index, start: start), !whole.isZero
                    {
                        whole = whole.scaled(byPowerOfTen: place)  // 两千三点一 = 2300.1
                    }
                    current = whole.adding(decimals.value)
                    result.hasPoint = true
                    index = decimals.end
                    continue
                }
                guard Self.vagueAfter.contains(code[index]), index > start,
                    isVagueTail(index, current: current, afterScale: afterScale)
                else { break loop }
                result.vague = true
                result.rough = code[index] == Self.roughly
                index += 1
                if takeScale(at: &index, section, current, &total, &result) {
                    section = .zero
                    current = nil
                }
                break loop
            }
        }
        guard index > start else { return nil }
        if var digits = current {
            // 三百五 = 350, 三万五 = 35000: a last digit without 零 counts in the next lower place.
            // 三万四五 is 34000 to 35000 likewise.
            let width = currentUpper == nil ? 0 : 1
            if !zero, afterScaleBefore(index - width, start: start),
                let place = colloquialPlace(lastScale: lastScale, lastBig: lastBig),
                let single = digits.integer, single > 0, single < 10, !result.hasPoint
            {
                digits = digits.scaled(byPowerOfTen: place)
                currentUpper = currentUpper?.scaled(byPowerOfTen: place)
            }
            if let high = currentUpper { upperTotal = high.subtracting(digits) }
            section = section.adding(digits) ?? section
        }
        result.value = total.adding(section) ?? total
        if let more = upperTotal { result.upper = result.value.adding(more) }
        result.end = index
        result.length = index - start
        result.formalWord = result.length == 1 && Self.formalDigits.contains(code[start])
        return result
    }

    /// 20多万: a big scale may follow 多, 余 and 几.
    private func takeScale(
        at index: inout Int, _ section: ExactDecimal, _ current: ExactDecimal?,
        _ total: inout ExactDecimal, _ result: inout Reading
    ) -> Bool {
        guard index < code.count, joins(index), kind(index) == .bigScale else { return false }
        let part = section.adding(current ?? .zero) ?? section
        total = total.adding(part.scaled(byPowerOfTen: digit(index))) ?? total
        result.scaled = true
        index += 1
        if index < code.count, joins(index), kind(index) == .bigScale, digit(index) == 8 {
            total = total.scaled(byPowerOfTen: 8)  // 10多万亿
            index += 1
        }
        return true
    }

    /// Whether the digit that ends before `index` directly follows a scale word.
    private func afterScaleBefore(_ index: Int, start: Int) -> Bool {
        guard index - 2 >= start else { return false }
        let before = kind(index - 2)
        return before == .smallScale || before == .bigScale
    }

    private func colloquialPlace(lastScale: Int, lastBig: Int) -> Int? {
        if lastScale < 20 { return lastScale >= 2 ? lastScale - 1 : nil }
        if lastBig < 20 { return lastBig - 1 }
        return nil
    }

    /// Whether 千 or 兆 at `index` begins a unit (千瓦, 千克, 兆瓦) rather than multiplies.
    func isUnit(at index: Int) -> Bool {
        guard let match = unit(at: index) else { return false }
        return match.end > index + 1
    }

    /// The unit that begins at `index`, of at most a word's length.
    private func unit(at index: Int) -> Trie.Match? {
        units.longestMatch(in: code, gap, from: index, limit: min(code.count, index + 12))
    }

    /// 多, 余, 来, 几 belong to the numeral when a unit, a scale or nothing of the word follows.
    func isVagueTail(_ index: Int, current: ExactDecimal?, afterScale: Bool) -> Bool {
        switch code[index] {
        case Character16.of("几"): return afterScale
        case Character16.of("来"):
            guard afterScale || (current?.integer).map({ $0 % 10 == 0 && $0 > 0 }) == true else {
                return false
            }
            return index + 1 < code.count && joins(index + 1)
                && (isShortOrLongUnit(at: index + 1) || kind(index + 1) == .bigScale)
        default:
            guard index + 1 < code.count, joins(index + 1) else { return true }
            return kind(index + 1) == .bigScale || isShortOrLongUnit(at: index + 1)
                || CharacterTables.shared.classes[Int(code[index + 1])]
                    == CharacterTables.Class.punctuation.rawValue
        }
    }

    /// Whether a Latin letter stands right before or behind `start..<end`.
    func touchesLatin(_ start: Int, _ end: Int) -> Bool {
        start > 0 && gap[start] == 0 && IdentifierRule.isLatin(code[start - 1])
            || end < code.count && gap[end] == 0 && IdentifierRule.isLatin(code[end])
    }

    func isShortOrLongUnit(at index: Int) -> Bool {
        unit(at: index) != nil
    }
}
