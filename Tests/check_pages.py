#!/usr/bin/env python3
"""Make web pages with the structure that government sites have, and check what is read of them.

    Tests/check_pages.py BINARY [--keep FOLDER] [--show]
    Tests/check_pages.py --write        # the handful of Corpus/formats/pages with their gold

Thirty pages: ten frames (publishing systems, information catalogues, old layouts of nested tables, pasted word
processor mark-up), three articles each, in UTF-8 and GB18030, declared rightly, as gb2312, or not at all. Of each page
the lines of the article, the cells of its tables and the metadata must be right, and nothing of the frame may be there.
The bytes of every position, without tags and with references decoded by Python, must hold its characters.
The pages of Corpus/formats/pages are checked against their gold files in the same way.
"""
import argparse
import html
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

CITY = ["云川市", "宁渚县", "白贝区"]
UNITS = ["市住房城乡建设局", "市民政局", "市教育局", "市人力资源社会保障局", "市水务局"]
WORKS = ["新建改建公厕{}座", "新增养老床位{}张", "改造老旧小区{}个", "开展技能培训{}人次", "新增公办学位{}个", "修复管网{}公里"]


def article(number):
    """An article: its metadata, and blocks that are lines of text or tables of (row, column, spans, text)."""
    rng = random.Random(7_000 + number)
    city = CITY[number % 3]
    year = 2031 + number % 4
    title = f"{city}{year}年民生实事{['任务分解表', '进展情况通报', '上半年完成情况'][number % 3]}"
    meta = {"title": title, "issuer": f"{city}人民政府办公室", "publishedDate": f"{year}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
            "documentNumber": f"{city[0]}府办函〔{year}〕{rng.randint(2, 90)}号"}
    works = [w.format(rng.randint(12, 900)) for w in rng.sample(WORKS, 4)]
    blocks = ["各有关单位：", f"现将{title}印发给你们，请认真组织落实，按时间节点推进各项工作。",
              f"一、总体要求。全年安排项目{rng.randint(20, 40)}个，总投资{rng.randint(2, 30)}亿元，确保如期完成。"]
    rows = [[("序号", 1, 1), ("工作任务", 1, 1), ("牵头单位", 1, 1), ("完成时间", 1, 1)]]
    if number % 3 == 1:
        rows[0].insert(0, ("类别", 1, 1))
    for index, work in enumerate(works):
        row = [(str(index + 1), 1, 1), (work + "。", 1, 1), (UNITS[index], 1, 1), (f"{rng.randint(6, 12)}月底", 1, 1)]
        if number % 3 == 1 and index % 2 == 0:
            row.insert(0, (["一、城建", "二、民生"][index // 2], 2, 1))
        rows.append(row)
    blocks.append(rows)
    blocks += [f"二、工作进展。截至6月底，已完成{works[0]}，占年度任务的{rng.randint(41, 79)}%。", f"{city}人民政府办公室",
               f"{year}年3月1日"]
    return meta, blocks


def grid(rows):
    """(row, column, row span, column span) → text, as a browser places the cells."""
    taken, cells = set(), {}
    for r, row in enumerate(rows):
        column = 0
        for text, height, width in row:
            while (r, column) in taken:
                column += 1
            taken |= {(r + i, column + j) for i in range(height) for j in range(width)}
            cells[(r, column, height, width)] = text
            column += width
    return cells


def table(rows, head="td", attributes="", paragraph="{}"):
    lines = []
    for number, row in enumerate(rows):
        cells = ""
        for text, height, width in row:
            name = head if number == 0 else "td"
            spans = (f' rowspan="{height}"' if height > 1 else "") + (f" colspan={width}" if width > 1 else "")
            cells += f"<{name}{spans}>{paragraph.format(text)}</{name}>"
        lines.append(f"<tr>{cells}</tr>")
    return f"<table {attributes}>" + "\n".join(lines) + "</table>"


def body(blocks, line="<p>　　{}</p>", **more):
    return "\n".join(table(b, **more) if isinstance(b, list) else line.format(b) for b in blocks)


NAV = "".join(f'<li><a href="/{i}/">{t}</a></li>' for i, t in enumerate(
    ["首页", "政务公开", "政务服务", "互动交流", "走进本地", "数据开放", "专题专栏", "公报", "规章", "人事信息", "财政信息"]))
FOOT = ("<div class='footer'><p>主办：示例市人民政府办公室　承办：示例市大数据局</p><p>备案号：示ICP备00000000号　"
        "网站标识码：0000000000　联系电话：000-12345678</p></div>")
RELATED = "<div class='xgyd'><h3>相关阅读</h3><ul>" + "".join(
    f'<li><a href="/r{i}.html">关于第{i}批项目安排的通知（共{i * 3}项）</a><span>2030-0{i}-11</span></li>' for i in range(1, 7)) + "</ul></div>"
SCRIPT = ("<script type=\"text/javascript\">var s = '</div><table><tr><td>9999人</td></tr></table>'; if (1 < 2) "
          "document.write('<p>访问8888人次</p>');</script>")


def metas(meta):
    return (f'<meta name="ArticleTitle" content="{meta["title"]}"><meta name="PubDate" content="{meta["publishedDate"]} 09:30">'
            f'<meta name="ContentSource" content="{meta["issuer"]}"><META NAME="ColumnName" CONTENT="通知公告">')


def trs(meta, blocks):
    inner = body(blocks, '<p align="justify" style="text-indent:2em"><span style="font-family:仿宋_GB2312"><font size="4">{}</font></span></p>')
    return (f"<html><head>{{charset}}<title>{meta['title']}_示例市政府网</title>{metas(meta)}</head><body><div class=top><ul>{NAV}</ul></div>"
            f"<div class='crumb'>您现在的位置：<a href=/>首页</a> &gt; <a href=/z/>政务公开</a></div><div class='cont'><h1>{meta['title']}</h1>"
            f"<div class='info'>发布时间：{meta['publishedDate']} 09:30　来源：{meta['issuer']}　字体：【<a>大</a> <a>中</a> <a>小</a>】</div>"
            f"<div class='view TRS_UEDITOR'><style>.TRS_Editor P{{margin:0}}</style><div class=TRS_Editor>{inner}</div></div>"
            f"<div class='share'>分享到：<a>微信</a><a>微博</a></div>{RELATED}</div>{FOOT}{SCRIPT}</body></html></html>")


def jcms(meta, blocks):
    inner = body(blocks, '<p style="TEXT-ALIGN: left">&nbsp;&nbsp;&nbsp;&nbsp;{}</p>', attributes='border="1" cellspacing="0"')
    return (f"<HTML><HEAD>{{charset}}<TITLE>示例市人民政府 {meta['title']}</TITLE>{metas(meta)}</HEAD><BODY>"
            f"<table width=1000 align=center><tr><td><table><tr><td>{NAV}</td></tr></table></td></tr><tr><td>"
            f"<table width='100%'><tr><td class=title><b>{meta['title']}</b></td></tr><tr><td>发布日期：{meta['publishedDate']}&nbsp;&nbsp;"
            f"浏览次数：<script>document.write('123')</script>次</td></tr><tr><td id=zoom><!--ZJEG_RSS.content.begin-->{inner}"
            f"<!--ZJEG_RSS.content.end--></td></tr><tr><td>【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table></td></tr></table>{FOOT}</BODY></HTML>")


def central(meta, blocks):
    return (f"<!DOCTYPE html><html lang='zh'><head>{{charset}}<title>{meta['title']}_政府信息公开专栏</title>"
            f"<meta name='firstpublishedtime' content='{meta['publishedDate']}-10:00:00'></head><body><nav><ul>{NAV}</ul></nav>"
            f"<div class='article oneColumn pub_border'><h1>{meta['title']}</h1><div class='pages-date'>{meta['publishedDate']} 10:00"
            f"<span class='font'>来源： {meta['issuer']}</span></div><div class='pages_content' id='UCAP-CONTENT'>"
            f"{body(blocks, head='th')}</div><div class='editor'>责任编辑：张三</div></div>{RELATED}{FOOT}</body></html>")


def catalogue(meta, blocks):
    labels = [("索 引 号", "000014349/2031-00021"), ("主题分类", "综合政务"), ("发布机构", meta["issuer"]),
              ("成文日期", "2031年03月01日"), ("发文字号", meta["documentNumber"]), ("发布日期", meta["publishedDate"]), ("标　　题", meta["title"])]
    head = "".join(f"<tr><td><b>{k}：</b></td><td>{v}</td></tr>" for k, v in labels)
    return (f"<html><head>{{charset}}<title>{meta['title']}</title></head><body><div class=header><a href=/>首页</a></div>"
            f"<div class='wrap'><div class='xxgk_left'><ul>{NAV}</ul></div><div class='xxgk_right'><table class='xxgk_head'>{head}</table>"
            f"<h2 style='text-align:center'>{meta['title']}</h2><div class='xxgk_content'>{body(blocks)}</div></div></div>{FOOT}</body></html>")


def ancient(meta, blocks):
    inner = body(blocks, "　　{}<br>", attributes="border=1 bordercolor=#000000")
    return (f"<html><head>{{charset}}<title>{meta['title']}</title></head><body><table border=0 width=770><tr><td width=150 valign=top>"
            f"<table><tr><td>{NAV}</td></tr></table></td><td width=620><table width=100%><tr><td align=center><font size=5><b>{meta['title']}</b>"
            f"</font></td></tr><tr><td align=center>发布时间：{meta['publishedDate']}　来源：{meta['issuer']}</td></tr><tr><td><font size=3>{inner}</font></td></tr>"
            f"</table></td></tr></table><center><font size=2>版权所有：示例市人民政府</font></center></body></html>")


def columns(meta, blocks):
    return (f"<html><head>{{charset}}<title>{meta['title']}-示例市人民政府</title>{metas(meta)}</head><body><div class='w1200'><div class='left_nav'>"
            f"<ul>{NAV}</ul></div><div class='r_main'><h1>{meta['title']}</h1><div class='sub'>时间：{meta['publishedDate']} 来源：{meta['issuer']} "
            f"点击数：<span id=hits></span></div><div class='nr'>{body(blocks)}</div><div class='page_share'>扫一扫在手机打开当前页</div></div></div>{FOOT}</body></html>")


def pasted(meta, blocks):
    inner = body(blocks, '<P class=MsoNormal style="mso-char-indent-count:2"><![if !supportLists]><SPAN lang=EN-US><o:p></o:p></SPAN><![endif]>{}<o:p></o:p>',
                 attributes='class=MsoTableGrid', paragraph='<P class=MsoNormal align=center><SPAN>{}</SPAN></P>')
    return (f"<html xmlns:o='urn:x'><head>{{charset}}<title>{meta['title']}</title>{metas(meta)}<!--[if gte mso 9]><xml><w:Zoom>99人</w:Zoom></xml><![endif]--></head>"
            f"<body><div id=header><a href=/>首页</a></div><div class='article-content'>{inner}</div>{FOOT}</body></html>")


def unclosed(meta, blocks):
    inner = body(blocks, "<p>{}").replace("</td>", "").replace("</tr>", "")
    return (f"<!DOCTYPE HTML><html><head>{{charset}}<title>{meta['title']}</title>{metas(meta)}</head><body><ul class=nav>{NAV}</ul>"
            f"<div class='news_content'><span><b>{inner}</b></span></div></body></html></body></html>")


def hidden(meta, blocks):
    return (f"<html><head>{{charset}}<title>{meta['title']}</title>{metas(meta)}</head><body>{SCRIPT}<noscript>请启用脚本（错误404）</noscript>"
            f"<div style='display: none'>{body(['隐藏的摘要，共999项。'] * 3)}</div><!-- <table><tr><td>旧稿77人</td></tr></table> -->"
            f"<div class='main'><div class='con'><div class='article_con_text'>{body(blocks, '<div>{}</div>', head='th')}</div></div></div>"
            f"<select><option>部门网站1<option>部门网站2</select>{FOOT}</body></html>")


def list_page(meta, blocks):
    inner = body(blocks, "<section><p>{}</p></section>")
    files = "<p>附件：<a href='a.docx'>任务分解表.docx</a></p>"
    return (f"<html><head>{{charset}}<title>{meta['title']}</title></head><body><div class='breadcrumb'>当前位置：<a>首页</a></div>"
            f"<article><header><h1>{meta['title']}</h1></header><ul class='attr'><li>发文机关：{meta['issuer']}</li><li>发文字号：{meta['documentNumber']}</li>"
            f"<li>发布日期：{meta['publishedDate']}</li></ul><div class='bt-content' id='zoomcon'>{inner}{files}</div></article>{FOOT}</body></html>")


FRAMES = [trs, jcms, central, catalogue, ancient, columns, pasted, unclosed, hidden, list_page]
# Which metadata a frame shows.
SAYS = {"documentNumber": {catalogue, list_page}, "issuer": {trs, jcms, central, catalogue, ancient, columns, pasted, unclosed, hidden, list_page}}


def pages():
    """(name, bytes, metadata, lines, tables) of each page."""
    for number in range(3 * len(FRAMES)):
        frame = FRAMES[number % len(FRAMES)]
        meta, blocks = article(number)
        text = frame(meta, blocks)
        declared, encoding = [("utf-8", "utf-8"), ("gb2312", "gb18030"), (None, "gb18030")][number // len(FRAMES)]
        charset = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
        lines = [b for b in blocks if isinstance(b, str)]
        if frame is list_page:
            lines.append("附件：任务分解表.docx")
        said = {k: v for k, v in meta.items() if frame in SAYS.get(k, set(FRAMES))}
        yield (f"{number:02}-{frame.__name__}", text.replace("{charset}", charset).encode(encoding), said, lines,
               [grid(b) for b in blocks if isinstance(b, list)])


def check(binary, path, meta, lines, tables):
    done = subprocess.run([binary, "convert", "--tables", path], capture_output=True, check=False)
    if done.returncode != 0:
        return [done.stderr.decode().strip()]
    record = json.loads(done.stdout)
    text = subprocess.run([binary, "text", path], capture_output=True, check=True).stdout.decode()
    inside = [(r["start"], r["end"]) for t in record["tables"] for c in t["cells"] for r in c["ranges"]]
    found, offset = [], 0
    for line in text.split("\n"):
        stripped = line.strip(" 　\u00a0")
        if stripped and not any(s < offset + len(line) and offset < e for s, e in inside):
            found.append(stripped)
        offset += len(line) + 1
    problems = [f"{k}: {record['document'].get(k)!r}, not {v!r}" for k, v in meta.items() if record["document"].get(k) != v]
    problems += [f"missing: {line}" for line in lines if line not in found]
    problems += [f"not of the article: {line}" for line in found if line not in lines]
    grids = [{(c["row"], c["column"], c["rowSpan"], c["columnSpan"]): c["text"] for c in t["cells"]} for t in record["tables"]]
    if grids != tables:
        problems.append(f"tables: {grids}")
    return problems + check_bytes(pathlib.Path(path).read_bytes(), record, text)


TAG = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1\s*>|<[!/?a-z][^>]*>", re.DOTALL | re.IGNORECASE)
BLANKS = re.compile(r"[\s\u00ad\u200b\ufeff]+")


def positions(value):
    """Every object of a record that is a position."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for part in value.values():
            yield from positions(part)
    elif isinstance(value, list):
        for part in value:
            yield from positions(part)


def check_bytes(data, record, text):
    """What the bytes of positions hold, against the text."""
    encoding = record["document"]["source"]["encoding"]
    for position in positions(record):
        wanted = BLANKS.sub("", text[position["start"]:position["end"]])
        first, after = position.get("bytes", (0, 0))
        found = BLANKS.sub("", html.unescape(TAG.sub("", data[first:after].decode(encoding))))
        if wanted != found:
            return [f"bytes {first}..<{after} of {wanted!r} hold {found!r}"]
    return []


COMMITTED = pathlib.Path(__file__).resolve().parent.parent / "Corpus/formats/pages"
CHOSEN = [0, 11, 24, 13, 7]


def write():
    COMMITTED.mkdir(parents=True, exist_ok=True)
    for number, (name, data, meta, lines, tables) in enumerate(pages()):
        if number in CHOSEN:
            cells = [[[*place, text] for place, text in table.items()] for table in tables]
            gold = {"document": meta, "lines": lines, "tables": cells}
            (COMMITTED / f"{name}.html").write_bytes(data)
            (COMMITTED / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def committed():
    for path in sorted(COMMITTED.glob("*.html")):
        gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text("utf-8"))
        yield path, gold["document"], gold["lines"], [{tuple(c[:4]): c[4] for c in table} for table in gold["tables"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.write:
        return write()
    if not options.binary:
        parser.error("which binary?")
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        count = 0
        made = []
        for name, data, meta, lines, tables in pages():
            path = folder / f"{name}.html"
            path.write_bytes(data)
            made.append((path, meta, lines, tables))
        for path, meta, lines, tables in [*made, *committed()]:
            problems = check(options.binary, str(path), meta, lines, tables)
            count += 1
            failed += bool(problems)
            for problem in problems[:None if options.show else 4]:
                print(f"{path.name}: {html.unescape(problem)[:400]}", file=sys.stderr)
    print(f"check_pages: {count - failed} of {count} pages are read rightly")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
