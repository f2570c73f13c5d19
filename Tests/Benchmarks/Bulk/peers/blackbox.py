"""prometheus-blackbox-exporter, scraped once for http and once for https of every name.

Only the exporter's own processor time counts, not that of the curl which scrapes it.
"""

import subprocess
import time
import urllib.parse
import urllib.request

from measure import BenchError, peak_memory, processor_seconds, run

NAME = "blackbox exporter"
SHARE = 4
ADDRESS = "127.0.0.1:9115"

CONFIG = """
modules:
  web:
    prober: http
    timeout: 20s
    http:
      preferred_ip_protocol: ip4
      tls_config:
        ca_file: {authority}
"""


def measure(bench, names):
    config = bench.write("blackbox.yml", CONFIG.format(authority=bench.lab.authority))
    with open(bench.path("blackbox.log"), "w") as log:
        exporter = subprocess.Popen(
            ["prometheus-blackbox-exporter", f"--config.file={config}",
             f"--web.listen-address={ADDRESS}", "--log.level=error"], stdout=log, stderr=log)
    try:
        _wait_for(exporter)
        before = processor_seconds(exporter.pid)
        urls = "".join(
            f'url = "http://{ADDRESS}/probe?module=web&target={urllib.parse.quote(url, safe="")}"\n'
            for name in names for url in (f"http://{name}/", f"https://{name}/"))
        cost = run(["curl", "--silent", "--parallel", "--parallel-max", str(min(bench.width, 300)),
                    "--config", "-"], urls)
        cost.cpu = processor_seconds(exporter.pid) - before
        cost.memory = peak_memory(exporter.pid)
    finally:
        exporter.terminate()
        exporter.wait()
    cost.good, cost.asked = cost.output.count("\nprobe_success 1") // 2, len(names)
    return cost


def _wait_for(exporter):
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://{ADDRESS}/", timeout=1).read()
            return
        except OSError:
            if exporter.poll() is not None:
                raise BenchError("the blackbox exporter does not start; see blackbox.log")
            time.sleep(0.05)
    raise BenchError("the blackbox exporter does not answer")
