import Crypto
import Foundation
import Gongbao
func load(_ p: String) -> DocumentRecord {
    let data = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: p)))
    let sha = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
    return Converter().convert(data, origin: .init(path: p, sha256: sha))!
}
let args = Array(CommandLine.arguments.dropFirst())
if args.first == "convert" {
    FileHandle.standardOutput.write(Data(load(args[1]).json()))
}
if args.first == "validate" {
    let r = Assessor.assess(tasks: load(args[3]), reports: [load(args[4])])
    FileHandle.standardOutput.write(Data(r.json()))
}
