internal import CArchive

/// An archive as a stream of members, through libarchive.
final class ArchiveStream {
    /// A member's header.
    struct Member {
        enum Kind { case file, folder, other }
        let name: [UInt8]
        /// In bytes, as the header says; nil where it does not.
        let size: Int?
        let kind: Kind
        let isEncrypted: Bool
    }

    /// What stopped reading.
    struct Failure: Error {
        let reason: String
        /// Whether the members after this one cannot be read from this stream either.
        let isFatal: Bool
    }

    /// Where an archive's bytes are.
    enum Source {
        case descriptor(Int32)
        case memory([UInt8])
    }

    private let handle: OpaquePointer
    /// Bytes in memory stay where they are as long as the stream is open.
    private let memory: UnsafeMutableBufferPointer<UInt8>?
    /// Where members are unpacked to: arrays of members hold their own bytes and no more.
    private let space = UnsafeMutablePointer<UInt8>.allocate(capacity: roomSize)
    private static let roomSize = 1 << 16

    /// Opens an archive; `isStream` also allows a compressed file that holds no archive.
    init(_ source: Source, isStream: Bool) throws(Failure) {
        let formats = Int32(
            isStream
                ? GONGBAO_ARCHIVE_CONTAINERS | GONGBAO_ARCHIVE_RAW : GONGBAO_ARCHIVE_CONTAINERS)
        let opened: OpaquePointer?
        switch source {
        case .descriptor(let descriptor):
            memory = nil
            opened = gongbao_archive_open_descriptor(descriptor, formats)
        case .memory(let bytes):
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
            _ = copy.initialize(from: bytes)
            memory = copy
            opened = gongbao_archive_open_memory(copy.baseAddress, bytes.count, formats)
        }
        guard let opened else {
            memory?.deallocate()
            space.deallocate()
            let problem = gongbao_archive_problem().map { String(cString: $0) }
            throw Failure(reason: problem ?? "unrecognized archive format", isFatal: true)
        }
        handle = opened
    }

    deinit {
        gongbao_archive_close(handle)
        memory?.deallocate()
        space.deallocate()
    }

    /// The next member; nil at the end.
    func next() throws(Failure) -> Member? {
        var member = gongbao_member()
        switch gongbao_archive_next(handle, &member) {
        case 0: return nil
        case 1:
            let kind: Member.Kind =
                switch Int(member.kind) {
                case GONGBAO_MEMBER_FILE: .file
                case GONGBAO_MEMBER_FOLDER: .folder
                default: .other
                }
            return Member(
                name: Array(UnsafeBufferPointer(start: member.name, count: member.name_length)),
                size: member.size < 0 ? nil : Int(member.size), kind: kind,
                isEncrypted: member.is_encrypted != 0)
        default: throw Failure(reason: reason, isFatal: true)
        }
    }

    /// Up to `most` bytes of the member; fewer only at its end.
    func read(_ most: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < most {
            let room = min(most - bytes.count, Self.roomSize)
            let read = gongbao_archive_read(handle, space, room)
            if read < 0 { throw Failure(reason: reason, isFatal: read == -2) }
            if read == 0 { break }
            bytes.append(contentsOf: UnsafeBufferPointer(start: space, count: read))
        }
        return bytes
    }

    /// How many bytes of the archive have been read.
    var consumed: Int { Int(gongbao_archive_consumed(handle)) }

    /// Whether the stream is one compressed file and no archive; known once a member was read.
    var isRaw: Bool { String(cString: gongbao_archive_format(handle)) == "raw" }

    /// Whether a broken member can be left out by opening the archive again: its members are
    /// listed in a directory.
    var hasDirectory: Bool {
        let format = String(cString: gongbao_archive_format(handle))
        return format.hasPrefix("ZIP") || format.hasPrefix("7-Zip")
    }

    private var reason: String {
        let text = String(cString: gongbao_archive_error(handle))
        return text.isEmpty ? "broken archive" : text
    }
}
