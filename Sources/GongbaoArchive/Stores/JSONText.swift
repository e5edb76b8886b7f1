/// JSON by hand, where a record is completed with what only its input knows.
enum JSONText {
    /// A string with its quotation marks, escaped as the records are.
    static func string(_ text: String) -> [UInt8] {
        var out: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out += Array("\\\"".utf8)
            case UInt8(ascii: "\\"): out += Array("\\\\".utf8)
            case 0x0A: out += Array("\\n".utf8)
            case 0x0D: out += Array("\\r".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                out += Array(("\\u00" + (digits.count == 1 ? "0" : "") + digits).utf8)
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
        return out
    }

    /// Headers as an array of names and values.
    static func headers(_ headers: [WebSource.Header]) -> String {
        var out: [UInt8] = [UInt8(ascii: "[")]
        for (index, header) in headers.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out += Array("{\"name\":".utf8) + string(header.name)
            out += Array(",\"value\":".utf8) + string(header.value) + Array("}".utf8)
        }
        out.append(UInt8(ascii: "]"))
        return String(decoding: out, as: UTF8.self)
    }

    private static let source = Array("\"source\":{".utf8)

    /// A record with the path and the web source of its input, where `convert` writes them.
    static func completed(
        _ record: [UInt8], path: String, url: String?, date: String?, headers: String?
    ) -> [UInt8] {
        // Inside strings quotation marks are escaped, so the first match is the field itself.
        guard let start = firstIndex(of: source, in: record) else { return record }
        let place = start + source.count
        var out: [UInt8] = []
        out.reserveCapacity(record.count + path.utf8.count + 64)
        out += record[..<place]
        out += Array("\"path\":".utf8) + string(path) + [UInt8(ascii: ",")]
        if let url { out += Array("\"url\":".utf8) + string(url) + [UInt8(ascii: ",")] }
        if let date { out += Array("\"retrieved\":".utf8) + string(date) + [UInt8(ascii: ",")] }
        if let headers, headers != "[]" {
            out += Array("\"headers\":".utf8) + Array(headers.utf8) + [UInt8(ascii: ",")]
        }
        out += record[place...]
        return out
    }

    private static func firstIndex(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count >= needle.count else { return nil }
            var start = 0
            while start <= bytes.count - needle.count {
                if bytes[start] == needle[0],
                    bytes[start..<(start + needle.count)].elementsEqual(needle)
                {
                    return start
                }
                start += 1
            }
            return nil
        }
    }
}
