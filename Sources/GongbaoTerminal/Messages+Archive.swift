package import Gongbao

/// What `gongbao validate --archive` says.
extension Messages {
    package func archiveSet(place: String, year: Int, table: String, reports: Int) -> String {
        pick(
            "\(place) \(year)年：\(table)，报告\(reports)份",
            "\(place) \(year): \(table), \(reports) \(reports == 1 ? "report" : "reports")")
    }

    package func archiveTargets(_ summary: SummaryRecord) -> String {
        pick(
            "事项\(summary.tasks)项、指标\(summary.targets)个：超额\(summary.exceeded)、"
                + "完成\(summary.met)、推进中\(summary.inProgress)、无公开依据\(summary.noEvidence)",
            "\(summary.tasks) tasks, \(summary.targets) targets: exceeded \(summary.exceeded), "
                + "met \(summary.met), in progress \(summary.inProgress), "
                + "no published evidence \(summary.noEvidence)")
    }

    package var archiveNoReports: String {
        pick("任务表没有同地同年的报告", "a task table without reports of its place and year")
    }

    /// Why a document of an archive belongs to no set.
    package func archiveProblem(_ code: String, _ candidates: [String]) -> String {
        switch code {
        case "no-year": pick("看不出年度，没有核查", "says no year; left out")
        case "no-place": pick("看不出地方，没有核查", "says no place; left out")
        case "no-table":
            pick("没有同地同年的任务表", "no task table of its place and year")
        default:
            pick("可能属于几处，没有猜测", "may belong to several and is not guessed")
                + parenthesised(candidates.joined(separator: listComma))
        }
    }
}
