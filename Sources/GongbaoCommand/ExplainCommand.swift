internal import ArgumentParser
internal import Gongbao
internal import GongbaoTerminal

/// `gongbao explain`: how each numeral was read.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show how each numeral was read: the rule, the parts, the value.",
        discussion: """
            --json writes one object a line for each file, with every numeral in order.

            EXAMPLES
              gongbao explain Corpus/city/02-half-year.txt --line 14
              gongbao explain Corpus/city/02-half-year.txt --at 226
              gongbao explain --json Corpus/city/*.txt
            """)

    @Argument(
        help: ArgumentHelp("Files of any format; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Only the numeral at this offset, in Unicode characters from 0, as records give it.",
            valueName: "offset"))
    var at: Int?

    @Option(help: ArgumentHelp("Only the numerals of this line, from 1.", valueName: "number"))
    var line: Int?

    @Flag(help: "For programs: one object a line for each file.")
    var json = false

    @OptionGroup(title: "Appearance") var appearance: AppearanceOptions
    @OptionGroup(title: "Reading") var reading: InputOptions

    func validate() throws {
        if at != nil, line != nil {
            throw ValidationError("--at and --line exclude each other; give one of them.")
        }
        if let at, at < 0 { throw ValidationError("--at counts from 0; \(at) is no offset.") }
        if let line, line < 1 { throw ValidationError("--line counts from 1; \(line) is no line.") }
    }

    func run() throws {
        let converter = try reading.converter()
        let output = try Output(nil)
        let messages = appearance.messages
        var list = InputList(files, limits: reading.limits)
        var writer = output.jsonWriter(lined: false)
        try list.readEach { input in
            let document = try input.document(reading.readerOptions)
            let source = document.text
            var record = converter.explain(document, origin: input.origin)
            if at != nil || line != nil { record.numerals.removeAll { !isAsked($0, source) } }
            if json {
                record.write(to: &writer)
                output.end(&writer)
                return
            }
            if record.numerals.isEmpty { sayNothingStands(input, source, messages) }
            let view = ExplanationView(
                source, path: input.path, width: appearance.width(output),
                palette: appearance.palette(output), messages: messages)
            // In pieces: a document may have many thousand numerals.
            for numeral in record.numerals { output.write(view.text(of: [numeral])) }
        }
        try list.finish()
    }

    private func isAsked(_ numeral: NumeralRecord, _ source: SourceText) -> Bool {
        if let at { return numeral.range.start <= at && at < numeral.range.end }
        guard let line, let asked = source.range(ofLine: line) else { return false }
        return numeral.range.overlaps(asked)
    }

    private func sayNothingStands(_ input: InputFile, _ source: SourceText, _ messages: Messages) {
        if let at {
            Console.say(
                messages.line(input.name, messages.noNumeral(at: at, of: source.scalars.count)))
        } else if let line {
            Console.say(messages.line(input.name, messages.noNumeral(onLine: line)))
        }
    }
}
