internal import ArgumentParser
internal import Gongbao
internal import GongbaoArchive
internal import GongbaoTerminal

/// Which inputs `batch` takes, and what they may cost.
struct BatchInputOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Only these names in folders and archives, such as '*.txt'. May be repeated.",
            valueName: "glob"))
    var include: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Not these names. May be repeated.", valueName: "glob"))
    var exclude: [String] = []

    @Option(
        name: .customLong("files-from"),
        help: ArgumentHelp(
            "Read inputs from a list, one a line or parted by NUL; - is standard input.",
            valueName: "list"),
        completion: .file())
    var filesFrom: String?

    @Option(help: "Archives within archives that are opened.")
    var depth = 3

    @Option(
        name: .customLong("max-bytes"),
        help: ArgumentHelp("The most bytes of one document.", valueName: "bytes"))
    var maxBytes = 64 << 20

    @Option(
        name: .customLong("max-unpacked"),
        help: ArgumentHelp(
            "The most bytes an archive may unpack to, unless 200 times its size is more.",
            valueName: "bytes"))
    var maxUnpacked = 1 << 30

    @Option(
        name: .customLong("time-limit"),
        help: ArgumentHelp("The longest one document may take.", valueName: "seconds"))
    var timeLimit = 60.0

    @Option(
        name: .customLong("memory-limit"),
        help: ArgumentHelp("Address space of a worker; 0 is no limit.", valueName: "megabytes"))
    var memoryLimit = 4096

    func validate() throws {
        if depth < 1 || maxBytes < 1 || maxUnpacked < 1 || timeLimit <= 0 || memoryLimit < 0 {
            throw ValidationError("Limits are positive numbers.")
        }
    }

    /// The inputs of the call and of the list.
    func paths(_ inputs: [String]) throws -> [[UInt8]] {
        var paths = inputs.map { Array($0.utf8) }
        guard let filesFrom else { return paths }
        let list: [UInt8]
        do {
            list = try InputFile.read(filesFrom)
        } catch {
            Console.say(filesFrom, error.message)
            throw ExitStatus.usage
        }
        let separator: UInt8 = list.contains(0) ? 0 : 0x0A
        for entry in list.split(separator: separator) {
            let path = separator == 0x0A && entry.last == 0x0D ? entry.dropLast() : entry
            if !path.isEmpty { paths.append(Array(path)) }
        }
        return paths
    }

    var limits: InputLimits {
        var limits = InputLimits()
        limits.bytes = maxBytes
        limits.archives = depth
        limits.unpacked = maxUnpacked
        return limits
    }
}

/// What `batch` makes of an archive.
struct BatchStoreOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: "A store to make: jsonl, csv, sqlite, parquet or postgres. May be repeated.")
    var format: [StoreFormat] = [.jsonl]

    @Option(
        name: .customLong("shard-size"),
        help: ArgumentHelp(
            "Bytes after which a new shard of JSON Lines begins.", valueName: "bytes"))
    var shardSize = 256 << 20

    @Flag(help: "Compress JSON Lines with zstd.")
    var zstd = false

    @Flag(
        name: .customLong("chinese-headings"),
        help: "Chinese column names in CSV tables, for spreadsheets.")
    var chineseHeadings = false

    @Option(help: ArgumentHelp("Where PostgreSQL is, as psql takes it.", valueName: "url"))
    var database: String?

    func validate() throws {
        if format.contains(.postgres), database == nil {
            throw ValidationError("--format postgres needs --database URL.")
        }
        if shardSize < 1 { throw ValidationError("--shard-size is a positive number.") }
    }

    var options: StoreOptions {
        var options = StoreOptions()
        options.formats = format
        options.shardBytes = shardSize
        options.compresses = zstd
        options.chineseHeadings = chineseHeadings
        options.databaseURL = database
        return options
    }
}

extension StoreFormat: ExpressibleByArgument {}
