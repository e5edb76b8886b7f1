#!/usr/bin/env python3
"""Score the indicators of a gongbao binary on Corpus/indicators.tsv, and hold the least figures.

  score_indicators.py BINARY [--show] [--json]

Two figures: `exact`, the share of statements whose indicator is one of the gold's readings, and `overlap`, the mean
share of characters in common (twice the characters that both have, over the sum of both lengths), of the best reading.
Blanks, quotation marks and width are no differences. `--show` lists what is not exact, `--json` prints the figures for
scripts/score. Exit status 1 when a figure falls under its minimum, 2 on wrong usage.
"""
import collections
import csv
import json
import os
import re
import subprocess
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Raise one when the figure has risen, lower it only with a reason in the commit.
LEAST = {"exact": 0.50, "overlap": 0.75}


def plain(text):
    return re.sub(r"[\s“”‘’「」\"'()（）]", "", unicodedata.normalize("NFKC", text or ""))


def overlap(one, two):
    both = sum((collections.Counter(one) & collections.Counter(two)).values())
    return 2 * both / (len(one) + len(two)) if one or two else 1.0


def golds():
    with open(os.path.join(ROOT, "Corpus", "indicators.tsv"), encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        for document, start, numeral, indicator in rows:
            yield document, int(start), numeral, indicator.split("|")


def statements(binary, document):
    path = os.path.join(ROOT, "Corpus", document + ".txt")
    done = subprocess.run([binary, "convert", path], capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        sys.exit(f"error: {path}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    record = json.loads(done.stdout)
    return [s for t in record["tasks"] for s in t["statements"]] + record["statements"]


def score(binary, show):
    found, exact, shares, records = 0, 0, [], {}
    for document, start, numeral, readings in golds():
        if document not in records:
            records[document] = statements(binary, document)
        hits = [s for s in records[document] if s["quantity"]["start"] <= start < s["quantity"]["end"]]
        got = hits[0]["indicator"] if hits else ""
        best = max(overlap(plain(got), plain(reading)) for reading in readings)
        right = plain(got) in map(plain, readings)
        found += 1
        exact += right
        shares.append(best)
        if show and not right:
            print(f"  {document} {numeral}: {' or '.join(readings)}, not {got!r} ({best:.2f})")
    return {"statements": found, "exact": exact / found, "overlap": sum(shares) / found}


def main(arguments):
    rest = [a for a in arguments if a not in ("--show", "--json")]
    if len(rest) != 1 or not os.access(rest[0], os.X_OK):
        print("usage: score_indicators.py BINARY [--show] [--json]", file=sys.stderr)
        return 2
    figures = score(os.path.abspath(rest[0]), "--show" in arguments)
    if "--json" in arguments:
        print(json.dumps(figures))
        return 0
    print(f"indicators of {figures['statements']} statements: exact {figures['exact']:.4f}, "
          f"overlap {figures['overlap']:.4f}")
    missed = [name for name, least in LEAST.items() if figures[name] < least]
    for name in missed:
        print(f"error: {name} is {figures[name]:.4f}, the least is {LEAST[name]}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
