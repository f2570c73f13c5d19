#!/usr/bin/env python3
"""The job of `icpdiag deploy spark` on a cluster that loses a worker half way.

A standalone cluster of two workers on loopback audits 20,000 names against the lab. When half of
the partitions are done, one worker is killed with everything it runs. Every name has to be in the
reports exactly once.

    make test-spark         builds the program, and installs Java and PySpark where they are missing

Everything runs in namespaces made for it, which end with it.
"""

import collections
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
ICPDIAG = os.path.join(ROOT, ".build", "release", "icpdiag")
ENVIRONMENT = os.path.join(ROOT, ".build", "spark")
PYTHON = os.path.join(ENVIRONMENT, "bin", "python")

NAMES = int(os.environ.get("NAMES") or 20_000)
PARTITIONS = 40
PATIENCE = 600
"""Seconds for any one thing that is waited for."""
DOMAINS = 64


class Failed(Exception):
    """What did not happen as it should."""


def main():
    if "--inside" in sys.argv:
        return test(sys.argv[-1])
    prepare()
    # A process number 1 of its own: what it has started goes with it, and it goes with us.
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    isolated = ["setpriv", "--pdeathsig", "KILL", "unshare", *user, "--net", "--mount", "--pid",
                "--fork", "--kill-child", "--mount-proc"]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(
            prefix="icpdiag-spark-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen([*isolated, sys.executable, __file__, "--inside", folder])
        try:
            status = process.wait()
        finally:
            process.kill()
            process.wait()
    sys.exit(status)


def prepare():
    subprocess.run([os.path.join(ROOT, ".ci", "build")], check=True)
    if not shutil.which("java"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        tell("installing Java")
        subprocess.run([*as_root, "apt-get", "-q", "-y", "install", "--no-install-recommends",
                        "openjdk-17-jre-headless"], check=True, stdout=subprocess.DEVNULL)
    found = subprocess.run([PYTHON, "-c", "import pyspark"], capture_output=True) \
        if os.path.exists(PYTHON) else None
    if found is None or found.returncode:
        tell("installing PySpark from PyPI (once, some 400 MB)")
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "pyspark"], check=True)


# What is audited


def names():
    """Mostly names that do not exist, as lists have them; some that open, and some blocked."""
    open_ones = [f"w{i // DOMAINS}.d{i % DOMAINS}.example" for i in range(NAMES // 20)]
    blocked = [f"w{i // DOMAINS}.b{i % DOMAINS}.example" for i in range(NAMES // 200)]
    missing = [f"n{i}.test" for i in range(NAMES - len(open_ones) - len(blocked))]
    return {"ok": open_ones, "blocked": blocked, "unreachable": missing}


def scenario():
    page = {"title": "One of many"}
    addresses = {"*.test": {"answer": "nxdomain"}}
    for i in range(DOMAINS):
        addresses[f"*.d{i}.example"] = {"a": f"127.16.0.{i}"}
        addresses[f"*.b{i}.example"] = {"a": f"127.16.1.{i}"}
    return {
        "schema": "icpdiag.lab/1", "names": addresses,
        "places": [{"cidr": "127.16.0.0/16", "provider": "alibaba", "area": "mainland"}],
        "sites": {
            "127.16.0.0/26": {"content": page},
            "127.16.1.0/26": {"content": page, "gateway": {
                "page": "alibaba-new", "https": "reset", "blocks": "*"}}}}


# The cluster


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        self.home = subprocess.run(
            [PYTHON, "-c", "import pyspark; print(pyspark.__path__[0])"], check=True,
            capture_output=True, text=True).stdout.strip()
        os.environ.update(
            SPARK_HOME=self.home, SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_HOSTNAME="127.0.0.1",
            PYSPARK_PYTHON=PYTHON, SPARK_DAEMON_MEMORY="256m")
        self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1",
                   "--port", "7077", "--webui-port", "8080")
        self.workers = [
            self.start(f"worker{i}", "org.apache.spark.deploy.worker.Worker", "--host",
                       "127.0.0.1", "--cores", "2", "--memory", "1g", "--webui-port",
                       str(8081 + i), "--work-dir", os.path.join(folder, f"work{i}"),
                       "spark://127.0.0.1:7077")
            for i in range(2)]
        wait_for("two workers", lambda: self.alive() == 2)

    def start(self, name, *words):
        log = open(os.path.join(self.folder, f"{name}.log"), "w")
        # A session of its own, by which all that it starts is found again.
        return subprocess.Popen([os.path.join(self.home, "bin", "spark-class"), *words],
                                stdout=log, stderr=log, start_new_session=True)

    def alive(self):
        answer = fetch("http://127.0.0.1:8080/json/")
        return answer and answer["aliveworkers"]

    def progress(self):
        """How many tasks of the stage that runs icpdiag are done, and of how many."""
        applications = fetch("http://127.0.0.1:4040/api/v1/applications") or []
        for application in applications:
            stages = fetch(
                f"http://127.0.0.1:4040/api/v1/applications/{application['id']}/stages") or []
            # The first stage deals the names out, the second audits.
            if len(stages) > 1:
                last = max(stages, key=lambda stage: stage["stageId"])
                return last["numCompleteTasks"], last["numTasks"]
        return 0, PARTITIONS

    def lose(self, worker):
        """Kills a worker with all that it has started, as a machine that is switched off."""
        for entry in os.listdir("/proc"):
            if entry.isdigit() and session(int(entry)) == worker.pid:
                try:
                    os.kill(int(entry), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        worker.wait()


def session(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return int(file.read().rsplit(")", 1)[1].split()[3])
    except OSError:
        return None


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        # Not there yet; while it starts, it says so in words.
        return None


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise Failed(f"waited in vain for {what}")
        time.sleep(0.05)


# The test


def test(folder):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    try:
        audit(folder)
    except Failed as failure:
        for log in sorted(glob.glob(os.path.join(folder, "*.log"))):
            with open(log, errors="replace") as file:
                print(f"-- {os.path.basename(log)}\n{file.read()[-3000:]}")
        sys.exit(f"FAILED: {failure}")


def audit(folder):
    def path(name):
        return os.path.join(folder, name)

    expected = names()
    listed = [name for group in expected.values() for name in group]
    with open(path("names.txt"), "w") as file:
        file.writelines(f"{name}\t{i}\n" for i, name in enumerate(listed))
    with open(path("lab.json"), "w") as file:
        json.dump(scenario(), file)
    os.mkdir(path("lab"))
    lab = subprocess.Popen(
        [ICPDIAG, "lab", "--scenario", path("lab.json"), "--folder", path("lab")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    options = lab.stdout.readline().split()
    if "--resolver" not in options:
        raise Failed("the lab does not start")
    # The sites' certificates are the lab's own; the workers hand this on.
    os.environ["SSL_CERT_FILE"] = path("lab/ca.pem")
    with open(path("audit.py"), "w") as file:
        subprocess.run([ICPDIAG, "deploy", "spark", "--program", ICPDIAG, "--partitions",
                        str(PARTITIONS), "--", *options], check=True, stdout=file)
    cluster = Cluster(folder)
    tell("the cluster stands")
    with open(path("submit.log"), "w") as log:
        job = subprocess.Popen(
            [os.path.join(cluster.home, "bin", "spark-submit"), "--master",
             "spark://127.0.0.1:7077", "--executor-memory", "512m", "--conf",
             "spark.ui.enabled=true", path("audit.py"), f"file://{path('names.txt')}",
             f"file://{path('reports')}"], stdout=log, stderr=log)
    begun = time.monotonic()

    def is_half_done():
        done, total = cluster.progress()
        return job.poll() is not None or done * 2 >= total

    wait_for("half of the partitions", is_half_done)
    if job.poll() is not None:
        raise Failed("the job had ended before a worker could be lost")
    done, total = cluster.progress()
    cluster.lose(cluster.workers[0])
    tell(f"lost a worker with {done} of {total} partitions done")
    wait_for("the master to notice", lambda: cluster.alive() == 1)
    if job.poll() is not None or done >= total:
        raise Failed("the job had ended before the worker was lost")
    wait_for("the end of the job", lambda: job.poll() is not None)
    if job.returncode:
        raise Failed(f"the job ended with {job.returncode}")
    check(expected, listed, path("reports"))
    tell(f"{len(listed):,} names, each once, in {time.monotonic() - begun:.0f} s")
    lab.terminate()
    print("1 passed, 0 failed")


def check(expected, listed, folder):
    if not os.path.exists(os.path.join(folder, "_SUCCESS")):
        raise Failed("the reports are not marked as complete")
    seen = collections.Counter()
    states = {}
    for part in glob.glob(os.path.join(folder, "part-*")):
        with open(part) as file:
            for line in file:
                report = json.loads(line)
                seen[report["input"]] += 1
                states[report["input"]] = report["status"]
                if listed[int(report["meta"])] != report["input"]:
                    raise Failed(f"{report['input']} came back with the meta {report['meta']}")
    if seen != collections.Counter(listed):
        more = [name for name, count in seen.items() if count > 1]
        raise Failed(f"{len(set(listed) - set(seen))} names are missing, {len(more)} twice")
    for status, group in expected.items():
        wrong = [name for name in group if states[name] != status]
        if wrong:
            raise Failed(f"{len(wrong)} names are not {status}, such as {wrong[0]}: "
                         f"{states[wrong[0]]}")


def tell(text):
    print(f"spark: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
