internal import Crypto
internal import Foundation

/// One run over inputs: walks them, lets workers read what is new, and keeps the manifest.
package struct BatchRun: Sendable {
    /// The paths of the call, as bytes.
    package var inputs: [[UInt8]]
    /// The folder of the archive; it exists.
    package var folder: String
    package var stamp: BatchStamp
    package var limits = InputLimits()
    package var filter = NameFilter()
    package var jobs = 1
    /// Whether rows for tables are made beside the records.
    package var withRows = false
    /// Whether contents that other rules read are read again.
    package var repeatsOlderRules = false
    /// Makes the worker of a thread.
    package var makeWorker: @Sendable () -> any Worker

    package init(
        inputs: [[UInt8]], folder: String, stamp: BatchStamp,
        makeWorker: @escaping @Sendable () -> any Worker
    ) {
        self.inputs = inputs
        self.folder = folder
        self.stamp = stamp
        self.makeWorker = makeWorker
    }

    /// Bytes of documents that wait for a worker, and results that wait to be written.
    private static let waitingBytes = 8 << 20
    private static let waitingResults = 1 << 20

    /// Runs; returns when everything is done or `state` was stopped.
    ///
    /// - Throws: What no input is to blame for: the archive cannot be written.
    package func run(_ manifest: Manifest, _ state: BatchState) throws {
        let started = ContinuousClock.now
        let items = BoundedQueue<InputItem>(limit: Self.waitingBytes)
        let commits = BoundedQueue<Commit>(limit: Self.waitingResults * 16)
        let registry = ContentRegistry()
        let end = try manifest.journalEnd()
        let journal = Journal(folder: folder + "/journal", last: end.segment, end: end.end)
        let committer = Committer(
            manifest: manifest, journal: journal, stamp: stamp, queue: commits,
            committed: { registry.remove($0) })

        let writing = BatchThread {
            do {
                try committer.run()
            } catch {
                state.fail(error)
                items.cancel()
                commits.cancel()
            }
        }
        let working = (0..<max(jobs, 1)).map { _ in
            BatchThread {
                let work = BatchWork(
                    run: self, manifest: manifest, state: state, registry: registry,
                    commits: commits, worker: makeWorker())
                while !state.isStopped, let item = items.pop() { work.take(item) }
                if state.isStopped { items.cancel() }
            }
        }
        var archives: [String] = []
        do {
            archives = try walk(manifest, state, items, commits)
        } catch is InputWalker.Stopped {
        } catch {
            state.fail(error)
        }
        items.close()
        for thread in working { thread.join() }
        commits.close()
        writing.join()
        if let failure = state.failure { throw failure }
        if !state.isStopped { try manifest.finish(archives: archives) }
        let seconds = started.duration(to: .now) / .seconds(1)
        try manifest.add(run: state.tally, seconds: seconds, isComplete: !state.isStopped)
    }

    /// What decides which members of an archive are read, and how.
    private var archiveSettings: String {
        let parts = filter.include + ["\0"] + filter.exclude
        let digest = Digest.of(Array((parts.joined(separator: "\0") + "\(limits)").utf8))
        return stamp.settings + " " + digest.hexadecimal.prefix(12)
    }

    /// Walks all inputs; returns the archives that were read to their end.
    private func walk(
        _ manifest: Manifest, _ state: BatchState, _ items: BoundedQueue<InputItem>,
        _ commits: BoundedQueue<Commit>
    ) throws -> [String] {
        var archives: [String] = []
        var known = try manifest.failedPaths()
        let settings = archiveSettings
        let walker = InputWalker(
            limits: limits, filter: filter, scratch: folder,
            own: (try? Disk.look(Array(folder.utf8), followsLinks: true))?.identity,
            isDone: { name, digest in
                // What other rules have read may have to be read again, member by member.
                if repeatsOlderRules { return false }
                guard
                    try manifest.isDone(
                        archive: name, digest, settings: settings, withRows: withRows)
                else { return false }
                let members = try manifest.count(archive: name)
                state.count {
                    $0.inputs += members
                    $0.unchanged += members
                }
                return true
            },
            begin: { name, digest in
                try manifest.begin(archive: name, digest, settings: settings)
                archives.append(name)
            },
            sink: { item in
                if state.isStopped { return false }
                state.count { $0.inputs += 1 }
                return items.push(item, weight: item.weight)
            },
            passed: { bytes in state.count { $0.passedBytes += bytes } },
            cleared: { path in
                guard !known.isEmpty else { return }
                let name = ByteName.text(path)
                if known.remove(name) != nil { commits.push(.cleared(name)) }
            })
        for input in inputs { try walker.walk(input) }
        return archives
    }
}

/// Contents that are being read, or were read and are not in the manifest yet.
final class ContentRegistry: @unchecked Sendable {
    private let lock = NSLock()
    private var digests: Set<Digest> = []

    /// Whether the caller is the first to read this content.
    func claim(_ digest: Digest) -> Bool { lock.withLock { digests.insert(digest).inserted } }

    func remove(_ gone: [Digest]) { lock.withLock { digests.subtract(gone) } }
}

/// What one thread does with its items.
struct BatchWork {
    let run: BatchRun
    let manifest: Manifest
    let state: BatchState
    let registry: ContentRegistry
    let commits: BoundedQueue<Commit>
    let worker: any Worker

    func take(_ item: InputItem) {
        switch item.content {
        case .none(let verdict): end(item, nil, verdict)
        case .bytes(let bytes): read(item, bytes)
        case .file(let path):
            switch contents(of: path) {
            case .success(let bytes): read(item, bytes)
            case .failure(let stopped): end(item, stopped.bytes, stopped.verdict)
            }
        }
    }

    private struct Unread: Error {
        let verdict: Verdict
        let bytes: Int?
    }

    /// A large file, or one that changed while it was read: it gets a second chance here.
    private func contents(of path: [UInt8]) -> Result<[UInt8], Unread> {
        do {
            let file = try Disk.Reader(path)
            defer { state.count { $0.passedBytes += file.size } }
            let limit = run.limits.bytes
            let tooLarge = Verdict(.tooLarge, "more than \(limit) bytes")
            guard file.size <= limit else {
                return .failure(Unread(verdict: tooLarge, bytes: file.size))
            }
            let bytes = try file.read(min(file.size, limit) + 1)
            if bytes.count != file.size || file.sizeNow != bytes.count {
                return .failure(Unread(verdict: Verdict(.changed), bytes: nil))
            }
            return .success(bytes)
        } catch {
            return .failure(Unread(verdict: InputWalker.verdict(error), bytes: nil))
        }
    }

    private func end(_ item: InputItem, _ bytes: Int?, _ verdict: Verdict) {
        count(verdict)
        commits.push(.verdict(item, bytes: bytes, verdict), weight: 256)
    }

    private func count(_ verdict: Verdict) {
        state.count {
            switch verdict.outcome {
            case .ok: $0.ok += 1
            case .refused: $0.refused += 1
            case .failed: $0.failed += 1
            }
        }
    }

    private func read(_ item: InputItem, _ bytes: [UInt8]) {
        if bytes.count > run.limits.bytes {
            end(item, bytes.count, Verdict(.tooLarge, "more than \(run.limits.bytes) bytes"))
            return
        }
        let digest = Digest.of(bytes)
        do {
            guard registry.claim(digest), try isNew(digest) else {
                state.count { $0.unchanged += 1 }
                commits.push(.input(item, digest, bytes: bytes.count), weight: 512)
                return
            }
        } catch {
            state.fail(error)
            return
        }
        let began = ContinuousClock.now
        let result = worker.work(bytes, digest: digest.hexadecimal)
        let took = began.duration(to: .now).components
        let milliseconds = Int(took.seconds) * 1000 + Int(took.attoseconds / 1_000_000_000_000_000)
        count(result.verdict)
        state.count {
            $0.converted += 1
            $0.convertedBytes += bytes.count
        }
        commits.push(
            .content(
                item, digest, bytes: bytes.count, result, milliseconds: milliseconds),
            weight: result.record.count + result.rows.count + 512)
    }

    /// Whether a content has to be read; one that does not is no longer claimed.
    private func isNew(_ digest: Digest) throws -> Bool {
        guard let known = try manifest.content(digest, settings: run.stamp.settings) else {
            return true
        }
        let isOld = run.repeatsOlderRules && known.rules != run.stamp.rules
        let lacksRows = run.withRows && !known.hasRows && known.outcome == .ok
        if known.outcome == .failed || isOld || lacksRows { return true }
        registry.remove([digest])
        return false
    }
}

/// A thread with room for deep recursion that can be waited for.
final class BatchThread: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Void) {
        let done = done
        let thread = Thread {
            body()
            done.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    func join() {
        done.wait()
        done.signal()
    }
}
