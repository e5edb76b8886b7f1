/// Files that hold other files, told by their first bytes.
package enum Container: Sendable {
    /// ZIP, 7z, RAR, tar: libarchive reads their members.
    case archive
    /// A compressed stream: of a tar, a WARC or one file.
    case compressed
    /// A WARC file.
    case web

    /// How many bytes `of` wants to see.
    package static let lookahead = 512

    /// What a file that begins with these bytes is; nil where it is a document.
    package static func of(_ bytes: some RandomAccessCollection<UInt8>) -> Container? {
        let start = Array(bytes.prefix(lookahead))
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return isDocument(start) ? nil : .archive
        }
        if archives.contains(where: { start.starts(with: $0) }) { return .archive }
        if streams.contains(where: { start.starts(with: $0) }) { return .compressed }
        if start.starts(with: Array("WARC/".utf8)) { return .web }
        if start.count >= 262, start[257..<262].elementsEqual(Array("ustar".utf8)) {
            return .archive
        }
        return nil
    }

    private static let archives: [[UInt8]] = [
        [0x50, 0x4B, 0x05, 0x06],  // an empty ZIP
        [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
        Array("Rar!\u{1A}\u{07}".utf8),
    ]
    private static let streams: [[UInt8]] = [
        [0x1F, 0x8B, 0x08],
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
        [0x28, 0xB5, 0x2F, 0xFD],
        Array("BZh".utf8),
    ]

    /// Whether a ZIP is an office document: told by its first member.
    private static func isDocument(_ start: [UInt8]) -> Bool {
        guard start.count > 30 else { return false }
        let length = Int(start[26]) | Int(start[27]) << 8
        let name = start[30...].prefix(length)
        return documentMembers.contains { name.starts(with: Array($0.utf8)) }
    }

    private static let documentMembers = [
        "[Content_Types].xml", "mimetype", "_rels/", "docProps/", "word/", "xl/", "ppt/",
        "OFD.xml", "Doc_0/",
    ]
}
