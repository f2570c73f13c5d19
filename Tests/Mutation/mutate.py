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

from swift_mutants import Mutants, declarations, mutate

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SUBJECT = "Diagnosis"
TARGETS = ["Evidence", "Diagnosis", "Reporting"]
TESTS = ["DiagnosisTests"]
# Suites that walk the whole space of decisions: asked only about what the others let pass.
SLOW = "DecisionSpaceTests|ExplanationTests"


def mutate_file(path, mutants):
    return mutate(str(path.relative_to(ROOT)), path.read_text(), mutants, optional_properties())


@functools.cache
def optional_properties():
    return {
        name
        for path in (ROOT / "Sources").rglob("*.swift")
        for name in re.findall(r"(?:var|let) (\w+): Bool\?", path.read_text())
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


def build(folder, mutants, only, built):
    """The test bundle with every mutant in it.

    `built` takes the one in the folder, for which the sources must be what they were.
    """
    if built:
        for path in sorted((ROOT / "Sources" / SUBJECT).rglob("*.swift")):
            if not only or re.search(only, str(path)):
                mutate_file(path, mutants)
        return next(folder.glob(".build/release/*.xctest"))
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
    for path in sorted((ROOT / "Sources" / SUBJECT).rglob("*.swift")):
        if only and not re.search(only, str(path)):
            continue
        mutated = mutate_file(path, mutants)
        (folder / path.relative_to(ROOT)).write_text(mutated)
    (folder / "Sources" / SUBJECT / "Mutants.swift").write_text(declarations(mutants))
    command = ["swift", "build", "--build-tests", "-c", "release", "-Xswiftc", "-enable-testing"]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    bundle = next(folder.glob(".build/release/*.xctest"))
    return bundle


def run(bundle, mutant, limit):
    """What the tests make of a mutant: the quick ones first."""
    environment = dict(os.environ, MUTANT=str(mutant))
    for choice in (["--skip", SLOW], ["--filter", SLOW]):
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
    path = HERE / "equivalent.txt"
    if not path.exists():
        return {}
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {line.split(" ## ")[0].strip(): line.split(" ## ")[1] for line in lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", default=str(ROOT / ".build" / "mutation"), help="where to build")
    parser.add_argument("--only", help="a pattern for the paths to change")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--built", action="store_true", help="run what the folder holds, as built")
    parser.add_argument("--list", action="store_true", help="list the mutants and stop")
    options = parser.parse_args()

    mutants = Mutants()
    if options.list:
        for path in sorted((ROOT / "Sources" / SUBJECT).rglob("*.swift")):
            if not options.only or re.search(options.only, str(path)):
                mutate_file(path, mutants)
        for mutant, (file, line, what) in mutants.all.items():
            print(f"{mutant} {file}:{line}: {what}")
        return 0

    bundle = build(pathlib.Path(options.folder), mutants, options.only, options.built)
    begun = time.monotonic()
    if run(bundle, 0, 600) != "survived":
        print("the tests fail without any mutant", file=sys.stderr)
        return 2
    limit = 30 + 10 * (time.monotonic() - begun)
    known = equivalents()
    left, killed, excused = [], 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        outcomes = pool.map(lambda mutant: (mutant, run(bundle, mutant, limit)), mutants.all)
        for done, (mutant, outcome) in enumerate(outcomes, 1):
            if outcome != "survived":
                killed += 1
            elif key(mutants.all[mutant]) in known:
                excused += 1
            else:
                left.append(mutant)
                file, line, what = mutants.all[mutant]
                print(f"survived: {file}:{line}: {what}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(mutants.all)}", end="", file=sys.stderr)
    total = len(mutants.all)
    print(f"{total} mutants: {killed} killed ({100 * killed / total:.1f} %), "
          f"{excused} equivalent, {len(left)} left")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
