/// What a unit or classifier measures and how it converts.
struct Unit: Sendable {
    /// The surface form, folded.
    var form: String
    /// The form under which synonyms meet (千米 → 公里).
    var canonical: String
    /// `length`, `money`, `person`, `count` …
    var dimension: String
    /// The exact ratio to the dimension's base unit as a fraction; nil converts into itself only.
    var ratio: Ratio?
    /// UN/CEFACT Recommendation 20 or ISO 4217 code.
    var code: String?
    var traits: Traits

    /// An exact ratio, such as 2000/3 (square metres in a 亩).
    struct Ratio: Sendable, Equatable {
        var numerator: ExactDecimal
        var denominator: ExactDecimal

        init?(_ text: String) {
            let parts = text.split(separator: "/")
            guard let first = parts.first, parts.count <= 2, let top = ExactDecimal(first) else {
                return nil
            }
            numerator = top
            denominator = ExactDecimal(1)
            if parts.count == 2 {
                guard let bottom = ExactDecimal(parts[1]), !bottom.isZero else { return nil }
                denominator = bottom
            }
        }
    }

    /// What the rules need to know of a unit.
    struct Traits: OptionSet, Sendable, BitwiseCopyable {
        let rawValue: UInt32
        /// A Han numeral may count it: 两个, 十件.
        static let han = Traits(rawValue: 1)
        /// 一 before it is an article rather than a count: 一个, 一批.
        static let indefinite = Traits(rawValue: 2)
        static let age = Traits(rawValue: 4)
        static let duration = Traits(rawValue: 8)
        static let currency = Traits(rawValue: 16)
        static let percent = Traits(rawValue: 32)
        /// A general classifier for which another one of the kind may stand (个, 家, 所).
        static let thing = Traits(rawValue: 64)
        static let action = Traits(rawValue: 128)
        /// A single character that often begins an ordinary word: 分, 级, 点.
        static let short = Traits(rawValue: 256)
        /// 成 and 折: the figure counts tenths. Set by the form, not in the table.
        static let tenths = Traits(rawValue: 512)
        /// 折: two digits are hundredths (95折).
        static let discount = Traits(rawValue: 1024)
        /// Its figures can count tasks: 项, 件, 类, 个, 条.
        static let task = Traits(rawValue: 2048)
        /// 项 and 件, which count tasks unless something else is named.
        static let item = Traits(rawValue: 4096)
        /// 百分点: a difference by nature.
        static let points = Traits(rawValue: 8192)
        /// 大 as in 五大领域.
        static let group = Traits(rawValue: 16384)

        /// It may stand before the figure: $20, 港币3000万.
        static let before = Traits(rawValue: 32768)

        /// A word that begins like a unit and is none: 群众, 市民.
        static let word = Traits(rawValue: 65536)

        /// It converts into others of its dimension. Set by the ratio, not in the table.
        static let converts = Traits(rawValue: 131_072)

        /// A rare classifier that also begins words (1500具, but 3具体): it counts only where the words end.
        static let closing = Traits(rawValue: 262_144)

        /// What it measures, as far as rules ask for it in each figure. Set by the dimension.
        static let voltage = Traits(rawValue: 524_288)
        static let length = Traits(rawValue: 1_048_576)
        static let extent = Traits(rawValue: 2_097_152)

        static func ofDimension(_ dimension: String) -> Traits {
            switch dimension {
            case "voltage": return .voltage
            case "length": return .length
            case "area", "volume": return .extent
            default: return []
            }
        }

        /// What a form's own meaning adds to the traits of its row.
        static func ofForm(_ form: String) -> Traits {
            switch form {
            case "成": return .tenths
            case "折": return [.tenths, .discount]
            case "项": return [.task, .item]
            case "件": return [.task, .item]
            case "个", "类", "条": return .task
            case "百分点", "个百分点": return .points
            case "大": return .group
            default: return []
            }
        }

        static let names: [String: Traits] = [
            "han": .han, "indefinite": .indefinite, "age": .age, "duration": .duration,
            "currency": .currency, "percent": .percent, "thing": .thing, "action": .action,
            "short": .short, "before": .before, "word": .word, "closing": .closing,
        ]
    }
}
