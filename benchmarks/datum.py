"""Do shifted lists pass as right? Random lists of each place, size and datum, read as any list is.

    python benchmarks/datum.py [--draws 100] [--seed 1]

Draws rows evenly inside the outline of each shipped place, moves them into WGS-84, GCJ-02 or
BD-09, writes a CSV that says nothing of it, and reads it as ``sites check`` does. Prints how many
lists were accepted in silence, said to be shifted, or asked about; exit status 1 if a shifted
list was accepted in silence, or a true one said to be shifted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import shapely

from geo.arrays import Floats
from geo.datum.china import DATUMS, Datum, wgs84_to_bd09, wgs84_to_gcj02
from spaces.content import Content, default_content
from spaces.places import load_boundaries
from spaces.sites import read_sites

PLACES = ("310105", "330381", "320400", "140000", "370321")
SIZES = (3, 5, 20)
VERDICTS = ("accepted", "shifted", "asked")


def inside(area: shapely.Geometry, count: int, random: np.random.Generator) -> Floats:
    """Draw points evenly inside an area, (count, 2) degrees."""
    west, south, east, north = shapely.bounds(area)
    found = np.empty((0, 2))
    while len(found) < count:
        drawn = random.uniform((west, south), (east, north), (4 * count, 2))
        found = np.vstack([found, drawn[shapely.contains_xy(area, *drawn.T)]])
    return found[:count]


def given_in(xy: Floats, datum: Datum) -> Floats:
    """Degrees that a list in a datum holds for true places."""
    if datum == "wgs84":
        return xy
    return np.column_stack((wgs84_to_gcj02 if datum == "gcj02" else wgs84_to_bd09)(*xy.T))


def verdict(path: Path, xy: Floats, content: Content, place: str) -> str:
    """Write a list that says nothing of its datum, read it, and say what came of it."""
    rows = [f"场地{k},park,{x:.6f},{y:.6f}" for k, (x, y) in enumerate(xy)]
    path.write_text("名称,类别,经度,纬度\n" + "\n".join(rows), encoding="utf-8")
    codes = {f.code for f in read_sites(path, content, place).faults if f.severity == "warning"}
    if any(code.startswith(("shifted_datum", "datum_torn")) for code in codes):
        return "shifted"
    return "asked" if any(code.startswith("datum_") for code in codes) else "accepted"


def main() -> int:
    """Draw, read, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    content, random = default_content(), np.random.default_rng(asked.seed)
    outlines = load_boundaries(content).geometry
    wrong = 0
    print(f"{'place':8}{'datum':8}{'rows':>5}" + "".join(f"{v:>10}" for v in VERDICTS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        for place in PLACES:
            for datum in DATUMS:
                for size in SIZES:
                    drawn = (inside(outlines[place], size, random) for _ in range(asked.draws))
                    counts = Counter(
                        verdict(path, given_in(xy, datum), content, place) for xy in drawn
                    )
                    wrong += counts["shifted" if datum == "wgs84" else "accepted"]
                    said = "".join(f"{counts[v]:>10}" for v in VERDICTS)
                    print(f"{place:8}{datum:8}{size:>5}{said}", flush=True)
    print(f"wrong verdicts: {wrong} (promised: 0)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
