internal import CStore
internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Writing in such a way that readers see the old or the new, never something between.
enum StoreFolder {
    /// Makes a folder; one that is there is fine.
    static func make(_ path: String) throws(SystemFailure) {
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw .last }
    }

    /// Removes a file, or a folder with the files in it; nothing is fine.
    static func remove(_ path: String) throws(SystemFailure) {
        let bytes = Array(path.utf8)
        guard let entry = try? Disk.look(bytes, followsLinks: false) else { return }
        if entry.kind == .folder {
            for name in try Disk.names(in: bytes) {
                if unlink(Disk.null(bytes + [UInt8(ascii: "/")] + name)) != 0 { throw .last }
            }
            if rmdir(path) != 0 { throw .last }
        } else if unlink(path) != 0 {
            throw .last
        }
    }

    /// Puts a finished file or folder in the place of another in one step.
    static func replace(_ path: String, with finished: String) throws(SystemFailure) {
        if rename(finished, path) == 0 { return }
        // A folder with files in it can only change places.
        if gongbao_exchange(finished, path) != 0 {
            guard errno == EINVAL || errno == ENOSYS else { throw .last }
            let old = path + ".old"
            try remove(old)
            if rename(path, old) != 0 || rename(finished, path) != 0 { throw .last }
            try remove(old)
            return
        }
        try remove(finished)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// A file that is being written, in pieces of a good size.
final class StoreFile {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private(set) var size = 0
    private var isOpen = true

    init(_ path: String) throws(SystemFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw .last }
    }

    deinit { if isOpen { close(descriptor) } }

    func write(_ bytes: some Sequence<UInt8>) throws(SystemFailure) {
        let before = pending.count
        pending += bytes
        size += pending.count - before
        if pending.count >= 1 << 20 { try flush() }
    }

    private func flush() throws(SystemFailure) {
        try FileCalls.write(pending, to: descriptor)
        pending.removeAll(keepingCapacity: true)
    }

    /// Everything is on disk when this returns.
    func finish() throws(SystemFailure) {
        try flush()
        isOpen = false
        let isSynced = fsync(descriptor) == 0 || errno == EINVAL
        if close(descriptor) != 0 || !isSynced { throw .last }
    }
}
