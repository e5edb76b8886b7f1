internal import FoundationEssentials

// Records are read back with Foundation's JSONDecoder. Its Decimal keeps up to 38 digits exactly,
// which a Double would not.

extension ExactDecimal: Decodable {
    /// Reads the value exactly, through a decimal of 38 digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let decimal = try container.decode(Decimal.self)
        guard let exact = ExactDecimal(decimal.description) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(decimal) has too many digits")
        }
        self = exact
    }
}

extension TextRange: Decodable {
    private enum CodingKeys: String, CodingKey { case start, end }

    /// Reads `start` and `end`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Int.self, forKey: .start), try values.decode(Int.self, forKey: .end))
    }
}
