/// What went wrong with files and arguments: one line each, which names the file and the remedy.
extension Messages {
    /// `gongbao: PATH: problem`.
    package func line(_ path: String, _ problem: String) -> String {
        "gongbao: \(TextLayout.singleLine(path))\(colon)\(problem)"
    }

    package var missingFile: String {
        pick("文件不存在；请检查路径", "no such file; check the path")
    }
    package var isDirectory: String {
        pick(
            "是文件夹；请给出其中的文件，如 \(Self.star)",
            "is a folder; name the files in it, such as \(Self.star)")
    }
    private static let star = "FOLDER/*.txt"
    package var noPermission: String {
        pick(
            "没有读取权限；请用 chmod +r 授权，或换一个账户",
            "no permission to read it; try chmod +r, or another account")
    }
    package func unreadable(_ reason: String) -> String {
        pick("不能读取（\(reason)）", "cannot be read (\(reason))")
    }
    package var standardInputTwice: String {
        pick("标准输入只能读一次；请只写一个 -", "standard input can be read only once; write - only once")
    }
    package func otherFormat(_ name: String, _ remedy: String) -> String {
        pick(
            "是 \(name) 文件，本版本不读这种格式；请先转换：\(remedy)",
            "is \(name), which this version does not read: convert it first with \(remedy)")
    }
    package func fileTooLarge(_ option: String, _ value: Int) -> String {
        pick(
            "文件超过 \(value) MB（\(option)）；可信的文件请放宽该选项",
            "is larger than \(value) MB (\(option)); raise that option for a file you trust")
    }
    package func encryptedFile(_ name: String) -> String {
        pick(
            "\(name) 文件有密码；请先去掉密码再读",
            "is \(name) with a password; save it without one first")
    }
    package func damagedFile(_ name: String, _ reason: String) -> String {
        let reason = TextLayout.singleLine(reason)
        return pick(
            "\(name) 文件损坏（\(reason)）；请重新下载或另存一份",
            "is damaged \(name) (\(reason)); download it or save it again")
    }
    package func limitReached(_ name: String, _ option: String, _ value: Int) -> String {
        pick(
            "\(name) 文件超出限制 \(option) \(value)；可信的文件请放宽该选项",
            "is \(name) beyond the limit \(option) \(value); raise it for a file you trust")
    }
    package func needsProgram(_ name: String, _ program: String, _ package: String) -> String {
        pick(
            "读 \(name) 文件需要 \(program)，本机没有；请安装：apt-get install \(package)",
            "is \(name), which needs \(program); install it with: apt-get install \(package)")
    }
    package func readerCrashed(_ name: String, _ signal: Int32) -> String {
        pick(
            "读取 \(name) 文件的子进程中断（信号 \(signal)）；文件可能损坏或需要更多内存（--max-memory）",
            "ended the process that read it (\(name), signal \(signal)); it is damaged or needs more --max-memory"
        )
    }
    package var isRecord: String {
        pick(
            "已经是 gongbao 的记录；请给出原文，记录可直接用于 validate",
            "is a gongbao record already; give its source, or use the record with validate")
    }
    package var notARecord: String {
        pick(
            "是 JSON，但不是 gongbao convert 写出的记录；请给出原文或 convert 的输出",
            "is JSON but no record of gongbao convert; give a source or what convert wrote")
    }
    package var isValidationRecord: String {
        pick(
            "是核查记录，不是文件记录；请给出原文或 convert 的输出",
            "is a validation record; give a source or what convert wrote")
    }
    package func otherSchema(_ version: String, _ known: String) -> String {
        pick(
            "记录的模式版本是 \(version)，本程序读 \(known)；请用本版本重新 convert 原文",
            "the record has schema version \(version), this program reads \(known); "
                + "convert its source again with this version")
    }
    package func damagedRecord(_ place: String) -> String {
        pick(
            "记录不完整或被改动（\(place)）；请重新 convert 原文",
            "the record is damaged (\(place)); convert its source again")
    }
    package var severalTables: String {
        pick(
            "含有多个记录，而任务表只能是一个；请分别保存",
            "holds several records, but there is one task table; save it alone"
        )
    }

    /// Why an output could not be written.
    package func unwritable(_ reason: String) -> String {
        pick(
            "不能写入（\(reason)）；请检查路径、权限和空间",
            "cannot be written (\(reason)); check path, permission and space")
    }
    package func lexiconProblem(line: Int, _ problem: String) -> String {
        pick("第\(line)行：\(problem)；请改正这一行", "line \(line): \(problem); correct that line")
    }
    package func noNumeral(at offset: Int, of length: Int) -> String {
        pick(
            "第 \(offset) 个字符处没有数字（全文 \(length) 个字符，从 0 起）",
            "no numeral stands at offset \(offset) (the text has \(length) characters, from 0)")
    }
    package func noNumeral(onLine line: Int) -> String {
        pick("第 \(line) 行没有数字", "no numeral stands on line \(line)")
    }
    package var swapped: String {
        pick(
            "其中没有任务，而报告中有；任务表和报告是否颠倒了？",
            "holds no task, but a report does; were the table and the report swapped?")
    }
    package var noReports: String {
        pick("没有读到可以核查的报告", "no report could be read")
    }
    package var standardOutput: String { pick("标准输出", "standard output") }
    package var standardInput: String { pick("标准输入", "standard input") }
}
