"""What is diagnosed: names, and the lab that serves them, in a process of its own."""

import json
import os
import signal
import subprocess

from measure import BenchError

DOMAINS = 512
"""Registrable domains of the healthy names: nobody is asked more often than is polite."""
SLOW_DOMAINS = 240

# Where and how each of the eight kinds of failure shows in a report.
FAILURES = {
    "syn-dropped": ("http", "connect-timeout"),
    "refused": ("http", "connect-refused"),
    "reset-after-hello": ("tls", "reset"),
    "reset-after-get": ("http", "reset"),
    "tls-hangs": ("tls", "timeout"),
    "http-hangs": ("http", "timeout"),
    "bad-certificate": ("tls", "certificate"),
    "plain-in-tls": ("tls", "tls-not-tls"),
}
_FAILING_SITES = {
    "syn-dropped": {"http": "unanswered", "https": "unanswered"},
    "refused": {"http": "refused", "https": "refused"},
    "reset-after-hello": {"https": "reset"},
    "reset-after-get": {"http": "reset"},
    "tls-hangs": {"https": "silent"},
    "http-hangs": {"http": "silent"},
    "bad-certificate": {"certificate": {"self_signed": True}},
    "plain-in-tls": {"gateway": {
        "page": "adm-aws", "http": "pass", "https": "plaintext", "blocks": "*"}},
}


def healthy(count, first=0):
    """Names that open, neighbours of different domains."""
    return [f"w{i // DOMAINS}.d{i % DOMAINS}.example" for i in range(first, first + count)]


def address(name):
    """Where one of those lives."""
    domain = int(name.split(".")[1][1:])
    return f"127.16.{domain >> 8}.{domain & 255}"


def missing(count):
    """Names that do not exist."""
    return [f"n{i}.test" for i in range(count)]


def slow(count):
    """Names whose sites take a second and a half to answer."""
    return [f"w{i // SLOW_DOMAINS}.s{i % SLOW_DOMAINS}.example" for i in range(count)]


def scenario():
    page = {"title": "One of many", "body_bytes": 1024}
    names = {"*.test": {"answer": "nxdomain"}, "*.example": {"a": "127.19.0.1"},
             "www.blocked.example": {"a": "127.18.0.100"}}
    sites = {
        "127.16.0.0/23": {"content": page},
        "127.17.0.0/24": {"content": {**page, "latency_ms": 1500}},
        "127.18.0.100": {
            "content": page,
            "gateway": {"page": "alibaba-new", "https": "reset", "blocks": ["blocked.example"]}},
        "127.19.0.1": {"http": "drip", "https": "silent"},
    }
    for domain in range(DOMAINS):
        names[f"*.d{domain}.example"] = {"a": f"127.16.{domain >> 8}.{domain & 255}"}
    for domain in range(SLOW_DOMAINS):
        names[f"*.s{domain}.example"] = {"a": f"127.17.0.{domain}"}
    for number, (kind, site) in enumerate(_FAILING_SITES.items()):
        names[f"www.{kind}.example"] = {"a": f"127.18.0.{number + 1}"}
        sites[f"127.18.0.{number + 1}"] = {"content": page, **site}
    return {
        "schema": "icpdiag.lab/1", "title": "Targets for the benchmark", "names": names,
        "sites": sites,
        "places": [{"cidr": "127.16.0.0/14", "provider": "alibaba", "region": "cn-hangzhou",
                    "area": "mainland"}]}


class Lab:
    """The lab's own process, on the standard ports of the namespace that this runs in."""

    resolver = "127.0.0.1"

    def __init__(self, program, folder):
        self.folder = folder
        path = os.path.join(folder, "lab.json")
        with open(path, "w") as file:
            json.dump(scenario(), file)
        self.authority = os.path.join(folder, "ca.pem")
        self.places = os.path.join(folder, "places.csv")
        self.log = open(os.path.join(folder, "lab.log"), "w")
        self.process = subprocess.Popen(
            [program, "lab", "--scenario", path, "--folder", folder, "--dns-port", "53",
             "--http-port", "80", "--https-port", "443"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        # It prints its options once it serves.
        if not self.process.stdout.readline().startswith("--resolver"):
            with open(self.log.name) as file:
                raise BenchError(f"the lab does not start: {file.read()[:500]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
