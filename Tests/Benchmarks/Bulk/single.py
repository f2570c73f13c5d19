"""One target at a distance of 20 ms, and the program's start."""

import json
import statistics
import sys

import lab
from measure import BenchError, run
from peers import icpdiag

ROWS = ["start", "single-floor", "single-tools", "single-blocked"]
ROUND_TRIP = 0.020
TIMES = 5
"""Each command is timed so often in a round, and the median taken: a wall clock sees everybody."""


def measure(bench, table):
    # In turns with a program that does nothing, for what it takes to start anything at all.
    starts = [(run([bench.icpdiag, "--version"]).wall, run(["true"]).wall) for _ in range(21)]
    whole, nothing = (1000 * statistics.median(column) for column in zip(*starts))
    table.add("start", whole, f"/bin/true takes {nothing:.1f} ms")
    clean, = lab.healthy(1, first=3)
    dig = ["dig", f"@{bench.lab.resolver}", "+short"]
    curl = ["curl", "--silent", "--output", "/dev/null", "--cacert", bench.lab.authority]
    commands = {
        "clean": [icpdiag.command(bench, clean)],
        "blocked": [icpdiag.command(bench, "www.blocked.example")],
        "tools": [[*dig, clean, "A"], [*dig, clean, "AAAA"],
                  [*curl, f"http://{clean}/"], [*curl, f"https://{clean}/"]],
        "round trip": [["curl", "--silent", "--output", "/dev/null", "--write-out",
                        "%{time_connect}", f"http://{lab.address(clean)}/"]],
    }
    # From here on in a namespace of its own, behind the delay.
    path = bench.write("distant.json", json.dumps(commands))
    milliseconds = str(ROUND_TRIP * 1000)
    times = json.loads(run(
        [bench.tool("delay"), milliseconds, sys.executable, __file__, path]).output)
    if not times["words"]["clean"].count('"accessible"'):
        raise BenchError(f"the clean target at a distance: {times['words']['clean'][:300]}")
    if not times["words"]["blocked"].count('"blocked"'):
        raise BenchError(f"the blocked target at a distance: {times['words']['blocked'][:300]}")
    trip = float(times["words"]["round trip"])
    table.add("single-floor", times["clean"] / (4 * ROUND_TRIP),
              f"{1000 * times['clean']:.0f} ms; a trip takes {1000 * trip:.1f} ms")
    table.add("single-tools", times["clean"] / times["tools"])
    table.add("single-blocked", times["blocked"] / times["tools"],
              f"{1000 * times['blocked']:.0f} ms")


def _time(path):
    """At a distance: times each list of commands, and prints the medians."""
    with open(path) as file:
        commands = json.load(file)
    walls = {name: [] for name in commands}
    words = {}
    for _ in range(TIMES):
        for name, sequence in commands.items():
            costs = [run(command) for command in sequence]
            walls[name].append(sum(cost.wall for cost in costs))
            words[name] = costs[-1].output
    medians = {name: statistics.median(taken) for name, taken in walls.items()}
    print(json.dumps({**medians, "words": words}))


if __name__ == "__main__":
    _time(sys.argv[1])
