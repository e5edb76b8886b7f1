/// The numbers that a Word document prints before its paragraphs: they stand in no text.
struct WordNumbering {
    private struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
        var isLegal = false
        /// The level whose next number begins this one anew; by default any before it.
        var restart: Int?
    }

    private struct List {
        var levels: [Int: Level] = [:]
        /// Which counters it uses: lists of one abstract definition count on together.
        var counters: Int
    }

    private var lists: [Int: List] = [:]
    private var styles: [String: (number: Int?, level: Int?, base: String?)] = [:]
    private var counts: [Int: [Int: Int]] = [:]
    /// Lists with a start of their own, which is used once.
    private var starts: [Int: [Int: Int]] = [:]

    private static let deepest = 9

    init(numbering: XMLTree?, styles: XMLTree?) {
        if let styles { readStyles(styles.root) }
        guard let root = numbering?.root else { return }
        var definitions: [Int: XMLElement] = [:]
        var byStyle: [String: Int] = [:]
        for element in root.all("abstractNum") {
            guard let id = element.integer("abstractNumId") else { continue }
            definitions[id] = element
            if let style = element.first("styleLink")?["val"] { byStyle[style] = id }
        }
        for element in root.all("num") {
            guard let number = element.integer("numId"),
                var id = element.first("abstractNumId")?.integer("val")
            else { continue }
            if let link = definitions[id]?.first("numStyleLink")?["val"], let other = byStyle[link]
            {
                id = other
            }
            var list = List(counters: id)
            for level in definitions[id]?.all("lvl") ?? [] { add(level, to: &list) }
            for override in element.all("lvlOverride") {
                guard let index = override.integer("ilvl") else { continue }
                if let level = override.first("lvl") { add(level, to: &list) }
                if let start = override.first("startOverride")?.integer("val") {
                    starts[number, default: [:]][index] = start
                }
            }
            lists[number] = list
        }
    }

    private func add(_ element: XMLElement, to list: inout List) {
        guard let index = element.integer("ilvl"), index < Self.deepest else { return }
        var level = Level()
        level.start = element.first("start")?.integer("val") ?? 1
        level.format = element.first("numFmt")?["val"] ?? "decimal"
        if level.format == "custom", let form = element.first("numFmt")?["format"],
            form.hasPrefix("0")
        {
            level.format = "decimalZero"
        }
        level.text = element.first("lvlText")?["val"] ?? ""
        level.isLegal = element.first("isLgl")?.isOn == true
        level.restart = element.first("lvlRestart")?.integer("val")
        list.levels[index] = level
    }

    private mutating func readStyles(_ root: XMLElement) {
        for style in root.all("style") where style["type"] == "paragraph" {
            guard let id = style["styleId"] else { continue }
            let properties = style.path("pPr", "numPr")
            styles[id] = (
                properties?.first("numId")?.integer("val"),
                properties?.first("ilvl")?.integer("val"), style.first("basedOn")?["val"]
            )
        }
    }

    /// What is printed before a paragraph, and counts it; nil where nothing is.
    mutating func label(of properties: XMLElement?) -> String? {
        var number = properties?.path("numPr", "numId")?.integer("val")
        var index = properties?.path("numPr", "ilvl")?.integer("val")
        var style = properties?.first("pStyle")?["val"]
        // Styles are based on each other; a ring of them ends.
        var steps = 0
        while number == nil || index == nil, let name = style, steps < 32 {
            number = number ?? styles[name]?.number
            index = index ?? styles[name]?.level
            style = styles[name]?.base
            steps += 1
        }
        guard let number, number != 0, let list = lists[number] else { return nil }
        let level = min(max(0, index ?? 0), Self.deepest - 1)
        guard let form = list.levels[level] else { return nil }
        count(list, number, level)
        if form.format == "none" || form.format == "bullet" { return nil }
        let text = label(form, list)
        guard !text.isEmpty else { return nil }
        // A number that ends with a mark of its own needs no blank.
        let closed = "、.．)）:：】〕]".contains(text.last ?? " ")
        return closed ? text : text + " "
    }

    private mutating func count(_ list: List, _ number: Int, _ level: Int) {
        var values = counts[list.counters] ?? [:]
        if let start = starts[number]?[level] {
            values[level] = start
            starts[number]?[level] = nil
        } else {
            values[level] = values[level].map { $0 &+ 1 } ?? list.levels[level]?.start ?? 1
        }
        for above in 0..<level where values[above] == nil {
            values[above] = list.levels[above]?.start ?? 1
        }
        for below in level + 1..<Self.deepest where values[below] != nil {
            let restart = list.levels[below]?.restart
            if restart == 0 || restart.map({ level >= $0 }) == true { continue }
            values[below] = nil
        }
        counts[list.counters] = values
    }

    /// `第%1条` with the numbers of its levels.
    private func label(_ form: Level, _ list: List) -> String {
        var result = ""
        var isField = false
        for character in form.text {
            if isField {
                isField = false
                if let level = character.wholeNumberValue, level >= 1, level <= Self.deepest {
                    let format = list.levels[level - 1]?.format ?? "decimal"
                    let value = counts[list.counters]?[level - 1] ?? 1
                    result += NumberForms.text(value, form.isLegal ? "decimal" : format)
                    continue
                }
                result.append("%")
            }
            if character == "%" { isField = true } else { result.append(character) }
        }
        return result
    }
}

/// Whole numbers as lists print them.
enum NumberForms {
    static func text(_ value: Int, _ format: String) -> String {
        switch format {
        case "chineseCounting", "chineseCountingThousand", "japaneseCounting",
            "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting",
            "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand":
            return format.contains("igital") ? digits(value) : counting(value)
        case "chineseLegalSimplified", "ideographLegalTraditional":
            return legal(value)
        case "ideographTraditional": return pick(value, "甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": return pick(value, "子丑寅卯辰巳午未申酉戌亥")
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
            return scalar(value, from: 0x2460, most: 20)
        case "decimalEnclosedParen": return scalar(value, from: 0x2474, most: 20)
        case "decimalEnclosedFullstop": return scalar(value, from: 0x2488, most: 20)
        case "ideographEnclosedCircle": return scalar(value, from: 0x3280, most: 10)
        case "decimalZero": return value < 10 && value >= 0 ? "0\(value)" : "\(value)"
        case "decimalFullWidth", "decimalFullWidth2":
            return String(
                String.UnicodeScalarView(
                    String(value).unicodeScalars.map {
                        (48...57).contains($0.value)
                            ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0
                    }))
        case "upperRoman": return roman(value)
        case "lowerRoman": return roman(value).lowercased()
        case "upperLetter": return letters(value)
        case "lowerLetter": return letters(value).lowercased()
        default: return "\(value)"
        }
    }

    private static func pick(_ value: Int, _ list: String) -> String {
        let characters = Array(list)
        return (1...characters.count).contains(value) ? String(characters[value - 1]) : "\(value)"
    }

    private static func scalar(_ value: Int, from: UInt32, most: Int) -> String {
        guard (1...most).contains(value), let scalar = Unicode.Scalar(from + UInt32(value) - 1)
        else { return "\(value)" }
        return String(Character(scalar))
    }

    /// 十一, 一百零五: up to 万.
    static func counting(_ value: Int) -> String {
        han(value, Array("零一二三四五六七八九"), ["", "十", "百", "千"], dropsOne: true)
    }

    private static func legal(_ value: Int) -> String {
        han(value, Array("零壹贰叁肆伍陆柒捌玖"), ["", "拾", "佰", "仟"], dropsOne: false)
    }

    private static func han(
        _ value: Int, _ names: [Character], _ places: [String], dropsOne: Bool
    ) -> String {
        guard (0...9_999).contains(value) else { return "\(value)" }
        if value == 0 { return String(names[0]) }
        var result = ""
        var isGap = false
        for place in (0..<4).reversed() {
            let digit = value / [1, 10, 100, 1_000][place] % 10
            if digit == 0 {
                isGap = !result.isEmpty
                continue
            }
            if isGap { result.append(names[0]) }
            isGap = false
            if !(dropsOne && digit == 1 && place == 1 && result.isEmpty) {
                result.append(names[digit])
            }
            result += places[place]
        }
        return result
    }

    private static func digits(_ value: Int) -> String {
        let names = Array("〇一二三四五六七八九")
        return String(String(value).map { $0.wholeNumberValue.map { names[$0] } ?? $0 })
    }

    private static func roman(_ value: Int) -> String {
        guard (1...3_999).contains(value) else { return "\(value)" }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = value
        var result = ""
        for (size, sign) in signs {
            while rest >= size {
                result += sign
                rest -= size
            }
        }
        return result
    }

    /// A … Z, AA, BB: Word repeats the letter.
    private static func letters(_ value: Int) -> String {
        guard (1...780).contains(value), let scalar = Unicode.Scalar(65 + (value - 1) % 26) else {
            return "\(value)"
        }
        return String(repeating: Character(scalar), count: (value - 1) / 26 + 1)
    }
}
