/// Bytes that grow at the end; a reference, so that appending never copies or checks for copies.
final class ByteBuffer: @unchecked Sendable {
    // Owned by one writer, which is used from one thread at a time.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 1 << 12) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Makes room for `more` bytes and returns where they go; `advance` says how many came.
    @inline(__always)
    func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
        if count + more > capacity { grow(count + more) }
        return base + count
    }

    @inline(__always)
    func advance(_ more: Int) { count += more }

    private func grow(_ needed: Int) {
        let size = max(needed, capacity * 2)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        new.update(from: base, count: count)
        base.deallocate()
        base = new
        capacity = size
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        room(1).pointee = byte
        count += 1
    }

    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        room(bytes.count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    var array: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    func removeAll() { count = 0 }
}

/// Writes JSON as UTF-8 bytes, straight from values: no intermediate tree, no reflection.
///
/// The elements of arrays at the record's first level stand on lines of their own, so that records
/// can be read, compared and searched line by line; everything deeper stays on one line.
public struct JSONWriter: Sendable {
    /// What has been written and not been drained.
    public var bytes: [UInt8] { out.array }
    private let out = ByteBuffer()
    private var drained = 0
    private var needsComma = false
    private var depth = 0
    private let lined: Bool
    /// Where the characters of the record being written stand in its file.
    var places: Places?
    private let sink: (@Sendable (UnsafeBufferPointer<UInt8>) -> Void)?
    /// How many bytes are gathered before they go to the sink.
    private static let chunk = 1 << 16

    /// - Parameters:
    ///   - lined: Whether first-level elements get lines of their own; false for JSON Lines.
    ///   - sink: Takes the bytes, which are good during the call only, in pieces while records are being written, so that a large record
    ///     is never in memory as a whole; what is left at the end has to be drained.
    public init(
        lined: Bool = true, sink: (@Sendable (UnsafeBufferPointer<UInt8>) -> Void)? = nil
    ) {
        self.lined = lined
        self.sink = sink
    }

    /// Takes what has been written out of the writer, to hand it to a file piece by piece.
    public mutating func drain() -> [UInt8] {
        drained += out.count
        defer { out.removeAll() }
        return out.array
    }

    @inline(never)
    private mutating func flush(_ sink: (UnsafeBufferPointer<UInt8>) -> Void) {
        drained += out.count
        out.withBytes(sink)
        out.removeAll()
    }

    private mutating func separate() {
        if let sink, out.count >= Self.chunk { flush(sink) }
        if needsComma { out.append(UInt8(ascii: ",")) }
        if lined, depth <= 2, depth > 0 {
            out.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { out.append(UInt8(ascii: " ")) }
        }
        needsComma = true
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        out.append(UInt8(ascii: "{"))
        nest(body)
        out.append(UInt8(ascii: "}"))
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
    ) {
        out.append(UInt8(ascii: "["))
        nest { writer in
            for element in elements {
                writer.separate()
                body(&writer, element)
            }
        }
        out.append(UInt8(ascii: "]"))
    }

    private mutating func nest(_ body: (inout JSONWriter) -> Void) {
        let outer = needsComma
        let begin = drained + out.count
        needsComma = false
        depth += 1
        body(&self)
        depth -= 1
        if lined, depth < 2, drained + out.count > begin {
            out.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { out.append(UInt8(ascii: " ")) }
        }
        needsComma = outer
    }

    mutating func key(_ name: StaticString) {
        separate()
        out.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { out.append($0) }
        out.append(UInt8(ascii: "\""))
        out.append(UInt8(ascii: ":"))
    }

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { out.append($0) }
    }

    mutating func value(_ text: String) {
        out.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var plain = 0
            for index in 0..<utf8.count {
                let byte = utf8[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                else { continue }
                out.append(UnsafeBufferPointer(rebasing: utf8[plain..<index]))
                escape(byte)
                plain = index + 1
            }
            out.append(UnsafeBufferPointer(rebasing: utf8[plain...]))
        }
        out.append(UInt8(ascii: "\""))
    }

    /// A value that `body` writes at once, of at most `count` bytes.
    @inline(__always)
    mutating func unchecked(atMost count: Int, _ body: (inout ByteCursor) -> Void) {
        let start = out.room(count + ByteCursor.slack)
        var cursor = ByteCursor(start)
        body(&cursor)
        out.advance(cursor.next - start)
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
                out.append(nibble < 10 ? 48 + nibble : 87 + nibble)
            }
        }
    }

    mutating func value(_ number: Int) {
        guard number >= 0 else {
            var digits = String(number)
            digits.withUTF8 { out.append($0) }
            return
        }
        var rest = UInt(number)
        var length = 1
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        let room = out.room(length)
        rest = UInt(number)
        for place in stride(from: length - 1, through: 0, by: -1) {
            room[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        out.advance(length)
    }

    mutating func value(_ number: ExactDecimal) {
        if let whole = number.integer {
            value(whole)
        } else {
            var digits = number.description
            digits.withUTF8 { out.append($0) }
        }
    }

    mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    mutating func value(_ ranges: [TextRange]) {
        array(ranges) { writer, range in writer.value(range) }
    }

    mutating func value(_ range: TextRange) {
        object { writer in writer.position(range) }
    }

    /// The fields of a position: where it begins and ends, and its place in the file.
    mutating func position(_ range: TextRange) {
        field("start", range.start)
        field("end", range.end)
        if let place = places?.place(of: range) { self.place(place) }
    }

    /// The fields of a place with the comma before them, as `position` writes them.
    static func fields(of place: Places.Place) -> [UInt8] {
        var writer = JSONWriter(lined: false)
        writer.object { $0.place(place) }
        return [UInt8(ascii: ",")] + writer.bytes.dropFirst().dropLast()
    }

    mutating func place(_ place: Places.Place) {
        if let page = place.page { field("page", page) }
        if let box = place.box {
            key("box")
            array(box) { writer, edge in
                writer.value(ExactDecimal(edge).scaled(byPowerOfTen: -2))
            }
        }
        optional("cell", place.cell)
        if let bytes = place.bytes {
            key("bytes")
            array([bytes.lowerBound, bytes.upperBound]) { $0.value($1) }
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
