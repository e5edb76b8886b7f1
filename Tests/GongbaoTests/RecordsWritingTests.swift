import Testing

@testable import Gongbao

/// What `ByteCursor` writes without checks is what the checked ways write.
@Suite("Bytes of records")
struct RecordsWritingTests {
    private func bytes(_ room: Int = 256, _ body: (inout ByteCursor) -> Void) -> String {
        var writer = JSONWriter(lined: false)
        writer.unchecked(atMost: room, body)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func integers() {
        var values = [0, 1, 9, 10, 99_999_999, 100_000_000, 123_456_789, Int.max, Int.min, -1, -10]
        var power = 1
        for _ in 0..<18 {
            power *= 10
            values += [power - 1, power, power + 1, power / 2]
        }
        for value in values { #expect(bytes { $0.integer(value) } == String(value)) }
    }

    @Test(arguments: [
        "0", "1", "-1", "27.13", "0.0001", "-0.5", "100000", "1e20", "1e-30", "12345678.00000001",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "922337203685477580.7",
        "123456789012345678901234567890.5", "1e18", "1e19", "3e-18", "3e-19",
    ]) func decimals(text: String) throws {
        let value = try #require(ExactDecimal(text))
        let written = bytes(ByteCursor.room(for: value)) { $0.decimal(value) }
        #expect(written == value.description)
        #expect(written.utf8.count <= ByteCursor.room(for: value))
    }

    @Test func strings() {
        for text in [
            "", "公里", "a\"b\\c\n\r\t\u{1}\u{1F}\u{7F}", "éü€", "𠀀\u{10FFFF}", "\u{FFFD}\u{800}",
        ] {
            let scalars = text.unicodeScalars.map(\.value)
            let written = bytes(scalars.count * ByteCursor.perScalar) { cursor in
                scalars.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    cursor.scalars(base, buffer.count)
                }
            }
            var writer = JSONWriter(lined: false)
            writer.value(text)
            #expect("\"\(written)\"" == String(decoding: writer.bytes, as: UTF8.self))
        }
    }
}
