import Gongbao
import Foundation
import Crypto
let args = Array(CommandLine.arguments.dropFirst())
if args.first == "convert" {
    let data = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: args[1])))
    let sha = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
    let r = Converter().convert(data, origin: .init(path: args[1], sha256: sha))!
    FileHandle.standardOutput.write(Data(r.json()))
}
