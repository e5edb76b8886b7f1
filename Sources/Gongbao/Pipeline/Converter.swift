/// The library's entry: bytes of one document → its record.
///
/// A converter is a value without state; one may serve any number of threads. Converting never
/// fails on content: what cannot be read is a finding of the record.
public struct Converter: Sendable {
    /// What overrules detection.
    public struct Options: Sendable {
        /// The document's kind, nil to detect it.
        public var kind: DocumentKind?
        /// The plan year, nil to detect it.
        public var year: Int?
        /// An encoding name known to ICU, nil to detect it.
        public var encoding: String?

        /// Whether records hold every table as a grid of cells.
        public var tables = false

        /// Makes options; nil detects.
        public init(
            kind: DocumentKind? = nil, year: Int? = nil, encoding: String? = nil,
            tables: Bool = false
        ) {
            self.kind = kind
            self.year = year
            self.encoding = encoding
            self.tables = tables
        }
    }

    /// Where a document's bytes came from; the caller reads and digests them.
    public struct Origin: Sendable {
        /// The path as the user gave it; nil for standard input.
        public var path: String?
        /// SHA-256 of the bytes, in lower-case hexadecimal.
        public var sha256: String
        /// The media type, such as `text/plain`.
        public var mediaType: String

        /// Describes an origin.
        public init(path: String?, sha256: String, mediaType: String = "text/plain") {
            self.path = path
            self.sha256 = sha256
            self.mediaType = mediaType
        }
    }

    /// The program's version, as records give it.
    public static let version = "0.1.0"

    let lexicon: Lexicon
    let options: Options

    /// Makes a converter.
    public init(lexicon: Lexicon = .standard, options: Options = Options()) {
        self.lexicon = lexicon
        self.options = options
    }
}
