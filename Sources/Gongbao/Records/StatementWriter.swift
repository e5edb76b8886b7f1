/// Facts → the JSON of their statements, byte for byte what their records write.
///
/// A large document has a million statements, so nothing is allocated for one and nothing is looked
/// up twice: room for the longest that it may become is made once, its bytes go there unchecked, and
/// what the statements of a section or paragraph share (heading, label) is read once for each of
/// those. A test holds the bytes against `StatementRecord`.
struct StatementWriter {
    private let maker: StatementMaker
    private let scalars: UnsafePointer<UInt32>
    /// The source offset of each character of the flow.
    private let offsets: FlowOffsets.View
    private let code: UnsafePointer<UInt16>
    private let mentions: UnsafePointer<Mention>
    private let flowCount: Int
    private let characters = CharacterTables.shared.classes
    private let clauseMarks = SentenceReader.clauseMarks

    /// The fields of each unit that was met, as they are written; empty until then.
    private var units: [[UInt8]]
    /// The heading of the last statement, with its key.
    private var heading: [UInt8] = []
    private var headingBlock: Int32 = -1
    /// Where the label of the last statement's paragraph ends; at its begin where it has none.
    private var itemEnd = 0
    private var itemBlock: Int32 = -1

    /// Hands `body` a writer, whose pointers are good as long as `body` runs.
    static func with<Result>(
        _ maker: StatementMaker, _ body: (inout StatementWriter) -> Result
    ) -> Result {
        maker.source.scalars.withUnsafeBufferPointer { scalars in
            maker.flow.source.withView { offsets in
                maker.flow.code.withUnsafeBufferPointer { code in
                    maker.mentions.withUnsafeBufferPointer { mentions in
                        // Without a character there is no statement, and nothing is read.
                        var none: (UInt32, UInt16, UInt8) = (0, 0, 0)
                        return withUnsafePointer(to: &none) { none in
                            let none = UnsafeRawPointer(none)
                            var writer = StatementWriter(
                                maker: maker,
                                scalars: scalars.baseAddress
                                    ?? none.assumingMemoryBound(to: UInt32.self),
                                offsets: offsets,
                                code: code.baseAddress
                                    ?? none.assumingMemoryBound(to: UInt16.self),
                                mentions: mentions.baseAddress
                                    ?? none.assumingMemoryBound(to: Mention.self),
                                flowCount: code.count)
                            return body(&writer)
                        }
                    }
                }
            }
        }
    }

    private init(
        maker: StatementMaker, scalars: UnsafePointer<UInt32>, offsets: FlowOffsets.View,
        code: UnsafePointer<UInt16>, mentions: UnsafePointer<Mention>, flowCount: Int
    ) {
        self.maker = maker
        self.scalars = scalars
        self.offsets = offsets
        self.code = code
        self.mentions = mentions
        self.flowCount = flowCount
        units = [[UInt8]](repeating: [], count: maker.lexicon.units.count)
    }

    /// - Parameters:
    ///   - number: What its id counts.
    ///   - article: The number of its article, nil where there is none.
    mutating func write(
        _ fact: Fact, number: Int, article: Int?, to writer: inout JSONWriter
    ) {
        let mention = mentions + Int(fact.mention)
        let start = offsets[Int(mention.pointee.start)]
        let end = offsets[Int(mention.pointee.end) - 1] + 1
        let odd = oddUnit(mention)
        let per = mention.pointee.per.map { rate($0, mention) }
        let alternative =
            mention.pointee.uncertain
            ? [UInt8](
                ReadForm.text(of: mention.pointee, in: maker.flow, lexicon: maker.lexicon).utf8)
            : []
        let item = item(of: fact)
        readHeading(fact)
        let place =
            writer.places?.place(of: TextRange(start, end)).map(JSONWriter.fields(of:)) ?? []
        let characters =
            end - start + fact.indicator.head.count + fact.indicator.body.count
            + fact.indicator.tail.count + fact.action.count + fact.clause.count
            + fact.scope.count + fact.preamble.count + item.count
        let room =
            768 + characters * ByteCursor.perScalar + heading.count + (odd?.count ?? 0)
            + (per?.count ?? 0) + alternative.count + place.count
            + ByteCursor.room(for: mention.pointee.value)
            + ByteCursor.room(for: mention.pointee.upper)
        if odd == nil, let unit = mention.pointee.unit { readUnit(Int(unit.index)) }
        writer.unchecked(atMost: room) { out in
            out.literal("{\"id\":\"s")
            out.integer(number)
            out.literal("\",\"role\":\"")
            out.plain(fact.role.rawValue)
            out.literal("\",\"indicator\":\"")
            text(fact.indicator.head, &out)
            text(fact.indicator.body, &out)
            text(fact.indicator.tail, &out)
            if fact.indicator.isCompletionRate { out.plain(IndicatorPhrase.completionRate) }
            if !fact.action.isEmpty {
                out.literal("\",\"action\":\"")
                text(fact.action, &out)
            }
            if let stage = fact.stage {
                out.literal("\",\"stage\":\"")
                out.plain(stage.rawValue)
            }
            if !fact.scope.isEmpty {
                out.literal("\",\"scope\":\"")
                text(fact.scope, &out)
            }
            if let basis = fact.basis {
                out.literal("\",\"basis\":\"")
                out.plain(basis.rawValue)
            }
            if let article {
                out.literal("\",\"article\":\"a")
                out.integer(article)
            }
            out.literal("\",\"quantity\":{\"text\":\"")
            out.scalars(scalars + start, end - start)
            out.literal("\",\"start\":")
            out.integer(start)
            out.literal(",\"end\":")
            out.integer(end)
            place.withUnsafeBufferPointer { out.bytes($0) }
            out.literal(",\"value\":")
            out.decimal(mention.pointee.value ?? .zero)
            if let upper = mention.pointee.upper {
                out.literal(",\"upper\":")
                out.decimal(upper)
            } else {
                out.literal(",\"upper\":null")
            }
            if let odd {
                odd.withUnsafeBufferPointer { out.bytes($0) }
            } else if let unit = mention.pointee.unit {
                units[Int(unit.index)].withUnsafeBufferPointer { out.bytes($0) }
            } else {
                out.literal(",\"unit\":\"\",\"dimension\":null,\"unitCode\":null")
            }
            if let per { per.withUnsafeBufferPointer { out.bytes($0) } }
            out.literal(",\"comparator\":\"")
            out.plain(mention.pointee.comparator.rawValue)
            if mention.pointee.uncertain {
                out.literal("\",\"uncertain\":true,\"alternative\":\"")
                alternative.withUnsafeBufferPointer { out.bytes($0) }
            }
            out.literal("\"}")
            out.literal(",\"clause\":\"")
            text(fact.clause, &out)
            out.literal("\",\"sentence\":")
            out.integer(Int(fact.sentence))
            if !fact.preamble.isEmpty {
                out.literal(",\"preamble\":\"")
                text(fact.preamble, &out)
                out.literal("\"")
            }
            if fact.heading >= 0 { heading.withUnsafeBufferPointer { out.bytes($0) } }
            if !item.isEmpty {
                out.literal(",\"item\":\"")
                text(item, &out)
                out.literal("\"")
            }
            out.literal(",\"rule\":\"")
            out.plain(mention.pointee.rule.rawValue)
            out.literal("\",\"roleRule\":\"")
            out.plain(fact.roleRule.rawValue)
            out.literal("\"}")
        }
    }

    @inline(__always)
    private func text(_ phrase: IndicatorPhrase, _ out: inout ByteCursor) {
        text(phrase.head, &out)
        text(phrase.body, &out)
        text(phrase.tail, &out)
        if phrase.isCompletionRate { out.plain(IndicatorPhrase.completionRate) }
    }

    /// The characters of a span as the source has them.
    @inline(__always)
    private func text(_ span: Span, _ out: inout ByteCursor) {
        offsets.eachPiece(of: span.range) { out.scalars(scalars + $0, $1) }
    }

    // MARK: What statements share

    private mutating func readHeading(_ fact: Fact) {
        guard fact.heading >= 0, fact.heading != headingBlock else { return }
        headingBlock = fact.heading
        let block = maker.blocks[Int(fact.heading)]
        let span = Span(block.start..<block.end)
        heading = [UInt8](
            unsafeUninitializedCapacity: span.count * ByteCursor.perScalar + 32
        ) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var out = ByteCursor(base)
            out.literal(",\"heading\":\"")
            text(span, &out)
            out.literal("\"")
            count = out.next - base
        }
    }

    /// The label that the paragraph of a figure begins with, empty where the figure stands in it.
    private mutating func item(of fact: Fact) -> Span {
        let block = maker.blocks[Int(fact.block)]
        if fact.block != itemBlock {
            itemBlock = fact.block
            itemEnd = maker.itemEnd(of: block, marks: clauseMarks, code)
        }
        let stands = itemEnd > block.start && fact.clause.lowerBound >= itemEnd
        return Span(block.start..<(stands ? itemEnd : block.start))
    }

    // MARK: Units

    /// The fields of a unit that is not printed as its row says: in Traditional characters, or with
    /// brackets. Nil for all others.
    private func oddUnit(_ mention: UnsafePointer<Mention>) -> [UInt8]? {
        guard let unit = mention.pointee.unit else { return nil }
        let lexicon = maker.lexicon
        guard unit.inner >= 0 || isTraditional(mention) || lexicon.hasBracket(Int(unit.index))
        else { return nil }
        let printed = PrintedUnit(source: maker.source, flow: maker.flow)
        return Self.fields(
            lexicon.units[Int(unit.index)],
            printed.unit(unit.form(in: lexicon), of: mention.pointee))
    }

    private func isTraditional(_ mention: UnsafePointer<Mention>) -> Bool {
        var index = Int(mention.pointee.numeralEnd)
        let end = PrintedUnit.end(of: mention.pointee, flowCount)
        while index < end {
            let character = code[index]
            if scalars[offsets[index]] != UInt32(character),
                characters[Int(character)] == CharacterTables.Class.han.rawValue
            {
                return true
            }
            index += 1
        }
        return false
    }

    private mutating func readUnit(_ index: Int) {
        guard units[index].isEmpty else { return }
        let unit = maker.lexicon.units[index]
        units[index] = Self.fields(unit, unit.form)
    }

    private static func fields(_ unit: Unit, _ form: String) -> [UInt8] {
        var writer = JSONWriter(lined: false)
        writer.field("unit", form)
        writer.nullable("dimension", unit.dimension)
        writer.nullable("unitCode", unit.code)
        return [UInt8(ascii: ",")] + writer.bytes
    }

    private func rate(_ per: PerReading, _ mention: UnsafePointer<Mention>) -> [UInt8] {
        let printed = PrintedUnit(source: maker.source, flow: maker.flow)
        var writer = JSONWriter(lined: false)
        writer.field(
            "per",
            PerRecord(
                value: per.value,
                unit: printed.rate(per.unit(in: maker.lexicon), of: mention.pointee)))
        return [UInt8(ascii: ",")] + writer.bytes
    }
}
