/// Shows the number of a cell as the spreadsheet does: 0.935 under `0.0%` is 93.5%.
struct NumberFormat {
    private enum Token: Equatable {
        case literal(String)
        /// 0, #, ? before and behind the point.
        case digit(UInt8)
        case point, comma, percent
        case exponent(hasSign: Bool)
        /// Letters of dates: y, m, d, h, s, and brackets for times that count on.
        case date(Character, Int)
        case elapsed(Character)
        case half
        case text
        case general
    }

    private struct Section {
        var tokens: [Token] = []
        var condition: (operation: String, value: DecimalText)?
        var isHan = false
        var isDate: Bool {
            tokens.contains {
                switch $0 {
                case .date, .elapsed: true
                default: false
                }
            }
        }
    }

    private var sections: [Section]

    init(_ code: String) {
        sections = Self.split(code).map(Self.section)
        if sections.isEmpty { sections = [Section(tokens: [.general])] }
    }

    // MARK: Codes

    /// The codes that have numbers only; those from 27 on are what Chinese programs make of them.
    static let builtIn: [Int: String] = [
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
        11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
        17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
        22: "yyyy/m/d h:mm", 27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"",
        30: "m-d-yy", 31: "yyyy\"年\"m\"月\"d\"日\"", 32: "h\"时\"mm\"分\"",
        33: "h\"时\"mm\"分\"ss\"秒\"", 34: "AM/PMh\"时\"mm\"分\"", 36: "yyyy\"年\"m\"月\"",
        37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-;@", 43: "#,##0.00;-#,##0.00;-;@",
        45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"",
        53: "m\"月\"d\"日\"", 54: "m\"月\"d\"日\"", 57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
    ]

    private static func split(_ code: String) -> [[Character]] {
        var sections: [[Character]] = [[]]
        var quoted = false
        var escaped = false
        for character in code.prefix(512) {
            if escaped {
                escaped = false
            } else if character == "\"" {
                quoted.toggle()
            } else if !quoted, character == "\\" {
                escaped = true
            } else if !quoted, character == ";" {
                sections.append([])
                continue
            }
            sections[sections.count - 1].append(character)
        }
        return Array(sections.prefix(4))
    }

    private static func section(_ code: [Character]) -> Section {
        var section = Section()
        var index = 0
        func literal(_ text: String) {
            if case .literal(let before)? = section.tokens.last {
                section.tokens[section.tokens.count - 1] = .literal(before + text)
            } else {
                section.tokens.append(.literal(text))
            }
        }
        while index < code.count {
            let character = code[index]
            index += 1
            switch character {
            case "\"":
                let end = code[index...].firstIndex(of: "\"") ?? code.count
                literal(String(code[index..<end]))
                index = end + 1
            case "\\":
                if index < code.count { literal(String(code[index])) }
                index += 1
            case "_":  // as wide as the next character
                literal(" ")
                index += 1
            case "*": index += 1  // filled with the next character
            case "[":
                let end = code[index...].firstIndex(of: "]") ?? code.count
                bracket(String(code[index..<end]), &section, literal)
                index = end + 1
            case "0", "#", "?": section.tokens.append(.digit(character.asciiValue ?? 0x30))
            case ".": section.tokens.append(.point)
            case ",": section.tokens.append(.comma)
            case "%": section.tokens.append(.percent)
            case "@": section.tokens.append(.text)
            case "E", "e":
                if index < code.count, code[index] == "+" || code[index] == "-" {
                    section.tokens.append(.exponent(hasSign: code[index] == "+"))
                    index += 1
                } else {  // the year, in Japanese and Chinese programs
                    while index < code.count, code[index] == character { index += 1 }
                    section.tokens.append(.date("y", 4))
                }
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
                let letter = Character(character.lowercased())
                var count = 1
                while index < code.count, Character(code[index].lowercased()) == letter {
                    index += 1
                    count += 1
                }
                section.tokens.append(.date(letter, count))
            case "a", "A", "上":
                let rest = String(code[(index - 1)...].prefix(5)).lowercased()
                if rest.hasPrefix("am/pm") || rest.hasPrefix("上午/下午") {
                    section.tokens.append(.half)
                    index += 4
                } else if rest.hasPrefix("a/p") {
                    section.tokens.append(.half)
                    index += 2
                } else if rest.hasPrefix("aaa") {
                    while index < code.count, code[index].lowercased() == "a" { index += 1 }
                    section.tokens.append(.date("a", 3))
                } else {
                    literal(String(character))
                }
            case "G", "g":
                let rest = String(code[(index - 1)...].prefix(7)).lowercased()
                if rest == "general" || rest.hasPrefix("g/通用格式") {
                    section.tokens.append(.general)
                    index += 6
                } else {
                    literal(String(character))
                }
            default: literal(String(character))
            }
        }
        return section
    }

    private static func bracket(
        _ text: String, _ section: inout Section, _ literal: (String) -> Void
    ) {
        let lower = text.lowercased()
        if text.hasPrefix("$") {  // [$¥-804]: a currency sign and a language
            literal(String(text.dropFirst().prefix { $0 != "-" }))
        } else if let first = text.first, "<>=".contains(first) {
            let operation = String(text.prefix { "<>=".contains($0) })
            if let value = DecimalText(text.dropFirst(operation.count)) {
                section.condition = (operation, value)
            }
        } else if lower == "dbnum1" || lower == "dbnum2" {
            section.isHan = true
        } else if let letter = lower.first, "hms".contains(letter),
            lower.allSatisfy({ $0 == letter })
        {
            section.tokens.append(.elapsed(letter))
        }
    }

    // MARK: Numbers

    /// A number as it is shown; `epoch1904` is how some files count their days.
    func text(_ number: String, epoch1904: Bool) -> String {
        guard var value = DecimalText(number) else { return number }
        value.round(digits: 15)  // as many as a spreadsheet keeps
        let (section, ownsSign) = section(for: value)
        guard !section.tokens.isEmpty else { return "" }
        if section.isDate {
            return DateFormat(value, epoch1904: epoch1904).map { date(section, $0) }
                ?? Self.general(value)
        }
        if section.tokens.contains(.general) {
            if ownsSign { value.isNegative = false }
            return section.tokens.map { token in
                switch token {
                case .general: Self.general(value)
                case .literal(let text): text
                default: ""
                }
            }.joined()
        }
        let isShown = section.tokens.contains {
            switch $0 {
            case .digit, .text: true
            default: false
            }
        }
        guard isShown else { return literals(section) }
        let isNegative = value.isNegative && !ownsSign
        value.isNegative = false
        let text = figures(section, value)
        // What rounds to nothing has no sign.
        return isNegative && text.contains(where: { "123456789".contains($0) }) ? "-" + text : text
    }

    /// Text under the format, which may add words to it: `@"人"`.
    func text(ofText text: String) -> String {
        guard let section = sections.first(where: { $0.tokens.contains(.text) }),
            section.tokens.count > 1
        else { return text }
        return section.tokens.map { token in
            switch token {
            case .text: text
            case .literal(let literal): literal
            default: ""
            }
        }.joined()
    }

    private func literals(_ section: Section) -> String {
        section.tokens.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    }

    private func section(for value: DecimalText) -> (Section, ownsSign: Bool) {
        if sections.contains(where: { $0.condition != nil }) {
            for (index, section) in sections.prefix(3).enumerated() {
                guard let condition = section.condition else {
                    if index > 0 || sections.count == 1 { return (section, false) }
                    continue
                }
                if Self.holds(value, condition.operation, condition.value) {
                    return (section, false)
                }
            }
            return (sections[sections.count - 1], false)
        }
        let numeric =
            sections.count == 1 || !sections[sections.count - 1].tokens.contains(.text)
            ? sections : Array(sections.dropLast())
        guard let first = numeric.first else { return (sections[0], false) }
        if value.isNegative, numeric.count > 1 { return (numeric[1], true) }
        if value.isZero, numeric.count > 2 { return (numeric[2], false) }
        return (first, false)
    }

    private static func holds(_ a: DecimalText, _ operation: String, _ b: DecimalText) -> Bool {
        let order = compare(a, b)
        switch operation {
        case "<": return order < 0
        case "<=": return order <= 0
        case ">": return order > 0
        case ">=": return order >= 0
        case "<>": return order != 0
        default: return order == 0
        }
    }

    private static func compare(_ a: DecimalText, _ b: DecimalText) -> Int {
        if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
        let sign = a.isNegative ? -1 : 1
        if a.isZero || b.isZero { return a.isZero == b.isZero ? 0 : a.isZero ? -sign : sign }
        if a.power != b.power { return a.power < b.power ? -sign : sign }
        if a.digits.elementsEqual(b.digits) { return 0 }
        return a.digits.lexicographicallyPrecedes(b.digits) ? -sign : sign
    }

    /// Up to 11 places, and an exponent where they do not do.
    static func general(_ value: DecimalText) -> String {
        var value = value
        if value.power > 11 || value.power < -8 {
            value.round(digits: 6)
            let (whole, rest) = (value.digits.prefix(1), value.digits.dropFirst())
            let exponent = value.power - 1
            let fraction = rest.isEmpty ? "" : "." + DecimalText.string(rest)
            return (value.isNegative ? "-" : "") + DecimalText.string(whole) + fraction
                + (exponent < 0 ? "E-" : "E+") + (abs(exponent) < 10 ? "0" : "")
                + "\(abs(exponent))"
        }
        value.round(places: max(0, 10 - max(1, value.power)))
        return value.plain
    }

    private func figures(_ section: Section, _ given: DecimalText) -> String {
        var value = given
        let tokens = section.tokens
        value.scale(2 * tokens.filter { $0 == .percent }.count)
        // Commas behind the last digit divide by a thousand each.
        let lastDigit = tokens.lastIndex { if case .digit = $0 { true } else { false } } ?? 0
        let trailing = tokens[lastDigit...].dropFirst().prefix { $0 == .comma }.count
        value.scale(-3 * trailing)
        let point = tokens.firstIndex(of: .point) ?? tokens.count
        let stop =
            tokens.firstIndex { if case .exponent = $0 { true } else { false } } ?? tokens.count
        func isDigit(_ index: Int) -> Bool {
            if case .digit = tokens[index] { true } else { false }
        }
        let before = tokens.indices.filter { isDigit($0) && $0 < min(point, stop) }
        let behind = tokens.indices.filter { isDigit($0) && $0 > point && $0 < stop }
        var exponent = 0
        if stop < tokens.count, !value.isZero {
            exponent = value.power - max(1, before.count)
            value.scale(-exponent)
        }
        value.round(places: behind.count)
        let least = before.filter { tokens[$0] == .digit(0x30) }.count
        var (whole, fraction) = value.parts(least: least, places: behind.count)
        while let last = behind[..<fraction.count].last, tokens[last] != .digit(0x30),
            fraction.last == 0
        {
            fraction.removeLast()
        }
        let grouped = tokens.indices.contains {
            tokens[$0] == .comma && $0 > before.first ?? .max && $0 < before.last ?? 0
        }
        var result = ""
        var place = 0
        for (index, token) in tokens.enumerated() {
            switch token {
            case .digit:
                if index < min(point, stop) {
                    // The first place takes all digits that have no place of their own.
                    let from = place == 0 ? 0 : whole.count - before.count + place
                    place += 1
                    let to = whole.count - before.count + place
                    for number in max(0, from)..<max(0, from, to) {
                        result += DecimalText.string([whole[number]])
                        let left = whole.count - 1 - number
                        if grouped, left > 0, left % 3 == 0 { result += "," }
                    }
                } else if let position = behind.firstIndex(of: index), position < fraction.count {
                    result += DecimalText.string([fraction[position]])
                }
            case .point: if !fraction.isEmpty || behind.isEmpty { result += "." }
            case .percent: result += "%"
            case .literal(let text): result += text
            case .exponent(let hasSign):
                result += exponent < 0 ? "E-" : hasSign ? "E+" : "E"
                result += (abs(exponent) < 10 ? "0" : "") + "\(abs(exponent))"
                return result
            default: break
            }
        }
        whole = []
        return section.isHan ? Self.han(result) : result
    }

    private static func han(_ text: String) -> String {
        guard let value = Int(text) else { return text }
        return NumberForms.counting(value)
    }

    // MARK: Dates

    private func date(_ section: Section, _ date: DateFormat) -> String {
        let hasHalf = section.tokens.contains(.half)
        var result = ""
        var isMinute = false
        for (index, token) in section.tokens.enumerated() {
            switch token {
            case .literal(let text): result += text
            case .half: result += date.hour < 12 ? "上午" : "下午"
            case .elapsed(let letter):
                result += date.elapsed(letter)
                isMinute = letter == "h"
            case .date("m", let count):
                let next = section.tokens[(index + 1)...].first {
                    if case .date = $0 { true } else { false }
                }
                var beforeSeconds = false
                if case .date("s", _)? = next { beforeSeconds = true }
                if isMinute || beforeSeconds {
                    result += DateFormat.padded(date.minute, count)
                } else {
                    result +=
                        section.isHan
                        ? NumberForms.counting(date.month) : date.month(count)
                }
                isMinute = false
            case .date(let letter, let count):
                isMinute = letter == "h"
                result += date.part(
                    letter, count, isHan: section.isHan, half: hasHalf)
            case .point: result += "."
            case .comma: result += ","
            default: break
            }
        }
        return result
    }
}
