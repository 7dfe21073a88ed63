#!/usr/bin/env python3
"""Makes the boundaries of an edition from a shapefile whose attribute ADM2_PCODE begins with the code of the unit.

    python3 tools/make_boundaries.py kaz_admbnda_adm2_2021.shp editions/kz-2021/codelists/boundaries.json

Lines are thinned (Douglas and Peucker, 1973; 100 m) and rounded to 0.0001 degree: enough to see where one is, a tenth
of the size. A ring is [lon, lat, dlon, dlat, ...] in units of 0.0001 degree, each point as the step from the one
before; the first point is not repeated at the end. Rings of fewer than four points are dropped.
"""
import json
import math
import struct
import sys

UNIT = 10_000
TOLERANCE_M = 100


def read_codes(path):
    data = open(path, "rb").read()
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at, offset = {}, 32, 1
    while data[at] != 13:
        fields[data[at:at + 11].split(b"\0")[0].decode()] = (offset, data[at + 16])
        offset += data[at + 16]
        at += 32
    start, width = fields["ADM2_PCODE"]
    for row in range(count):
        begin = head + row * size + start
        yield data[begin:begin + width].decode().strip()[2:].ljust(9, "0")


def read_shapes(path):
    data, at = open(path, "rb").read(), 100
    while at < len(data):
        words = struct.unpack(">I", data[at + 4:at + 8])[0]
        body = data[at + 8:at + 8 + words * 2]
        parts, points = struct.unpack("<II", body[36:44])
        starts = [*struct.unpack(f"<{parts}I", body[44:44 + 4 * parts]), points]
        values = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts:44 + 4 * parts + 16 * points])
        pairs = list(zip(values[::2], values[1::2]))
        yield [pairs[a:b] for a, b in zip(starts, starts[1:])]
        at += 8 + words * 2


def distance_m(point, a, b):
    scale = math.cos(math.radians(point[1]))
    px, py, bx, by = ((point[0] - a[0]) * scale, point[1] - a[1], (b[0] - a[0]) * scale, b[1] - a[1])
    length = bx * bx + by * by
    along = 0 if length == 0 else max(0, min(1, (px * bx + py * by) / length))
    return math.hypot(px - along * bx, py - along * by) * 111_195


def thin(points):
    keep, work = {0, len(points) - 1}, [(0, len(points) - 1)]
    while work:
        first, last = work.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: distance_m(points[i], points[first], points[last]))
        if distance_m(points[far], points[first], points[last]) > TOLERANCE_M:
            keep.add(far)
            work += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def coded(ring):
    half = len(ring) // 2
    points = [(round(x * UNIT), round(y * UNIT)) for x, y in thin(ring[:half + 1])[:-1] + thin(ring[half:])[:-1]]
    points = [p for i, p in enumerate(points) if p != points[i - 1]]
    out, before = [], (0, 0)
    for x, y in points:
        out += [x - before[0], y - before[1]]
        before = (x, y)
    return out if len(points) >= 4 else None


def main(source, target):
    units = {}
    for code, rings in zip(read_codes(source[:-3] + "dbf"), read_shapes(source)):
        units.setdefault(code, []).extend(ring for ring in map(coded, rings) if ring)
    lines = [f'"{code}":{json.dumps(rings, separators=(",", ":"))}' for code, rings in sorted(units.items())]
    credit = "geokz, A. Rodionov, CC BY 4.0"
    with open(target, "w", encoding="utf-8") as out:
        out.write(f'{{"credit":"{credit}",\n"units":{{\n' + ",\n".join(lines) + "\n}}\n")


main(*sys.argv[1:])
