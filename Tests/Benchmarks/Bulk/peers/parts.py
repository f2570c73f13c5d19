"""One part of a diagnosis alone, by the engine that icpdiag uses (Tests/Benchmarks/Probe)."""

from measure import counted, run


def probes(bench, scheme, addressed):
    return counted(run([bench.probe, scheme, str(bench.width)], addressed))


def questions(bench, names):
    """Two questions a name, A and AAAA."""
    return counted(run(
        [bench.probe, "dns", str(bench.width), bench.lab.resolver], "\n".join(names)))


def places(bench):
    """Nanoseconds for a look-up."""
    output = run([bench.probe, "places", "5000000"]).output
    return float(output.split(",")[1].split()[0])
