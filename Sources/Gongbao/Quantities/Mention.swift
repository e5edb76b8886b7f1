/// One numeral of a flow and how it was read.
struct Mention: Sendable {
    /// Flow indices: from the numeral's first character to the unit's last (or the numeral's).
    var start: Int32
    var end: Int32
    /// Flow index after the numeral with its multiplier.
    var numeralEnd: Int32
    /// The flow index at which the words that bound the figure begin (不少于, 每人每月).
    var lead: Int32
    var value: ExactDecimal?
    var kind: NumeralKind
    var rule: RuleID
    var comparator: Comparator = .exact
    /// The value was repaired or is one of two readings.
    var uncertain = false
    /// Whether 多, 余 or 几 stands in the numeral, or 以上 behind it: a bound of its own, which a
    /// word before a list does not overrule.
    var boundAfter = false
    /// Whether a multiplier (万, 亿) is part of the numeral.
    var scaled = false
    var unit: UnitReading?
    var upper: ExactDecimal?
    private var rest = Rest.none

    /// What only figures have, and what only dates have: one room for both.
    private enum Rest: Sendable {
        case none
        case per(PerReading)
        case date(DateReading)
    }

    /// What a rate is counted by; setting it takes a date away.
    var per: PerReading? {
        get { if case .per(let per) = rest { per } else { nil } }
        set { if newValue != nil || date == nil { rest = newValue.map(Rest.per) ?? .none } }
    }

    /// The date that the mention is; setting it takes a rate away.
    var date: DateReading? {
        get { if case .date(let date) = rest { date } else { nil } }
        set { if newValue != nil || per == nil { rest = newValue.map(Rest.date) ?? .none } }
    }
}

/// A unit as the text has it.
struct UnitReading: Sendable, Equatable {
    /// Index into `Lexicon.units`: the form as written, 个 dropped before 百分点, 月 and the like.
    var index: Int32
    /// Index of a second unit in brackets, as in 套（间）; -1 for none.
    var inner: Int32 = -1

    func form(in lexicon: Lexicon) -> String {
        let form = lexicon.units[Int(index)].form
        return inner < 0 ? form : form + "（" + lexicon.units[Int(inner)].form + "）"
    }
}

/// What a rate is counted by: 每千人 → 1000 人; 每人每月 → 1 人·月.
struct PerReading: Sendable, Equatable {
    var units: RateUnits
    var value: ExactDecimal

    func unit(in lexicon: Lexicon) -> String { units.name(in: lexicon) }
}

/// The measures of a rate, at most four, times last: 人·月 whatever the order in the text.
struct RateUnits: Sendable, Equatable {
    private var names = SIMD4<Int16>(repeating: -1)
    private var number: Int8 = 0
    var count: Int { Int(number) }

    /// Adds a measure by its index into `Lexicon.rateMeasureNames`.
    mutating func append(_ name: Int, _ lexicon: Lexicon) {
        guard count < 4 else { return }
        var position = count
        if !lexicon.isTimeMeasure(name) {
            // A time that was named before goes behind.
            while position > 0, lexicon.isTimeMeasure(Int(names[position - 1])) {
                names[position] = names[position - 1]
                position -= 1
            }
        }
        names[position] = Int16(truncatingIfNeeded: name)
        number += 1
    }

    func name(in lexicon: Lexicon) -> String {
        (0..<count).map { lexicon.rateMeasureNames[Int(names[$0])] }.joined(separator: "·")
    }
}

/// The rules by which numerals are read; the raw value travels into the output.
enum RuleID: String, Sendable, CaseIterable {
    case number = "number"
    case standalone = "number.alone"
    case quantity = "quantity"
    case quantityWithoutUnit = "quantity.no-unit"
    case quantityRange = "quantity.range"
    case percent = "quantity.percent"
    case fraction = "quantity.fraction"
    case tenths = "quantity.tenths"
    case half = "quantity.half"
    case compoundUnit = "quantity.compound"
    case bareScale = "quantity.bare-scale"
    case headerUnit = "quantity.header-unit"
    case listUnit = "quantity.list-unit"
    case date = "date"
    case isoDate = "date.iso"
    case timeOfDay = "date.time"
    case periodPhrase = "date.phrase"
    case ordinalPrefix = "ordinal.prefix"
    case ordinalSuffix = "ordinal.suffix"
    case enumerator = "ordinal.enumerator"
    case pageNumber = "ordinal.page"
    case letters = "identifier.letters"
    case longNumber = "identifier.long"
    case documentNumber = "identifier.document-number"
    case marked = "identifier.marked"
    case joined = "identifier.joined"
    case setPhrase = "phrase.lexicon"
    case article = "phrase.article"
    case summary = "phrase.summary"
    case rateBase = "phrase.rate-base"
    case hanInWord = "phrase.word"
    case ratio = "phrase.ratio"
    case damaged = "unexplained.damaged"
    case unexplained = "unexplained"
}
