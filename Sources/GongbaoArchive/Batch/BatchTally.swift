internal import Foundation

/// What a run has done so far.
package struct BatchTally: Sendable {
    /// Documents found, in files and archives.
    package var inputs = 0
    package var ok = 0
    package var refused = 0
    package var failed = 0
    /// Not read again: the content is known from an earlier run, or occurs twice.
    package var unchanged = 0
    /// Documents that were read by a worker, and their bytes.
    package var converted = 0
    package var convertedBytes = 0
    /// Bytes on disk that have been passed, of those that there are; nil while they are counted.
    package var passedBytes = 0
    package var totalBytes: Int?
}

/// A tally that several threads keep, and whether they should stop.
package final class BatchState: @unchecked Sendable {
    // All state is guarded by `lock`.
    private let lock = NSLock()
    private var current = BatchTally()
    private var stopped = false
    private var problem: (any Error)?

    package init() {}

    /// The tally now.
    package var tally: BatchTally { lock.withLock { current } }

    func count(_ change: (inout BatchTally) -> Void) { lock.withLock { change(&current) } }

    /// Asks the run to finish what is in flight and to end.
    package func stop() { lock.withLock { stopped = true } }

    /// Ends the run because of a problem that is not an input's.
    func fail(_ error: any Error) {
        lock.withLock {
            stopped = true
            if problem == nil { problem = error }
        }
    }

    /// Whether the run should end.
    package var isStopped: Bool { lock.withLock { stopped } }

    var failure: (any Error)? { lock.withLock { problem } }
}
