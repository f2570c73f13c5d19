"""What is measured inside: failure kinds, and the benchmarks of single parts."""

import json
import os
import re

import lab
from measure import BenchError, run
from peers import icpdiag, parts
from prepare import tell

RECORDS = 1_000_000


def failures(bench, table):
    """Whether each kind of failure shows where it happened, and as what it was."""
    names = {f"www.{kind}.example": kind for kind in lab.FAILURES}
    output = run(icpdiag.command(
        bench, *names, "--timeout", "2", "--port-map", "80=80,443=443")).output
    told = 0
    for line in output.splitlines():
        report = json.loads(line)
        kind = names[report["input"]]
        where, what = lab.FAILURES[kind]
        seen = {_failure(item) for item in report["evidence"][where]
                if where == "tls" or item["scheme"] == "http"}
        told += what in seen
        if what not in seen:
            tell(f"{kind} shows as {seen}")
    table.add("failures", told)


def _failure(item):
    """A certificate that does not hold is evidence of a handshake that did."""
    certificate = item.get("certificate") or {}
    return item["failure"] or ("certificate" if certificate.get("problem") else None)


def places(bench, table):
    for _ in range(5):
        table.add("places", parts.places(bench))


def judging(bench, table):
    cases = os.path.join(bench.root, "fixtures/cases")
    output = run([bench.swift("DiagnosisBenchmark"), cases]).output
    for line in output.splitlines():
        if line.endswith(": judged"):
            return table.add("judging", float(line.split()[0]))
    raise BenchError("no line for judging")


def records(bench, table, rows=RECORDS):
    store = bench.path("records.sqlite")
    if os.path.exists(store):
        os.remove(store)
    benchmark = bench.swift("StoreBenchmark")
    run([benchmark, "import", "csv", str(rows), store])
    for _ in range(3):
        output = run([benchmark, "find", str(rows), store]).output
        found = re.search(r"median ([\d.e-]+) seconds", output)
        if not found:
            raise BenchError(f"no median in {output!r}")
        table.add("records", float(found[1]) * 1e6, f"of {rows:,}")
    os.remove(store)
