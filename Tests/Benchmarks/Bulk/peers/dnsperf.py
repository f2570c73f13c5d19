"""dnsperf: the DNS side alone, two questions a name."""

import re

from measure import BenchError, run


def questions(bench, names):
    path = bench.write("questions.txt", "".join(f"{name} A\n{name} AAAA\n" for name in names))
    cost = run(["dnsperf", "-s", bench.lab.resolver, "-d", path, "-n", "1", "-q",
                str(bench.width), "-c", "1", "-T", "1", "-e"])
    found = re.search(r"Queries completed:\s+(\d+)", cost.output)
    if not found:
        raise BenchError(f"dnsperf says nothing: {cost.output[-300:]!r}")
    cost.good, cost.asked = int(found[1]) // 2, len(names)
    return cost
