/// Something a reader of the result should know: what could not be read, or does not agree.
///
/// Content never makes the program fail; it makes findings. The message is worded by
/// `FindingCatalog` from the code and the arguments, so that a code has one wording in one place.
public struct Finding: Hashable, Sendable {
    /// How much it matters.
    public enum Severity: String, Sendable, Codable {
        /// The data contradict themselves.
        case error
        /// Something was not certain, and was left out or marked.
        case warning
        /// Worth knowing.
        case info
    }

    /// A published code, listed in `Lexicon/Data/findings.tsv`.
    public let code: String
    /// What the message speaks of, in the order of its placeholders.
    public let arguments: [String]
    /// The characters concerned.
    public let ranges: [TextRange]

    /// Makes a finding; `code` is one of the published list.
    public init(_ code: String, _ arguments: [String] = [], at ranges: [TextRange] = []) {
        self.code = code
        self.arguments = arguments
        self.ranges = ranges
    }
}
