"""The program itself: a whole diagnosis of each name, JSON out."""

import functools
import re
import subprocess

from measure import run

NAME = "icpdiag"


@functools.cache
def _options(program):
    """Politeness off where there is an option for it: the peers have none."""
    help = subprocess.run([program, "diagnose", "--help"], capture_output=True, text=True).stdout
    return [word for option in ("--per-address-rate", "--per-domain")
            if re.search(rf"^\s+{option}\b", help, re.M) for word in (option, "0")]


def command(bench, *more):
    return [
        bench.icpdiag, "diagnose", "--json", "--no-store", "--resolver", bench.lab.resolver,
        "--places", bench.lab.places, *_options(bench.icpdiag), *more]


class Tally:
    """Counts reports as they come, without keeping them."""

    def __init__(self, wanted=b'"status":"ok"', on_good=None):
        self.lines = self.good = 0
        self.odd = []
        self._rest = b""
        self._wanted = wanted
        self._on_good = on_good

    def __call__(self, piece):
        whole, end, rest = (self._rest + piece).rpartition(b"\n")
        self._rest = rest
        if not end:
            return
        lines = whole.count(b"\n") + 1
        good = whole.count(self._wanted)
        self.lines += lines
        self.good += good
        if good and self._on_good:
            self._on_good()
        if good < lines and len(self.odd) < 20:
            self.odd += [line for line in whole.split(b"\n") if self._wanted not in line][:20]


def diagnose(bench, names, *more, width=None, tally=None, timeout=1800):
    """Diagnoses `names`; how many came out well is what `tally` counts."""
    tally = tally or Tally()
    path = bench.write("names.txt", "\n".join(names) + "\n")
    cost = run(
        command(bench, "--input", path, "--concurrency", str(width or bench.width), *more),
        reader=tally, timeout=timeout)
    cost.good, cost.asked = tally.good, len(names)
    cost.lines, cost.odd = tally.lines, tally.odd
    return cost


def measure(bench, names):
    return diagnose(bench, names)
