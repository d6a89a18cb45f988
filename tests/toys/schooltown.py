"""A data folder whose ways to school are done by hand: the toy town with streets every 500 m.

An arterial runs from west to east through the middle (y = 0), beyond the last streets. The school
东小 (built in 2024) stands in the north-east corner, at (2500, 1500). A safe route follows the
street west of it for 1,000 m. A square of the east holds 60 children of 5-9 and 80 of 10-14:
60 * 4/5 + 80 = 128 walk; one of the west half of that, 64.

Within a walk of 3,000 m (east-west plus north-south) live

    y = 1500   "2,3" 64, "3,3" 128, "4,3" 128, "5,3" 128
    y =  500             "3,2" 128, "4,2" 128, "5,2" 128
    y = -500                        "4,1" 128, "5,1" 128   cross the arterial
    y = -1500                                  "5,0" 128   crosses it too

1,216 children walk; 384 cross the arterial, where nothing guards them: 832 (68.4 %) do not. "5,1"
and "5,0" have one shortest way each, over the crossing at (2500, 0); of the equally short ways of
"4,1" one over it is taken. So one crossing frees all 384.

Within 500 m of the gate lie 500 m of street to the west, treated, and 500 m to the south.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.network.graph import ARTERIAL, FOOTWAY
from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.content.folder import Content
from tests.toys import toycontent, toynet, toytown

SCHOOL, ROUTE = "s1", "r0"
NOTICE = "玩具数据 <b>© toy</b>"
PARAMS = {"place": toycontent.PLACE, "year": "2024"}
CHILDREN, CROSS = 1216, 384
_CATEGORY = """
[[category]]
id = "{id}"
zh = "{zh}"
en = "{en}"
letter = "{letter}"
shape = "{shape}"
color = "#d1410c"
geometry = ["{geometry}"]
space = false
nine = false
order = {order}
"""
_X = range(-2500, 2501, 500)
_Y = range(-1500, 1501, 500)


def sites(name: str = "东小") -> gpd.GeoDataFrame:
    """The toy town's sites and a safe route along the street west of the school."""
    frame = toycontent.sites()
    frame["name_zh"] = ["沙园", name, "新诊所", "远园"]
    line = toytown.lonlat(shapely.LineString([(1500, 1500), (2500, 1500)])).iloc[0]
    route = frame.iloc[[1]].copy()
    route["category"], route["id"], route["name_zh"] = "safe_route", ROUTE, "学径一"
    route.index, route.geometry = [ROUTE], [line]
    return gpd.GeoDataFrame(pd.concat([frame, route]), crs=frame.crs)


def build(root: Path, name: str = "东小", notice: str = NOTICE) -> Content:
    """Write the folder; ``name`` is the school's."""
    content = toycontent.build(root)
    kinds = [("safe_route", "安全通学路", "Safe route", "路", "line", "line", 40)]
    kinds.append(("crossing", "过街", "Crossing", "行", "triangle", "point", 50))
    keys = ("id", "zh", "en", "letter", "shape", "geometry", "order")
    file = root / "categories.toml"
    more = "".join(_CATEGORY.format(**dict(zip(keys, kind, strict=True))) for kind in kinds)
    file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
    toycontent.write_geojson(sites(name), root / "sites.geojson")
    streets = [([(x, y) for x in _X], FOOTWAY) for y in _Y if y]
    streets.append(([(-2900, 0), *((x, 0) for x in _X), (2900, 0)], ARTERIAL))
    streets += [([(x, y) for y in _Y], FOOTWAY) for x in _X]
    made = toynet.network(streets, demo=True, notice=notice, key=f"school-town-{notice}")
    (root / "network").mkdir(exist_ok=True)
    path = root / "network" / f"{toycontent.PLACE}.npz"
    path.write_bytes(dump(Read(made, [])))
    return content
