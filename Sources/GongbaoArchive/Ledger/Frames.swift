internal import CStore

/// Pieces of bytes as zstd frames: the form in which records rest in the journal.
enum Frames {
    struct Damaged: Error {}

    static func compressed(_ bytes: [UInt8], level: Int32 = 1) -> [UInt8] {
        let room = gongbao_zstd_bound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            let length = gongbao_zstd_compress(bytes, bytes.count, buffer.baseAddress, room, level)
            // The room is the library's own bound, so only a lack of memory is left.
            precondition(length >= 0, "zstd ran out of memory")
            count = length
        }
    }

    static func plain(_ frame: [UInt8]) throws(Damaged) -> [UInt8] {
        let size = gongbao_zstd_content_size(frame, frame.count)
        guard size >= 0, size <= 1 << 34 else { throw Damaged() }
        var length = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            length = gongbao_zstd_decompress(frame, frame.count, buffer.baseAddress, Int(size))
            count = max(length, 0)
        }
        guard length == Int(size) else { throw Damaged() }
        return bytes
    }
}
