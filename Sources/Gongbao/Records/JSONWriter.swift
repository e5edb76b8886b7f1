/// Writes JSON as UTF-8 bytes, straight from values: no intermediate tree, no reflection.
///
/// The elements of arrays at the record's first level stand on lines of their own, so that records
/// can be read, compared and searched line by line; everything deeper stays on one line.
public struct JSONWriter: Sendable {
    /// What has been written and not been drained.
    public private(set) var bytes: [UInt8] = []
    private var drained = 0
    private var needsComma = false
    private var depth = 0
    private let lined: Bool
    private let sink: (@Sendable ([UInt8]) -> Void)?
    /// How many bytes are gathered before they go to the sink.
    private static let chunk = 1 << 16

    /// - Parameters:
    ///   - lined: Whether first-level elements get lines of their own; false for JSON Lines.
    ///   - sink: Takes the bytes in pieces while records are being written, so that a large record
    ///     is never in memory as a whole; what is left at the end has to be drained.
    public init(lined: Bool = true, sink: (@Sendable ([UInt8]) -> Void)? = nil) {
        self.lined = lined
        self.sink = sink
    }

    /// Takes what has been written out of the writer, to hand it to a file piece by piece.
    public mutating func drain() -> [UInt8] {
        drained += bytes.count
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func separate() {
        if let sink, bytes.count >= Self.chunk { sink(drain()) }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if lined, depth <= 2, depth > 0 {
            bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { bytes.append(UInt8(ascii: " ")) }
        }
        needsComma = true
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        nest(body)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        nest { writer in
            for element in elements {
                writer.separate()
                body(&writer, element)
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func nest(_ body: (inout JSONWriter) -> Void) {
        let outer = needsComma
        let begin = drained + bytes.count
        needsComma = false
        depth += 1
        body(&self)
        depth -= 1
        if lined, depth < 2, drained + bytes.count > begin {
            bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { bytes.append(UInt8(ascii: " ")) }
        }
        needsComma = outer
    }

    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func value(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var plain = 0
            for index in 0..<utf8.count {
                let byte = utf8[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                else { continue }
                bytes.append(contentsOf: utf8[plain..<index])
                escape(byte)
                plain = index + 1
            }
            bytes.append(contentsOf: utf8[plain...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            raw("\\u00")
            for nibble in [byte >> 4, byte & 15] {
                bytes.append(nibble < 10 ? 48 + nibble : 87 + nibble)
            }
        }
    }

    mutating func value(_ number: Int) {
        if number >= 0, number < 10 {
            bytes.append(48 + UInt8(number))
        } else {
            var digits = String(number)
            digits.withUTF8 { bytes.append(contentsOf: $0) }
        }
    }

    mutating func value(_ number: ExactDecimal) {
        var digits = number.description
        digits.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    mutating func value(_ ranges: [TextRange]) {
        array(ranges) { writer, range in writer.value(range) }
    }

    mutating func value(_ range: TextRange) {
        object { writer in
            writer.field("start", range.start)
            writer.field("end", range.end)
        }
    }

    mutating func value(_ texts: [String]) { array(texts) { $0.value($1) } }
    mutating func value(_ record: some JSONWritable) { record.write(to: &self) }

    // MARK: Fields; a nil optional is left out.

    mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }
    mutating func field(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }
    mutating func field(_ name: StaticString, _ number: ExactDecimal) {
        key(name)
        value(number)
    }
    mutating func field(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }
    mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        value(texts)
    }
    mutating func field(_ name: StaticString, _ ranges: [TextRange]) {
        key(name)
        value(ranges)
    }
    mutating func field(_ name: StaticString, _ record: some JSONWritable) {
        key(name)
        record.write(to: &self)
    }
    mutating func field(_ name: StaticString, _ records: [some JSONWritable]) {
        key(name)
        array(records) { $1.write(to: &$0) }
    }
    mutating func optional(_ name: StaticString, _ text: String?) {
        if let text { field(name, text) }
    }
    mutating func optional(_ name: StaticString, _ number: Int?) {
        if let number { field(name, number) }
    }
    mutating func optional(_ name: StaticString, _ number: ExactDecimal?) {
        if let number { field(name, number) }
    }
    mutating func optional(_ name: StaticString, _ record: (some JSONWritable)?) {
        if let record { field(name, record) }
    }
    /// Written as null where it is nil: the contract names the field in every record.
    mutating func nullable(_ name: StaticString, _ number: ExactDecimal?) {
        key(name)
        if let number { value(number) } else { raw("null") }
    }
    mutating func nullable(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { raw("null") }
    }
}

/// A published record: it writes exactly what its schema in `Schemas/` says.
public protocol JSONWritable: Sendable {
    /// Appends the record's JSON.
    func write(to writer: inout JSONWriter)
}

extension JSONWritable {
    /// The record's JSON as UTF-8.
    ///
    /// - Parameter lined: See `JSONWriter.init(lined:)`.
    public func json(lined: Bool = true) -> [UInt8] {
        var writer = JSONWriter(lined: lined)
        write(to: &writer)
        return writer.bytes
    }
}
