/// A decoded document: its scalars, where its lines are, and what could not be decoded.
///
/// Every position in Gongbao is an offset into `scalars`.
public struct SourceText: Sendable {
    /// The decoded text, byte-order mark removed, nothing else changed.
    public let scalars: [UInt32]
    /// The encoding that was used, such as "UTF-8" or "GB18030".
    public let encoding: String
    /// The size of the source in bytes.
    public let byteCount: Int
    /// Invalid sequences (`undecodable`) and NUL characters (`nul-character`), with their positions.
    public let findings: [Finding]
    /// Offsets at which lines begin; the first is 0.
    let lineStarts: [Int]

    /// Makes a source from scalars that a reader of a file format decoded.
    ///
    /// - Parameters:
    ///   - scalars: The text.
    ///   - encoding: How it was encoded, such as "UTF-8".
    ///   - byteCount: The size of the file.
    public init(scalars: [UInt32], encoding: String, byteCount: Int) {
        self.scalars = scalars
        self.encoding = encoding
        self.byteCount = byteCount
        (lineStarts, findings) = SourceText.survey(scalars)
    }

    /// Makes a source from text that is already decoded.
    public init(_ text: String) {
        self.init(
            scalars: text.unicodeScalars.map(\.value), encoding: "UTF-8", byteCount: text.utf8.count
        )
    }

    /// The characters of `range`, exactly as they stand.
    public func string(_ range: TextRange) -> String {
        let part = scalars[range.start..<range.end]
        // A scalar takes at most four bytes, most of them three.
        return String(unsafeUninitializedCapacity: 4 * part.count) { buffer in
            var count = 0
            for scalar in part {
                for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}").unsafelyUnwrapped {
                    buffer[count] = byte
                    count += 1
                }
            }
            return count
        }
    }

    /// The 1-based line and column (in scalars) of an offset.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, offset - lineStarts[low] + 1)
    }

    /// The scalars of a 1-based line, without its line break.
    public func range(ofLine line: Int) -> TextRange? {
        guard line >= 1, line <= lineStarts.count else { return nil }
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : scalars.count
        while end > start, scalars[end - 1] == 0x0A || scalars[end - 1] == 0x0D { end -= 1 }
        return TextRange(start, end)
    }

    /// At most this many ranges are listed in one finding; the message gives the full count.
    private static let listed = 20

    private static func survey(_ scalars: [UInt32]) -> ([Int], [Finding]) {
        var starts = [0]
        var undecodable: [TextRange] = []
        var undecodableCount = 0
        var nuls: [TextRange] = []
        var nulCount = 0
        scalars.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let scalar = text[index]
                index += 1
                // LF, CR, CRLF, and the form feed that parts pages in text taken from PDFs.
                if scalar > 0x0D {
                    guard scalar == 0xFFFD else { continue }
                    undecodableCount += 1
                    if let last = undecodable.last, last.end == index - 1 {
                        undecodable[undecodable.count - 1].end = index
                    } else if undecodable.count < listed {
                        undecodable.append(TextRange(index - 1, index))
                    }
                } else if scalar == 0x0D {
                    if index < text.count, text[index] == 0x0A { index += 1 }
                    starts.append(index)
                } else if scalar == 0x0A || scalar == 0x0C {
                    starts.append(index)
                } else if scalar == 0 {
                    nulCount += 1
                    if let last = nuls.last, last.end == index - 1 {
                        nuls[nuls.count - 1].end = index
                    } else if nuls.count < listed {
                        nuls.append(TextRange(index - 1, index))
                    }
                }
            }
        }
        var findings: [Finding] = []
        if undecodableCount > 0 {
            findings.append(Finding("undecodable", [String(undecodableCount)], at: undecodable))
        }
        if nulCount > 0 { findings.append(Finding("nul-character", [String(nulCount)], at: nuls)) }
        return (starts, findings)
    }
}
