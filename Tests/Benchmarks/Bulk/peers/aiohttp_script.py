"""An asyncio script with aiohttp and its resolver: see plain.py."""

import os

from measure import counted, run

NAME = "asyncio + aiohttp script"
SHARE = 3
PACKAGES = ["aiohttp", "aiodns"]
SCRIPT = os.path.join(os.path.dirname(__file__), "plain.py")


def build(tools):
    tools.python_packages(PACKAGES)


def measure(bench, names):
    return counted(run([bench.python, SCRIPT, str(bench.width)], "\n".join(names)))
