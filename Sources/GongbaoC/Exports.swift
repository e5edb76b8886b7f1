internal import Crypto
internal import Foundation
internal import Gongbao
internal import GongbaoReaders

// What Sources/CGongbao/include/gongbao.h declares.

/// A converter behind an opaque pointer.
private final class Handle: Sendable {
    let converter: Converter
    let options: DocumentReader.Options

    init(_ converter: Converter, encoding: String?) {
        self.converter = converter
        options = DocumentReader.Options(encoding: encoding)
    }
}

private struct OptionProblem: Error { let message: String }

private let version: StaticString = "0.1.0"

/// The version; see the header.
@_cdecl("gongbao_version")
public func gongbaoVersion() -> UnsafePointer<CChar> {
    UnsafeRawPointer(version.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// Makes a converter; see the header.
@_cdecl("gongbao_converter_new")
public func gongbaoConverterNew(
    _ options: UnsafePointer<CChar>?, _ lexicon: UnsafePointer<CChar>?,
    _ problem: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutableRawPointer? {
    do {
        var words = Lexicon.standard
        if let lexicon {
            do {
                words = try words.overlaid(with: String(cString: lexicon), named: "lexicon")
            } catch {
                throw OptionProblem(message: "lexicon: line \(error.line): \(error.problem)")
            }
        }
        let chosen = try converterOptions(options.map { String(cString: $0) } ?? "")
        let handle = Handle(
            Converter(lexicon: words, options: chosen), encoding: chosen.encoding)
        return Unmanaged.passRetained(handle).toOpaque()
    } catch {
        problem?.pointee = strdup((error as? OptionProblem)?.message ?? "\(error)")
        return nil
    }
}

private func converterOptions(_ text: String) throws -> Converter.Options {
    var options = Converter.Options()
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw OptionProblem(message: "no option: \(line)") }
        switch parts[0] {
        case "kind":
            guard let kind = DocumentKind(rawValue: parts[1]) else {
                throw OptionProblem(message: "there is no kind \(parts[1])")
            }
            options.kind = kind
        case "year":
            guard let year = Int(parts[1]), (1900...2999).contains(year) else {
                throw OptionProblem(message: "\(parts[1]) is no plan year")
            }
            options.year = year
        case "encoding":
            guard TextDecoder.decode([], encoding: parts[1]) != nil else {
                throw OptionProblem(message: "ICU knows no encoding named \(parts[1])")
            }
            options.encoding = parts[1]
        default: throw OptionProblem(message: "there is no option \(parts[0])")
        }
    }
    return options
}

/// Frees a converter.
@_cdecl("gongbao_converter_free")
public func gongbaoConverterFree(_ converter: UnsafeMutableRawPointer?) {
    if let converter { Unmanaged<Handle>.fromOpaque(converter).release() }
}

/// Converts documents; see the header.
@_cdecl("gongbao_convert")
public func gongbaoConvert(
    _ converter: UnsafeRawPointer?, _ bytes: UnsafePointer<UInt8>?,
    _ offsets: UnsafePointer<Int64>?, _ names: UnsafePointer<UInt8>?,
    _ nameOffsets: UnsafePointer<Int64>?, _ count: Int,
    _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    _ lineOffsets: UnsafeMutablePointer<UnsafeMutablePointer<Int64>?>?
) -> CInt {
    guard let converter, let offsets, let text, count >= 0 else { return -1 }
    let handle = Unmanaged<Handle>.fromOpaque(converter).takeUnretainedValue()
    guard let ends = malloc((count + 1) * 8)?.bindMemory(to: Int64.self, capacity: count + 1)
    else { return -1 }
    var lines = Lines()
    ends[0] = 0
    for index in 0..<count {
        guard let document = piece(bytes, offsets, index),
            let name = names == nil ? [] : piece(names, nameOffsets, index)
        else {
            free(ends)
            lines.discard()
            return -1
        }
        let path = names == nil ? nil : String(decoding: name, as: UTF8.self)
        lines.append(handle.converter.line(document, path: path, options: handle.options))
        ends[index + 1] = Int64(lines.count)
    }
    text.pointee = lines.finish()
    if let lineOffsets { lineOffsets.pointee = ends } else { free(ends) }
    return 0
}

/// Frees a text.
@_cdecl("gongbao_free_text")
public func gongbaoFreeText(_ text: UnsafeMutablePointer<CChar>?) { free(text) }

/// Frees offsets.
@_cdecl("gongbao_free_offsets")
public func gongbaoFreeOffsets(_ offsets: UnsafeMutablePointer<Int64>?) { free(offsets) }

/// One of several byte strings that lie behind each other; nil where its offsets are wrong.
private func piece(
    _ bytes: UnsafePointer<UInt8>?, _ offsets: UnsafePointer<Int64>?, _ index: Int
) -> [UInt8]? {
    guard let offsets else { return nil }
    let (start, end) = (Int(offsets[index]), Int(offsets[index + 1]))
    guard start >= 0, end >= start else { return nil }
    if start == end { return [] }
    guard let bytes else { return nil }
    return Array(UnsafeBufferPointer(start: bytes + start, count: end - start))
}

/// Text that grows in memory which C can free.
private struct Lines {
    private var base: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private(set) var count = 0

    mutating func append(_ bytes: [UInt8]) {
        reserve(bytes.count + 1)
        guard let base else { return }
        (base + count).update(from: bytes, count: bytes.count)
        count += bytes.count
    }

    /// Makes room for `more` bytes.
    private mutating func reserve(_ more: Int) {
        if count + more <= capacity { return }
        capacity = max(count + more, capacity * 2, 1 << 16)
        guard let grown = realloc(base, capacity) else { fatalError("out of memory") }
        base = grown.bindMemory(to: UInt8.self, capacity: capacity)
    }

    mutating func finish() -> UnsafeMutablePointer<CChar>? {
        reserve(1)
        base?[count] = 0
        return base.map {
            UnsafeMutableRawPointer($0).bindMemory(to: CChar.self, capacity: count + 1)
        }
    }

    func discard() { free(base) }
}

extension Converter {
    /// The line of one document.
    fileprivate func line(
        _ bytes: [UInt8], path: String?, options: DocumentReader.Options
    ) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var digest: [UInt8] = []
        for byte in SHA256.hash(data: bytes) {
            digest.append(digits[Int(byte >> 4)])
            digest.append(digits[Int(byte & 15)])
        }
        do throws(ReadFailure) {
            let record = try convert(
                file: bytes, path: path, sha256: String(decoding: digest, as: UTF8.self),
                options: options)
            return record.json(lined: false) + [0x0A]
        } catch {
            let kind = FileFormat.detect(bytes).rawValue
            let line = "{\"refused\":{\"reason\":\"\(error.code)\",\"kind\":\"\(kind)\"}}\n"
            return Array(line.utf8)
        }
    }
}

extension ReadFailure {
    /// As the manifest of a batch has it.
    fileprivate var code: String {
        switch self {
        case .encrypted: "encrypted"
        case .damaged: "damaged"
        case .limit: "limit"
        case .unsupported: "format"
        case .needs: "missing-program"
        case .crashed: "crashed"
        }
    }
}
