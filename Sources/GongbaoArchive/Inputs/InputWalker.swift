internal import GongbaoReaders
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Limits on what one input may cost.
package struct InputLimits: Sendable {
    /// Of one document, in bytes.
    package var bytes = 64 << 20
    /// Archives within archives; 1 opens only the outermost.
    package var archives = 3
    /// Folders within folders.
    package var folders = 256
    /// What an archive may unpack to: this many times its own size, but always `unpacked` bytes.
    package var ratio = 200
    /// See `ratio`.
    package var unpacked = 1 << 30

    package init() {}
}

/// Walks files, folders and archives in a fixed order and hands each document on.
struct InputWalker {
    let limits: InputLimits
    let filter: NameFilter
    /// Where members that are too large for memory are laid down for a while.
    let scratch: String
    /// The folder of the archive that is written: it is no input, even inside one.
    let own: Disk.Identity?
    /// Whether an archive was done already and has not changed.
    let isDone: (_ archive: String, Digest) throws -> Bool
    /// Takes an archive that was begun.
    let begin: (_ archive: String, Digest) throws -> Void
    /// Takes a document; false stops the walk.
    let sink: (InputItem) throws -> Bool
    /// Takes the bytes that have been passed on disk.
    let passed: (Int) -> Void
    /// Takes a folder or archive that could be opened.
    let cleared: ([UInt8]) -> Void

    struct Stopped: Error {}

    /// Walks one input of the call: it is taken whatever the filter says.
    func walk(_ path: [UInt8]) throws {
        try visit(path, relative: nil, depth: 0)
    }

    private func visit(_ path: [UInt8], relative: [UInt8]?, depth: Int) throws {
        let entry: Disk.Entry
        do throws(SystemFailure) {
            let here = try Disk.look(path, followsLinks: relative == nil)
            if here.kind == .link {
                let target = try Disk.look(path, followsLinks: true)
                if target.kind == .folder {
                    // Following it could go round in circles, or out of what was asked for.
                    try? end(path, Verdict(.notAFile, "link to a folder"))
                    return
                }
                entry = target
            } else {
                entry = here
            }
        } catch {
            try end(path, Self.verdict(error))
            return
        }
        switch entry.kind {
        case .folder where entry.identity == own: return
        case .folder: try walkFolder(path, relative: relative ?? [], depth: depth)
        case .file: try readFile(path, relative: relative)
        case .link, .other: try end(path, Verdict(.notAFile))
        }
    }

    private func walkFolder(_ path: [UInt8], relative: [UInt8], depth: Int) throws {
        if depth > limits.folders {
            try end(path, Verdict(.tooDeep, "more than \(limits.folders) folders"))
            return
        }
        let names: [[UInt8]]
        do {
            names = try Disk.names(in: path)
        } catch {
            try end(path, Self.verdict(error))
            return
        }
        cleared(path)
        let slash = UInt8(ascii: "/")
        for name in names {
            let inner = relative.isEmpty ? name : relative + [slash] + name
            if filter.excludes(inner) { continue }
            let full = path.last == slash ? path + name : path + [slash] + name
            try visit(full, relative: inner, depth: depth + 1)
        }
    }

    /// Small files are read here in one go; of large ones the path goes on.
    private func readFile(_ path: [UInt8], relative: [UInt8]?) throws {
        do {
            let file = try Disk.Reader(path)
            guard file.isFile else { return try end(path, Verdict(.notAFile)) }
            let start = try file.read(min(max(file.size + 1, Container.lookahead), Self.inPassing))
            if let container = Container.of(start), try !isDocument(file, start, container) {
                file.rewind()
                try expand(file, container, name: ByteName.text(path))
                return
            }
            if let relative, !filter.includes(relative) {
                passed(file.size)
                return
            }
            if start.count < Self.inPassing {
                passed(file.size)
                let name = ByteName.text(path)
                if file.sizeNow == start.count {
                    try emit(InputItem(name: name, content: .bytes(start)))
                    return
                }
            }
            try emit(InputItem(name: ByteName.text(path), content: .file(path)))
        } catch let failure as SystemFailure {
            try end(path, Self.verdict(failure))
        }
    }

    /// Whether what looks like an archive is an office document with its parts in another order.
    private func isDocument(
        _ file: Disk.Reader, _ start: [UInt8], _ container: Container
    ) throws -> Bool {
        guard container == .archive, start.first == UInt8(ascii: "P"), file.size <= 8 << 20 else {
            return false
        }
        file.rewind()
        defer { file.rewind() }
        return FileFormat.detect(try file.read(file.size)) != .archive
    }

    private static let inPassing = 1 << 18

    /// Opens an archive on disk, unless it was done before.
    private func expand(_ file: Disk.Reader, _ container: Container, name: String) throws {
        let digest = try file.digest()
        if try isDone(name, digest) { return passed(file.size) }
        try begin(name, digest)
        var expander = ArchiveExpander(walker: self, outermost: name, size: file.size)
        try expander.expand(.descriptor(file.descriptor), container, name: name, depth: 1)
        expander.pass(upTo: file.size)
    }

    func emit(_ item: InputItem) throws {
        if try !sink(item) { throw Stopped() }
    }

    private func end(_ path: [UInt8], _ verdict: Verdict) throws {
        try emit(InputItem(name: ByteName.text(path), content: .none(verdict)))
    }

    static func verdict(_ failure: SystemFailure) -> Verdict {
        switch failure.code {
        case ENOENT, ENOTDIR: Verdict(.vanished)
        default: Verdict(.unreadable, failure.reason)
        }
    }
}

/// Which names in folders and archives are taken.
package struct NameFilter: Sendable {
    package var include: [String]
    package var exclude: [String]

    package init(include: [String] = [], exclude: [String] = []) {
        self.include = include
        self.exclude = exclude
    }

    /// Whether a document is taken; paths are relative to the folder or archive that was named.
    func includes(_ path: [UInt8]) -> Bool {
        include.isEmpty || include.contains { Self.matches($0, path) }
    }

    /// Whether a file or folder is left out.
    func excludes(_ path: [UInt8]) -> Bool { exclude.contains { Self.matches($0, path) } }

    /// A pattern with a slash is held against the whole path, another against the name.
    private static func matches(_ pattern: String, _ path: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        let subject =
            pattern.utf8.contains(slash)
            ? path[...] : path[(path.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
        return fnmatch(pattern, Disk.null(Array(subject)), 0) == 0
    }
}
