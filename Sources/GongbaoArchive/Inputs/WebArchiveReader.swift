internal import GongbaoSystem

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Bytes that come one after the other.
protocol ByteSource {
    /// Up to `most` bytes; fewer only at the end.
    mutating func read(_ most: Int) throws -> [UInt8]
}

/// The bytes of a file or of memory.
struct PlainBytes: ByteSource {
    private let source: ArchiveStream.Source
    private var offset = 0

    init(_ source: ArchiveStream.Source) {
        self.source = source
        if case .descriptor(let descriptor) = source { lseek(descriptor, 0, SEEK_SET) }
    }

    mutating func read(_ most: Int) throws -> [UInt8] {
        switch source {
        case .descriptor(let descriptor): return try FileCalls.read(descriptor, most)
        case .memory(let bytes):
            let piece = Array(bytes[offset..<min(offset + most, bytes.count)])
            offset += piece.count
            return piece
        }
    }
}

/// The bytes of a member, after those that were read to see what it is.
struct MemberBytes: ByteSource {
    private let stream: ArchiveStream
    private var start: ArraySlice<UInt8>
    private let spend: (Int) throws -> Void

    init(_ stream: ArchiveStream, start: [UInt8], spend: @escaping (Int) throws -> Void) {
        self.stream = stream
        self.start = start[...]
        self.spend = spend
    }

    mutating func read(_ most: Int) throws -> [UInt8] {
        if !start.isEmpty {
            let piece = start.prefix(most)
            start = start.dropFirst(most)
            if piece.count == most { return Array(piece) }
            return try Array(piece) + stream.read(most - piece.count)
        }
        return try stream.read(most)
    }
}

/// The pages of a WARC file (ISO 28500): responses, resources and conversions with their URL, date
/// and headers. libarchive reads the format too, but without the URLs.
struct WebArchiveReader<Bytes: ByteSource> {
    /// One page.
    struct Page {
        let source: WebSource
        let body: [UInt8]
        /// Why there is no body to read.
        let verdict: Verdict?
        /// Bytes of the record.
        let length: Int
    }

    private var bytes: Bytes
    private var buffer: [UInt8] = []
    private var position = 0
    private let limit: Int
    private static var piece: Int { 1 << 16 }
    private static var longestLine: Int { 1 << 16 }

    init(_ bytes: Bytes, limit: Int) {
        self.bytes = bytes
        self.limit = limit
    }

    private static func broken(_ reason: String) -> ArchiveStream.Failure {
        ArchiveStream.Failure(reason: "WARC: " + reason, isFatal: true)
    }

    /// The next page; nil at the end. Requests, metadata and revisits are passed over.
    mutating func next() throws -> Page? {
        while true {
            var line = try readLine()
            while let blank = line, blank.isEmpty { line = try readLine() }
            guard let version = line else { return nil }
            guard version.starts(with: Array("WARC/".utf8)) else {
                throw Self.broken("no record begins where one should")
            }
            let headers = try readHeaders()
            guard let length = Self.value("Content-Length", headers).flatMap({ Int($0) }),
                length >= 0
            else { throw Self.broken("a record does not say its length") }
            let type = Self.value("WARC-Type", headers)?.lowercased() ?? ""
            guard ["response", "resource", "conversion"].contains(type),
                let url = Self.value("WARC-Target-URI", headers)
            else {
                try skip(length)
                continue
            }
            let date = Self.value("WARC-Date", headers)
            let target =
                url.hasPrefix("<") && url.hasSuffix(">") ? String(url.dropFirst().dropLast()) : url
            if length > limit {
                try skip(length)
                return Page(
                    source: WebSource(url: target, date: date, headers: []), body: [],
                    verdict: Verdict(.tooLarge, "more than \(limit) bytes"), length: length)
            }
            let block = try read(length)
            let isHTTP = (Self.value("Content-Type", headers) ?? "").lowercased()
                .hasPrefix("application/http")
            if type == "response", isHTTP {
                return HTTPResponse(block, limit: limit).page(url: target, date: date)
            }
            let kept = headers.filter { $0.name.lowercased() == "content-type" }
            return Page(
                source: WebSource(url: target, date: date, headers: kept), body: block,
                verdict: nil, length: length)
        }
    }

    // MARK: Bytes

    private mutating func fill() throws -> Bool {
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        let more = try bytes.read(Self.piece)
        buffer += more
        return !more.isEmpty
    }

    private mutating func readLine() throws -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                var line = buffer[position..<end]
                if line.last == 0x0D { line = line.dropLast() }
                position = end + 1
                return Array(line)
            }
            guard buffer.count - position < Self.longestLine else {
                throw Self.broken("a line without an end")
            }
            searched = buffer.count - position
            guard try fill() else {
                if position == buffer.count { return nil }
                defer { position = buffer.count }
                return Array(buffer[position...])
            }
        }
    }

    private mutating func readHeaders() throws -> [WebSource.Header] {
        var lines: [[UInt8]] = []
        while let line = try readLine(), !line.isEmpty {
            lines.append(line)
            if lines.count > 1000 { throw Self.broken("a record with too many headers") }
        }
        return HTTPResponse.headers(lines)
    }

    private mutating func read(_ length: Int) throws -> [UInt8] {
        var block = Array(buffer[position..<min(position + length, buffer.count)])
        position += block.count
        if block.count < length { block += try bytes.read(length - block.count) }
        if block.count < length { throw Self.broken("a record ends early") }
        return block
    }

    private mutating func skip(_ length: Int) throws {
        var left = length
        while left > 0 {
            let step = min(left, 1 << 20)
            _ = try read(step)
            left -= step
        }
    }

    private static func value(_ name: String, _ headers: [WebSource.Header]) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }
}

/// A response of HTTP as web archives keep it.
struct HTTPResponse {
    private let block: [UInt8]
    private let limit: Int

    init(_ block: [UInt8], limit: Int) {
        self.block = block
        self.limit = limit
    }

    /// Headers from their lines; a line that begins with a blank continues the one before.
    static func headers(_ lines: [[UInt8]]) -> [WebSource.Header] {
        var headers: [WebSource.Header] = []
        for line in lines {
            if let first = line.first, first == 0x20 || first == 0x09, !headers.isEmpty {
                headers[headers.count - 1].value += " " + trimmed(line[...])
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                headers.append(
                    .init(name: trimmed(line[..<colon]), value: trimmed(line[(colon + 1)...])))
            }
        }
        return headers
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let start = bytes.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
        return ByteName.text(start[start.startIndex..<end])
    }

    /// The page: status and transfer and content encodings are undone or refused.
    func page<Bytes>(url: String, date: String?) -> WebArchiveReader<Bytes>.Page {
        var lines: [[UInt8]] = []
        var start = 0
        while let end = block[start...].firstIndex(of: 0x0A) {
            let line =
                block[start..<end].last == 0x0D ? block[start..<(end - 1)] : block[start..<end]
            start = end + 1
            if line.isEmpty { break }
            lines.append(Array(line))
        }
        let headers = Self.headers(Array(lines.dropFirst()))
        let source = WebSource(url: url, date: date, headers: headers)
        func page(_ body: [UInt8], _ verdict: Verdict? = nil) -> WebArchiveReader<Bytes>.Page {
            .init(source: source, body: body, verdict: verdict, length: block.count)
        }
        let status = lines.first.map { ByteName.text($0).split(separator: " ") } ?? []
        guard status.count > 1, status[1] == "200" else {
            return page([], Verdict(.httpStatus, status.count > 1 ? String(status[1]) : "none"))
        }
        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name }?.value.lowercased()
        }
        var body = Array(block[start...])
        if header("transfer-encoding")?.contains("chunked") == true {
            body = Self.dechunked(body) ?? body
        }
        let encoding = header("content-encoding") ?? "identity"
        switch encoding {
        case "identity", "": return page(body)
        // Crawlers may have undone it already and left the header.
        case "gzip", "x-gzip":
            guard body.starts(with: [0x1F, 0x8B]) else { return page(body) }
            guard let stream = try? ArchiveStream(.memory(body), isStream: true),
                (try? stream.next()) != nil, let plain = try? stream.read(limit + 1)
            else { return page([], Verdict(.httpEncoding, "broken gzip")) }
            if plain.count > limit {
                return page([], Verdict(.tooLarge, "more than \(limit) bytes"))
            }
            return page(plain)
        default: return page([], Verdict(.httpEncoding, encoding))
        }
    }

    /// A chunked body put together; nil where it is not chunked after all.
    static func dechunked(_ body: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        var start = 0
        while let end = body[start...].firstIndex(of: 0x0A) {
            let line = body[start..<end].prefix {
                $0 != UInt8(ascii: ";") && $0 != 0x0D && $0 != 0x20
            }
            guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16), size >= 0 else {
                return nil
            }
            if size == 0 { return out }
            let from = end + 1
            guard from + size <= body.count else { return nil }
            out += body[from..<(from + size)]
            start = from + size
            if start < body.count, body[start] == 0x0D { start += 1 }
            if start < body.count, body[start] == 0x0A { start += 1 }
        }
        return out
    }
}
