/// A ZIP whose parts are not compressed, for tests.
struct StoredZip {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    init(_ parts: [(name: String, text: String)]) {
        for part in parts { add(part.name, Array(part.text.utf8)) }
    }

    var data: [UInt8] {
        bytes + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4)
            + Self.number(count, 2) + Self.number(count, 2) + Self.number(directory.count, 4)
            + Self.number(bytes.count, 4) + Self.number(0, 2)
    }

    private mutating func add(_ name: String, _ data: [UInt8]) {
        let place = bytes.count
        let common =
            Self.number(20, 2) + Self.number(0x800, 2) + Self.number(0, 6)
            + Self.number(Int(Self.checksum(data)), 4) + Self.number(data.count, 4)
            + Self.number(data.count, 4) + Self.number(name.utf8.count, 2) + Self.number(0, 2)
        bytes += Self.number(0x0403_4B50, 4) + common + Array(name.utf8) + data
        directory +=
            Self.number(0x0201_4B50, 4) + Self.number(20, 2) + common + Self.number(0, 6)
            + Self.number(0, 4) + Self.number(place, 4) + Array(name.utf8)
        count += 1
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    /// CRC-32 as ZIP has it.
    private static func checksum(_ data: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in data {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}
