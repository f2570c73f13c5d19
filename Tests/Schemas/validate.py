#!/usr/bin/env python3
"""Validates every JSON of the project against the schemas that the program prints.

    Tests/Schemas/validate.py PROGRAM [FOLDER]

FOLDER holds what the tests made and their runs of the program printed (ICPDIAG_KEEP_JSON). Looked at besides: the
recorded cases and what a replay of them prints, the records among the fixtures, the examples of the
help texts and of the Markdown files, and a diagnosis of everything in the demonstration.

What the program prints has to fit the strict schemas, which know exactly the keys that it writes.
"""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml
from jsonschema import Draft202012Validator

TOP = pathlib.Path(__file__).resolve().parents[2]
NAMES = ["report", "records", "check"]
# Objects that name a schema which is not published.
UNPUBLISHED = {
    "icpdiag.summary/1", "icpdiag.explain/1", "icpdiag.history/1", "icpdiag.signatures/1",
    "icpdiag.lab/1", "icpdiag.check-config/1",
}
SHOWN = 20


class TextLoader(yaml.SafeLoader):
    """YAML whose times are texts, as they are in JSON."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Checker:
    def __init__(self, program):
        self.program = program
        self.faults = []
        self.counts = {}
        self.validators = {}
        for name in NAMES:
            for strict in [False, True]:
                schema = json.loads(self.run("schema", name, *(["--strict"] if strict else [])))
                Draft202012Validator.check_schema(schema)
                self.validators[f"icpdiag.{name}/1", strict] = self.validator(schema)
        report = json.loads(self.run("schema", "report"))
        self.recording = self.validator(
            {**{key: report[key] for key in ("$schema", "$defs", "properties")},
             "$ref": "#/$defs/recording"})

    @staticmethod
    def validator(schema):
        return Draft202012Validator(
            schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def run(self, *arguments):
        """What the program prints: it may end with any verdict, but not in silence."""
        done = subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, cwd=TOP, check=False)
        if not done.stdout:
            raise SystemExit(f"{' '.join(arguments)} prints nothing: {done.stderr}")
        return done.stdout

    def check(self, value, place, kind, strict=False, validator=None):
        """Validates an object that names a schema; others are none of our business."""
        if not isinstance(value, dict) or not str(value.get("schema")).startswith("icpdiag."):
            return
        schema = value["schema"]
        if schema in UNPUBLISHED:
            return
        self.counts[kind, schema] = self.counts.get((kind, schema), 0) + 1
        validator = validator or self.validators.get((schema, strict))
        if validator is None:
            self.faults.append(f"{place}: no schema is published for {schema}")
            return
        for error in validator.iter_errors(value):
            # Of a choice, say what keeps the closest from fitting.
            closest = min(error.context, key=lambda e: -len(e.path), default=error)
            path = "/".join(str(step) for step in closest.absolute_path)
            self.faults.append(f"{place}: /{path}: {closest.message[:300]}")

    def check_text(self, text, place, kind, strict=False):
        for value in values(text, place, self.faults):
            self.check(value, place, kind, strict)

    # What is looked at

    def produced(self, folder):
        for path in sorted(folder.iterdir()):
            self.check_text(path.read_text("utf-8", "replace"), path.name, "printed", strict=True)

    def cases(self):
        cases = {
            str(path.relative_to(TOP)): json.loads(path.read_text())
            for path in sorted((TOP / "fixtures/cases").rglob("*.json"))
        }
        for place, case in cases.items():
            self.check(case, place, "recorded", validator=self.recording)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(case) + "\n" for case in cases.values())
            file.flush()
            replayed = self.run("replay", file.name, "--json").splitlines()
        if not cases or len(replayed) != len(cases):
            self.faults.append(f"of {len(cases)} recorded cases {len(replayed)} are replayed")
        for place, line in zip(cases, replayed):
            self.check_text(line, f"a replay of {place}", "replayed", strict=True)

    def records(self):
        for path in sorted((TOP / "fixtures/records").rglob("*")):
            if not path.is_file() or "near-miss" in path.parts:
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            place = str(path.relative_to(TOP))
            if "icpdiag.records/1" not in text:
                continue
            if path.suffix == ".yaml":
                self.check(yaml.load(text, TextLoader), place, "recorded")
            else:
                self.check_text(text, place, "recorded")

    def examples(self):
        texts = {
            str(path.relative_to(TOP)): path.read_text()
            for path in [*TOP.glob("*.md"), *(TOP / "fixtures").rglob("*.md")]
        }
        for words in self.commands(()):
            texts["icpdiag " + " ".join([*words, "--help"])] = self.run("help", *words)
        for place, text in texts.items():
            for example in re.findall(r"^[ `]*(schema: \S*icpdiag\..*?)(?:\n\s*\n|\n```|\Z)", text,
                                      re.MULTILINE | re.DOTALL):
                self.check(yaml.load(unindented(example), TextLoader), place, "example")
            for start in re.finditer(r'\{"schema": ?"icpdiag\.', text):
                try:
                    value, _ = json.JSONDecoder().raw_decode(text[start.start():])
                    self.check(value, place, "example", strict=True)
                except json.JSONDecodeError as error:
                    self.faults.append(f"{place}: an example is no JSON: {error}")

    def commands(self, words):
        """All commands there are, by their help texts."""
        help_text = self.run("help", *words) if words else self.run("--help")
        yield words
        listed = re.search(r"^SUBCOMMANDS:\n(.*?)(?:\n\n|\Z)", help_text, re.MULTILINE | re.DOTALL)
        for name in re.findall(r"^  (\w+)", listed.group(1) if listed else "", re.MULTILINE):
            if name != "help":
                yield from self.commands((*words, name))

    def demonstration(self):
        text = self.run(
            "lab", "--scenario", "fixtures/lab/demo.json", "--", self.program, "diagnose",
            "{options}", "--input", "{targets}", "--json", "--timeout", "3")
        self.check_text(text, "the demonstration", "demonstrated", strict=True)

    def slips(self):
        """The strict schema has to refuse each of these, or everything above means nothing."""
        case = TOP / "fixtures/cases/not-filed/establishes-behind-cloudflare.json"
        report = json.loads(self.run("replay", str(case), "--json"))

        def changed(change):
            value = copy.deepcopy(report)
            change(value)
            return value

        slips = {
            "a key too many": changed(lambda r: r["verdict"].update(mood="good")),
            "a key too few": changed(lambda r: r["evidence"]["http"][0].pop("via")),
            "no list": changed(lambda r: r["verdict"].update(remarks=None)),
            "another cause": changed(lambda r: r["verdict"].update(cause="bad-luck")),
            "another failure": changed(lambda r: r["evidence"]["dns"][0].update(failure="oops")),
            "no time": changed(lambda r: r.update(started_at="2026-13-45T00:00:00Z")),
            "a time elsewhere": changed(lambda r: r.update(started_at="2026-11-22T08:00:00+08:00")),
            "no address": changed(lambda r: r["evidence"]["places"][0].update(address="1.2.3")),
            "a number in words": changed(lambda r: r.update(duration_s="1")),
            "less than nothing": changed(lambda r: r.update(index=-1)),
        }
        strict = self.validators["icpdiag.report/1", True]
        for name, value in slips.items():
            if strict.is_valid(value):
                self.faults.append(f"the schema takes a report with {name}")
        if not self.validators["icpdiag.report/1", False].is_valid(slips["a key too many"]):
            self.faults.append("the schema for readers refuses what a later version may add")
        view = {"view": "provider", "provider": "alibaba", "as_of": "2026-11-22", "access": [
            {"domain": "a.cn", "state": "active"}]}
        good = {"schema": "icpdiag.records/1", "views": [view]}
        records = self.validators["icpdiag.records/1", False]
        if not records.is_valid(good):
            self.faults.append("the schema refuses good records")
        for name, bad in {
            "a slip in a key": {**view, "acess": []},
            "another state": {**view, "access": [{"domain": "a.cn", "state": "on"}]},
            "no provider": {key: view[key] for key in view if key != "provider"},
            "filings of a provider": {**view, "filings": [{"domain": "a.cn"}]},
            "access at the registry": {**view, "view": "registry"},
        }.items():
            if records.is_valid({**good, "views": [bad]}):
                self.faults.append(f"the schema takes records with {name}")


def unindented(text):
    """An example without the margin of the text around it."""
    lines = text.splitlines()
    margin = min((len(l) - len(l.lstrip()) for l in lines[1:] if l.startswith(" ")), default=0)
    is_flush = any(not l.startswith(" ") for l in lines[1:])
    # The first line lost its margin in the search; the others lose what the shortest has.
    cut = 0 if is_flush else margin
    return "\n".join([lines[0], *(l[cut:] for l in lines[1:])])


def values(text, place, faults):
    """The JSON values of a text, one after the other, or its YAML; other lines are passed over."""
    if re.match(r'schema: "?icpdiag\.', text):
        return [yaml.load(text, TextLoader)]
    decoder = json.JSONDecoder()
    found, position = [], 0
    while position < len(text):
        if text[position] != "{":
            # A line of words, or the space between two values.
            end = text.find("\n", position)
            position = len(text) if end < 0 else end + 1
            continue
        try:
            value, position = decoder.raw_decode(text, position)
            found.append(value)
        except json.JSONDecodeError as error:
            if '"schema":' in text[position:position + 40]:
                faults.append(f"{place}: JSON that ends too early or is none: {error}")
            position = (text.find("\n", position) + 1) or len(text)
    return found


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    checker = Checker(program)
    if len(sys.argv) > 2:
        checker.produced(pathlib.Path(sys.argv[2]))
    checker.cases()
    checker.records()
    checker.examples()
    checker.demonstration()
    checker.slips()
    for fault in checker.faults[:SHOWN]:
        print(fault)
    if len(checker.faults) > SHOWN:
        print(f"and {len(checker.faults) - SHOWN} more")
    for (kind, schema), count in sorted(checker.counts.items()):
        print(f"{count:7} {schema} {kind}")
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
