/// Why a file could not be read at all. What is damaged inside a file that can be read is a finding.
public enum ReadFailure: Error, Sendable, Equatable {
    /// A password is needed.
    case encrypted
    /// It is not what its first bytes say; the reason is for people.
    case damaged(String)
    /// A limit was reached: the name of the option, and what it allows.
    case limit(ReadLimits.Kind, Int)
    /// No reader is built in for the format.
    case unsupported(FileFormat)
    /// A program that has to be installed: its name and the package that holds it.
    case needs(program: String, package: String)
    /// The child process that read the file was ended by the system with this signal.
    case crashed(signal: Int32)
}

/// What a file may cost. Options of the command overrule the defaults.
public struct ReadLimits: Sendable, Equatable {
    /// Which limit it is.
    public enum Kind: String, Sendable, CaseIterable {
        case seconds, megabytes, fileMegabytes, unpackedMegabytes, ratio, entries, depth
        case scans, scanSeconds
    }

    /// How long a reader may run.
    public var seconds = 60
    /// How many pages of a file are read as pictures; the others are left out.
    public var scans = 500
    /// How much longer a reader may run for each page that it reads as a picture.
    public var scanSeconds = 20
    /// How much memory a reader may take.
    public var megabytes = 3_072
    /// How large the file itself may be.
    public var fileMegabytes = 2_048
    /// How large all parts of a container may be together, unpacked.
    public var unpackedMegabytes = 1_024
    /// How many times larger than the file its parts may be unpacked, beyond 32 MB.
    public var ratio = 200
    /// How many parts a container may have.
    public var entries = 20_000
    /// How deep elements may be nested.
    public var depth = 512

    /// The defaults.
    public init() {}

    /// One limit by name.
    public subscript(kind: Kind) -> Int {
        get {
            switch kind {
            case .seconds: seconds
            case .megabytes: megabytes
            case .fileMegabytes: fileMegabytes
            case .unpackedMegabytes: unpackedMegabytes
            case .ratio: ratio
            case .entries: entries
            case .depth: depth
            case .scans: scans
            case .scanSeconds: scanSeconds
            }
        }
        set {
            switch kind {
            case .seconds: seconds = newValue
            case .megabytes: megabytes = newValue
            case .fileMegabytes: fileMegabytes = newValue
            case .unpackedMegabytes: unpackedMegabytes = newValue
            case .ratio: ratio = newValue
            case .entries: entries = newValue
            case .depth: depth = newValue
            case .scans: scans = newValue
            case .scanSeconds: scanSeconds = newValue
            }
        }
    }
}
