#!/usr/bin/env python3
"""Check the published schemas, and every record that a gongbao binary writes for the corpus, against each other.

  validate_schemas.py BINARY

The validator is PyPI's jsonschema (2020-12), independent of the Swift code. Beside the schema each record is held to
what a schema cannot say: ranges in bounds, mentions that are verbatim slices of the source, unique ids, references
that resolve, the same bytes on a second run, the same values when the lines end in CRLF.
Reads Corpus/ and, where it is present, ../shared/corpus. Exit status 1 when a check failed, 2 on wrong usage.
"""
import codecs
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
try:
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource
except ImportError:
    sys.exit("error: the Python package jsonschema (4.18 or later) is missing; run scripts/test, which installs it")

NAMES = ("document", "validation")
CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
# What may differ between a text and the same text with CRLF: positions, the source itself, words about positions.
POSITIONAL = {"start", "end", "ranges", "page", "box", "source", "message", "kindReasons", "reasons"}


class Tally:
    """Counts checks and prints the failed ones."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, where, what, problem):
        """Counts one check: `problem` is falsy, or says what is wrong."""
        if problem:
            self.failed += 1
            print(f"FAIL {where}: {what}: {problem}")
        else:
            self.passed += 1


# --- the schemas -----------------------------------------------------------------------------------------------------


def load_schemas():
    """The published schemas by name."""
    schemas = {}
    for name in NAMES:
        with open(os.path.join(ROOT, "Schemas", f"{name}.schema.json"), encoding="utf-8") as file:
            schemas[name] = json.load(file)
    return schemas


def open_objects(schema, path=""):
    """Paths of objects that are not closed, and of fields without a description in English and Chinese."""
    if isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from open_objects(item, f"{path}/{index}")
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield f"{path} admits unknown fields"
        for name in set(schema.get("required", [])) - set(schema.get("properties", {})):
            yield f"{path} requires {name}, which it does not define"
        for name, field in schema.get("properties", {}).items():
            text = field.get("description", "")
            if not re.search("[a-z]", text) or not re.search("[\u4e00-\u9fff]", text):
                yield f"{path}/{name} lacks a description with its Chinese term"
    for name, item in schema.items():
        yield from open_objects(item, f"{path}/{name}")


def make_validators(schemas):
    """One validator for each schema; references between them resolve offline."""
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas.values())
    return {n: Draft202012Validator(s, registry=registry, format_checker=FormatChecker()) for n, s in schemas.items()}


def schema_problem(validator, record):
    """The first violations in words, or None."""
    errors = sorted(validator.iter_errors(record), key=lambda e: list(map(str, e.absolute_path)))
    lines = [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:160]}" for e in errors[:3]]
    return "; ".join(lines) + (f" (and {len(errors) - 3} more)" if len(errors) > 3 else "") if errors else None


# --- a record and its source -----------------------------------------------------------------------------------------


def decode(data, encoding):
    """The text of the bytes without its byte-order mark; None where Python cannot read them strictly."""
    try:
        codec = codecs.lookup(CODECS.get(encoding.lower(), encoding)).name
        return data.decode(codec).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError):
        return None


def walk(value, path=""):
    """Every object of a record with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from walk(item, f"{path}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, f"{path}/{index}")


def spans(record):
    """Every object that is a range of the source."""
    return [(p, o) for p, o in walk(record) if isinstance(o.get("start"), int) and isinstance(o.get("end"), int)]


def bounds_problem(record, length):
    """The first range that leaves the text."""
    for path, span in spans(record):
        if not 0 <= span["start"] <= span["end"] <= length:
            return f"{path} is {span['start']}..<{span['end']} of {length} scalars"
    return None


def slice_problem(record, text):
    """The first mention that is not a verbatim slice of the text."""
    for path, span in spans(record):
        if "text" in span and text[span["start"] : span["end"]] != span["text"]:
            return f"{path} says {span['text']!r}, the source {text[span['start']:span['end']]!r}"
    return None


def all_statements(record):
    """Statements of the tasks and those outside."""
    return [s for t in record["tasks"] for s in t["statements"]] + record["statements"]


def repeated(values):
    """The values that occur more than once."""
    values = list(values)
    return sorted({v for v in values if values.count(v) > 1})


def identity_problem(record):
    """Ids that occur twice, and articles that statements name but the document does not hold."""
    articles = [a["id"] for a in record["document"]["articles"]]
    for what, ids in (
        ("task", [t["id"] for t in record["tasks"]]),
        ("statement", [s["id"] for s in all_statements(record)]),
        ("article", articles),
    ):
        if repeated(ids):
            return f"{what} ids occur twice: {', '.join(repeated(ids)[:5])}"
    unknown = {s["article"] for s in all_statements(record) if "article" in s} - set(articles)
    return f"statements name unknown articles: {sorted(unknown)}" if unknown else None


def coverage_problem(record):
    """Every numeral is counted once."""
    counts = dict(record["coverage"])
    total = counts.pop("numerals")
    return None if total == sum(counts.values()) else f"{total} numerals, but the kinds add up to {sum(counts.values())}"


def source_problem(record, data, text):
    """The source block says what the file is."""
    source, digest = record["document"]["source"], hashlib.sha256(data).hexdigest()
    wanted = {"bytes": len(data), "characters": len(text)}
    if "sha256" in source:
        wanted["sha256"] = digest
    wrong = [f"{k} is {source[k]}, not {v}" for k, v in wanted.items() if source[k] != v]
    if record["document"]["id"] != f"sha256:{digest}":
        wrong.append("the document's id is not the digest of its bytes")
    return "; ".join(wrong)


def reference_problem(validation):
    """Links, assessments and lists of a validation record name tasks and statements that exist."""
    table, reports = validation["taskTable"], validation["reports"]
    numbers = {t["number"] for t in table["tasks"]}
    targets = {s["id"] for s in all_statements(table)}
    figures = {s["id"] for r in reports for s in all_statements(r)}
    links = [s["link"] for r in reports for s in all_statements(r) if "link" in s]
    links += [a for l in links for a in l["alternatives"]]
    assessed = [t for a in validation["assessments"] for t in a["targets"]]
    named = (
        ("tasks", numbers, [l.get("task") for l in links] + [a["task"] for a in validation["assessments"]]),
        ("targets", targets, [l.get("target") for l in links] + [t["target"] for t in assessed]),
        ("targets", targets, validation["unreportedTargets"]),
        ("statements", figures, [i for t in assessed for i in t["actuals"]] + validation["unlinkedStatements"]),
    )
    for what, known, ids in named:
        unknown = {i for i in ids if i is not None} - known
        if unknown:
            return f"names unknown {what}: {sorted(map(str, unknown))[:5]}"
    return None


def values(value):
    """A record without positions, and without the blanks and breaks inside its texts."""
    if isinstance(value, dict):
        return {k: values(v) for k, v in value.items() if k not in POSITIONAL}
    if isinstance(value, list):
        return [values(v) for v in value]
    if isinstance(value, str):
        return None if value.startswith("sha256:") else re.sub(r"\s", "", value)
    return value


def difference(left, right, path=""):
    """The first place where two records differ, or None."""
    if isinstance(left, dict) and isinstance(right, dict):
        pairs = [(k, left.get(k), right.get(k)) for k in {**left, **right}]
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = [(i, l, r) for i, (l, r) in enumerate(zip(left, right))]
    else:
        return None if left == right else f"{path}: {str(left)[:80]} became {str(right)[:80]}"
    return next((d for d in (difference(l, r, f"{path}/{k}") for k, l, r in pairs) if d), None)


# --- running the binary ----------------------------------------------------------------------------------------------


def run(binary, *arguments, status=(0,)):
    """Standard output, and what went wrong (None when nothing did)."""
    try:
        done = subprocess.run([binary, *arguments], capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return b"", "took over 120 s"
    if done.returncode not in status:
        return done.stdout, f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-200:]}"
    return done.stdout, None


def run_json(binary, *arguments, status=(0,)):
    """The bytes, the record in them and what went wrong."""
    out, problem = run(binary, *arguments, status=status)
    if problem:
        return out, None, problem
    try:
        return out, json.loads(out), None
    except ValueError as error:
        return out, None, f"no JSON: {error}"


def check_document(tally, binary, validator, path, folder):
    """All checks of `convert` on one source; the record, or None."""
    where = os.path.relpath(path, ROOT)
    out, record, problem = run_json(binary, "convert", path)
    tally.check(where, "convert", problem)
    if problem:
        return None
    problem = schema_problem(validator, record)
    tally.check(where, "schema", problem)
    if problem:
        return None
    with open(path, "rb") as file:
        data = file.read()
    encoding = record["document"]["source"]["encoding"]
    text = decode(data, encoding)
    length = record["document"]["source"]["characters"]
    tally.check(where, "ranges in bounds", bounds_problem(record, length))
    if text is None:
        print(f"note: {where}: Python cannot read it strictly as {encoding}; slices and CRLF not compared")
    else:
        tally.check(where, "source", source_problem(record, data, text))
        tally.check(where, "verbatim text", slice_problem(record, text))
        check_explain(tally, binary, where, path, record, text)
        check_crlf(tally, binary, where, record, (data, encoding), folder)
    tally.check(where, "ids", identity_problem(record))
    tally.check(where, "coverage", coverage_problem(record))
    tally.check(where, "second run", None if run(binary, "convert", path)[0] == out else "other bytes")
    _, tabled, problem = run_json(binary, "convert", "--tables", path)
    tally.check(where, "--tables", problem or schema_problem(validator, tabled) or bounds_problem(tabled, length))
    return record


def check_explain(tally, binary, where, path, record, text):
    """`explain --json` lists each numeral once, in order and verbatim."""
    _, explained, problem = run_json(binary, "explain", "--json", path)
    if not problem:
        numerals = explained["numerals"]
        starts, wanted = [n["start"] for n in numerals], record["coverage"]["numerals"]
        problem = bounds_problem(explained, len(text)) or slice_problem(explained, text)
        if not problem and starts != sorted(starts):
            problem = "the numerals are not in the order of the source"
        if not problem and len(numerals) != wanted:
            problem = f"{len(numerals)} numerals, where coverage counts {wanted}"
    tally.check(where, "explain", problem)


def check_crlf(tally, binary, where, record, source, folder):
    """The same text with CRLF gives the same values."""
    data, encoding = source
    codec = CODECS.get(encoding.lower(), encoding)
    changed = os.path.join(folder, os.path.basename(where))
    with open(changed, "wb") as file:
        file.write(re.sub(r"(?<!\r)\n", "\r\n", data.decode(codec)).encode(codec))
    _, crlf, problem = run_json(binary, "convert", changed)
    tally.check(where, "with CRLF", problem or difference(values(record), values(crlf)))


def check_validation(tally, binary, validator, table, report, folder):
    """All checks of `validate` on one pair of sources."""
    where = f"{os.path.relpath(report, ROOT)} against {os.path.basename(table)}"
    arguments = ("validate", "--json", "--tasks", table, report)
    out, record, problem = run_json(binary, *arguments, status=(0, 1))
    tally.check(where, "validate", problem)
    if problem:
        return
    problem = schema_problem(validator, record)
    tally.check(where, "schema", problem)
    if problem:
        return
    documents = [record["taskTable"], *record["reports"]]
    lengths = [d["document"]["source"]["characters"] for d in documents]
    own = {k: record[k] for k in ("assessments", "claims", "findings")}
    problems = [bounds_problem(d, l) for d, l in zip(documents, lengths)] + [bounds_problem(own, max(lengths))]
    tally.check(where, "ranges in bounds", next(filter(None, problems), None))
    tally.check(where, "references", reference_problem(record))
    tally.check(where, "second run", None if run(binary, *arguments, status=(0, 1))[0] == out else "other bytes")
    saved = []
    for name, source in (("table.json", table), ("report.json", report)):
        saved.append(os.path.join(folder, name))
        run(binary, "convert", source, "--output", saved[-1])
    _, again, problem = run_json(binary, "validate", "--json", "--tasks", *saved, status=(0, 1))
    tally.check(where, "on saved records", problem or difference(record, again))


def check_together(tally, binary, paths, records):
    """Several inputs in one call give one record a line, each the same as alone."""
    out, problem = run(binary, "convert", "--format", "jsonl", *paths)
    lines = out.decode("utf-8", "replace").splitlines() if not problem else []
    if not problem and len(lines) != len(paths):
        problem = f"{len(lines)} lines for {len(paths)} inputs"
    for path, line, record in zip(paths, lines, records):
        problem = problem or (difference(record, json.loads(line), os.path.basename(path)) if record else None)
    tally.check("all documents", "in one call", problem)


# --- the corpus ------------------------------------------------------------------------------------------------------


def corpus_folders():
    """Where documents with gold may be."""
    shared = os.path.join(ROOT, "..", "shared", "corpus")
    if not os.path.isdir(shared):
        print("note: ../shared is absent; only Corpus/ is checked")
    return [f for f in (os.path.join(ROOT, "Corpus"), os.path.normpath(shared)) if os.path.isdir(f)]


def gold_pairs(folders):
    """(task table, report) sources of every gold file that names a task table."""
    elsewhere = {os.path.basename(p): p for f in folders for p in glob.glob(f"{f}/**/*.txt", recursive=True)}

    def source(gold_path):
        with open(gold_path, encoding="utf-8") as file:
            gold = json.load(file)
        gold = gold if isinstance(gold, dict) else {}
        beside = os.path.join(os.path.dirname(gold_path), gold.get("source", ""))
        return gold.get("taskTable"), beside if os.path.isfile(beside) else elsewhere.get(os.path.basename(beside))

    for folder in folders:
        for path in sorted(glob.glob(f"{folder}/**/*.json", recursive=True)):
            table, report = source(path)
            if isinstance(table, str):
                yield source(os.path.join(os.path.dirname(path), table))[1], report


def main(arguments):
    if len(arguments) != 1 or not os.access(arguments[0], os.X_OK):
        print("usage: validate_schemas.py BINARY, where BINARY is the built gongbao", file=sys.stderr)
        return 2
    binary, tally, schemas = os.path.abspath(arguments[0]), Tally(), load_schemas()
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        tally.check(f"Schemas/{name}.schema.json", "closed and described", "; ".join(list(open_objects(schema))[:5]))
        _, printed, problem = run_json(binary, "schema", name)
        tally.check(f"schema {name}", "prints the published schema", problem or difference(schema, printed))
    validators, folders = make_validators(schemas), corpus_folders()
    paths = [p for f in folders for p in sorted(glob.glob(f"{f}/**/*.txt", recursive=True))]
    if not paths:
        tally.check("Corpus", "documents", "there are none")
    with tempfile.TemporaryDirectory() as folder:
        records = [check_document(tally, binary, validators["document"], p, folder) for p in paths]
        check_together(tally, binary, paths, records)
        for table, report in gold_pairs(folders):
            check_validation(tally, binary, validators["validation"], table, report, folder)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
