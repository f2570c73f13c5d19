"""Many targets: memory, a busy machine, tarpits."""

import json
import subprocess
import time

import lab
from peers import icpdiag
from prepare import tell


def healthy_and_busy(bench, table):
    """Full speed beside a busy second process; and the memory that it takes."""
    few = icpdiag.diagnose(bench, lab.healthy(max(bench.many // 10, 1_000)))
    busy = subprocess.Popen(["sh", "-c", "while :; do :; done"])
    try:
        tally = icpdiag.Tally()
        many = icpdiag.diagnose(bench, lab.healthy(bench.many), tally=tally)
    finally:
        busy.kill()
        busy.wait()
    for line in tally.odd[:5]:
        _tell_of(line)
    table.add("healthy", many.asked - many.good,
              f"of {many.asked:,}, {many.asked / many.wall:,.0f}/s")
    table.add("memory-100k", many.memory / few.memory,
              f"{few.memory:.0f} MiB at {few.asked:,}, {many.memory:.0f} MiB at {many.asked:,}")


def _tell_of(line):
    try:
        report = json.loads(line)
    except ValueError:
        return tell(f"no report: {line[:200]!r}")
    failures = [item["failure"] for kind in ("dns", "http", "tls")
                for item in report["evidence"][kind] if item["failure"]]
    tell(f"{report['input']} is called {report['verdict']['cause']}: {failures}")


def million(bench, table):
    """Names that mostly do not exist, as in an audit of a registry's list.

    Both runs at a width that both reach: given more room, ten thousand are done before the run has
    found how many at a time the machine bears, and memory goes with how many there are in flight.
    """
    counts = []
    for names in (max(bench.names // 100, 2_000), bench.names):
        listed = [name for block in range(0, names, 100)
                  for name in [*lab.healthy(1, first=block), *lab.missing(99)]][:names]
        tally = icpdiag.Tally(wanted=b'"schema":"icpdiag.report/1"')
        cost = icpdiag.diagnose(bench, listed, tally=tally)
        if tally.lines != names:
            tell(f"{names:,} names gave {tally.lines:,} lines")
        counts.append(cost)
    few, many = counts
    table.add("memory-million", many.memory / few.memory,
              f"{few.memory:.0f} MiB at {few.asked:,}, {many.memory:.0f} MiB at {many.asked:,} "
              f"names, {many.asked / many.wall:,.0f}/s")


def in_flight(bench, table):
    """What each further target takes while its connections stand and are not answered."""
    narrow, wide = 100, 1000
    few = icpdiag.diagnose(bench, lab.slow(2 * narrow), width=narrow)
    many = icpdiag.diagnose(bench, lab.slow(2 * wide), width=wide)
    table.add("memory-each", (many.memory - few.memory) * 1024 / (wide - narrow),
              f"{few.memory:.0f} MiB at {narrow}, {many.memory:.0f} MiB at {wide}")


def tarpit(bench, table):
    """How much later the healthy ones are done when one site in a hundred drips."""
    count = max(bench.many // 10, 2_000)
    names = lab.healthy(count)
    mixed = []
    for block in range(0, count, 100):
        mixed += [*names[block:block + 99], f"www.t{block}.example"]
    without = _until_last_good(bench, [name for name in mixed if not name.startswith("www.t")])
    with_tarpits = _until_last_good(bench, mixed)
    table.add("tarpit", 1 - without / with_tarpits, f"{count:,} targets")


def _until_last_good(bench, names):
    last = []
    start = time.monotonic()
    icpdiag.diagnose(
        bench, names, tally=icpdiag.Tally(on_good=lambda: last.append(time.monotonic())))
    return last[-1] - start
