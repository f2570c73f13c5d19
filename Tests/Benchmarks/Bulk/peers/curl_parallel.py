"""One `curl --parallel` for all names, a new connection for each."""

import lab
from measure import run

# The most that curl takes.
WIDTH = 300


def probes(bench, scheme, names):
    port = 443 if scheme == "https" else 80
    urls = "".join(f'url = "{scheme}://{name}/"\noutput = "/dev/null"\n' for name in names)
    cost = run([
        "curl", "--silent", "--parallel", "--parallel-immediate", "--parallel-max",
        str(min(bench.width, WIDTH)), "--cacert", bench.lab.authority,
        # Every name at one address and without the name server: the part that is compared. The
        # certificate does not name them all, which only a verified probe would mind.
        "--insecure", "--connect-to", f"::{lab.address(names[0])}:{port}",
        "--write-out", "%{http_code}\n", "--config", "-"], urls)
    cost.good, cost.asked = cost.output.split().count("200"), len(names)
    return cost
