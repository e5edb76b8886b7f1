internal import Foundation
internal import GongbaoArchive
internal import GongbaoSystem
internal import GongbaoTerminal

/// The progress of a run on standard error: one line that changes on a terminal, a line now and
/// then elsewhere.
final class BatchProgress: @unchecked Sendable {
    private let state: BatchState
    private let started = ContinuousClock.now
    private let lock = NSLock()
    private var hasEnded = false
    private var lastLine = ContinuousClock.now

    private static let isTerminal = System.isTerminal(System.standardError)
    /// Elsewhere than on a terminal a line is said this often.
    private static let quietSeconds = 10.0

    /// Begins to say how far the run is.
    init(_ state: BatchState, _ inputs: [[UInt8]]) {
        self.state = state
        Thread.detachNewThread { [weak self, state] in
            let total = InputSizer.bytes(inputs) { state.isStopped }
            self?.lock.withLock { self?.total = total }
        }
        Thread.detachNewThread { [weak self] in
            while self?.tick() == true { Thread.sleep(forTimeInterval: 0.25) }
        }
    }

    private var total: Int?

    private func tick() -> Bool {
        lock.withLock {
            if hasEnded { return false }
            let seconds = started.duration(to: .now) / .seconds(1)
            if Self.isTerminal {
                Self.say(bar + line(after: seconds))
            } else if lastLine.duration(to: .now) >= .seconds(Self.quietSeconds) {
                lastLine = .now
                Console.say(line(after: seconds))
            }
            return true
        }
    }

    /// How much of the bytes on disk has been passed; empty until it is known how many there are.
    private var bar: String {
        guard let total, total > 0 else { return "" }
        let passed = min(state.tally.passedBytes, total)
        let full = passed * Self.barWidth / total
        return String(repeating: "█", count: full)
            + String(repeating: "░", count: Self.barWidth - full) + " \(passed * 100 / total)% "
    }

    private static let barWidth = 16

    private func line(after seconds: Double) -> String {
        let tally = state.tally
        let done = tally.ok + tally.refused + tally.failed + tally.unchanged
        var left: String?
        if let total, tally.passedBytes > 0, total > tally.passedBytes {
            let rest = seconds * Double(total - tally.passedBytes) / Double(tally.passedBytes)
            left = Self.clock(rest)
        }
        return Console.messages.batchProgress(
            done: done, rate: String(Int(Double(done) / max(seconds, 0.1))), left: left,
            ok: tally.ok, refused: tally.refused, failed: tally.failed, same: tally.unchanged)
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let rest = String(whole % 60)
        return "\(whole / 60):" + (rest.count == 1 ? "0" : "") + rest
    }

    /// Takes the line away.
    func end() {
        lock.withLock {
            if hasEnded { return }
            hasEnded = true
            Self.clear()
        }
    }

    /// Shows a line in the place of the one before; only on a terminal.
    static func say(_ line: String) {
        guard isTerminal else { return }
        try? FileCalls.write(Array("\r\u{1B}[K\(line)".utf8), to: System.standardError)
    }

    static func clear() { say("") }
}

/// Ctrl-C: the first asks, the second ends at once.
enum Interruption {
    /// Calls `body` when the user asks the program to stop.
    static func onInterrupt(_ body: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                body()
                signal(number, SIG_DFL)
            }
            source.resume()
            sources.lock.withLock { sources.all.append(source) }
        }
    }

    private static let sources = Sources()

    private final class Sources: @unchecked Sendable {
        let lock = NSLock()
        var all: [any DispatchSourceSignal] = []
    }
}

/// The summary of an archive as text.
struct BatchReport {
    let text: String

    init(_ summary: BatchSummary, _ messages: Messages) {
        var lines = [
            messages.batchLine(
                messages.batchInputs,
                "\(summary.inputs) (\(messages.batchOK) \(summary.ok), \(messages.batchRefused) "
                    + "\(summary.refused), \(messages.batchFailed) \(summary.failed))"),
            messages.batchLine(
                messages.batchDocuments,
                "\(summary.documents)"
                    + (summary.duplicates > 0
                        ? ", " + messages.batchDuplicates(summary.duplicates) : "")
                    + "; "
                    + messages.batchContents(tasks: summary.tasks, statements: summary.statements)),
            messages.batchLine(
                messages.batchNumerals,
                "\(summary.numerals), " + messages.batchUnexplained(summary.unexplained)),
        ]
        if summary.seconds > 0, summary.converted > 0 {
            lines.append(
                messages.batchLine(
                    messages.batchSpeed,
                    messages.batchRate(
                        documents: Self.decimal(Double(summary.converted) / summary.seconds),
                        megabytes: Self.decimal(
                            Double(summary.convertedBytes) / 1e6 / summary.seconds),
                        seconds: Self.decimal(summary.seconds))))
        }
        for reason in summary.reasons {
            let outcome =
                reason.outcome == .failed ? messages.batchFailed : messages.batchRefused
            lines.append(
                "  \(outcome) \(reason.count): "
                    + messages.batchReason(reason.reason, kind: reason.kind)
                    + " (\(TextLayout.singleLine(reason.example)))")
        }
        text = lines.joined(separator: "\n")
    }

    private static func decimal(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String((value * 10).rounded() / 10)
    }
}
