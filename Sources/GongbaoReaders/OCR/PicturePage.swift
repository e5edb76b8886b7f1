/// Makes a PDF of one page around a PNG or JPEG picture, whose data PDF takes as they are.
enum PicturePage {
    /// nil where a picture is damaged, or of a kind that PDF does not hold: PNG with transparency or
    /// interlaced.
    static func document(_ bytes: [UInt8], _ format: FileFormat) -> [UInt8]? {
        format == .png ? png(bytes) : jpeg(bytes)
    }

    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        var at = 8
        var header: ArraySlice<UInt8> = []
        var palette: ArraySlice<UInt8> = []
        var data: [UInt8] = []
        while at + 12 <= bytes.count {
            let length = number(bytes[at..<at + 4])
            let end = at + 8 + length
            guard end + 4 <= bytes.count else { break }
            let chunk = bytes[at + 8..<end]
            switch String(decoding: bytes[at + 4..<at + 8], as: UTF8.self) {
            case "IHDR": header = chunk
            case "PLTE": palette = chunk
            case "IDAT": data += chunk
            default: break
            }
            at = end + 4
        }
        guard header.count == 13, !data.isEmpty else { return nil }
        let start = header.startIndex
        let width = number(header[start..<start + 4])
        let height = number(header[start + 4..<start + 8])
        let depth = Int(header[start + 8])
        guard header[start + 12] == 0 else { return nil }
        let space: String
        switch header[start + 9] {
        case 0: space = "/DeviceGray"
        case 2: space = "/DeviceRGB"
        case 3:
            guard palette.count >= 3 else { return nil }
            let hex = palette.map { byte in
                let digits = Array("0123456789abcdef")
                return "\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }.joined()
            space = "[/Indexed/DeviceRGB \(palette.count / 3 - 1)<\(hex)>]"
        default: return nil
        }
        let colors = header[start + 9] == 2 ? 3 : 1
        let filter =
            "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors \(colors)"
            + "/BitsPerComponent \(depth)/Columns \(width)>>"
        return page(width, height, "/BitsPerComponent \(depth)/ColorSpace\(space)\(filter)", data)
    }

    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        var at = 2
        while at + 9 < bytes.count {
            guard bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            let length = number(bytes[at + 2..<at + 4])
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            guard isFrame else {
                at += 2 + max(length, 2)
                continue
            }
            let height = number(bytes[at + 5..<at + 7])
            let width = number(bytes[at + 7..<at + 9])
            let space = [1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"][Int(bytes[at + 9])]
            guard let space else { return nil }
            return page(
                width, height, "/BitsPerComponent 8/ColorSpace\(space)/Filter/DCTDecode", bytes)
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// A page on which each dot of the picture is one of those that scans are drawn with.
    private static func page(_ width: Int, _ height: Int, _ entries: String, _ data: [UInt8])
        -> [UInt8]?
    {
        guard width > 0, height > 0, width < 30_000, height < 30_000 else { return nil }
        let scale = 72.0 / 200.0
        let w = Double(width) * scale
        let h = Double(height) * scale
        var result = Array("%PDF-1.5\n".utf8)
        var offsets: [Int] = []
        func add(_ text: String, _ stream: [UInt8]? = nil) {
            offsets.append(result.count)
            result += Array("\(offsets.count) 0 obj\n\(text)\n".utf8)
            if let stream {
                result += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8)
            }
            result += Array("endobj\n".utf8)
        }
        let content = Array("q \(w) 0 0 \(h) 0 0 cm /P Do Q".utf8)
        add("<</Type/Catalog/Pages 2 0 R>>")
        add("<</Type/Pages/Kids[3 0 R]/Count 1>>")
        add(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(w) \(h)]/Contents 4 0 R"
                + "/Resources<</XObject<</P 5 0 R>>>>>>")
        add("<</Length \(content.count)>>", content)
        add(
            "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)\(entries)"
                + "/Length \(data.count)>>", data)
        let table = result.count
        var end = "xref\n0 6\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            end += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        end += "trailer<</Size 6/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        return result + Array(end.utf8)
    }
}
