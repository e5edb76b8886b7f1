import COnnx
import Foundation

/// The models that find and read text in pictures, and the library that runs them.
final class TextModels {
    private let detector: OpaquePointer
    private let reader: OpaquePointer
    /// What each class of the reader stands for, beginning with class 1.
    let characters: [UInt32]
    /// For the class of a mark the class of the same mark in the other width.
    let otherWidth: [Int: Int]

    /// Marks that exist in half and in full width.
    static let halves = Array("(),:;?!".unicodeScalars.map(\.value))
    static let wholes = Array("（），：；？！".unicodeScalars.map(\.value))

    /// Loads the library and the models; nil when they are not installed.
    init?() {
        let environment = ProcessInfo.processInfo.environment
        let library =
            environment["GONGBAO_ONNXRUNTIME"] ?? LibraryCache.path(of: "libonnxruntime.so")
        guard let library, gongbao_onnx_load(library) == 0,
            let finding = LibraryCache.path(of: "PP-OCRv6_det_small.onnx"),
            let reading = LibraryCache.path(of: "PP-OCRv6_rec_small.onnx"),
            let detector = gongbao_model_open(finding, 0)
        else { return nil }
        guard let reader = gongbao_model_open(reading, 0) else {
            gongbao_model_close(detector)
            return nil
        }
        self.detector = detector
        self.reader = reader
        var characters: [UInt32] = []
        if let raw = gongbao_model_text(reader, "character") {
            for line in String(cString: raw).split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                // A class of several characters does not occur; one is kept so that none shifts.
                characters.append(line.unicodeScalars.first?.value ?? 0x20)
            }
            free(raw)
        }
        if characters.last == 0x20 { characters.removeLast() }
        characters.append(0x20)
        self.characters = characters
        var otherWidth: [Int: Int] = [:]
        for (half, whole) in zip(Self.halves, Self.wholes) {
            guard let a = characters.firstIndex(of: half), let b = characters.firstIndex(of: whole)
            else { continue }
            otherWidth[a + 1] = b + 1
            otherWidth[b + 1] = a + 1
        }
        self.otherWidth = otherWidth
    }

    deinit {
        gongbao_model_close(detector)
        gongbao_model_close(reader)
    }

    /// A model's numbers.
    struct Numbers {
        var values: [Float]
        var shape: [Int]
    }

    func detect(_ input: [Float], height: Int, width: Int) -> Numbers? {
        run(detector, input, height, width)
    }

    func read(_ input: [Float], height: Int, width: Int) -> Numbers? {
        run(reader, input, height, width)
    }

    private func run(
        _ model: OpaquePointer, _ input: [Float], _ height: Int, _ width: Int
    ) -> Numbers? {
        var output = gongbao_tensor()
        let shape: [Int64] = [1, 3, Int64(height), Int64(width)]
        guard gongbao_model_run(model, input, shape, &output) == 0, let raw = output.values else {
            return nil
        }
        defer { free(raw) }
        let sizes = [output.shape.0, output.shape.1, output.shape.2, output.shape.3]
        return Numbers(
            values: Array(UnsafeBufferPointer(start: raw, count: output.count)),
            shape: sizes.prefix(output.dimensions).map(Int.init))
    }
}
