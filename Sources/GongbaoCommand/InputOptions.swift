public import ArgumentParser
public import Gongbao
internal import GongbaoReaders
internal import GongbaoTerminal

/// The options that every command which reads sources has.
struct InputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The sources' encoding, such as GB18030; detected where it is not given.",
            valueName: "name"))
    var encoding: String?

    @Option(help: "The plan year, where the sources do not say it.")
    var year: Int?

    @Option(
        name: .customLong("lexicon"), parsing: .singleValue,
        help: ArgumentHelp(
            "Own words: rows of a built-in table after its name, tab-separated. May be repeated.",
            valueName: "file.tsv"))
    var lexicons: [String] = []

    @Option(
        help: ArgumentHelp(
            "How long a reader may run on one file, in seconds.", valueName: "seconds"))
    var maxSeconds = ReadLimits().seconds

    @Option(
        help: ArgumentHelp("How much memory a reader may take, in MB.", valueName: "megabytes"))
    var maxMemory = ReadLimits().megabytes

    @Option(help: ArgumentHelp("How large a file may be, in MB.", valueName: "megabytes"))
    var maxFile = ReadLimits().fileMegabytes

    @Option(
        help: ArgumentHelp(
            "How large all parts of a file may be, unpacked, in MB.", valueName: "megabytes"))
    var maxUnpacked = ReadLimits().unpackedMegabytes

    @Option(
        help: ArgumentHelp(
            "How many times its size a file may unpack to, beyond 32 MB.", valueName: "times"))
    var maxRatio = ReadLimits().ratio

    @Option(
        help: ArgumentHelp(
            "Pages to read as pictures: auto (those without text), never or always.",
            discussion: "Needs what scripts/install-ocr installs.", valueName: "pages"))
    var ocr = Recognition.auto

    @Option(
        help: ArgumentHelp(
            "How many pages of a file are read as pictures; the others are left out.",
            valueName: "number"))
    var maxScans = ReadLimits().scans

    @Option(
        help: ArgumentHelp(
            "How much longer a reader may run for each page that it reads as a picture.",
            valueName: "seconds"))
    var maxScanSeconds = ReadLimits().scanSeconds

    @Option(help: ArgumentHelp("How many parts a file may have.", valueName: "number"))
    var maxEntries = ReadLimits().entries

    @Option(help: ArgumentHelp("How deep XML elements may be nested.", valueName: "number"))
    var maxDepth = ReadLimits().depth

    /// What a file may cost.
    var limits: ReadLimits {
        var limits = ReadLimits()
        limits.seconds = maxSeconds
        limits.megabytes = maxMemory
        limits.fileMegabytes = maxFile
        limits.unpackedMegabytes = maxUnpacked
        limits.ratio = maxRatio
        limits.entries = maxEntries
        limits.depth = maxDepth
        limits.scans = maxScans
        limits.scanSeconds = maxScanSeconds
        return limits
    }

    func validate() throws {
        for kind in ReadLimits.Kind.allCases where !(1...1_000_000_000).contains(limits[kind]) {
            throw ValidationError("\(kind.option) \(limits[kind]) is no limit; give 1 or more.")
        }
        if let encoding, TextDecoder.decode([], encoding: encoding) == nil {
            throw ValidationError(
                "ICU knows no encoding named \(encoding); try UTF-8, GB18030, Big5 or UTF-16LE.")
        }
        if let year, !(1900...2999).contains(year) {
            throw ValidationError("--year \(year) is no plan year; give four digits, such as 2025.")
        }
    }

    /// How files are read.
    var readerOptions: DocumentReader.Options {
        DocumentReader.Options(encoding: encoding, limits: limits, recognition: ocr)
    }

    /// The converter that these options ask for.
    func converter(
        kind: DocumentKind? = nil, tables: Bool = false
    ) throws(ExitStatus) -> Converter {
        var lexicon = Lexicon.standard
        for path in lexicons {
            let bytes: [UInt8]
            do {
                bytes = try InputFile.read(path)
            } catch {
                Console.say(path, error.message)
                throw .usage
            }
            do {
                let text = String(decoding: bytes, as: UTF8.self)
                lexicon = try lexicon.overlaid(with: text, named: path)
            } catch {
                Console.say(
                    path, Console.messages.lexiconProblem(line: error.line, error.problem))
                throw .usage
            }
        }
        return Converter(
            lexicon: lexicon,
            options: Converter.Options(
                kind: kind, year: year, encoding: encoding, tables: tables))
    }
}

extension DocumentKind: ExpressibleByArgument {}
extension Recognition: ExpressibleByArgument {}
