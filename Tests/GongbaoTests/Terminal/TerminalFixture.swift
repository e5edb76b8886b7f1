import Foundation
import Gongbao
import GongbaoTerminal

/// A small validation record: three tasks, four targets, two claims.
enum TerminalFixture {
    static func record() throws -> ValidationRecord {
        let tasks = [
            task(
                1, "新建口袋公园24个，改造农村公路210公里。",
                [
                    statement("1.1", "target", "口袋公园", "24个", 24, "个", 10),
                    statement("1.2", "target", "改造提升农村公路及配套安全防护设施", "210\\n公里", 210, "公里", 20),
                ]),
            task(
                2, "城市低保标准提高到每人每月860元，特困人员探访率100%。",
                [
                    statement("2.1", "target", "城市低保标准", "860元", 860, "元", 30, per: "人·月"),
                    statement("2.2", "target", "探访率", "100%", 100, "%", 40),
                ]),
            task(3, "完善社区治理体系。", []),
        ]
        let report = [
            statement("s1", "actual", "口袋公园", "25个", 25, "个", 5, link: "1.1"),
            statement("s2", "actual", "农村公路", "完工118公里", 118, "公里", 9, link: "1.2"),
            statement("s3", "actual", "农村公路", "开工205公里", 205, "公里", 12, link: "1.2"),
            statement("s4", "actual", "城市低保标准", "860元", 860, "元", 16, link: "2.1", per: "人·月"),
        ]
        let json = """
            {"schemaVersion":"1.0","generator":\(generator),
            "taskTable":\(document("taskTable", "plan.txt", "2025年民生实事任务分解表", tasks, [])),
            "reports":[\(document("progressReport", "report.txt", "半年进展", [], report))],
            "assessments":[
            {"task":1,"deadline":"2025-12-31","targets":[
            \(target("1.1", ["s1"], "1.0417", "0.4959", "cumulative", "exceeded", "notApplicable", 25)),
            \(target("1.2", ["s2","s3"], "0.5619", "0.4959", "cumulative", "inProgress", "behind", 118))]},
            {"task":2,"targets":[
            \(target("2.1", ["s4"], "1", "null", "standard", "met", "notApplicable", 860)),
            \(target("2.2", [], "null", "null", "level", "noEvidence", "notApplicable", nil))]},
            {"task":3,"targets":[]}],
            "claims":[
            {"text":"提前完成2项","tasks":[1,2],"status":"early","ranges":[{"start":30,"end":36}],
            "supported":"contradicted","reason":"1.2：118/210公里"},
            {"text":"全部启动","tasks":[],"status":"inProgress","ranges":[],"supported":"noEvidence"}],
            "unreportedTargets":["2.2"],"unlinkedStatements":[],
            "findings":[{"severity":"error","code":"rate-mismatch","message":"文中比率60%与计算值56.2%不符",
            "ranges":[{"start":20,"end":23}]}],
            "summary":{"tasks":3,"targets":4,"reported":3,"exceeded":1,"met":1,"inProgress":1,
            "notStarted":0,"noEvidence":1,"unverifiable":0,"linkedStatements":4,
            "unlinkedStatements":0}}
            """
        return try JSONDecoder().decode(ValidationRecord.self, from: Data(json.utf8))
    }

    /// Sources whose lines have ten characters, line breaks included.
    static var lines: SourceLines {
        let source = SourceText(String(repeating: "123456789\n", count: 9))
        var lines = SourceLines()
        lines.add(source, of: id("plan.txt"))
        lines.add(source, of: id("report.txt"))
        return lines
    }

    private static let generator = #"{"name":"gongbao","version":"0.1.0","icu":"72.1"}"#

    private static func id(_ path: String) -> String { "sha256:\(path)" }

    private static func document(
        _ kind: String, _ path: String, _ title: String, _ tasks: [String], _ statements: [String]
    ) -> String {
        let asOf = #"{"date":"2025-06-30","text":"截至6月底","start":0,"end":5}"#
        return """
            {"schemaVersion":"1.0","generator":\(generator),"document":{"id":"\(id(path))",
            "kind":"\(kind)","title":"\(title)","asOf":\(asOf),"source":{"path":"\(path)",
            "mediaType":"text/plain","encoding":"UTF-8","bytes":90,"characters":90},"articles":[]},
            "tasks":[\(tasks.joined(separator: ","))],
            "statements":[\(statements.joined(separator: ","))],
            "coverage":{"numerals":0,"quantities":0,"numbers":0,"dates":0,"ordinals":0,
            "identifiers":0,"phrases":0,"unexplained":0},"claims":[],"findings":[]}
            """
    }

    private static func task(_ number: Int, _ text: String, _ statements: [String]) -> String {
        """
        {"id":"2025-\(number)","number":\(number),"text":"\(text)","leadUnits":[],
        "cooperatingUnits":[],"responsibleUnits":[],"supervisingLeaders":[],
        "responsiblePersons":[],"assignments":[],"ranges":[{"start":50,"end":60}],
        "statements":[\(statements.joined(separator: ","))]}
        """
    }

    private static func statement(
        _ id: String, _ role: String, _ indicator: String, _ text: String, _ value: Int,
        _ unit: String, _ start: Int, link: String? = nil, per: String? = nil
    ) -> String {
        let rate = per.map { #","per":{"value":1,"unit":"\#($0)"}"# } ?? ""
        let linked =
            link.map {
                #","link":{"task":1,"target":"\#($0)","score":0.9,"reasons":[],"alternatives":[]}"#
            } ?? ""
        return """
            {"id":"\(id)","role":"\(role)","indicator":"\(indicator)","quantity":{
            "text":"\(text)","start":\(start),"end":\(start + 2),"value":\(value),"upper":null,
            "unit":"\(unit)","dimension":null,"unitCode":null,"comparator":"exact"\(rate)},
            "clause":"","rule":"quantity","roleRule":"role"\(linked)}
            """
    }

    private static func target(
        _ id: String, _ actuals: [String], _ completion: String, _ time: String, _ type: String,
        _ evidence: String, _ schedule: String, _ value: Int?
    ) -> String {
        let list = actuals.map { "\"\($0)\"" }.joined(separator: ",")
        let figure = value.map { ",\"value\":\($0)" } ?? ""
        return """
            {"target":"\(id)","actuals":[\(list)],"completion":\(completion),
            "timeProgress":\(time),"measureType":"\(type)","evidenceStatus":"\(evidence)",
            "scheduleStatus":"\(schedule)","rule":"test"\(figure)}
            """
    }
}
