"""The same names by everybody, in turns: what each takes of the processor."""

import json

import lab
from measure import BenchError, median, processor_seconds, run
from peers import (
    aiohttp_script, blackbox, curl_parallel, dnsperf, floor, go_program, icpdiag, parts, xargs)
from prepare import tell
from table import markdown, number

PEERS = {
    "blackbox": blackbox,
    "aiohttp": aiohttp_script,
    "xargs": xargs,
    "go": go_program,
}
# Each row is the cost of the first by that of the second.
PAIRS = {
    "http-floor": ("http", "http floor"),
    "http-curl": ("http", "http curl"),
    "https-floor": ("https", "https floor"),
    "https-curl": ("https", "https curl"),
    "dns-dnsperf": ("dns", "dnsperf"),
    **{f"whole-{peer}": ("icpdiag", peer) for peer in PEERS},
}
BARE = ("http floor", "https floor", "dnsperf")
ROWS = [*PAIRS, "whole-parts"]
# Cheap parts are asked for so much more often: what it takes to start must not show.
CHEAP = 8


class Bulk:
    def __init__(self, bench, table):
        self.bench = bench
        self.table = table
        self.costs = {}
        """By the name of who it was, one of each round."""
        self.asked = self._questions_of_one()
        wanted = {who for row in ROWS if bench.wants(row)
                  for who in PAIRS.get(row, ("icpdiag", *BARE))}
        self.turns = [(who, work) for who, work in self._everybody() if who in wanted]

    def _everybody(self):
        bench, names = self.bench, lab.healthy(self.bench.targets)
        more = lab.healthy(len(names) * CHEAP)
        yield "http", lambda: parts.probes(bench, "http", _addressed(more))
        yield "http floor", lambda: floor.probes(bench, "http", _addressed(more))
        yield "http curl", lambda: curl_parallel.probes(bench, "http", more)
        yield "https", lambda: parts.probes(bench, "https", _addressed(names))
        yield "https floor", lambda: floor.probes(bench, "https", _addressed(names))
        yield "https curl", lambda: curl_parallel.probes(bench, "https", names)
        yield "dns", lambda: parts.questions(bench, more)
        yield "dnsperf", lambda: dnsperf.questions(bench, more)
        yield "icpdiag", lambda: icpdiag.measure(bench, names)
        for name, peer in PEERS.items():
            share = names[: max(1, len(names) // peer.SHARE)]
            yield name, lambda peer=peer, share=share: peer.measure(bench, share)

    def round(self, number):
        """Everything once; the order turns, so that none is always beside the same neighbour."""
        turn = number * 4 % len(self.turns)
        each = {}
        for who, work in self.turns[turn:] + self.turns[:turn]:
            cost = self._beside_the_lab(work)
            if cost.good < cost.asked:
                # Who fails has done less work, and looks better than it is.
                tell(f"{who}: only {cost.good} of {cost.asked} were good")
            self.costs.setdefault(who, []).append(cost)
            each[who] = cost.each
        self._compare(each)

    def _beside_the_lab(self, measure):
        """Notes how busy the lab was: a number near 1 would say that it was what was measured."""
        pid = self.bench.lab.process.pid
        begun = processor_seconds(pid)
        cost = measure()
        cost.lab = (processor_seconds(pid) - begun) / cost.wall
        return cost

    def _compare(self, each):
        for row, (ours, theirs) in PAIRS.items():
            if self.bench.wants(row):
                self.table.add(row, each[ours] / each[theirs])
        if self.bench.wants("whole-parts"):
            plain, secure, questions = self.asked
            # A name is one probe to the floor, and two questions to dnsperf.
            bare = (plain * each["http floor"] + secure * each["https floor"]
                    + questions / 2 * each["dnsperf"])
            self.table.add("whole-parts", each["icpdiag"] / bare,
                           f"{plain} HTTP, {secure} HTTPS, {questions} DNS")

    def _questions_of_one(self):
        """How many plain probes, handshakes and DNS questions one clean target is asked."""
        output = run(icpdiag.command(self.bench, *lab.healthy(1, first=7))).output
        report = json.loads(output)
        if report["status"] != "ok":
            raise BenchError(f"a clean target is called {report['verdict']['cause']}")
        evidence = report["evidence"]
        plain = sum(exchange["scheme"] == "http" for exchange in evidence["http"])
        return plain, len(evidence["tls"]), len(evidence["dns"])

    def text(self):
        """What each took, as medians of the rounds."""
        names = {"icpdiag": "icpdiag, whole diagnosis",
                 **{part: f"{part}, icpdiag's part" for part in ("http", "https", "dns")},
                 **{name: peer.NAME for name, peer in PEERS.items()}}
        rows = []
        for who, costs in self.costs.items():
            rows.append([
                names.get(who, who),
                number(median([cost.asked / cost.wall for cost in costs])),
                number(median([cost.each for cost in costs]) * 1000),
                number(median([cost.memory for cost in costs])),
                f"{100 * median([cost.lab for cost in costs]):.0f} %",
                str(costs[0].asked), str(min(cost.good for cost in costs))])
        return markdown(
            ["who", "targets/s", "CPU s per 1,000", "peak MiB", "lab busy", "targets", "good"],
            rows)


def _addressed(names):
    return "".join(f"{name} {lab.address(name)}\n" for name in names)
