"""Runs a command to its end and says what it cost: it alone, with the children it waited for."""

import dataclasses
import os
import statistics
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Cost:
    """What a command took."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, its own and the kernel's for it."""
    memory: float
    """The most it had at a time, in MiB; of several processes the first one's."""
    status: int
    output: str = ""
    good: int = 0
    """How many of what was asked for came out well."""
    asked: int = 0
    lab: float = 0
    """How much of one processor the servers used meanwhile."""

    @property
    def each(self):
        """Seconds of processor time for each that was asked for."""
        return self.cpu / max(self.asked, 1)


def run(command, stdin="", timeout=1800, env=None, reader=None):
    """Runs `command` with a text on stdin.

    `reader` takes what it writes, piece by piece; without one the output is kept as text.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as kept:
        given.write(stdin.encode())
        given.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE if reader else kept,
            stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
        threads = [
            threading.Thread(target=_errors, args=(process.stderr, errors := [])),
            threading.Thread(target=_watch, args=(process.pid, peaks := [0.0])),
        ]
        if reader:
            threads.append(threading.Thread(target=_pour, args=(process.stdout, reader)))
        for thread in threads:
            thread.start()
        limit = threading.Timer(timeout, process.kill)
        limit.start()
        # Left as it is, so that its number stays its own until nobody looks at it any more.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        wall = time.monotonic() - start
        limit.cancel()
        for thread in threads:
            thread.join()
        # Not Popen.wait: only wait4 says what this one child has used.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        kept.seek(0)
        cost = Cost(
            wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=peaks[-1],
            status=process.returncode, output=kept.read().decode(errors="replace"))
    if cost.status < 0:
        raise BenchError(f"{command[0]} was ended by signal {-cost.status} after {wall:.0f} s")
    if cost.status >= 64 and not reader:
        raise BenchError(f"{' '.join(command[:3])} ended with {cost.status}: {b''.join(errors)!r}")
    return cost


def _watch(pid, peaks):
    """Notes the peak of a process until it is gone.

    The system's account at the end (ru_maxrss) also knows of this interpreter, from which the
    command was forked.
    """
    while (peak := peak_memory(pid)) is not None:
        peaks.append(peak)
        time.sleep(0.02)


def peak_memory(pid):
    """The most memory that a process had so far, in MiB; none when it has ended."""
    with open(f"/proc/{pid}/status") as file:
        for line in file:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return None


def _pour(stream, reader):
    while piece := stream.read1(1 << 20):
        reader(piece)


def _errors(stream, kept):
    while piece := stream.read1(1 << 16):
        # The first words say it; the rest is drained, or the command would wait.
        if sum(map(len, kept)) < 2000:
            kept.append(piece)


class BenchError(Exception):
    """Why there are no numbers."""


def counted(cost):
    """Fills in what a peer says at its end: 'GOOD of ASKED'."""
    words = cost.output.split()
    try:
        cost.good, cost.asked = int(words[-3]), int(words[-1])
    except (IndexError, ValueError):
        raise BenchError(f"no count in {cost.output[-200:]!r}") from None
    return cost


def processor_seconds(pid):
    """What a running process has used so far."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def median(values):
    return statistics.median(values)
