internal import ArgumentParser
internal import Gongbao
internal import GongbaoReaders

/// `gongbao` with its sub-commands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongbao",
        abstract: "Turn Chinese government bulletins into JSON, and check reports against plans.",
        discussion: """
            Every figure keeps its place in the source: offsets count Unicode characters of the \
            decoded text, so source[start..<end] is the mention.

            Exit status: 0 done; 1 validate found an error in the data; 2 wrong usage; 3 some \
            inputs could not be read (the others are done).

            EXAMPLES
              gongbao convert Corpus/city/01-plan.txt --output plan.json
              gongbao validate --tasks plan.json Corpus/city/02-half-year.txt
              gongbao batch bulletins/ crawl.warc.gz --output archive
              gongbao explain Corpus/city/02-half-year.txt --line 14
              gongbao schema document
            """,
        version: "gongbao \(Converter.version) (ICU \(UnicodeLibrary.version))",
        subcommands: [
            ConvertCommand.self, ValidateCommand.self, BatchCommand.self, ExplainCommand.self,
            TextCommand.self, SchemaCommand.self, BatchWorkerCommand.self,
        ])

    /// The hidden sub-command under which the program reads one file for itself.
    static let readerName = "read-for-parent"

    /// Parses and runs; ends the process with the contract's exit status.
    static func start(_ arguments: [String]) -> Never {
        if arguments.first == readerName {
            exit(IsolatedReader.serve(Array(arguments.dropFirst())) ? .done : .usage)
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            exit(.done)
        } catch let status as ExitStatus {
            exit(status)
        } catch is Interrupted {
            System.exit(130)
        } catch {
            let message = fullMessage(for: error)
            if exitCode(for: error) == .success {  // --help, --version, completion scripts
                if let output = try? Output(nil) { output.write(message + "\n") }
                exit(.done)
            }
            Console.say(message)
            exit(.usage)
        }
    }

    private static func exit(_ status: ExitStatus) -> Never { System.exit(status.rawValue) }
}

/// Thrown to end a command that Ctrl-C stopped, with the shell's status for that.
struct Interrupted: Error {}

/// The contract's exit statuses; thrown to end a command whose messages are out already.
enum ExitStatus: Int32, Error {
    case done = 0
    /// `validate` found an error in the data.
    case dataError = 1
    case usage = 2
    /// Some inputs could not be read; the others are done.
    case unreadable = 3
}
