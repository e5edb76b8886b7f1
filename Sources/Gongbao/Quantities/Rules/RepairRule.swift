/// Characters that scanning put in place of others inside a numeral: 1O0户, l000人, 3一5人, 3干万元, 6用底.
///
/// A repaired figure is `uncertain`, and its record gives both forms. It is repaired only where what
/// it then says is complete (a unit, a multiplier, a date) and the printed form says nothing:
/// B2层, S364线, 5G, A4纸, 5S店, O2O平台 and telephone numbers stay what they are.
enum RepairRule {
    /// How far around a numeral its repair may look, in characters.
    private static let reach = 48

    private static let zero = Character16.Set("OoОоΟο")
    private static let one = Character16.Set("lI")
    private static let leading = Character16.Set("OolI.")
    /// Read as digits only between digits.
    private static let inner: [UInt16: UInt16] = [
        Character16.of("S"): 0x35, Character16.of("B"): 0x38, Character16.of("Z"): 0x32,
    ]
    private static let suspects = Character16.Set("OoОоΟοlISBZ一干用目曰。·")
    /// What 干 begins as a word: 3干部 is no 3千部.
    private static let words = Character16.Set("部线渠警道支流群事净旱湿果预涉管沟燥河休")
    private static let month = Character16.of("月")
    private static let day = Character16.of("日")

    /// Whether a repair is worth trying for the figure `start..<end`.
    @inline(__always)
    static func isSuspect(_ start: Int, _ end: Int, in context: ReadingContext) -> Bool {
        end < context.count && suspects.contains(context.code[end])
            || start > 0 && leading.contains(context.code[start - 1])
    }

    /// The numeral at `start` with its damaged characters replaced, around it the text as it is.
    struct Window {
        var code: [UInt16]
        var gap: [UInt8]
        /// The flow index of the window's first character.
        var offset: Int
        /// Flow index of the numeral's first character, which may be a replaced one.
        var start: Int
    }

    /// What the numeral at `start` may have been; nil where nothing in it looks damaged.
    static func window(at start: Int, in context: ReadingContext) -> Window? {
        var begin = start
        let floor = max(0, start - 3)
        while begin > floor, !context.isHard(begin), context.gap[begin] == 0,
            isLetter(context.code[begin - 1]) || isPointAfterLetter(begin - 1, context)
        {
            begin -= 1
        }
        if begin > 0, context.gap[begin] == 0,
            IdentifierRule.isLatin(context.code[begin - 1]) || context.kind(begin - 1) == .digit
        {
            return nil
        }
        let low = max(0, begin - reach)
        let high = min(context.count, start + reach)
        var window = Window(
            code: Array(context.code[low..<high]), gap: Array(context.gap[low..<high]), offset: low,
            start: begin)
        let changed = replace(from: begin - low, &window, in: context)
        guard changed else { return nil }
        return window
    }

    private static func isLetter(_ code: UInt16) -> Bool {
        zero.contains(code) || one.contains(code)
    }

    private static func isPointAfterLetter(_ index: Int, _ context: ReadingContext) -> Bool {
        context.code[index] == NumeralReader.dot && index > 0 && context.gap[index] == 0
            && isLetter(context.code[index - 1])
    }

    /// Replaces what looks damaged from `start` on; false where nothing does or a letter is left.
    private static func replace(
        from start: Int, _ window: inout Window, in context: ReadingContext
    ) -> Bool {
        func isDigit(_ index: Int) -> Bool {
            index >= start && index < window.code.count
                && (0x30...0x39).contains(window.code[index])
        }
        func isDigitOrZero(_ index: Int) -> Bool {
            isDigit(index) || joins(index) && zero.contains(window.code[index])
        }
        func joins(_ index: Int) -> Bool {
            index < window.code.count && (index == start || window.gap[index] == 0)
        }
        var changed = false
        var (printed, letters) = (0, 0)
        var index = start
        while joins(index) {
            let code = window.code[index]
            let next = joins(index + 1) ? window.code[index + 1] : 0
            if isDigit(index) {
                printed += 1
            } else if zero.contains(code), isDigit(index - 1) || next == NumeralReader.dot {
                window.code[index] = 0x30
                letters += 1
            } else if one.contains(code),
                index == start && isDigitOrZero(index + 1) && isDigitOrZero(index + 2)
                    || isDigit(index - 1) && (isDigit(index + 1) || code == Character16.of("I"))
                    || index > start && window.code[index - 1] == NumeralReader.dot
            {
                window.code[index] = 0x31
                letters += 1
            } else if let digit = inner[code], isDigit(index - 1), isDigit(index + 1) {
                window.code[index] = digit
                letters += 1
            } else if code == Character16.of("。") || code == Character16.of("·"),
                isDigit(index - 1), isDigit(index + 1), isDecimal(index + 1, window)
            {
                window.code[index] = NumeralReader.dot
                changed = true
            } else if code != NumeralReader.dot, code != NumeralReader.comma {
                break
            }
            index += 1
        }
        guard joins(index) || index == window.code.count, printed > 0, letters <= printed + 2 else {
            return false
        }
        if index < window.code.count, IdentifierRule.isLatin(window.code[index]),
            window.gap[index] == 0
        {
            return changed && letters == 0
        }
        return words(at: index, isDigit(index - 1), &window) || changed || letters > 0
    }

    /// Whether one or two digits and a multiplier or percent sign follow: 1。6万个.
    private static func isDecimal(_ start: Int, _ window: Window) -> Bool {
        var index = start
        while index < window.code.count, index - start < 3,
            (0x30...0x39).contains(window.code[index]),
            window.gap[index] == 0
        {
            index += 1
        }
        guard index > start, index - start < 3, index < window.code.count, window.gap[index] == 0
        else { return false }
        let code = window.code[index]
        return code == Character16.of("%") || code == Character16.of("万")
            || code == Character16.of("亿")
    }

    /// Ideographs that stand for others behind digits: 3干万元, 6用底, 12目10日, 10月10曰, 3一5人.
    private static func words(at index: Int, _ behindDigit: Bool, _ window: inout Window) -> Bool {
        guard behindDigit, index + 1 < window.code.count, window.gap[index] & Flow.Gap.hard == 0
        else { return false }
        func isDigit(_ index: Int) -> Bool {
            index < window.code.count && (0x30...0x39).contains(window.code[index])
        }
        let next = window.code[index + 1]
        switch window.code[index] {
        case Character16.of("干"):
            guard !words.contains(next) else { return false }
            window.code[index] = Character16.of("千")
        case Character16.of("用"), Character16.of("目"):
            guard isDigit(index + 1) || next == Character16.of("底") || next == Character16.of("份")
            else { return false }
            window.code[index] = month
            fixDay(from: index + 1, &window)
        case Character16.of("曰"):
            // 10月10曰: the month was read before.
            let before = index > 2 ? window.code[index - 3..<index] : window.code[0..<index]
            guard before.contains(month) else { return false }
            window.code[index] = day
        case Character16.of("一"):
            guard isDigit(index + 1), window.gap[index] == 0, window.gap[index + 1] == 0 else {
                return false
            }
            window.code[index] = 0x2014
        default: return false
        }
        return true
    }

    @discardableResult
    private static func fixDay(from start: Int, _ window: inout Window) -> Bool {
        var index = start
        while index < window.code.count, index - start < 2,
            (0x30...0x39).contains(window.code[index])
        {
            index += 1
        }
        guard index > start, index < window.code.count, window.code[index] == Character16.of("曰")
        else { return false }
        window.code[index] = day
        return true
    }

    /// Whether a repaired reading says enough to be believed.
    static func isComplete(_ mention: Mention, in lexicon: Lexicon) -> Bool {
        switch mention.kind {
        case .date: return true
        case .quantity:
            guard let unit = mention.unit, unit.index >= 0 else { return mention.scaled }
            let traits = lexicon.unitTraits[Int(unit.index)]
            return mention.scaled || traits.contains(.percent)
                || traits.contains(.han) && !lineNames.contains(lexicon.units[Int(unit.index)].form)
        default: return false
        }
    }

    /// Measure words that stand behind the number of a road, a storey or a shop as well.
    private static let lineNames: Set<String> = ["线", "层", "店", "路", "号", "级", "类", "期", "型"]
}
