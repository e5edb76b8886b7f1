internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Where a piece rests in the journal.
package struct JournalPlace: Sendable, Equatable {
    package var segment: Int
    package var offset: Int
    package var length: Int
}

/// Finished records, in the order in which they were finished: files that only grow. What the
/// manifest does not point at does not exist, so a run that is killed leaves nothing to repair.
final class Journal {
    private let folder: String
    private let limit: Int
    private var segment: Int
    private var descriptor: Int32 = -1
    private var offset = 0
    private var pending: [UInt8] = []

    /// Opens the journal; `last` is the highest segment that the manifest knows, `end` where the last
    /// of its pieces ends.
    init(folder: String, last: Int, end: Int, limit: Int = 1 << 30) {
        self.folder = folder
        self.limit = limit
        segment = last
        offset = end
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    static func path(_ folder: String, _ segment: Int) -> String {
        let digits = String(segment)
        return folder + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            + ".zst"
    }

    /// Takes in a piece; it is on disk after `flush`.
    func append(_ bytes: [UInt8]) throws(SystemFailure) -> JournalPlace {
        if descriptor < 0 { try openLast() }
        if offset + pending.count > limit {
            try flush()
            try openNext()
        }
        let place = JournalPlace(
            segment: segment, offset: offset + pending.count, length: bytes.count)
        pending += bytes
        return place
    }

    /// Goes on in the last segment: what stands behind its end is what a killed run left.
    private func openLast() throws(SystemFailure) {
        if segment == 0 { return try openNext() }
        descriptor = open(Self.path(folder, segment), O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { return try openNext() }
        if ftruncate(descriptor, off_t(offset)) != 0 || lseek(descriptor, 0, SEEK_END) != offset {
            throw .last
        }
    }

    private func openNext() throws(SystemFailure) {
        if descriptor >= 0 { close(descriptor) }
        segment += 1
        offset = 0
        // A segment that the manifest does not know is what a killed run left.
        let path = Self.path(folder, segment)
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw .last }
    }

    /// Everything taken in so far is on disk when this returns.
    func flush() throws(SystemFailure) {
        guard !pending.isEmpty else { return }
        try FileCalls.write(pending, to: descriptor)
        offset += pending.count
        pending.removeAll(keepingCapacity: true)
        if fdatasync(descriptor) != 0 { throw .last }
    }
}

/// Reads pieces of the journal back.
final class JournalReader {
    private let folder: String
    private var open: [Int: Int32] = [:]

    init(folder: String) { self.folder = folder }

    deinit { for descriptor in open.values { close(descriptor) } }

    func read(_ place: JournalPlace) throws -> [UInt8] {
        let descriptor: Int32
        if let known = open[place.segment] {
            descriptor = known
        } else {
            #if canImport(Glibc)
            descriptor = Glibc.open(Journal.path(folder, place.segment), O_RDONLY | O_CLOEXEC)
            #elseif canImport(Musl)
            descriptor = Musl.open(Journal.path(folder, place.segment), O_RDONLY | O_CLOEXEC)
            #else
            descriptor = Darwin.open(Journal.path(folder, place.segment), O_RDONLY | O_CLOEXEC)
            #endif
            if descriptor < 0 { throw SystemFailure.last }
            if open.count >= 64, let (other, known) = open.first {
                close(known)
                open[other] = nil
            }
            open[place.segment] = descriptor
        }
        var done = 0
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: place.length) { buffer, count in
            while done < place.length {
                let read = pread(
                    descriptor, buffer.baseAddress! + done, place.length - done,
                    off_t(place.offset + done))
                if read < 0, errno == EINTR { continue }
                if read < 0 { failure = .last }
                if read <= 0 { break }
                done += read
            }
            count = done
        }
        if let failure { throw failure }
        guard done == place.length else { throw Frames.Damaged() }
        return try Frames.plain(bytes)
    }
}
