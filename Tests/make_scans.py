#!/usr/bin/env python3
"""Draw the scans of Corpus/formats: the task table of make_formats.py as PNG, a report turned by a quarter as
JPEG, both a little askew and noisy.

    Tests/make_scans.py FONT [FOLDER]

FONT is a TrueType font with Chinese characters (Debian: fonts-wqy-zenhei); needs numpy and pillow from PyPI. The pictures
are committed, so that tests need neither.
"""
import pathlib
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import make_formats

DPI = 150
REPORT = ["桐湾市民生实事上半年进展通报", "　　截至2033年6月30日，全市6项民生实事进展顺利。新建公交候车亭31座，完",
          "成年度任务的64.6%；修补破损路面7.9万平方米，完成率62.7%。", "　　新设助餐点17个，服务4.6万人次，其中镇街9个。为困难老人家庭安装扶手和",
          "呼叫装置735户，培训护理员380人次。新增普惠幼儿园学位1200个。"]
WIDTHS = [130, 60, 430, 160, 160, 130]


def wrapped(draw, font, text, width):
    lines = [""]
    for character in text:
        if draw.textlength(lines[-1] + character, font) > width:
            # A mark does not begin a line: it takes the character before it along.
            rest = lines[-1][-1] if character in "，。；）" else ""
            lines[-1] = lines[-1][:len(lines[-1]) - len(rest)]
            lines.append(rest)
        lines[-1] += character
    return lines


def table(font_name):
    page = Image.new("L", (1240, 1150), 255)
    draw = ImageDraw.Draw(page)
    font, large = ImageFont.truetype(font_name, 25), ImageFont.truetype(font_name, 36)
    for number, note in enumerate(make_formats.NOTES):
        face = large if number == 1 else font
        left = 90 if number == 0 else (1240 - draw.textlength(note, face)) / 2
        draw.text((left, 60 + number * 60), note, 0, face)
    xs = [85]
    for width in WIDTHS:
        xs.append(xs[-1] + width)
    cells = list(make_formats.cells())
    filled = {(r + i, c + j) for r, c, h, w, _ in cells for i in range(h) for j in range(w)}
    rows = max(r + h for r, _, h, _, _ in cells)
    cells += [(r, c, 1, 1, []) for r in range(rows) for c in range(len(WIDTHS)) if (r, c) not in filled]
    layout = {(r, c): sum((wrapped(draw, font, t, xs[c + w] - xs[c] - 20) for t in text), []) for r, c, _, w, text in cells}
    heights = [max([len(layout[r, c]) for r, c, h, _, _ in cells if r == row and h == 1] + [1]) * 36 + 20 for row in range(rows)]
    ys = [260]
    for height in heights:
        ys.append(ys[-1] + height)
    for r, c, h, w, _ in cells:
        draw.rectangle((xs[c], ys[r], xs[c + w], ys[r + h]), outline=0, width=2)
        top = (ys[r] + ys[r + h] - len(layout[r, c]) * 36) / 2
        for number, line in enumerate(layout[r, c]):
            draw.text((xs[c] + 10, top + number * 36), line, 0, font)
    return page


def report(font_name):
    page = Image.new("L", (1240, 560), 255)
    draw = ImageDraw.Draw(page)
    font, large = ImageFont.truetype(font_name, 29), ImageFont.truetype(font_name, 40)
    draw.text(((1240 - draw.textlength(REPORT[0], large)) / 2, 80), REPORT[0], 0, large)
    for number, line in enumerate(REPORT[1:]):
        draw.text((100, 190 + number * 56), line, 0, font)
    return page


def scanned(page, seed, angle):
    page = page.rotate(angle, resample=Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    noise = numpy.random.default_rng(seed).normal(0, 7, (page.height, page.width))
    shades = (numpy.asarray(page) + noise).clip(0, 255)
    return Image.fromarray(shades.astype("uint8"))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parent.parent / "Corpus" / "formats"
    picture = scanned(table(sys.argv[1]), 1, 0.4)
    # Few shades, as scanners write them, keep the file small.
    picture.point(lambda shade: min(255, (shade + 24) // 48 * 51)).save(folder / "plan.png", optimize=True, dpi=(DPI, DPI))
    turned = scanned(report(sys.argv[1]), 2, -0.5).rotate(90, expand=True)
    turned.save(folder / "report.jpeg", quality=60, dpi=(DPI, DPI))


main()
