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

extension DocumentRecord {
    /// Reads a record back from its JSON, with the places of its positions.
    public init(json: some Collection<UInt8>) throws {
        let collector = Places.Collector()
        let decoder = JSONDecoder()
        decoder.userInfo[Places.collector] = collector
        self = try decoder.decode(DocumentRecord.self, from: Data(json))
        places = collector.places
    }
}

extension TextRange: Decodable {
    private enum CodingKeys: String, CodingKey { case start, end, page, box, cell, bytes }

    /// Reads `start` and `end`; where they stand in the file goes to the decoder's
    /// `Places.Collector`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Int.self, forKey: .start), try values.decode(Int.self, forKey: .end))
        guard let collector = decoder.userInfo[Places.collector] as? Places.Collector else {
            return
        }
        var place = Places.Place()
        place.page = try values.decodeIfPresent(Int.self, forKey: .page)
        place.box = try values.decodeIfPresent([ExactDecimal].self, forKey: .box)?.map {
            $0.scaled(byPowerOfTen: 2).integer ?? 0
        }
        place.cell = try values.decodeIfPresent(String.self, forKey: .cell)
        if let bytes = try values.decodeIfPresent([Int].self, forKey: .bytes) {
            guard bytes.count == 2, bytes[0] >= 0, bytes[0] <= bytes[1] else {
                throw DecodingError.dataCorruptedError(
                    forKey: .bytes, in: values, debugDescription: "no range of bytes")
            }
            place.bytes = bytes[0]..<bytes[1]
        }
        if place != Places.Place() { collector.add(place, of: self) }
    }
}
