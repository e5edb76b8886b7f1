/// Runs of Arabic digits: grouping commas, the decimal point, blanks that are noise.
extension NumeralReader {
    struct DigitRun {
        var end: Int
        var value: ExactDecimal
        var digits: Int
        var joined: Bool
        var point: Bool
    }

    /// Arabic digits with grouping commas and a decimal point. Digits never join over a line break;
    /// over a single blank only where the whole is followed by what a number is followed by.
    func readDigits(at start: Int, numeralStart: Int) -> DigitRun? {
        var coefficient: Int128 = 0
        var digits = 0
        var index = start
        var joined = false
        let mayJoin = blankMayJoin(from: start)
        func continues(_ next: Int) -> Bool {
            guard next < code.count, kind(next) == .digit else { return false }
            if gap[next] == 0 { return true }
            return gap[next] == Flow.Gap.space && mayJoin
        }
        while index < code.count, index == start || continues(index) {
            if index > start, gap[index] != 0 { joined = true }
            digits += 1
            if digits <= 36 { coefficient = coefficient * 10 + Int128(digit(index)) }
            index += 1
        }
        // 12,800: groups of three behind a comma.
        if digits <= 3, !isWideComma(index) || groupsDigits(index, from: start) {
            joined = joined || isWideComma(index)
            while index + 3 < code.count + 0, code[index] == Self.comma, gap[index] == 0,
                isGroup(index + 1)
            {
                for offset in 1...3 {
                    coefficient = coefficient * 10 + Int128(digit(index + offset))
                }
                digits += 3
                index += 4
            }
        }
        var exponent = 0
        var point = false
        if digits <= 3, isDecimalComma(index, from: start) {
            // 3,13万: a comma where a point belongs
            joined = true
            point = true
            index += 1
            while index < code.count, kind(index) == .digit {
                digits += 1
                coefficient = coefficient * 10 + Int128(digit(index))
                exponent -= 1
                index += 1
            }
        }
        if !point, index + 1 < code.count, code[index] == Self.dot, kind(index + 1) == .digit,
            gap[index] == 0 || (gap[index] == Flow.Gap.space && mayJoin),
            gap[index + 1] == 0 || (gap[index + 1] == Flow.Gap.space && mayJoin)
        {
            if gap[index] != 0 || gap[index + 1] != 0 { joined = true }
            index += 1
            point = true
            let first = index
            while index < code.count, kind(index) == .digit, index == first || gap[index] == 0 {
                digits += 1
                if digits <= 36 {
                    coefficient = coefficient * 10 + Int128(digit(index))
                    exponent -= 1
                }
                index += 1
            }
        }
        return DigitRun(
            end: index, value: ExactDecimal(coefficient: coefficient, exponent: exponent),
            digits: digits, joined: joined, point: point)
    }

    /// Whether a full-width comma stands between half-width digits.
    private func isWideComma(_ index: Int) -> Bool {
        index + 1 < code.count && code[index] == Self.comma && printed[index] == 0xFF0C
            && printed[index + 1] < 0x80
    }

    /// A full-width comma parts figures (20，300美元) as well as it groups digits (1，250万元). It groups
    /// where decimals or more groups follow, or a unit, and nothing lists the figures.
    private func groupsDigits(_ comma: Int, from start: Int) -> Bool {
        var end = comma
        var groups = 0
        while end + 3 < code.count, code[end] == Self.comma, gap[end] == 0, isGroup(end + 1) {
            groups += 1
            end += 4
        }
        if groups > 1 { return true }
        guard groups == 1, end < code.count, joins(end) else { return false }
        if code[end] == Self.dot, end + 1 < code.count, kind(end + 1) == .digit { return true }
        guard kind(end) == .bigScale || isShortOrLongUnit(at: end) else { return false }
        return !isListed(start)
    }

    /// Whether 、 or a sign of money stands before `start`, or 分别 not far before it.
    private func isListed(_ start: Int) -> Bool {
        var index = start
        let stop = max(0, start - 10)
        while index > stop, joins(index) {
            index -= 1
            if index == start - 1, Self.listed.contains(code[index]) { return true }
            if code[index] == Character16.of("别"), index > 0, code[index - 1] == Character16.of("分")
            {
                return true
            }
        }
        return false
    }

    private static let listed = Character16.Set("、,$¥￥€£")

    /// Whether the comma at `index` stands for a decimal point: one or two digits and 万 or 亿 follow.
    private func isDecimalComma(_ index: Int, from start: Int) -> Bool {
        guard index + 2 < code.count, code[index] == Self.comma, gap[index] == 0 else {
            return false
        }
        var end = index + 1
        while end < code.count, end - index <= 2, kind(end) == .digit, gap[end] == 0 { end += 1 }
        return end > index + 1 && end < code.count && joins(end) && kind(end) == .bigScale
            && !isListed(start)
    }

    /// 12, 3.5, 1400亿: most figures are digits with at most one multiplier and nothing odd behind;
    /// nil leaves all others to the long way, which reads these alike.
    func readPlain(at start: Int) -> Reading? {
        var index = start
        var coefficient = 0
        while index < code.count, kind(index) == .digit, index == start || gap[index] == 0 {
            coefficient = coefficient &* 10 &+ digit(index)
            index += 1
            if index - start > 17 { return nil }
        }
        var digits = index - start
        var decimals = 0
        if index < code.count, code[index] == Self.dot || code[index] == Self.comma {
            if code[index] == Self.comma {
                if digits <= 3 { return nil }  // 12,800
            } else if index + 1 < code.count, kind(index + 1) == .digit {
                guard gap[index] == 0, gap[index + 1] == 0 else { return nil }
                let first = index + 1
                index = first
                while index < code.count, kind(index) == .digit, index == first || gap[index] == 0 {
                    coefficient = coefficient &* 10 &+ digit(index)
                    index += 1
                    digits += 1
                    if digits > 17 { return nil }
                }
                decimals = index - first
            }
        }
        var result = Reading(end: index, value: .zero)
        var power = 0
        if joins(index) {
            switch kind(index) {
            case .digit where decimals == 0, .smallScale: return nil
            case .bigScale:
                power = digit(index)
                if power == 12 || coefficient == 0 { return nil }
                if isUnit(at: index) {
                    power = 0
                } else {
                    index += 1
                    result.scaled = true
                    if joins(index), !endsPlain(index) { return nil }
                }
            case .none, .phraseStart, .half: if !endsPlain(index) { return nil }
            default: break
            }
        }
        result.end = index
        result.value = ExactDecimal(coefficient: Int128(coefficient), exponent: power - decimals)
        result.hasDigits = true
        result.digits = digits
        result.hasPoint = decimals > 0
        result.length = index - start
        return result
    }

    /// Whether a character certainly is no part of the numeral before it.
    @inline(__always)
    private func endsPlain(_ index: Int) -> Bool {
        switch kind(index) {
        case .none, .phraseStart, .half: return !Self.vagueAfter.contains(code[index])
        default: return false
        }
    }

    private func isGroup(_ index: Int) -> Bool {
        guard index + 2 < code.count else { return false }
        for offset in 0..<3 {
            guard kind(index + offset) == .digit, gap[index + offset] == 0 else { return false }
        }
        return index + 3 >= code.count || kind(index + 3) != .digit || gap[index + 3] != 0
    }

    /// Whether blanks between the digits from `start` on are noise: the digits do not begin a line,
    /// and a unit, a scale, %, or 年 after four digits follows the last of them.
    private func blankMayJoin(from start: Int) -> Bool {
        var index = start + 1
        var blank = false
        var pieces = 1
        while index < code.count, kind(index) == .digit || code[index] == Self.dot,
            gap[index] & ~Flow.Gap.space == 0, index - start < 16
        {
            if gap[index] != 0 {
                blank = true
                pieces += 1
            }
            index += 1
        }
        guard blank, index < code.count else { return false }
        if gap[start] & (Flow.Gap.line | Flow.Gap.hard) != 0 || start == 0 { return false }
        guard gap[index] & (Flow.Gap.line | Flow.Gap.hard) == 0 else { return false }
        if code[index] == Character16.of("年") { return index - start == 4 }
        return code[index] == Character16.of("%") || kind(index) == .bigScale
            || isShortOrLongUnit(at: index) || Self.vagueAfter.contains(code[index])
    }
}
