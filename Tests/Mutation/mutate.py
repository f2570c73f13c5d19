#!/usr/bin/env python3
"""Does a test fail for every comparison of the judgement that is turned round?

Takes Sources/Diagnosis, gives every comparison, every logical operator, every Boolean call or
property and every case label that a default stands behind a switch of its own, builds that once
together with its tests, and runs the tests once for each switch: `Tests/Mutation/mutate.py`.

A comparison becomes an operator of its own (`a == b` is `a ==<site> b`), so types, precedence and
line numbers stay as they were. Prints the mutants that no test noticed; `equivalent.txt` beside this
script lists those that nothing can notice, with the reason. Ends with 1 when any other is left.
"""

import argparse
import concurrent.futures
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from swift_mutants import LIBRARY, Mutants, declarations, mutate

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SUBJECT = "Diagnosis"
TARGETS = ["Evidence", "Diagnosis", "Reporting"]
TESTS = ["DiagnosisTests"]
# Suites that go through much, and those that walk the whole space of decisions: asked only about
# what the others let pass.
BROAD = ("SuppositionTests|ShownNumbersTests|PublishedDecisionTests|RecordedCaseTests|"
         "LiteralSearchTests|SignatureTests|TopicTests|CauseWordsTests")
WHOLE = "DecisionSpaceTests|ExplanationTests"
TIERS = [["--skip", f"{BROAD}|{WHOLE}"], ["--filter", BROAD], ["--filter", WHOLE]]


def mutate_file(path, mutants):
    optional = declared(r"(?:var|let) (\w+): Bool\?")
    functions = declared(r"func (\w+)") - declared(r"(?:var|let) (\w+): Bool\b") | LIBRARY
    return mutate(str(path.relative_to(ROOT)), path.read_text(), mutants, optional, functions)


@functools.cache
def declared(pattern):
    """The names that stand in the sources so."""
    return {
        name
        for path in (ROOT / "Sources").rglob("*.swift")
        for name in re.findall(pattern, path.read_text())
    }


MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"), .enableUpcomingFeature("InferIsolatedConformances"),
]
let package = Package(name: "icpdiag", platforms: [.macOS(.v15)], targets: [
  .target(name: "Evidence", swiftSettings: house),
  .target(name: "Diagnosis", dependencies: ["Evidence"], swiftSettings: house),
  .target(name: "Reporting", dependencies: ["Evidence", "Diagnosis"], swiftSettings: house),
  .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "Evidence", "Reporting"], swiftSettings: house),
])
"""


def mutated_sources(mutants):
    """The subject's files with every mutant in them."""
    return {
        path.relative_to(ROOT): mutate_file(path, mutants)
        for path in sorted((ROOT / "Sources" / SUBJECT).rglob("*.swift"))
    }


def build(folder, sources, mutants):
    """The test bundle with every mutant in it."""
    if folder.exists():
        for sub in ("Sources", "Tests", "fixtures"):
            shutil.rmtree(folder / sub, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Package.swift").write_text(MANIFEST)
    for target in TARGETS:
        shutil.copytree(ROOT / "Sources" / target, folder / "Sources" / target)
    for target in TESTS:
        shutil.copytree(ROOT / "Tests" / target, folder / "Tests" / target)
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    shutil.copy(ROOT / "README.md", folder)
    for path, text in sources.items():
        (folder / path).write_text(text)
    (folder / "Sources" / SUBJECT / "Mutants.swift").write_text(declarations(mutants))
    command = ["swift", "build", "--build-tests", "-c", "release", "-Xswiftc", "-enable-testing"]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    return test_bundle(folder)


def test_bundle(folder):
    return next(folder.glob(".build/release/*.xctest"))


def run(bundle, mutant, limit):
    """What the tests make of a mutant: the quick ones first."""
    environment = dict(os.environ, MUTANT=str(mutant))
    for choice in TIERS:
        try:
            result = subprocess.run(
                [bundle, "--testing-library", "swift-testing", *choice], env=environment,
                timeout=limit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd=bundle.parents[2])
        except subprocess.TimeoutExpired:
            return "timeout"
        if result.returncode != 0:
            return "killed"
    return "survived"


def key(mutant):
    """What names a mutant while lines move: its file and what is changed."""
    file, _, what = mutant
    return f"{file}: {what}"


def equivalents():
    """Those that nothing can notice: the reason of each, by its key."""
    path = HERE / "equivalent.txt"
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split(" ## ") for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", default=str(ROOT / ".build" / "mutation"), help="where to build")
    parser.add_argument("--only", default="", help="a pattern for the files whose mutants to run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--built", action="store_true",
        help="run what the folder holds; the sources must be those it was built from")
    parser.add_argument("--list", action="store_true", help="list the mutants and stop")
    options = parser.parse_args()

    mutants = Mutants()
    sources = mutated_sources(mutants)
    chosen = {
        mutant: site for mutant, site in mutants.all.items() if re.search(options.only, site[0])
    }
    if options.list:
        for mutant, (file, line, what) in chosen.items():
            print(f"{mutant} {file}:{line}: {what}")
        return 0

    folder = pathlib.Path(options.folder)
    bundle = test_bundle(folder) if options.built else build(folder, sources, mutants)
    begun = time.monotonic()
    if run(bundle, 0, 600) != "survived":
        print("the tests fail without any mutant", file=sys.stderr)
        return 2
    limit = 30 + 10 * (time.monotonic() - begun)
    known = equivalents()
    outcomes = {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = pool.map(lambda mutant: (mutant, run(bundle, mutant, limit)), chosen)
        for mutant, outcome in runs:
            outcomes[mutant] = outcome
            file, line, what = chosen[mutant]
            if outcome == "survived" and key(chosen[mutant]) not in known:
                print(f"survived: {file}:{line}: {what}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{len(outcomes)} of {len(chosen)}", end="", file=sys.stderr)
    return report(chosen, outcomes, known, mutants)


def report(chosen, outcomes, known, mutants):
    """Prints how many were killed, by folder; returns 1 when there is something to mend."""
    folders = {}
    left = 0
    for mutant, outcome in outcomes.items():
        kind = "killed"
        if outcome == "survived":
            kind = "equivalent" if key(chosen[mutant]) in known else "left"
        counts = folders.setdefault(
            str(pathlib.Path(chosen[mutant][0]).parent), {"killed": 0, "equivalent": 0, "left": 0})
        counts[kind] += 1
        left += kind == "left"
    survivors = {key(chosen[mutant]) for mutant, outcome in outcomes.items() if outcome == "survived"}
    ran = {key(site) for site in chosen.values()}
    all_keys = {key(site) for site in mutants.all.values()}
    idle = [text for text in known if text not in all_keys or text in ran - survivors]
    for folder, counts in sorted(folders.items()):
        total = sum(counts.values())
        print(f"{folder}: {total} mutants, {counts['killed']} killed "
              f"({100 * counts['killed'] / total:.1f} %), {counts['equivalent']} equivalent, "
              f"{counts['left']} left")
    for text in idle:
        print(f"listed as equivalent, and {'killed' if text in all_keys else 'gone'}: {text}")
    return 1 if left or idle else 0


if __name__ == "__main__":
    sys.exit(main())
