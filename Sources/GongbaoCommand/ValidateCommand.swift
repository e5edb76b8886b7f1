internal import ArgumentParser
internal import Gongbao
internal import GongbaoTerminal

/// `gongbao validate`: progress reports checked against a task table.
struct ValidateCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, jsonl, csv }

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check progress reports against a task table.",
        discussion: """
            Shows task by task what was promised, what was reported, how complete it is and what \
            no report mentions. TABLE and REPORT are sources, or records that convert wrote.

            Exit status 1: a printed rate is wrong, or a claim is contradicted by the figures.

            EXAMPLES
              gongbao validate --tasks Corpus/city/01-plan.txt Corpus/city/02-half-year.txt
              gongbao validate --tasks plan.json Corpus/city/0[23]*.txt --as-of 2025-09-30
              gongbao validate --tasks plan.json Corpus/city/02-half-year.txt --claims
              gongbao validate --archive archive
              gongbao validate --json --tasks plan.json half-year.json | jq .summary
            """)

    @Option(
        name: .customLong("tasks"),
        help: ArgumentHelp("The task table: a source or a saved record.", valueName: "table"),
        completion: .file())
    var table: String?

    @Option(
        help: ArgumentHelp(
            "What batch wrote: its reports against its task tables of the same place and year.",
            valueName: "out"),
        completion: .directory)
    var archive: String?

    @Argument(
        help: ArgumentHelp(
            "Progress reports: sources or saved records; - is standard input.", valueName: "report"),
        completion: .file())
    var reports: [String] = []

    @Option(help: "How to write the result; csv has one row a target.")
    var format: Format?

    @Flag(help: "For programs: the validation record on one line, as --format jsonl.")
    var json = false

    @Flag(help: "Only the claims of the reports, each with the targets of its tasks.")
    var claims = false

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The day the reports describe, where they do not say it rightly.",
            valueName: "yyyy-mm-dd"))
    var asOf: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write there rather than to standard output.", valueName: "path"),
        completion: .file())
    var output: String?

    @OptionGroup(title: "Appearance") var appearance: AppearanceOptions
    @OptionGroup(title: "Reading") var reading: InputOptions

    func validate() throws {
        if archive != nil {
            if table != nil || !reports.isEmpty || claims || format == .csv || format == .json {
                throw ValidationError(
                    "--archive goes with --json, --format jsonl, --as-of and --output.")
            }
        } else if table == nil {
            throw ValidationError("Name the task table with --tasks, or an archive with --archive.")
        } else if reports.isEmpty {
            throw ValidationError("Name the reports to check.")
        }
        if let format, json, format != .jsonl {
            throw ValidationError("--json and --format \(format.rawValue) exclude each other.")
        }
        if claims, json || (format ?? .table) != .table {
            throw ValidationError("--claims is a view for people; leave out --json and --format.")
        }
        if let asOf, !CalendarDate.isValid(asOf) {
            throw ValidationError("--as-of \(asOf) is no date; write it as 2025-06-30.")
        }
        if table == "-", reports.contains("-") {
            throw ValidationError("Only one of table and reports can come from standard input.")
        }
    }

    func run() throws {
        if let archive {
            try ArchiveValidation(folder: archive, asOf: asOf, isJSON: json || format == .jsonl)
                .run(try Output(output))
            return
        }
        guard let table else { return }
        let reader = RecordReader(
            converter: try reading.converter(), options: reading.readerOptions,
            keepsSources: !json && (format ?? .table) == .table)
        guard let (tasks, taskLines) = try readTable(table, reader) else {
            throw ExitStatus.unreadable
        }
        var documents: [DocumentRecord] = []
        var lines = taskLines
        var list = InputList(reports, limits: reading.limits)
        try list.readEach { input in
            documents += try reader.records(input, lines: &lines)
        }
        if documents.isEmpty {
            Console.say(Console.messages.line("validate", Console.messages.noReports))
            throw ExitStatus.unreadable
        }
        if tasks.tasks.isEmpty, documents.contains(where: { !$0.tasks.isEmpty }) {
            Console.say(table, Console.messages.swapped)
        }
        let record = Assessor.assess(tasks: tasks, reports: documents, asOf: asOf)
        try write(record, lines)
        try list.finish()
        if Self.hasErrors(record) { throw ExitStatus.dataError }
    }

    private func readTable(
        _ table: String, _ reader: RecordReader
    ) throws -> (record: DocumentRecord, lines: SourceLines)? {
        var list = InputList([table], limits: reading.limits)
        var result: (DocumentRecord, SourceLines)?
        try list.readEach { input in
            var lines = SourceLines()
            let records = try reader.records(input, lines: &lines)
            if records.count > 1 { throw InputFailure(message: Console.messages.severalTables) }
            result = records.first.map { ($0, lines) }
        }
        return result
    }

    private func write(_ record: ValidationRecord, _ lines: SourceLines) throws {
        let output = try Output(output)
        switch json ? .jsonl : format ?? .table {
        case .json, .jsonl:
            var writer = output.jsonWriter(lined: !json && format == .json)
            record.write(to: &writer)
            output.end(&writer)
        case .csv:
            var table = CSVWriter()
            table.targets(of: record)
            output.write(table.drain())
        case .table:
            let view = ValidationView(
                record, lines: lines, width: appearance.width(output),
                palette: appearance.palette(output), messages: appearance.messages)
            output.write(claims ? view.claimsText() : view.text())
        }
        try output.finish()
    }

    /// Whether the data contradict themselves: then the exit status is 1.
    static func hasErrors(_ record: ValidationRecord) -> Bool {
        let documents = [record.taskTable] + record.reports
        return record.findings.contains { $0.severity == .error }
            || documents.contains { $0.findings.contains { $0.severity == .error } }
            || record.claims.contains { $0.supported == .contradicted }
    }
}

/// Dates as the user writes them.
enum CalendarDate {
    /// Whether a text is a day of the calendar, as `2025-06-30`.
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }
}
