"""Server time of one rerun of the map page: 50,000 sites in the file against 500.

    python benchmarks/map_rerun.py

Copies the shipped content into two temporary folders with made-up sites of one place, opens the
map page in each (the page's own script, without a browser), and times warm reruns in turn, so
that a busy machine slows both alike. Prints the medians and their ratio; exit status 1 when the
ratio is above the promised 2. It also times the layer itself, which a browser fetches once.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

logging.disable(logging.WARNING)  # a page run without a browser warns at every turn

from starlette.requests import Request  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from spaces.content import default_content  # noqa: E402
from spaces.ui.server.layers import layer  # noqa: E402
from spaces.ui.shell import cache as cached  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "src" / "spaces" / "ui" / "main.py"
PLACE = "330381"
SIZES = (500, 50_000)
RERUNS = 15
PROMISED = 2.0
STATUSES = ("planned", "building", "built", "certified")
KINDS = ("school", "park", "micro_space", "community", "hospital")


def feature(number: int, lon: float, lat: float) -> dict[str, object]:
    properties = {
        "id": f"s{number}",
        "place": PLACE,
        "name_zh": f"场地{number}",
        "name_en": f"Site {number}",
        "category": KINDS[number % len(KINDS)],
        "status": STATUSES[number % len(STATUSES)],
        "year": 2020 + number % 5,
        "address": f"安阳街道{number}号",
        "lead": ["妇儿工委办"],
        "coord_source": "wgs84",
        "demo": True,
    }
    geometry: dict[str, object] = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def folder(root: Path, sites: int) -> Path:
    """Copy the shipped content, with so many made-up sites instead of its own."""
    shutil.copytree(default_content().root, root)
    random = np.random.default_rng(sites)
    at = random.normal((120.62, 27.78), (0.06, 0.04), (sites, 2))
    features = [feature(n, lon, lat) for n, (lon, lat) in enumerate(at)]
    collection: dict[str, object] = {"type": "FeatureCollection", "features": features}
    (root / "sites.geojson").write_text(json.dumps(collection, ensure_ascii=False))
    return root


def opened(data: Path) -> AppTest:
    """Open the map page on a folder, its caches warm."""
    os.environ["SPACES_DATA"] = str(data)
    page = AppTest.from_file(str(MAIN), default_timeout=300)
    page.query_params["place"] = PLACE
    page.run()
    page.switch_page("../../../pages/map.py")
    page.query_params["place"] = PLACE
    for _ in range(2):
        page.run()
    assert not page.exception, page.exception
    assert page.get("component_instance"), "the page shows no map"
    return page


def rerun_ms(page: AppTest, data: Path) -> float:
    os.environ["SPACES_DATA"] = str(data)
    began = time.perf_counter()
    page.run()
    return (time.perf_counter() - began) * 1000


def layer_ms(data: Path) -> tuple[float, float, int]:
    """Milliseconds of the first and of the second answer, and bytes sent."""
    os.environ["SPACES_DATA"] = str(data)
    query = f"place={PLACE}&v={cached.content_version()}".encode()
    scope: dict[str, object] = {"type": "http", "method": "GET", "path": "/", "query_string": query}
    scope |= {"headers": [(b"accept-encoding", b"gzip")], "path_params": {"name": "sites"}}
    times = []
    for _ in range(2):
        began = time.perf_counter()
        answer = layer(Request(scope))
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
    return times[0], times[1], len(answer.body)


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folders = [folder(Path(temporary) / str(n), n) for n in SIZES]
        pages = [opened(data) for data in folders]
        times: list[list[float]] = [[] for _ in SIZES]
        for _ in range(RERUNS):
            for taken, page, data in zip(times, pages, folders, strict=True):
                taken.append(rerun_ms(page, data))
        medians = [statistics.median(taken) for taken in times]
        for size, median, data in zip(SIZES, medians, folders, strict=True):
            first, again, sent = layer_ms(data)
            print(f"{size:>6} sites: rerun of the map page {median:6.1f} ms (median of {RERUNS})")
            print(f"{'':>13} layer {first:.0f} ms once, {again:.1f} ms again, {sent / 1e6:.2f} MB")
    ratio = medians[1] / medians[0]
    print(f"ratio {ratio:.2f} (promised: at most {PROMISED:g})")
    return 0 if ratio <= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
