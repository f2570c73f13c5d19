"""A Go program with net/http: see plain.go."""

import os

from measure import counted, run

NAME = "plain Go net/http program"
SHARE = 1
SOURCE = os.path.join(os.path.dirname(__file__), "plain.go")


def build(tools):
    # Without cgo, so that names are resolved by Go itself and not on a thread each.
    tools.make("go-program", SOURCE, ["go", "build", "-o", tools.path("go-program"), SOURCE],
               env={"CGO_ENABLED": "0", "GOCACHE": tools.path("go-cache"), "GOFLAGS": "-mod=mod"})


def measure(bench, names):
    return counted(run([bench.tool("go-program"), str(bench.width)], "\n".join(names)))
