"""The same names by everybody, in turns: what each takes of the processor."""

import json

import lab
from measure import BenchError, median, processor_seconds, run
from peers import (
    aiohttp_script, blackbox, curl_parallel, dnsperf, floor, go_program, icpdiag, parts, xargs)
from prepare import tell
from table import markdown, number

# By the rows they stand for.
PEERS = {
    "whole-blackbox": blackbox,
    "whole-aiohttp": aiohttp_script,
    "whole-xargs": xargs,
    "whole-go": go_program,
}
CHEAP = 8


def _addressed(names):
    return "".join(f"{name} {lab.address(name)}\n" for name in names)


class Bulk:
    def __init__(self, bench, table):
        self.bench = bench
        self.table = table
        self.costs = {}
        """By the peer's name, one of each round."""
        self.asked = self._questions_of_one()

    def round(self, number):
        """Everything once; the order turns, so that none is always beside the same neighbour."""
        bench, names = self.bench, lab.healthy(self.bench.targets)
        # Cheap parts are asked for more often: what it takes to start must not show.
        more = lab.healthy(len(names) * CHEAP)
        turns = [
            ("http", lambda: parts.probes(bench, "http", _addressed(more))),
            ("http floor", lambda: floor.probes(bench, "http", _addressed(more))),
            ("http curl", lambda: curl_parallel.probes(bench, "http", more)),
            ("https", lambda: parts.probes(bench, "https", _addressed(names))),
            ("https floor", lambda: floor.probes(bench, "https", _addressed(names))),
            ("https curl", lambda: curl_parallel.probes(bench, "https", names)),
            ("dns", lambda: parts.questions(bench, more)),
            ("dnsperf", lambda: dnsperf.questions(bench, more)),
            ("icpdiag", lambda: icpdiag.measure(bench, names)),
        ] + [(row, lambda peer=peer: peer.measure(bench, names[: max(1, len(names) // peer.SHARE)]))
             for row, peer in PEERS.items()]
        turn = number * 4 % len(turns)
        here = {}
        for name, measure in turns[turn:] + turns[:turn]:
            cost = here[name] = self._beside_the_lab(measure)
            if cost.good < cost.asked:
                # A peer that fails has done less work: its number would flatter nobody fairly.
                tell(f"{name}: only {cost.good} of {cost.asked} were good")
            self.costs.setdefault(name, []).append(cost)
        self._compare({name: cost.each for name, cost in here.items()})

    def _beside_the_lab(self, measure):
        """Notes how busy the lab was: a number near 1 would say that it was what was measured."""
        pid = self.bench.lab.process.pid
        begun = processor_seconds(pid)
        cost = measure()
        cost.lab = (processor_seconds(pid) - begun) / cost.wall
        return cost

    def _compare(self, each):
        add = self.table.add
        add("http-floor", each["http"] / each["http floor"])
        add("http-curl", each["http"] / each["http curl"])
        add("https-floor", each["https"] / each["https floor"])
        add("https-curl", each["https"] / each["https curl"])
        add("dns-dnsperf", each["dns"] / each["dnsperf"])
        plain, secure, questions = self.asked
        # dnsperf and the floor name two questions and one probe for each target.
        bare = (plain * each["http floor"] + secure * each["https floor"]
                + questions / 2 * each["dnsperf"])
        add("whole-parts", each["icpdiag"] / bare,
            f"{plain} HTTP, {secure} HTTPS, {questions} DNS")
        for row in PEERS:
            add(row, each["icpdiag"] / each[row])

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
                 **{row: peer.NAME for row, peer in PEERS.items()}}
        rows = []
        for name, costs in self.costs.items():
            rows.append([
                names.get(name, name + (" part of icpdiag" if name in ("http", "https", "dns") else "")),
                number(median([cost.asked / cost.wall for cost in costs])),
                number(median([cost.each for cost in costs]) * 1000),
                number(median([cost.memory for cost in costs])),
                f"{100 * median([cost.lab for cost in costs]):.0f} %",
                str(costs[0].asked), str(min(cost.good for cost in costs))])
        return markdown(
            ["who", "targets/s", "CPU s per 1,000", "peak MiB", "lab busy", "targets", "good"], rows)
