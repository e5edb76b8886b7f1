#!/usr/bin/env python3
"""Write the small task table of Corpus/formats in every format that is read, with its gold.

    Tests/make_formats.py [FOLDER]

The same table each time: a merged category, a header of two levels, numbers that only the format's numbering prints,
dates that are numbers under a format, pieces of one cell on several lines. Same bytes out on every run.
"""
import json
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape

TITLE = "2033年桐湾市民生实事任务分解表"
NOTES = ["附件", TITLE, "（共3件，6项）"]
HEADER = [("民生实事", 2, 1), ("序号", 2, 1), ("工作任务", 2, 1), ("责任分工", 1, 2), ("完成时间", 2, 1)]
SUB = ["牵头单位", "配合单位"]
# Category, text, lead, helpers, month, day.
TASKS = [
    ("一、改善出行", "新建公交候车亭48座，改造站台19处，新增夜间线路3条。", ["市交通运输局"], ["市财政局", "各区政府"], 10, 31),
    ("一、改善出行", "修补破损路面12.6万平方米，完成率不低于95%。", ["市城市管理局"], [], 11, 20),
    ("二、关爱老人", "新设助餐点26个，全年服务不少于8.5万人次；其中镇街不少于14个。", ["市民政局"], ["市市场监管局"], 12, 10),
    ("二、关爱老人", "为1200户困难老人家庭安装扶手和呼叫装置。", ["市残联"], ["市民政局", "市财政局"], 9, 30),
    ("二、关爱老人", "培训护理员600人次，每人不少于40课时。", ["市人社局"], [], 12, 10),
    ("三、护航成长", "新增普惠幼儿园学位2160个，午休设备覆盖学校31所。", ["市教育局"], ["市发改局"], 8, 31),
]
NS = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def span(index):
    """How many rows the category of a task covers; 0 where it does not begin."""
    name = TASKS[index][0]
    if index and TASKS[index - 1][0] == name:
        return 0
    return sum(1 for task in TASKS if task[0] == name)


def cells():
    """(row, column, row span, column span, lines) of each cell with text."""
    column = 0
    for text, height, width in HEADER:
        yield 0, column, height, width, [text]
        column += width
    yield from ((1, 3 + i, 1, 1, [text]) for i, text in enumerate(SUB))
    for i, (name, text, lead, helpers, month, day) in enumerate(TASKS):
        if span(i):
            yield i + 2, 0, span(i), 1, [name]
        lines = [[str(i + 1)], [text], lead, helpers, [f"{month}月{day}日"]]
        yield from ((i + 2, c + 1, 1, 1, entry) for c, entry in enumerate(lines) if entry)


def gold():
    expected = [{"r": r, "c": c, "rowspan": h, "colspan": w, "text": "\n".join(t), "header": r < 2} for r, c, h, w, t in cells()]
    tasks = [{"number": i + 1, "category": {"number": "一二三".index(name[0]) + 1, "title": name[2:]}, "text": text, "leadUnits": lead,
              "cooperatingUnits": helpers, "deadlineText": f"{month}月{day}日", "deadline": f"2033-{month:02}-{day:02}"}
             for i, (name, text, lead, helpers, month, day) in enumerate(TASKS)]
    return {"cells": expected}, {"year": 2033, "tasks": tasks}


def package(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2033, 1, 1, 0, 0, 0)), "<?xml version='1.0' encoding='UTF-8'?>\n" + text,
                             compress_type=zipfile.ZIP_DEFLATED)


def relations(*entries):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    body = "".join(f"<Relationship Id='rId{i + 1}' Type='{kind}{t}' Target='{p}'/>" for i, (t, p) in enumerate(entries))
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{body}</Relationships>"


def docx(path):
    def paragraph(text, properties=""):
        return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"

    def number(level):
        return f"<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{level}'/></w:numPr></w:pPr>"

    def cell(content, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    blank = "<w:p/>"
    down, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    head = [cell(paragraph(t), down if h > 1 else f"<w:gridSpan w:val='{w}'/>") for t, h, w in HEADER]
    second = [cell(blank, on)] * 3 + [cell(paragraph(t)) for t in SUB] + [cell(blank, on)]
    rows = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(r)}</w:tr>" for r in (head, second)]
    for i, (name, text, lead, helpers, month, day) in enumerate(TASKS):
        # The category's number and the task's number are printed by lists.
        category = cell(paragraph(name[2:], number(1)), down) if span(i) else cell(blank, on)
        inner = [category, cell(f"<w:p>{number(2)}</w:p>"), cell(paragraph(text)),
                 cell("".join(map(paragraph, lead))),
                 cell(f"<w:p><w:r><w:t>{'</w:t><w:br/><w:t>'.join(helpers)}</w:t></w:r></w:p>" if helpers else blank),
                 cell(paragraph(f"{month}月{day}日"))]
        rows.append(f"<w:tr>{''.join(inner)}</w:tr>")
    body = "".join(map(paragraph, NOTES)) + f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 6}</w:tblGrid>{''.join(rows)}</w:tbl>" + paragraph("")
    level = "<w:abstractNum w:abstractNumId='{0}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{1}'/><w:lvlText w:val='{2}'/></w:lvl></w:abstractNum>"
    lists = level.format(1, "chineseCounting", "%1、") + level.format(2, "decimal", "%1")
    lists += "".join(f"<w:num w:numId='{i}'><w:abstractNumId w:val='{i}'/></w:num>" for i in (1, 2))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    package(path, {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType="
        "'application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType='"
        f"{kind}document.main+xml'/><Override PartName='/word/numbering.xml' ContentType='{kind}numbering+xml'/></Types>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml")),
        "word/numbering.xml": f"<w:numbering {NS}>{lists}</w:numbering>",
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>"})


def xlsx(path):
    shared = []

    def place(row, column):
        return f"{'ABCDEFG'[column]}{row + 1}"

    def string(row, column, text, inline=False):
        if inline:
            return f"<c r='{place(row, column)}' t='inlineStr'><is><t>{escape(text)}</t></is></c>"
        if text not in shared:
            shared.append(text)
        return f"<c r='{place(row, column)}' t='s'><v>{shared.index(text)}</v></c>"

    top = len(NOTES)
    rows = [[string(i, 0, text)] for i, text in enumerate(NOTES)] + [[] for _ in range(len(TASKS) + 2)]
    merged = [f"A{i + 1}:F{i + 1}" for i in range(top)]
    for row, column, height, width, lines in cells():
        if row > 1 and column == 1:
            made = f"<c r='{place(row + top, 1)}'><v>{row - 1}</v></c>"
        elif row > 1 and column == 5:
            month, day = TASKS[row - 2][4:]
            days = 48580 + sum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][:month - 1]) + day - 1
            made = f"<c r='{place(row + top, 5)}' s='1'><v>{days}</v></c>"
        else:
            made = string(row + top, column, "\n".join(lines), inline=column == 3)
        rows[row + top].append((column, made))
        if height > 1 or width > 1:
            merged.append(f"{place(row + top, column)}:{place(row + top + height - 1, column + width - 1)}")
    data = "".join(f"<row r='{i + 1}'>{''.join(c if isinstance(c, str) else c[1] for c in sorted(r, key=lambda c: c[0] if c else 0))}</row>"
                   for i, r in enumerate(rows))
    main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    package(path, {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
                                                ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        "xl/workbook.xml": f"<workbook {main} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='任务' "
        "sheetId='1' r:id='rId1'/><sheet name='草稿' sheetId='2' state='hidden' r:id='rId2'/></sheets></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{data}</sheetData><mergeCells>"
        + "".join(f"<mergeCell ref='{m}'/>" for m in merged) + "</mergeCells></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {main}><sheetData><row r='1'><c r='A1'><v>999</v></c></row></sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>" + "".join(f"<si><t xml:space='preserve'>{escape(t)}</t></si>" for t in shared) + "</sst>",
        "xl/styles.xml": f"<styleSheet {main}><numFmts count='1'><numFmt numFmtId='176' formatCode='m\"月\"d\"日\";@'/></numFmts>"
        "<cellXfs count='2'><xf numFmtId='0'/><xf numFmtId='176'/></cellXfs></styleSheet>"})


def page(path):
    rows = {}
    for row, column, height, width, lines in cells():
        spans = (f" rowspan={height}" if height > 1 else "") + (f" colspan={width}" if width > 1 else "")
        rows.setdefault(row, {})[column] = f"<td{spans}>{'<br>'.join(lines)}</td>"
    for i, task in enumerate(TASKS):
        if not task[3]:
            rows[i + 2][4] = "<td>&nbsp;</td>"
    table = "\n".join("<tr>" + "".join(rows[r][c] for c in sorted(rows[r])) + "</tr>" for r in sorted(rows))
    path.write_bytes((
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>{TITLE}_桐湾市人民政府</title>"
        f"<meta name=ArticleTitle content='{TITLE}'></head><body><div class=nav><a href=/>首页</a><a href=/x/>公开12项</a></div>"
        "<div class=TRS_Editor>" + "".join(f"<p>{t}</p>" for t in NOTES) + f"<table border=1>{table}</table></div>"
        "<div class=footer>版权所有 电话12345</div></body></html></html>").encode("gb18030"))


def ofd(path):
    edges = [15, 42, 54, 132, 168, 204, 232]
    objects = []

    def line(x0, y0, x1, y1):
        objects.append(f"<ofd:PathObject ID='{len(objects) + 9}' Boundary='{x0} {y0} {x1 - x0} {y1 - y0}'><ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}"
                       "</ofd:AbbreviatedData></ofd:PathObject>")

    def text(x, y, words):
        steps = "".join("4" if ord(c) > 0x2E80 else "2" for c in words)
        moves, i = [], 0
        while i < len(steps) - 1:
            j = i
            while j < len(steps) - 1 and steps[j] == steps[i]:
                j += 1
            moves.append(f"g {j - i} {steps[i]}" if j - i > 1 else steps[i])
            i = j
        objects.append(f"<ofd:TextObject ID='{len(objects) + 9}' Font='1' Size='4' Boundary='{x} {y - 3.5} 200 4.5'><ofd:TextCode X='0' Y='3.5' DeltaX='"
                       f"{' '.join(moves)}'>{escape(words)}</ofd:TextCode></ofd:TextObject>")

    def wrapped(words, width):
        lines, used = [""], 0
        for c in words:
            size = 4 if ord(c) > 0x2E80 else 2
            if used + size > width - 6 and c not in "，。；、）":
                lines.append("")
                used = 0
            lines[-1] += c
            used += size
        return lines

    for i, note in enumerate(NOTES):
        width = sum(4 if ord(c) > 0x2E80 else 2 for c in note)
        text(15 if i == 0 else 125 - width / 2, 18 + 8 * i, note)
    laid = [(r, c, h, w, [x for entry in t for x in wrapped(entry, edges[c + w] - edges[c])]) for r, c, h, w, t in cells()]
    heights = [max([len(t) for r, c, h, w, t in laid if r == row and h == 1] or [1]) * 6 + 3 for row in range(len(TASKS) + 2)]
    for r, c, h, w, t in laid:
        lack = len(t) * 6 + 3 - sum(heights[r:r + h])
        heights[r + h - 1] += max(0, lack)
    tops = [40]
    for height in heights:
        tops.append(tops[-1] + height)
    covered = {}
    for n, (r, c, h, w, t) in enumerate(laid):
        for i in range(h):
            for j in range(w):
                covered[(r + i, c + j)] = n
        for i, words in enumerate(t):
            text(edges[c] + 1, tops[r] + 5 + 6 * i, words)
    for row in range(len(heights) + 1):
        for c in range(6):
            if covered.get((row - 1, c), (row - 1, c)) != covered.get((row, c), (row, c)):
                line(edges[c], tops[row], edges[c + 1], tops[row])
    for row in range(len(heights)):
        for c in range(7):
            if covered.get((row, c - 1), (row, c - 1)) != covered.get((row, c), (row, c)):
                line(edges[c], tops[row], edges[c], tops[row + 1])
    ns = "xmlns:ofd='http://www.ofdspec.org/2016'"
    package(path, {
        "OFD.xml": f"<ofd:OFD {ns} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 250 {tops[-1] + 20}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:TemplatePage ID='2' BaseLoc='Tpls/Tpl_0/Content.xml'/></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/>"
        "</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/Tpl_0/Content.xml": f"<ofd:Page {ns}><ofd:Content><ofd:Layer ID='3'>{objects[0]}</ofd:Layer></ofd:Content></ofd:Page>",
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {ns}><ofd:Template TemplateID='2'/><ofd:Content><ofd:Layer ID='4'>{''.join(objects[1:])}"
        "</ofd:Layer></ofd:Content></ofd:Page>"})


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent / "Corpus/formats")
    folder.mkdir(parents=True, exist_ok=True)
    expected, tasks = gold()
    for name, value in [("plan.expected.json", expected), ("plan.tasks.json", tasks)]:
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    docx(folder / "plan.docx")
    xlsx(folder / "plan.xlsx")
    page(folder / "plan.html")
    ofd(folder / "plan.ofd")


if __name__ == "__main__":
    main()
