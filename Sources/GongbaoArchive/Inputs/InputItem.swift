/// How an input ended.
package struct Verdict: Sendable, Equatable {
    /// What became of it.
    package enum Outcome: String, Sendable { case ok, refused, failed }

    /// Why an input has no record; published in the manifest.
    package enum Reason: String, Sendable, CaseIterable {
        // Refused: what it is, the same the next time.
        case format, record, encrypted, empty, damaged, limit
        case tooLarge = "too-large"
        case tooDeep = "too-deep"
        case notAFile = "not-a-file"
        case httpStatus = "http-status"
        case httpEncoding = "http-encoding"
        case archiveBomb = "archive-bomb"
        // Failed: tried again the next time.
        case vanished, unreadable, changed, crashed
        case timeLimit = "time-limit"
        case missingProgram = "missing-program"
        case brokenArchive = "broken-archive"
        case brokenMember = "broken-member"

        /// Whether it is a failure.
        package var isFailure: Bool {
            switch self {
            case .vanished, .unreadable, .changed, .crashed, .timeLimit, .brokenArchive,
                .brokenMember, .missingProgram:
                true
            default: false
            }
        }
    }

    package let outcome: Outcome
    package let reason: Reason?
    /// What exactly, in words of the system or a library.
    package let detail: String

    package static let ok = Verdict(outcome: .ok, reason: nil, detail: "")

    /// No record, and why.
    package init(_ reason: Reason, _ detail: String = "") {
        outcome = reason.isFailure ? .failed : .refused
        self.reason = reason
        self.detail = detail
    }

    package init(outcome: Outcome, reason: Reason?, detail: String) {
        self.outcome = outcome
        self.reason = reason
        self.detail = detail
    }
}

/// Where a document of a web archive came from.
package struct WebSource: Sendable, Equatable {
    package var url: String
    /// When it was fetched, as the archive gives it.
    package var date: String?
    /// The headers of the response, in their order.
    package var headers: [Header]

    /// One header.
    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String
    }
}

/// One input on its way to a worker.
package struct InputItem: Sendable {
    /// Where its bytes are.
    package enum Content: Sendable {
        /// In a file, too large to have been read in passing.
        case file([UInt8])
        case bytes([UInt8])
        /// Nowhere: it is clear already how it ends.
        case none(Verdict)
    }

    /// The path as manifests and records give it, `!/` between an archive and its member.
    package let name: String
    /// The outermost archive that holds it.
    package let archive: String?
    package let content: Content
    package let web: WebSource?
    /// What it is where that is known before it is read.
    package let kind: String?

    package init(
        name: String, archive: String? = nil, content: Content, web: WebSource? = nil,
        kind: String? = nil
    ) {
        self.name = name
        self.archive = archive
        self.content = content
        self.web = web
        self.kind = kind
    }

    /// The bytes it holds in memory.
    var weight: Int {
        if case .bytes(let bytes) = content { return bytes.count + 256 }
        return 256
    }
}
