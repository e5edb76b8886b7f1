/// A word known at compile time, as folded characters; a value, so that naming one allocates nothing.
struct StaticWord: Sendable, ExpressibleByStringLiteral {
    private let characters: SIMD16<UInt16>
    let count: Int

    @inline(__always)
    init(stringLiteral value: StaticString) {
        var characters = SIMD16<UInt16>()
        var count = 0
        let utf8 = UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount)
        var index = 0
        while index < utf8.count {
            // Decoded by hand, so that the compiler can do it; words hold no character of four bytes.
            let first = UInt16(utf8[index])
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3
            var unit = length == 1 ? first : length == 2 ? first & 0x1F : first & 0x0F
            for offset in 1..<max(1, length) {
                unit = unit << 6 | UInt16(utf8[index + offset] & 0x3F)
            }
            // A literal that is too long is a mistake of the programmer.
            precondition(count < 16, "a word of more than 16 characters")
            characters[count] = unit
            count += 1
            index += length
        }
        self.characters = characters
        self.count = count
    }

    @inline(__always)
    subscript(_ index: Int) -> UInt16 { characters[index] }
}
