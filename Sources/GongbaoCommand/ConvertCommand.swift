internal import ArgumentParser
internal import Gongbao
internal import GongbaoTerminal

/// `gongbao convert`: sources → document records.
struct ConvertCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case json, jsonl, csv }

    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turn bulletins and task tables into document records (JSON).",
        discussion: """
            One input gives one JSON object; several give one record a line (JSON Lines), as \
            --format jsonl does for one. csv has one row a figure, after a header. An input that \
            cannot be read is named on standard error and the others are done.

            EXAMPLES
              gongbao convert Corpus/city/01-plan.txt --output plan.json
              gongbao convert Corpus/city/*.txt > city.jsonl
              gongbao convert --format csv Corpus/city/02-half-year.txt -o figures.csv
              iconv -t GB18030 Corpus/city/01-plan.txt | gongbao convert -
            """)

    @Argument(
        help: ArgumentHelp("Files of any format; - is standard input.", valueName: "input"),
        completion: .file())
    var inputs: [String]

    @Option(help: "How to write the records.")
    var format: Format = .json

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write there rather than to standard output; the file appears when it is complete.",
            valueName: "path"),
        completion: .file())
    var output: String?

    @Option(help: "The documents' kind, where it should not be detected.")
    var kind: DocumentKind?

    @Flag(help: "Add every table as a grid of cells.")
    var tables = false

    @OptionGroup(title: "Reading") var reading: InputOptions

    func run() throws {
        let converter = try reading.converter(kind: kind, tables: tables)
        let output = try Output(output)
        var list = InputList(inputs, limits: reading.limits)
        var done = 0
        let isLined = format == .json && inputs.count == 1
        var writer = output.jsonWriter(lined: isLined)
        var table = CSVWriter()
        if format == .csv { table.statementHeader() }
        try list.readEach { input in
            let document = try input.document(reading.readerOptions)
            let origin = input.origin
            input.release()
            if format == .csv {
                table.statements(of: converter.convert(document, origin: origin))
                output.write(table.drain())
            } else {
                converter.write(document, origin: origin, to: &writer)
                output.end(&writer)
            }
            done += 1
        }
        if done > 0 { try output.finish() } else { output.discard() }
        try list.finish()
    }
}
