"""The goals of the design, and how they are met."""

import dataclasses

from measure import median


@dataclasses.dataclass
class Row:
    id: str
    goal: str
    against: str
    wanted: float | None
    unit: str = ""
    """Of the measured value; none for a ratio."""
    at_least: bool = False
    values: list = dataclasses.field(default_factory=list)
    note: str = ""

    @property
    def is_met(self):
        value = median(self.values)
        if self.wanted is None:
            return True
        return value >= self.wanted if self.at_least else value <= self.wanted

    def cells(self):
        sign = "≥" if self.at_least else "≤"
        wanted = "" if self.wanted is None else f"{sign} {number(self.wanted)}{self.unit}"
        if not self.values:
            return [self.goal, self.against, wanted, "", "", "not measured"]
        spread = f"{number(min(self.values))} … {number(max(self.values))}"
        verdict = "" if self.wanted is None else "met" if self.is_met else "MISSED"
        return [
            self.goal, self.against, wanted, number(median(self.values)) + self.unit,
            spread if len(self.values) > 1 else "", "; ".join(word for word in (verdict, self.note) if word)]


def number(value):
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def goals():
    return [
        Row("http-floor", "CPU of a plain HTTP probe", "bare C libcurl-multi, same options", 1.10),
        Row("http-curl", "CPU of a plain HTTP probe", "curl --parallel", 0.85),
        Row("https-floor", "CPU of an HTTPS probe", "bare C libcurl-multi, same options", None),
        Row("https-curl", "CPU of an HTTPS probe", "curl --parallel", 0.75),
        Row("dns-dnsperf", "CPU of a DNS question", "dnsperf", None),
        Row("whole-parts", "whole diagnosis of a clean target, CPU", "sum of its bare C parts", 1.20),
        Row("whole-blackbox", "whole diagnosis, CPU", "blackbox exporter, HTTP + HTTPS", 0.65),
        Row("whole-aiohttp", "whole diagnosis, CPU", "asyncio + aiohttp script", 0.40),
        Row("whole-xargs", "whole diagnosis, CPU", "xargs -P of dig and curl", 0.04),
        Row("whole-go", "whole diagnosis, CPU", "plain Go net/http program", 1.15),
        Row("single-floor", "one clean target at 20 ms, wall", "its four round trips", 1.15),
        Row("single-tools", "one clean target at 20 ms, wall", "dig + dig + curl + curl", 0.45),
        Row("single-blocked", "one blocked target with all controls, wall",
            "the same sequence", 1.2),
        Row("start", "start-up (--version)", "", 10, " ms"),
        Row("memory-100k", "memory at 100,000 targets against 10,000", "itself", 1.10),
        Row("memory-million", "memory at a million names against 10,000", "itself", 1.20),
        Row("memory-each", "memory for each target in flight", "", 110, " KB"),
        Row("healthy", "healthy targets called unhealthy, machine busy", "", 0),
        Row("tarpit", "throughput lost to 1 % of tarpits", "", 0.10),
        Row("failures", "failure kinds told apart", "", 8, at_least=True),
        Row("places", "place look-up", "", 100, " ns"),
        Row("judging", "judging stored evidence, one core", "", 100_000, " reports/s",
            at_least=True),
        Row("records", "record look-up among many filings, median", "", 50, " µs"),
    ]


class Table:
    def __init__(self):
        self.rows = {row.id: row for row in goals()}

    def add(self, row, value, note=""):
        self.rows[row].values.append(value)
        self.rows[row].note = note or self.rows[row].note

    def text(self, only=None):
        """As Markdown."""
        heading = ["goal", "against", "wanted", "measured", "spread", ""]
        return markdown(heading, [
            row.cells() for row in self.rows.values() if row.values or not only])

    def missed(self):
        return [row.goal for row in self.rows.values() if row.values and not row.is_met]

    def json(self):
        return [dataclasses.asdict(row) for row in self.rows.values()]


def markdown(heading, rows):
    widths = [max(len(row[i]) for row in [heading] + rows) for i in range(len(heading))]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths)] for row in [heading] + rows]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
