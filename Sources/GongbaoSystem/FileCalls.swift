#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A failed call of the operating system.
package struct SystemFailure: Error {
    package let code: Int32

    package init(code: Int32) { self.code = code }

    /// The failure of the call before.
    package static var last: SystemFailure { SystemFailure(code: errno) }

    /// The system's words for it.
    package var reason: String { String(cString: strerror(code)) }
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    package var isTooLarge: Bool { code == EFBIG }
    package var isForbidden: Bool { code == EACCES || code == EPERM }
}

/// Reading and writing open files, whole however often the system interrupts.
package enum FileCalls {
    /// Up to `most` bytes; fewer only at the end.
    package static func read(
        _ descriptor: Int32, _ most: Int
    ) throws(SystemFailure) -> [UInt8] {
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            while count < most {
                let done = platformRead(descriptor, base + count, most - count)
                if done < 0, errno == EINTR { continue }
                if done < 0 { failure = .last }
                if done <= 0 { break }
                count += done
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads to the end; a file of the hinted size takes one read.
    ///
    /// - Parameter most: A larger file fails with `EFBIG`.
    package static func readAll(
        _ descriptor: Int32, sizeHint: Int = 0, most: Int = .max
    ) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more, so that the end is seen without another buffer.
        var room = max(sizeHint + 1, 1 << 16)
        while true {
            let chunk = try read(descriptor, room)
            let isEnd = chunk.count < room
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if bytes.count > most { throw SystemFailure(code: EFBIG) }
            if isEnd { return bytes }
            room = bytes.count
        }
    }

    /// Reads a whole file; nil where the path is a folder.
    ///
    /// - Parameter most: A larger file fails with `EFBIG`.
    package static func readAll(
        path: String, most: Int = .max
    ) throws(SystemFailure) -> [UInt8]? {
        let descriptor = try check(open(path, O_RDONLY | O_CLOEXEC))
        defer { close(descriptor) }
        var status = stat()
        _ = try check(fstat(descriptor, &status))
        if status.st_mode & S_IFMT == S_IFDIR { return nil }
        if status.st_size > most { throw SystemFailure(code: EFBIG) }
        return try readAll(descriptor, sizeHint: Int(status.st_size), most: most)
    }

    /// Writes all bytes.
    package static func write(
        _ bytes: some Sequence<UInt8>, to descriptor: Int32
    ) throws(SystemFailure) {
        var failure: SystemFailure?
        let done: Void? = bytes.withContiguousStorageIfAvailable {
            failure = written($0, to: descriptor)
        }
        if done == nil {
            ContiguousArray(bytes).withUnsafeBufferPointer {
                failure = written($0, to: descriptor)
            }
        }
        if let failure { throw failure }
    }

    private static func written(
        _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
    ) -> SystemFailure? {
        guard let base = bytes.baseAddress else { return nil }
        var done = 0
        while done < bytes.count {
            let count = platformWrite(descriptor, base + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return .last }
            done += count
        }
        return nil
    }

    private static func check(_ result: Int32) throws(SystemFailure) -> Int32 {
        if result < 0 { throw .last }
        return result
    }

    private static func platformRead(
        _ descriptor: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int
    ) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, start, count)
        #elseif canImport(Musl)
        Musl.read(descriptor, start, count)
        #else
        Darwin.read(descriptor, start, count)
        #endif
    }

    private static func platformWrite(
        _ descriptor: Int32, _ start: UnsafePointer<UInt8>, _ count: Int
    ) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, start, count)
        #elseif canImport(Musl)
        Musl.write(descriptor, start, count)
        #else
        Darwin.write(descriptor, start, count)
        #endif
    }
}
