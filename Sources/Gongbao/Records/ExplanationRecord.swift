/// How each numeral of a source was read, in order (`gongbao explain`).
public struct ExplanationRecord: JSONWritable {
    /// The path as the user gave it.
    public var path: String?
    /// All numerals of the source, in order or counted.
    public var numerals: [NumeralRecord]

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.optional("path", path)
            json.field("numerals", numerals)
        }
    }
}

/// One numeral and its derivation.
public struct NumeralRecord: JSONWritable {
    /// The characters from numeral to unit.
    public var range: TextRange
    /// 1-based.
    public var line: Int
    /// 1-based, in scalars.
    public var column: Int
    /// Verbatim.
    public var text: String
    /// What kind it is.
    public var kind: NumeralKind
    /// The value.
    public var value: ExactDecimal?
    /// The upper end of a range.
    public var upper: ExactDecimal?
    /// The unit of both, or of the figure.
    public var unit: String?
    /// An ISO 8601 date or interval; X for what the text leaves open.
    public var date: String?
    /// How the figure bounds.
    public var comparator: Comparator
    /// What a rate is counted by.
    public var per: PerRecord?
    /// The rule that read it; ids are listed in ARCHITECTURE.md.
    public var rule: String
    /// How a damaged or ambiguous numeral was read; nil where it reads as it is printed.
    public var readAs: String?
    /// Whether a character of it was recognised from a picture without certainty.
    public var isDoubtful = false
    /// What it was put together from, in order: bound, numeral, unit.
    public var parts: [(name: String, range: TextRange, text: String)]

    /// Appends the record's JSON.
    public func write(to writer: inout JSONWriter) {
        writer.object { json in
            json.field("start", range.start)
            json.field("end", range.end)
            json.field("line", line)
            json.field("column", column)
            json.field("text", text)
            json.nullable("value", value)
            json.nullable("upper", upper)
            json.field("kind", kind.rawValue)
            json.nullable("unit", unit)
            json.nullable("date", date)
            json.field("comparator", comparator.rawValue)
            json.optional("per", per)
            json.field("rule", rule)
            if readAs != nil || isDoubtful { json.field("uncertain", true) }
            json.optional("alternative", readAs)
            json.key("parts")
            json.array(parts) { writer, part in
                writer.object { json in
                    json.field("name", part.name)
                    json.field("start", part.range.start)
                    json.field("end", part.range.end)
                    json.field("text", part.text)
                }
            }
        }
    }
}

/// Mentions → the explanation of a source.
struct ExplanationMaker {
    let source: SourceText
    let lexicon: Lexicon

    func records(_ flow: Flow, _ mentions: [Mention]) -> [NumeralRecord] {
        mentions.map { mention in
            let range = flow.range(Int(mention.start), Int(mention.end))
            let (line, column) = source.position(of: range.start)
            let explained = mention.kind == .quantity || mention.kind == .number
            return NumeralRecord(
                range: range, line: line, column: column, text: source.string(range),
                kind: mention.kind, value: mention.value, upper: mention.upper,
                unit: mention.unit?.form(in: lexicon), date: mention.date?.iso,
                comparator: mention.comparator,
                per: mention.per.map { PerRecord(value: $0.value, unit: $0.unit(in: lexicon)) },
                rule: mention.rule.rawValue,
                readAs: mention.uncertain
                    ? ReadForm.text(of: mention, in: flow, lexicon: lexicon) : nil,
                parts: explained ? parts(flow, mention) : [])
        }
    }

    private func parts(
        _ flow: Flow, _ mention: Mention
    ) -> [(name: String, range: TextRange, text: String)] {
        var parts: [(name: String, range: TextRange, text: String)] = []
        func add(_ name: String, _ start: Int32, _ end: Int32) {
            guard start < end else { return }
            let range = flow.range(Int(start), Int(end))
            parts.append((name, range, source.string(range)))
        }
        add("bound", mention.lead, mention.start)
        add("numeral", mention.start, mention.numeralEnd)
        add("unit", mention.numeralEnd, mention.end)
        return parts
    }
}
