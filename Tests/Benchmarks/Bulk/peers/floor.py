"""The same probes in plain C: see floor.c."""

import os

from measure import counted, run

SOURCE = os.path.join(os.path.dirname(__file__), "floor.c")


def build(tools):
    tools.compile(SOURCE, "floor", "-lcurl", "-lssl", "-lcrypto")


def probes(bench, scheme, addressed):
    return counted(run([bench.tool("floor"), scheme, str(bench.width)], addressed))
