internal import ArgumentParser
internal import Foundation
internal import Gongbao
internal import GongbaoArchive
internal import GongbaoTerminal

/// `gongbao batch`: folders and archives → an archive of records.
struct BatchCommand: ParsableCommand {
    enum Changed: String, ExpressibleByArgument, CaseIterable { case rules }

    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Convert folders and archives into an archive of records.",
        discussion: """
            Inputs are files, folders, ZIP, tar, 7z and RAR archives, also within each other, \
            compressed files and WARC files. OUT is a folder: manifest.sqlite has one row an input \
            with its outcome, records/ the records as JSON Lines, and --format adds other stores. \
            A run that was stopped goes on where it was; what has not changed is not read again.

            Exit status 3: some inputs failed; manifest.sqlite and --report name them.

            EXAMPLES
              gongbao batch bulletins/ crawl.warc.gz --output archive
              gongbao batch bulletins/ --output archive --format jsonl --format sqlite
              find bulletins -name '*.txt' -print0 | gongbao batch --files-from - --output archive
              gongbao batch --report archive
            """)

    @Argument(
        help: ArgumentHelp("Files, folders and archives.", valueName: "input"),
        completion: .file())
    var inputs: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder of the archive.", valueName: "out"),
        completion: .directory)
    var output: String?

    @Option(
        help: ArgumentHelp("Print the summary of an archive, and do nothing.", valueName: "out"),
        completion: .directory)
    var report: String?

    @Option(help: "How many documents are read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        name: .customLong("changed-by"),
        help: "rules: read again what an earlier version of the rules has read.")
    var changedBy: Changed?

    @Flag(help: "No progress and no summary.")
    var quiet = false

    @Option(help: "The documents' kind, where it should not be detected.")
    var kind: DocumentKind?

    @OptionGroup(title: "Inputs") var taking: BatchInputOptions
    @OptionGroup(title: "Stores") var stores: BatchStoreOptions
    @OptionGroup(title: "Reading") var reading: InputOptions

    func validate() throws {
        if report != nil {
            if output != nil || !inputs.isEmpty || taking.filesFrom != nil {
                throw ValidationError("--report stands alone.")
            }
            return
        }
        if output == nil { throw ValidationError("--output names the folder of the archive.") }
        if inputs.isEmpty, taking.filesFrom == nil {
            throw ValidationError(Console.messages.batchNoInputs)
        }
        if jobs < 1 { throw ValidationError("--jobs is a positive number.") }
    }

    func run() throws {
        if let report {
            try printReport(report)
            return
        }
        guard let output else { return }
        let paths = try taking.paths(inputs)
        _ = try reading.converter(kind: kind)  // a broken lexicon is named here, once
        signal(SIGPIPE, SIG_IGN)
        do {
            let folder = try ArchiveFolder(output)
            let manifest = try Manifest(folder: output)
            try run(paths, folder, manifest)
        } catch let status as ExitStatus {
            throw status
        } catch let interrupted as Interrupted {
            throw interrupted
        } catch {
            Console.say(output, Console.messages.batchUnfinished(ArchiveFolder.reason(error)))
            throw ExitStatus.usage
        }
    }

    private func run(_ paths: [[UInt8]], _ folder: ArchiveFolder, _ manifest: Manifest) throws {
        let withRows = stores.format.contains { $0.needsRows }
        let worker = workerCommand(withRows: withRows)
        let seconds = taking.timeLimit
        var run = BatchRun(
            inputs: paths, folder: folder.path, stamp: try stamp(),
            makeWorker: { ProcessWorker(command: worker, seconds: seconds) })
        run.limits = taking.limits
        run.filter = NameFilter(include: taking.include, exclude: taking.exclude)
        run.jobs = jobs
        run.withRows = withRows
        run.repeatsOlderRules = changedBy == .rules
        let state = BatchState()
        Interruption.onInterrupt { state.stop() }
        let progress = quiet ? nil : BatchProgress(state, paths)
        defer { progress?.end() }
        try run.run(manifest, state)
        progress?.end()
        if state.isStopped {
            let command = CommandLine.arguments.map(Self.quoted).joined(separator: " ")
            Console.say(Console.messages.batchStopped(command))
            throw Interrupted()
        }
        try Publisher(manifest, stores.options).publish { format in
            if !quiet { BatchProgress.say(Console.messages.batchStore(format.rawValue)) }
        }
        BatchProgress.clear()
        let summary = try BatchSummary(manifest)
        if !quiet { Console.say(BatchReport(summary, Console.messages).text) }
        if summary.failed > 0 { throw ExitStatus.unreadable }
    }

    private func printReport(_ folder: String) throws {
        guard access(folder + "/manifest.sqlite", F_OK) == 0 else {
            Console.say(folder, Console.messages.batchNoManifest)
            throw ExitStatus.usage
        }
        do {
            let summary = try BatchSummary(Manifest(folder: folder, readOnly: true))
            try Output(nil).write(BatchReport(summary, Console.messages).text + "\n")
        } catch {
            Console.say(folder, Console.messages.unreadable(ArchiveFolder.reason(error)))
            throw ExitStatus.usage
        }
    }

    // MARK: Workers

    /// This program, as it is told to read documents for another.
    private func workerCommand(withRows: Bool) -> [String] {
        var command = [Self.program, BatchWorkerCommand.configuration.commandName ?? ""]
        if withRows { command.append("--rows") }
        command += ["--memory-limit", String(taking.memoryLimit)]
        return command + overrides
    }

    /// The options that change what records say.
    private var overrides: [String] {
        var options: [String] = []
        if let kind { options += ["--kind", kind.rawValue] }
        if let year = reading.year { options += ["--year", String(year)] }
        if let encoding = reading.encoding { options += ["--encoding", encoding] }
        for lexicon in reading.lexicons { options += ["--lexicon", lexicon] }
        return options
    }

    private static var program: String {
        let link = "/proc/self/exe"
        return access(link, X_OK) == 0
            ? link : Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    /// The rules are the program itself: its bytes change when they do.
    private func stamp() throws -> BatchStamp {
        var bytes = Array(overrides.joined(separator: "\0").utf8)
        for lexicon in reading.lexicons { bytes += try InputFile.read(lexicon) }
        let rules = Digest.of(file: Self.program)?.hexadecimal ?? Converter.version
        return BatchStamp(
            program: Converter.version, rules: String(rules.prefix(12)),
            settings: overrides.isEmpty ? "-" : String(Digest.of(bytes).hexadecimal.prefix(12)))
    }

    private static func quoted(_ argument: String) -> String {
        let isPlain = argument.utf8.allSatisfy { byte in
            byte > 0x7F || UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
                || UInt8(ascii: "A") <= byte && byte <= UInt8(ascii: "Z")
                || UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
                || "-_./=:,+@".utf8.contains(byte)
        }
        if isPlain, !argument.isEmpty { return argument }
        return "'"
            + argument.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}

/// Reads documents for `batch`, one after the other; not for people.
struct BatchWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch-worker", abstract: "Read documents for gongbao batch.",
        shouldDisplay: false)

    @Flag(help: "Make rows for tables too.")
    var rows = false

    @Option(name: .customLong("memory-limit"), help: "Megabytes of address space.")
    var memoryLimit = 0

    @Option(help: "The documents' kind.")
    var kind: DocumentKind?

    @OptionGroup(title: "Reading") var reading: InputOptions

    func run() throws {
        let reader = FileContentReader(
            converter: try reading.converter(kind: kind), options: reading.readerOptions)
        WorkerLoop.run(reader: reader, withRows: rows, memory: memoryLimit << 20)
    }
}
