/// Writes values one after another as bytes: numbers in seven bits a byte, texts with their length.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Int) {
        // Zigzag, so that small negative numbers are short too.
        var rest = UInt(bitPattern: (value << 1) ^ (value >> (Int.bitWidth - 1)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ value: Float) {
        let bits = value.bitPattern
        for shift in [0, 8, 16, 24] {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
        }
    }

    /// Writes values as they lie in memory: a reader of the same program takes them back at once.
    mutating func write<Value: BitwiseCopyable>(block values: some Collection<Value>) {
        write(values.count)
        let isDone: Void? = values.withContiguousStorageIfAvailable { buffer in
            bytes.append(contentsOf: UnsafeRawBufferPointer(buffer))
        }
        if isDone == nil {
            Array(values).withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
    }

    mutating func write(_ text: String) {
        let utf8 = Array(text.utf8)
        write(utf8.count)
        bytes += utf8
    }

    mutating func write(_ text: String?) {
        write(text == nil ? 0 : 1)
        if let text { write(text) }
    }

    mutating func write<Element>(
        _ elements: [Element], _ body: (inout ByteWriter, Element) -> Void
    ) {
        write(elements.count)
        for element in elements { body(&self, element) }
    }
}

/// Reads what a `ByteWriter` wrote; what does not fit throws, so that a damaged reader process can do
/// no more harm than a damaged file.
struct ByteReader {
    struct Damage: Error {}

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func byte() throws(Damage) -> UInt8 {
        guard index < bytes.count else { throw Damage() }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func integer() throws(Damage) -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = try byte()
            guard shift < 64 else { throw Damage() }
            value |= UInt(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
        }
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    /// A number that counts what follows: never more than there are bytes.
    mutating func count() throws(Damage) -> Int {
        let count = try integer()
        guard count >= 0, count <= bytes.count - index else { throw Damage() }
        return count
    }

    mutating func float() throws(Damage) -> Float {
        var bits: UInt32 = 0
        for shift in [0, 8, 16, 24] as [UInt32] { bits |= UInt32(try byte()) << shift }
        return Float(bitPattern: bits)
    }

    /// What `write(block:)` wrote.
    mutating func block<Value: BitwiseCopyable>(of _: Value.Type) throws(Damage) -> [Value] {
        let count = try integer()
        let stride = MemoryLayout<Value>.stride
        guard count >= 0, count <= (bytes.count - index) / stride else { throw Damage() }
        defer { index += count * stride }
        return [Value](unsafeUninitializedCapacity: count) { buffer, used in
            bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[index..<index + count * stride]))
            }
            used = count
        }
    }

    mutating func string() throws(Damage) -> String {
        let count = try count()
        defer { index += count }
        return String(decoding: bytes[index..<index + count], as: UTF8.self)
    }

    mutating func optional() throws(Damage) -> String? {
        try integer() == 0 ? nil : try string()
    }

    mutating func array<Element>(
        _ body: (inout ByteReader) throws(Damage) -> Element
    ) throws(Damage) -> [Element] {
        let count = try count()
        var elements: [Element] = []
        // Most elements take some bytes, so this is no more room than the bytes have.
        elements.reserveCapacity(min(count, (bytes.count - index) / 8))
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }
}
