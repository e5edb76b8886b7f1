/// What `gongbao batch` says.
extension Messages {
    package func batchLine(_ name: String, _ value: String) -> String { name + colon + value }

    package var batchInputs: String { pick("输入", "inputs") }
    package var batchOK: String { pick("成功", "ok") }
    package var batchRefused: String { pick("不读", "refused") }
    package var batchFailed: String { pick("失败", "failed") }
    package var batchDocuments: String { pick("文件", "documents") }
    package var batchNumerals: String { pick("数字", "numerals") }
    package var batchSpeed: String { pick("速度", "speed") }

    package func batchDuplicates(_ number: Int) -> String {
        pick("另有\(number)份内容重复", "and \(number) with the content of another")
    }
    package func batchContents(tasks: Int, statements: Int) -> String {
        pick("事项\(tasks)项、数据\(statements)条", "\(tasks) tasks, \(statements) statements")
    }
    package func batchUnexplained(_ number: Int) -> String {
        pick("未能解释\(number)个", "\(number) unexplained")
    }
    package func batchRate(documents: String, megabytes: String, seconds: String) -> String {
        pick(
            "每秒\(documents)份、\(megabytes) MB，共\(seconds)秒",
            "\(documents) documents and \(megabytes) MB a second, \(seconds) s in all")
    }
    package func batchProgress(
        done: Int, rate: String, left: String?, ok: Int, refused: Int, failed: Int, same: Int
    ) -> String {
        let parts = [
            count(done, "份", "document", "documents"), pick("每秒\(rate)", "\(rate)/s"),
            left.map { pick("还需\($0)", "\($0) left") },
            "\(batchOK) \(ok)", "\(batchRefused) \(refused)", "\(batchFailed) \(failed)",
            same > 0 ? pick("未变 \(same)", "unchanged \(same)") : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: comma)
    }
    package func batchStore(_ name: String) -> String { pick("写出 \(name)", "writing \(name)") }
    package func batchStopped(_ command: String) -> String {
        pick(
            "已中断；已完成的都已保存，再次运行同一命令即可继续：\(command)",
            "stopped; what is done is kept, and the same command goes on from there: \(command)")
    }
    package func batchUnfinished(_ reason: String) -> String {
        pick(
            "不能写入（\(reason)）；已完成的都已保存，排除后再次运行同一命令即可继续",
            "cannot be written (\(reason)); what is done is kept: mend that, then run the same "
                + "command again to go on")
    }
    package var batchNoManifest: String {
        pick(
            "不是 gongbao batch 写出的文件夹（没有 manifest.sqlite）",
            "is no folder that gongbao batch wrote (there is no manifest.sqlite)")
    }
    package var batchNoInputs: String {
        pick(
            "没有输入；请给出文件、文件夹或 --files-from", "no inputs; name files or folders, or give --files-from"
        )
    }

    /// Why an input has no record; `code` is the manifest's.
    package func batchReason(_ code: String, kind: String?) -> String {
        switch code {
        case "format":
            pick("本版本不读的格式", "a format that this version does not read")
                + (kind.map { parenthesised($0) } ?? "")
        case "record": pick("已是 gongbao 的记录", "a gongbao record already")
        case "encrypted": pick("需要密码", "needs a password")
        case "damaged": pick("文件损坏", "a damaged file")
        case "limit": pick("超过读取限制", "beyond a limit of reading")
        case "missing-program": pick("缺少读取所需的程序", "needs a program that is not installed")
        case "empty": pick("空的归档", "an empty archive")
        case "too-large": pick("超过大小限制", "larger than the limit")
        case "too-deep": pick("嵌套过深", "nested deeper than the limit")
        case "not-a-file": pick("不是普通文件", "no regular file")
        case "http-status": pick("网页状态不是 200", "a page with a status other than 200")
        case "http-encoding": pick("网页的压缩方式不能读", "a page in an encoding that is not read")
        case "archive-bomb": pick("归档解开后过大", "an archive that unpacks to too much")
        case "vanished": pick("读取前已消失", "gone before it was read")
        case "unreadable": pick("不能读取", "cannot be read")
        case "changed": pick("读取时发生变化", "changed while it was read")
        case "crashed": pick("读取程序中止", "the reader broke down")
        case "time-limit": pick("超过时间限制", "longer than the time limit")
        case "broken-archive": pick("归档损坏", "a broken archive")
        case "broken-member": pick("归档中的文件损坏", "a broken member of an archive")
        default: code
        }
    }
}
