#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A program that is run with a time limit, its output taken from a pipe.
struct ChildProcess {
    /// How it ended.
    enum End: Equatable {
        case exited(Int32)
        case signal(Int32)
        case timedOut
        case tooMuchOutput
        case notStarted(Int32)
    }

    /// Its arguments, the program's path first.
    var arguments: [String]
    /// What stands at its standard input; nil for nothing.
    var input: [UInt8]?
    /// Variables that it gets beside the environment's.
    var environment: [String: String] = [:]
    var seconds: Int
    /// A byte with which the program asks for more time, before it writes anything else.
    struct Beat {
        var byte: UInt8
        /// How much time it gets for each.
        var seconds: Int
    }
    var beat: Beat?
    /// The most bytes that are taken of its output.
    var mostOutput = 1 << 31

    /// Runs it to its end.
    func run() -> (end: End, output: [UInt8]) {
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else { return (.notStarted(errno), []) }
        defer { close(pipes[0]) }
        // Other children must not keep the pipe open.
        _ = fcntl(pipes[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(pipes[1], F_SETFD, FD_CLOEXEC)
        guard let source = inputDescriptor() else {
            let code = errno
            close(pipes[1])
            return (.notStarted(code), [])
        }
        let (pid, code) = spawn(source, pipes[1])
        close(source)
        close(pipes[1])
        guard code == 0 else { return (.notStarted(code), []) }
        let (output, stopped) = read(pipes[0], pid)
        var status: Int32 = 0
        if stopped != nil { kill(-pid, SIGKILL) }
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        // What it has started itself ends with it.
        kill(-pid, SIGKILL)
        if let stopped { return (stopped, []) }
        let signal = status & 0x7F
        return (signal == 0 ? .exited((status >> 8) & 0xFF) : .signal(signal), output)
    }

    /// A descriptor from which the input can be read: a file without a name.
    private func inputDescriptor() -> Int32? {
        guard let input else { return open("/dev/null", O_RDONLY | O_CLOEXEC) }
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/gongbao-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        if descriptor >= 0 {
            unlink(name)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        guard descriptor >= 0 else { return nil }
        var done = 0
        let isWritten = input.withUnsafeBytes { buffer in
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                done += count
            }
            return true
        }
        guard isWritten, lseek(descriptor, 0, SEEK_SET) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private func spawn(_ input: Int32, _ output: Int32) -> (pid_t, Int32) {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // A group of its own, so that whatever it starts can be ended with it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        var entry = environ
        while let text = entry.pointee {
            let name = String(cString: text)
            if !environment.keys.contains(where: { name.hasPrefix($0 + "=") }) {
                variables.append(name)
            }
            entry += 1
        }
        var pid: pid_t = 0
        let code = Self.withStrings(arguments) { argv in
            Self.withStrings(variables) { envp in
                posix_spawn(&pid, arguments[0], &actions, &attributes, argv, envp)
            }
        }
        return (pid, code)
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }

    private func read(_ descriptor: Int32, _ pid: pid_t) -> ([UInt8], stopped: End?) {
        var output: [UInt8] = []
        let begin = Self.now()
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { chunk.deallocate() }
        #if os(Linux)
        // What a document becomes is large, and each turn of reading and writing takes its time.
        let setPipeSize: Int32 = 1_031  // F_SETPIPE_SZ, which the C library hides from Swift
        _ = fcntl(descriptor, setPipeSize, Int32(1 << 20))
        #endif
        var allowed = seconds
        while true {
            let left = allowed * 1_000 - (Self.now() - begin)
            guard left > 0 else { return ([], .timedOut) }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, Int32(min(left, 60_000)))
            if ready < 0, errno != EINTR { return ([], .notStarted(errno)) }
            guard ready > 0 else { continue }
            #if canImport(Glibc)
            let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
            #elseif canImport(Musl)
            let count = Musl.read(descriptor, chunk.baseAddress, chunk.count)
            #else
            let count = Darwin.read(descriptor, chunk.baseAddress, chunk.count)
            #endif
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return (output, nil) }
            let taken = UnsafeRawBufferPointer(rebasing: chunk[..<count])
            let beats = output.isEmpty ? taken.prefix { $0 == beat?.byte }.count : 0
            allowed += beats * (beat?.seconds ?? 0)
            output.append(contentsOf: taken[beats...])
            if output.count > mostOutput { return ([], .tooMuchOutput) }
        }
    }

    /// Milliseconds of a clock that only goes forward.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
