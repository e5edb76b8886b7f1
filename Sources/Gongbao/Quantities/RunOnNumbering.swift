/// Row numbers of a table whose cells run together: …完成时限1新建公园…8月底前2城镇新增就业…12月底前3为….
///
/// One bare number is unexplained; three and more that count up from one another are numbering.
enum RunOnNumbering {
    /// How many numbers make a sequence.
    private static let least = 3

    static func mark(_ mentions: inout [Mention], in context: ReadingContext) {
        var sequence: [Int] = []
        var last = 0
        func flush(_ mentions: inout [Mention]) {
            if sequence.count >= least {
                for index in sequence {
                    mentions[index].kind = .ordinal
                    mentions[index].rule = .enumerator
                }
            }
            sequence.removeAll(keepingCapacity: true)
        }
        for index in mentions.indices where mentions[index].rule == .unexplained {
            let mention = mentions[index]
            guard let (value, end) = context.smallNumber(at: Int(mention.start)),
                end == Int(mention.end), value > 0, value < 1000
            else { continue }
            if value != last + 1 { flush(&mentions) }
            sequence.append(index)
            last = value
        }
        flush(&mentions)
    }
}
