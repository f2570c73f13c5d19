"""A shell pipeline of dig and curl, a process for each question."""

from measure import run

NAME = "xargs -P of dig and curl"
SHARE = 20
"""It is given one of so many names, or it would take all the time there is."""

SCRIPT = """
dig +short "$1" A >/dev/null && dig +short "$1" AAAA >/dev/null &&
curl --silent --output /dev/null --max-time 20 "http://$1/" &&
curl --silent --output /dev/null --max-time 20 --cacert "$SSL_CERT_FILE" "https://$1/" && echo good
"""


def measure(bench, names):
    cost = run(["xargs", "-P", "8", "-I{}", "sh", "-c", SCRIPT, "sh", "{}"], "\n".join(names))
    cost.good, cost.asked = cost.output.count("good"), len(names)
    return cost
