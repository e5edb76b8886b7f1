internal import GongbaoReaders
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Hands on the documents of one archive, and of archives in it, within the limits.
struct ArchiveExpander {
    let walker: InputWalker
    /// The archive on disk.
    let outermost: String
    /// What may still be unpacked.
    private var budget: Int
    /// Hashes of the names given out, so that names which occur twice are told apart.
    private var names: Set<Int> = []
    /// How much of the archive on disk has been reported as passed.
    private var passed = 0
    private let size: Int

    /// The archive unpacks to too much.
    private struct Bomb: Error {}

    init(walker: InputWalker, outermost: String, size: Int) {
        self.walker = walker
        self.outermost = outermost
        self.size = size
        let (scaled, overflow) = size.multipliedReportingOverflow(by: walker.limits.ratio)
        budget = overflow ? .max : max(scaled, walker.limits.unpacked)
    }

    /// Expands an archive; what goes wrong with it is the outcome of its name.
    mutating func expand(
        _ source: ArchiveStream.Source, _ container: Container, name: String, depth: Int
    ) throws {
        do {
            switch container {
            case .web: try readWeb(PlainBytes(source), name: name)
            case .archive, .compressed:
                try readMembers(source, container, name: name, depth: depth)
            }
        } catch let failure as ArchiveStream.Failure {
            try end(name, Verdict(.brokenArchive, failure.reason), kind: "archive")
        } catch is Bomb where depth == 1 {
            let limit = "unpacks to more than \(walker.limits.ratio) times its size"
            try end(name, Verdict(.archiveBomb, limit), kind: "archive")
        }
    }

    /// Reports that the archive on disk was read up to here.
    mutating func pass(upTo offset: Int) {
        let next = min(offset, size)
        guard next > passed else { return }
        walker.passed(next - passed)
        passed = next
    }

    // MARK: Members

    private mutating func readMembers(
        _ source: ArchiveStream.Source, _ container: Container, name: String, depth: Int
    ) throws {
        var stream = try open(source, container)
        var index = 0
        var reopened = 0
        while let member = try stream.next() {
            index += 1
            if depth == 1 { pass(upTo: stream.consumed) }
            let isRaw = container == .compressed && stream.isRaw
            do {
                if isRaw {
                    let inner = Self.unpackedName(of: name)
                    try read(stream, name: name + "!/" + inner, path: inner, depth: depth)
                } else if member.kind == .file {
                    try readMember(member, stream, of: name, depth: depth)
                }
            } catch let failure as ArchiveStream.Failure {
                let inner = isRaw ? Self.unpackedName(of: name) : ByteName.memberText(member.name)
                try end(unique(name + "!/" + inner), Verdict(.brokenMember, failure.reason))
                guard failure.isFatal else { continue }
                // A stream ends where it is broken; a directory leads past it.
                guard stream.hasDirectory, reopened < 100 else { throw failure }
                reopened += 1
                stream = try open(source, container)
                for _ in 0..<index { _ = try stream.next() }
            }
        }
        if index == 0 { try end(name, Verdict(.empty), kind: "archive") }
    }

    private func open(
        _ source: ArchiveStream.Source, _ container: Container
    ) throws -> ArchiveStream {
        if case .descriptor(let descriptor) = source { lseek(descriptor, 0, SEEK_SET) }
        return try ArchiveStream(source, isStream: container == .compressed)
    }

    private mutating func readMember(
        _ member: ArchiveStream.Member, _ stream: ArchiveStream, of archive: String, depth: Int
    ) throws {
        if walker.filter.excludes(member.name) { return }
        let text = ByteName.memberText(member.name)
        let name = archive + "!/" + text
        if member.isEncrypted {
            try end(unique(name), Verdict(.encrypted))
            return
        }
        if stream.hasDirectory, let size = member.size, size > walker.limits.bytes {
            try end(unique(name), tooLarge)  // a directory leads past it without unpacking
            return
        }
        try read(stream, name: name, path: text, depth: depth)
    }

    private var tooLarge: Verdict {
        Verdict(.tooLarge, "more than \(walker.limits.bytes) bytes")
    }

    /// Reads a member: a document goes on, an archive is opened.
    private mutating func read(
        _ stream: ArchiveStream, name: String, path: String, depth: Int
    ) throws {
        var bytes = try spend(stream.read(Self.piece))
        guard let container = Container.of(bytes) else {
            let isWanted = walker.filter.includes(Array(path.utf8))
            var piece = bytes
            while piece.count == Self.piece {
                piece = try spend(stream.read(Self.piece))
                if bytes.count <= walker.limits.bytes { bytes += piece }
            }
            guard isWanted else { return }
            let isTooLarge = bytes.count > walker.limits.bytes
            let content = isTooLarge ? InputItem.Content.none(tooLarge) : .bytes(bytes)
            try walker.emit(InputItem(name: unique(name), archive: outermost, content: content))
            return
        }
        let name = unique(name)
        if container == .web {
            try readWeb(MemberBytes(stream, start: bytes, spend: { _ in }), name: name)
            return
        }
        guard depth < walker.limits.archives else {
            while try spend(stream.read(Self.piece)).count == Self.piece {}
            let limit = "more than \(walker.limits.archives) archives within each other"
            try end(name, Verdict(.tooDeep, limit), kind: "archive")
            return
        }
        try expandInner(stream, start: bytes, container, name: name, depth: depth)
    }

    /// An archive in an archive has to be whole before its directory can be read.
    private mutating func expandInner(
        _ stream: ArchiveStream, start: [UInt8], _ container: Container, name: String, depth: Int
    ) throws {
        var bytes = start
        var piece = start
        while piece.count == Self.piece, bytes.count < Self.inMemory {
            piece = try spend(stream.read(Self.piece))
            bytes += piece
        }
        if piece.count < Self.piece {
            if container == .archive, FileFormat.detect(bytes) != .archive {
                let item = InputItem(name: name, archive: outermost, content: .bytes(bytes))
                return try walker.emit(item)
            }
            try expand(.memory(bytes), container, name: name, depth: depth + 1)
            return
        }
        let descriptor = try Disk.scratch(in: walker.scratch)
        defer { close(descriptor) }
        try FileCalls.write(bytes, to: descriptor)
        bytes = []
        while piece.count == Self.piece {
            piece = try spend(stream.read(Self.piece))
            try FileCalls.write(piece, to: descriptor)
        }
        try expand(.descriptor(descriptor), container, name: name, depth: depth + 1)
    }

    private static let piece = 1 << 18
    private static let inMemory = 8 << 20

    private mutating func spend(_ bytes: [UInt8]) throws -> [UInt8] {
        budget -= bytes.count
        if budget < 0 { throw Bomb() }
        return bytes
    }

    // MARK: Web archives

    private mutating func readWeb(_ bytes: some ByteSource, name: String) throws {
        var reader = WebArchiveReader(bytes, limit: walker.limits.bytes)
        while let page = try reader.next() {
            budget -= page.length
            if budget < 0 { throw Bomb() }
            let content: InputItem.Content =
                page.verdict.map { .none($0) } ?? .bytes(page.body)
            if !walker.filter.include.isEmpty || !walker.filter.exclude.isEmpty {
                let path = Array(page.source.url.utf8)
                if walker.filter.excludes(path) || !walker.filter.includes(path) { continue }
            }
            try walker.emit(
                InputItem(
                    name: unique(name + "!/" + ByteName.text(Array(page.source.url.utf8))),
                    archive: outermost, content: content, web: page.source))
        }
    }

    // MARK: Names

    /// The name, with a number after it where it was given out before.
    private mutating func unique(_ name: String) -> String {
        if names.insert(Self.hash(name)).inserted { return name }
        var number = 2
        while !names.insert(Self.hash("\(name)#\(number)")).inserted { number += 1 }
        return "\(name)#\(number)"
    }

    /// FNV-1a: the same in every process.
    private static func hash(_ name: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash)
    }

    /// The name of what a compressed file holds: its own without the ending.
    private static func unpackedName(of name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        for ending in [".gz", ".xz", ".zst", ".bz2"] where last.hasSuffix(ending) {
            return String(last.dropLast(ending.count))
        }
        return last
    }

    private func end(_ name: String, _ verdict: Verdict, kind: String? = nil) throws {
        try walker.emit(
            InputItem(name: name, archive: outermost, content: .none(verdict), kind: kind))
    }
}
