internal import CStore
internal import Foundation
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The folder of an archive, held by one run at a time.
package final class ArchiveFolder {
    package let path: String
    private let lock: Int32

    /// Opens a folder, and makes it where there is none.
    ///
    /// - Throws: `StoreFailure` with a message for people.
    package init(_ path: String) throws {
        self.path = path
        do {
            try StoreFolder.make(path)
            try StoreFolder.make(path + "/journal")
        } catch {
            throw StoreFailure(message: error.reason)
        }
        lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        if lock < 0 { throw StoreFailure(message: SystemFailure.last.reason) }
        if flock(lock, LOCK_EX | LOCK_NB) != 0 {
            close(lock)
            throw StoreFailure(message: "another run is writing to it")
        }
        try? removeLeftovers()
    }

    deinit { close(lock) }

    /// What runs that were killed left behind.
    private func removeLeftovers() throws {
        for name in try Disk.names(in: Array(path.utf8)) {
            let text = String(decoding: name, as: UTF8.self)
            let isLeft = [".partial", ".partial-journal", ".old", ".csv"].contains {
                text.hasSuffix($0)
            }
            if isLeft || text.hasPrefix("scratch.") { try StoreFolder.remove(path + "/" + text) }
        }
    }

    /// What a problem with the archive itself is, in words of the system.
    package static func reason(_ error: any Error) -> String {
        switch error {
        case let failure as SystemFailure: failure.reason
        case let failure as StoreFailure: failure.message
        default: "\(error)"
        }
    }
}

/// How much there is to read on disk, for a bar of progress.
package enum InputSizer {
    /// The bytes of all files under the inputs; stops early when `isStopped` says so.
    package static func bytes(_ inputs: [[UInt8]], isStopped: () -> Bool) -> Int {
        var total = 0
        var folders: [[UInt8]] = []
        func look(_ path: [UInt8], followsLinks: Bool) {
            guard let entry = try? Disk.look(path, followsLinks: followsLinks) else { return }
            if entry.kind == .folder { folders.append(path) }
            if entry.kind == .file { total += entry.size }
        }
        for input in inputs { look(input, followsLinks: true) }
        while let folder = folders.popLast(), !isStopped() {
            for name in (try? Disk.names(in: folder)) ?? [] {
                let path = folder.last == UInt8(ascii: "/") ? folder : folder + [UInt8(ascii: "/")]
                look(path + name, followsLinks: false)
            }
        }
        return total
    }
}
