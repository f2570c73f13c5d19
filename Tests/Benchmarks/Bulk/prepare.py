"""Brings in what the benchmark needs: packages, the peers' builds, icpdiag and its parts."""

import os
import shutil
import subprocess
import sys

from measure import BenchError
from peers import aiohttp_script, floor, go_program

# What each Debian package is recognised by.
PACKAGES = {
    "curl": "curl",
    "dig": "dnsutils",
    "dnsperf": "dnsperf",
    "go": "golang-go",
    "prometheus-blackbox-exporter": "prometheus-blackbox-exporter",
    "gcc": "gcc",
    "ip": "iproute2",
    "unshare": "util-linux",
}
PRODUCTS = ["icpdiag", "ProbeBenchmark", "DiagnosisBenchmark", "StoreBenchmark"]


class Tools:
    """What was built and installed for the benchmark, all of it in one folder below .build."""

    def __init__(self, root):
        self.root = root
        self.folder = os.path.join(root, ".build", "bench")
        os.makedirs(self.folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def swift(self, product):
        return os.path.join(self.root, ".build", "release", product)

    @property
    def python(self):
        return self.path("venv/bin/python")

    def prepare(self):
        self._packages()
        self._swift()
        here = os.path.dirname(os.path.abspath(__file__))
        self.compile(os.path.join(here, "delay.c"), "delay")
        for peer in (floor, go_program, aiohttp_script):
            peer.build(self)

    def compile(self, source, name, *libraries):
        self.make(name, source, ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o",
                                 self.path(name), source, *libraries])

    def make(self, name, source, command, env=None):
        target = self.path(name)
        if os.path.exists(target) and os.path.getmtime(target) > os.path.getmtime(source):
            return
        tell(f"building {name}")
        self._quietly(command, env)

    def python_packages(self, packages):
        folder = self.path("venv")
        if not os.path.exists(self.python):
            tell("making a Python environment")
            self._quietly([sys.executable, "-m", "venv", folder])
        if subprocess.run([self.python, "-c", f"import {', '.join(packages)}"],
                          capture_output=True).returncode:
            tell(f"installing {' '.join(packages)}")
            self._quietly([self.python, "-m", "pip", "install", "--quiet", *packages])

    def _packages(self):
        missing = [package for command, package in PACKAGES.items() if not shutil.which(command)]
        # Debian keeps this one's pip apart from the interpreter.
        if not os.path.exists(self.python) and subprocess.run(
                [sys.executable, "-m", "ensurepip", "--version"], capture_output=True).returncode:
            missing.append("python3-venv")
        if not missing:
            return
        by_hand = f"as root, run: apt-get install {' '.join(missing)}"
        if not shutil.which("apt-get"):
            raise BenchError(f"missing, by their Debian names: {' '.join(missing)}")
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        tell(f"installing {' '.join(missing)}")
        environment = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
        try:
            self._quietly([*environment, "update"])
            self._quietly([*environment, "install", "--no-install-recommends", "--no-remove",
                           *missing])
        except BenchError as error:
            raise BenchError(f"{error}\n{by_hand}") from None

    def _swift(self):
        self._quietly([os.path.join(self.root, ".ci", "setup"), "build"])
        for product in PRODUCTS:
            tell(f"building {product}")
            self._quietly([os.path.join(self.root, ".ci", "release"), product])

    def _quietly(self, command, env=None):
        try:
            done = subprocess.run(
                command, cwd=self.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, env={**os.environ, **(env or {})})
        except FileNotFoundError:
            raise BenchError(f"there is no {command[0]} here") from None
        if done.returncode:
            raise BenchError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")


def tell(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)
