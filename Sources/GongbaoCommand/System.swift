#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The few calls of the operating system that the command needs, in one place.
enum System {
    /// A failed call.
    struct Failure: Error {
        let code: Int32
        /// The system's words for it.
        var reason: String { String(cString: strerror(code)) }
        var isMissing: Bool { code == ENOENT || code == ENOTDIR }
        var isTooLarge: Bool { code == EFBIG }
        var isForbidden: Bool { code == EACCES || code == EPERM }

        static var last: Failure { Failure(code: errno) }
    }

    static let standardInput: Int32 = 0
    static let standardOutput: Int32 = 1
    static let standardError: Int32 = 2

    static func exit(_ status: Int32) -> Never {
        #if canImport(Glibc)
        Glibc.exit(status)
        #elseif canImport(Musl)
        Musl.exit(status)
        #else
        Darwin.exit(status)
        #endif
    }

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal at a descriptor, nil where there is none.
    static func terminalWidth(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Reads a whole file; nil where the path is a folder.
    ///
    /// - Parameter most: A larger file fails with `EFBIG`.
    static func read(_ path: String, most: Int = .max) throws(Failure) -> [UInt8]? {
        let descriptor = try check(open(path, O_RDONLY | O_CLOEXEC))
        defer { close(descriptor) }
        var status = stat()
        _ = try check(fstat(descriptor, &status))
        if status.st_mode & S_IFMT == S_IFDIR { return nil }
        if status.st_size > most { throw Failure(code: EFBIG) }
        return try read(descriptor, sizeHint: Int(status.st_size), most: most)
    }

    /// Reads to the end; a file of the hinted size takes one read.
    static func read(
        _ descriptor: Int32, sizeHint: Int = 0, most: Int = .max
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more, so that the end is seen without another buffer.
        var room = max(sizeHint + 1, 1 << 16)
        while true {
            var failure: Failure?
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                while count < room {
                    let read = platformRead(descriptor, buffer.baseAddress! + count, room - count)
                    if read < 0, errno == EINTR { continue }
                    if read < 0 { failure = .last }
                    if read <= 0 { break }
                    count += read
                }
            }
            if let failure { throw failure }
            let isEnd = chunk.count < room
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if bytes.count > most { throw Failure(code: EFBIG) }
            if isEnd { return bytes }
            room = bytes.count
        }
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

    /// Writes all bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        let failure = bytes.withUnsafeBufferPointer { buffer -> Failure? in
            do throws(Failure) {
                try write(buffer, to: descriptor)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Writes all bytes.
    static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
    ) throws(Failure) {
        guard let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            #if canImport(Glibc)
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            #elseif canImport(Musl)
            let count = Musl.write(descriptor, base + done, bytes.count - done)
            #else
            let count = Darwin.write(descriptor, base + done, bytes.count - done)
            #endif
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .last }
            done += count
        }
    }

    private static func check(_ result: Int32) throws(Failure) -> Int32 {
        if result < 0 { throw .last }
        return result
    }
}
