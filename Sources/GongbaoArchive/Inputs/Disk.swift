internal import CStore
internal import Crypto
internal import Foundation
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Files by their raw paths: a path is bytes, with or without meaning as text.
enum Disk {
    enum Kind { case file, folder, link, other }

    struct Entry {
        let kind: Kind
        let size: Int
        let identity: Identity
    }

    /// What tells a file or folder from all others, whatever its paths.
    struct Identity: Equatable {
        let device: Int
        let number: Int
    }

    static func null(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }

    private static func entry(_ status: stat) -> Entry {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        return Entry(
            kind: kind, size: Int(status.st_size),
            identity: Identity(
                device: Int(truncatingIfNeeded: status.st_dev),
                number: Int(truncatingIfNeeded: status.st_ino)))
    }

    /// What stands at a path; links are followed unless `isLink`.
    static func look(_ path: [UInt8], followsLinks: Bool) throws(SystemFailure) -> Entry {
        var status = stat()
        let path = null(path)
        if (followsLinks ? stat(path, &status) : lstat(path, &status)) != 0 { throw .last }
        return entry(status)
    }

    /// The names in a folder, sorted by their bytes.
    static func names(in path: [UInt8]) throws(SystemFailure) -> [[UInt8]] {
        guard let folder = opendir(null(path)) else { throw .last }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                    Array(
                        UnsafeBufferPointer(
                            start: bytes, count: strlen(UnsafePointer<CChar>(OpaquePointer(bytes))))
                    )
                }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// An open file that closes itself.
    final class Reader {
        let descriptor: Int32
        let size: Int
        let isFile: Bool

        /// Opens a file to read; never waits for a pipe's other end.
        init(_ path: [UInt8]) throws(SystemFailure) {
            descriptor = open(null(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            if descriptor < 0 { throw .last }
            var status = stat()
            if fstat(descriptor, &status) != 0 {
                let failure = SystemFailure.last
                close(descriptor)
                throw failure
            }
            size = Int(status.st_size)
            isFile = status.st_mode & S_IFMT == S_IFREG
        }

        deinit { close(descriptor) }

        /// Up to `most` bytes; fewer only at the end.
        func read(_ most: Int) throws(SystemFailure) -> [UInt8] {
            try FileCalls.read(descriptor, most)
        }

        func rewind() { lseek(descriptor, 0, SEEK_SET) }

        /// The size now.
        var sizeNow: Int {
            var status = stat()
            return fstat(descriptor, &status) == 0 ? Int(status.st_size) : -1
        }

        /// The digest of the whole file.
        func digest() throws(SystemFailure) -> Digest {
            var hash = SHA256()
            rewind()
            while true {
                let bytes = try read(1 << 18)
                if bytes.isEmpty { break }
                hash.update(data: bytes)
            }
            rewind()
            return Digest(hash.finalize())
        }
    }

    /// A file that is gone when it is closed, to hold what is too large for memory.
    static func scratch(in folder: String) throws(SystemFailure) -> Int32 {
        var template = Array((folder + "/scratch.XXXXXX").utf8CString)
        let descriptor = gongbao_scratch(&template)
        if descriptor < 0 { throw .last }
        return descriptor
    }
}

/// A SHA-256 digest.
package struct Digest: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ bytes: some Sequence<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in bytes.enumerated().prefix(32) {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// The digest of some bytes.
    package static func of(_ bytes: [UInt8]) -> Digest { Digest(SHA256.hash(data: bytes)) }

    /// The digest of a file; nil where it cannot be read.
    package static func of(file path: String) -> Digest? {
        guard let file = try? Disk.Reader(Array(path.utf8)) else { return nil }
        return try? file.digest()
    }

    /// In lower-case hexadecimal, as records give it.
    package var hexadecimal: String {
        [words.0, words.1, words.2, words.3].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    package static func == (one: Digest, other: Digest) -> Bool { one.words == other.words }
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// A digest of bytes that come in pieces.
struct RunningDigest {
    private var hash = SHA256()

    mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    func finish() -> Digest { Digest(hash.finalize()) }
}
