internal import Gongbao
internal import GongbaoSystem
internal import GongbaoTerminal

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Where data go: standard output, or a file that appears complete or not at all.
struct Output {
    /// The path as the user gave it; nil for standard output.
    private let path: String?
    private let descriptor: Int32
    /// The file that is written, and the one that it becomes.
    private let temporary: String?
    private let final: String

    /// Whether people look at it.
    var isTerminal: Bool { path == nil && System.isTerminal(descriptor) }

    /// Opens the output; nil and `-` are standard output.
    init(_ path: String?) throws(ExitStatus) {
        guard let path, path != "-" else {
            self.init(path: nil, descriptor: System.standardOutput, temporary: nil, final: "")
            return
        }
        do throws(SystemFailure) {
            self = try Self.file(path)
        } catch {
            throw Self.fail(path, error)
        }
    }

    private init(path: String?, descriptor: Int32, temporary: String?, final: String) {
        self.path = path
        self.descriptor = descriptor
        self.temporary = temporary
        self.final = final
    }

    private static func file(_ path: String) throws(SystemFailure) -> Output {
        // A link stays a link: the file it leads to is replaced.
        let final = resolved(path)
        var status = stat()
        let exists = stat(final, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw SystemFailure(code: EISDIR) }
        if exists, status.st_mode & S_IFMT != S_IFREG {  // a device or a pipe cannot be replaced
            let descriptor = try open(final, O_WRONLY)
            return Output(path: path, descriptor: descriptor, temporary: nil, final: final)
        }
        let temporary = final + ".\(getpid()).partial"
        let descriptor = try open(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        if exists { fchmod(descriptor, status.st_mode & 0o7777) }
        return Output(path: path, descriptor: descriptor, temporary: temporary, final: final)
    }

    private static func open(_ path: String, _ flags: Int32) throws(SystemFailure) -> Int32 {
        #if canImport(Glibc)
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o666)
        #elseif canImport(Musl)
        let descriptor = Musl.open(path, flags | O_CLOEXEC, 0o666)
        #else
        let descriptor = Darwin.open(path, flags | O_CLOEXEC, 0o666)
        #endif
        if descriptor < 0 { throw .last }
        return descriptor
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func fail(_ path: String, _ failure: SystemFailure) -> ExitStatus {
        Console.say(path, Console.messages.unwritable(failure.reason))
        return .usage
    }

    /// Writes bytes. A reader that has gone away ends the process quietly, a full disk with a
    /// message: there is nothing else left to do then.
    func write(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { write($0) } }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        do {
            try FileCalls.write(bytes, to: descriptor)
        } catch {
            discard()
            if error.code == EPIPE { System.exit(128 + SIGPIPE) }
            System.exit(Self.fail(path ?? Console.messages.standardOutput, error).rawValue)
        }
    }

    /// Writes text.
    func write(_ text: String) { write(Array(text.utf8)) }

    /// A JSON writer whose bytes go here; `end` writes what is left in it.
    func jsonWriter(lined: Bool) -> JSONWriter { JSONWriter(lined: lined) { write($0) } }

    /// Ends a record with a line feed.
    func end(_ writer: inout JSONWriter) { write(writer.drain() + [0x0A]) }

    /// Makes the file appear under its name.
    func finish() throws(ExitStatus) {
        guard let temporary, let path else { return }
        if close(descriptor) != 0 || rename(temporary, final) != 0 {
            let failure = SystemFailure.last
            unlink(temporary)
            throw Self.fail(path, failure)
        }
    }

    /// Leaves nothing behind; a file that was there stays as it was.
    func discard() {
        guard let temporary else { return }
        close(descriptor)
        unlink(temporary)
    }
}
