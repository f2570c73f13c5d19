#!/usr/bin/env python3
"""icpdiag against its peers: the goals of the design, in ratios of one run.

    bench.py             everything, up to 20 minutes
    QUICK=1 bench.py     fewer targets and rounds, 2 minutes
    ROUNDS=9 TARGETS=500 ROWS=http,whole bench.py
    bench.py --list      the rows

ROWS takes beginnings of the ids that --list prints. Nothing leaves this machine: the servers, the
peers and icpdiag run in namespaces of network, processes and files made for this run, which end
with it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import inside
import many
import single
from bulk import ROWS, Bulk
from lab import Lab
from measure import BenchError
from prepare import Tools, tell
from table import Table

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))


class Bench:
    """The settings of this run, and where its things are."""

    def __init__(self, tools, folder):
        quick = bool(os.environ.get("QUICK"))
        self.tools = tools
        self.root = tools.root
        self.folder = folder
        self.is_quick = quick
        self.rounds = setting("ROUNDS", 3 if quick else 5)
        self.targets = setting("TARGETS", 250 if quick else 1_500)
        self.many = setting("MANY", 4_000 if quick else 100_000)
        self.names = setting("NAMES", 20_000 if quick else 1_000_000)
        self.width = setting("CONCURRENCY", 64)
        self.wanted = tuple(os.environ.get("ROWS", "").replace(",", " ").split())
        self.icpdiag = self.swift("icpdiag")
        self.probe = self.swift("ProbeBenchmark")
        self.python = tools.python
        self.lab = None

    def wants(self, *rows):
        return not self.wanted or any(row.startswith(self.wanted) for row in rows)

    def swift(self, product):
        return self.tools.swift(product)

    def tool(self, name):
        return self.tools.path(name)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)


def setting(name, usual):
    return int(os.environ.get(name) or usual)


def main():
    if "--list" in sys.argv:
        return print("\n".join(f"{row.id:16} {row.goal}" for row in Table().rows.values()))
    if "--inside" in sys.argv:
        return measure(sys.argv[-1])
    if "-h" in sys.argv or "--help" in sys.argv:
        return print(__doc__)
    tools = Tools(ROOT)
    tools.prepare()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(
            prefix="run-", dir=tools.folder, ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen([*isolation(), sys.executable, __file__, "--inside", folder])
        try:
            status = process.wait()
        finally:
            process.kill()
            process.wait()
    sys.exit(status)


def isolation():
    """A command's beginning that gives it namespaces of its own.

    The command is their process number 1: with it goes all that it has started. It goes itself when
    we do, in whatever way.
    """
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["setpriv", "--pdeathsig", "KILL", "unshare", *user, "--net", "--mount", "--pid",
            "--fork", "--kill-child", "--mount-proc"]


def measure(folder):
    """All that is measured, within the namespaces."""
    # What is left is taken down from outside, which is told of the same signal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as ports:
        ports.write("1024 65535")
    bench = Bench(Tools(ROOT), folder)
    # Names are resolved as anywhere: by the server in resolv.conf, on port 53.
    subprocess.run(
        ["mount", "--bind", bench.write("resolv.conf", f"nameserver {Lab.resolver}\n"),
         os.path.realpath("/etc/resolv.conf")], check=True)
    table = Table()
    begun = time.monotonic()
    bulk = None
    with Lab(bench.icpdiag, folder) as bench.lab:
        os.environ["SSL_CERT_FILE"] = bench.lab.authority
        try:
            bulk = rounds(bench, table)
            once(bench, table)
        finally:
            report(bench, table, bulk, time.monotonic() - begun)
    sys.exit(1 if table.missed() else 0)


def rounds(bench, table):
    """What is measured in every round, in turns."""
    bulk = Bulk(bench, table) if bench.wants(*ROWS) else None
    for number in range(bench.rounds):
        tell(f"round {number + 1} of {bench.rounds}")
        if bulk:
            bulk.round(number)
        if bench.wants(*single.ROWS):
            attempt(single.measure, bench, table)
    return bulk


def once(bench, table):
    """What takes long, or repeats to the digit."""
    parts = {
        ("failures",): inside.failures,
        ("places",): inside.places,
        ("judging",): inside.judging,
        ("records",): lambda bench, table: inside.records(
            bench, table, 100_000 if bench.is_quick else inside.RECORDS),
        ("memory-each",): many.in_flight,
        ("memory-million",): many.million,
        ("tarpit",): many.tarpit,
        ("healthy", "memory-100k"): many.healthy_and_busy,
    }
    for rows, part in parts.items():
        if bench.wants(*rows):
            tell(rows[0])
            attempt(part, bench, table)


def attempt(part, bench, table):
    """A part that fails leaves its rows empty, and the rest is measured."""
    try:
        part(bench, table)
    except BenchError as error:
        tell(str(error))


def report(bench, table, bulk, seconds):
    print(f"\nMedians of {bench.rounds} rounds in turns; {bench.targets:,} targets, "
          f"{bench.width} at a time; {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}; "
          f"{seconds:.0f} s\n")
    if bench.is_quick:
        print("Quick: fewer targets than the goals speak of; what was there is beside each row.\n")
    if bulk and bulk.costs:
        print(bulk.text() + "\n")
    print(table.text(only=bench.wanted) + "\n")
    with open(bench.tool("results.json"), "w") as file:
        json.dump(table.json(), file, indent=1)


if __name__ == "__main__":
    try:
        main()
    except BenchError as error:
        tell(str(error))
        sys.exit(70)
    except KeyboardInterrupt:
        sys.exit(130)
