"""A list of sites held against what is known of its place: the bar of the datum check among it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.datum.check import judge
from geo.datum.china import DATUMS
from geo.datum.witnesses import Areas
from spaces.content import Content, default_content
from spaces.places import load_boundaries
from spaces.sites.loading import SiteList, load_sites, read_sites
from tests.toys import toycontent
from tests.toys.shifted import shifted
from tests.toys.toycontent import PLACE

PLACES = ("310105", "330381", "320400", "140000", "370321")


def inside(area: shapely.Geometry, count: int, random: np.random.Generator) -> np.ndarray:
    west, south, east, north = shapely.bounds(area)
    found = np.empty((0, 2))
    while len(found) < count:
        drawn = random.uniform((west, south), (east, north), (4 * count, 2))
        found = np.vstack([found, drawn[shapely.contains_xy(area, *drawn.T)]])
    return found[:count]


def given_in(xy: np.ndarray, datum: str) -> np.ndarray:
    points = shapely.points(xy)
    return xy if datum == "wgs84" else shapely.get_coordinates(shifted(points, datum))


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("place", PLACES)
def test_no_shifted_list_passes_in_silence_and_no_true_one_is_accused(place, datum):
    """Random lists of 3, 5, 20 rows; ``benchmarks/datum.py`` prints the whole table."""
    outline = load_boundaries(default_content()).geometry[place]
    random = np.random.default_rng(int(place))
    for rows in (3, 5, 20):
        for _ in range(15):
            xy = given_in(inside(outline, rows, random), datum)
            found = judge(xy, "wgs84", [Areas(outline)])
            wrong = ("wrong", "torn") if datum == "wgs84" else ("right",)
            assert found.verdict not in wrong, (rows, xy.tolist())
            if found.verdict == "wrong":
                assert datum in found.open


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def listed(content: Content, xy: np.ndarray, place: str = PLACE, **columns: list[str]) -> SiteList:
    named = columns.pop("名称", [f"甲{k}" for k in range(len(xy))])
    heads = ["名称", "类别", "经度", "纬度", *columns]
    rows = [
        ",".join([named[k], "park", f"{x:.7f}", f"{y:.7f}", *(c[k] for c in columns.values())])
        for k, (x, y) in enumerate(xy)
    ]
    path = content.root.parent / "list.csv"
    path.write_text("\n".join([",".join(heads), *rows]), encoding="utf-8")
    return read_sites(path, content, place)


def warned(loaded: SiteList) -> list[str]:
    return [f.code for f in loaded.faults if f.severity == "warning"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("datum", DATUMS)
def test_through_the_door_every_silent_list_is_asked_about_or_known(place, datum):
    content, random = default_content(), np.random.default_rng(7)
    xy = inside(load_boundaries(content).geometry[place], 5, random)
    loaded = listed_in_shared(content, given_in(xy, datum), place)
    codes = warned(loaded)
    if datum == "wgs84":
        assert not [code for code in codes if code.startswith(("shifted", "datum_torn"))]
    else:
        assert [c for c in codes if c.startswith(("shifted_datum", "datum_unclear"))]
    assert set(loaded.frame["coord_source"]) <= {"unknown", "wgs84"}


def listed_in_shared(content: Content, xy: np.ndarray, place: str) -> SiteList:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        rows = [f"甲{k},park,{x:.7f},{y:.7f}" for k, (x, y) in enumerate(xy)]
        path.write_text("名称,类别,经度,纬度\n" + "\n".join(rows), encoding="utf-8")
        return read_sites(path, content, place)


MIDDLE = np.array([(120.497, 27.796), (120.503, 27.804), (120.505, 27.797), (120.495, 27.803)])


def known_here(toy: Content, names: list[str], xy: np.ndarray) -> None:
    """Put named sites into the toy's folder."""
    more = gpd.GeoDataFrame(
        {
            "id": [f"k{k}" for k in range(len(xy))],
            "place": PLACE,
            "name_zh": names,
            "category": "park",
            "status": "built",
            "coord_source": "wgs84",
        },
        geometry=shapely.points(xy),
        crs=4326,
    )
    toycontent.write_geojson(more, toy.path("sites.geojson"))


@pytest.mark.parametrize("datum", DATUMS)
def test_sites_that_are_known_by_name_decide(toy: Content, datum):
    names = ["青苗园", "朝阳园", "河滨园", "口袋园"]
    known_here(toy, names, MIDDLE)
    loaded = listed(toy, given_in(MIDDLE, datum), 名称=names)
    if datum == "wgs84":
        assert warned(loaded) == []
        assert set(loaded.frame["coord_source"]) == {"wgs84"}
    else:
        assert warned(loaded) == ["shifted_datum_names"]
    assert warned(listed(toy, given_in(MIDDLE, datum))) == ["datum_unclear"]


@pytest.mark.parametrize("column", ["街道", "地址", "sub_area_code"])
def test_parts_that_rows_name_decide_where_the_outline_cannot(column, tmp_path):
    """山西: rows of four counties lie far inside the province, but not all in their county."""
    content, random = default_content(), np.random.default_rng(3)
    outlines = load_boundaries(content)
    towns = {"140105": "小店区", "140107": "杏花岭区", "140109": "万柏林区", "140110": "晋源区"}
    xy = np.vstack([inside(outlines.geometry[code], 25, random) for code in towns])
    words = {"街道": list(towns.values()), "sub_area_code": list(towns)}.get(
        column, [f"太原市{name}某路1号" for name in towns.values()]
    )
    named = [word for word in words for _ in range(25)]
    own = Content(tmp_path / "data")
    shutil.copytree(content.root, own.root)
    assert warned(listed(own, xy, "140000", **{column: named})) == []
    moved = given_in(xy, "bd09")
    assert warned(listed(own, moved, "140000", **{column: named})) == ["shifted_datum"]
    assert warned(listed(own, moved, "140000")) == ["datum_unclear"]


def test_made_up_streets_and_a_broken_folder_prove_nothing(toy: Content):
    toy.path("network").mkdir(exist_ok=True)
    toy.path("network", f"{PLACE}.npz").write_bytes(b"PK nonsense")
    toy.path("sites.geojson").write_text("{", encoding="utf-8")
    assert warned(listed(toy, MIDDLE)) == ["datum_unclear"]


def test_rows_of_several_places_are_each_held_against_their_own(tmp_path: Path):
    """The file of the data folder checked for one place: the others' rows are not outside."""
    content = default_content()
    loaded = read_sites(content.path("sites.geojson"), content, "330381")
    assert not [f for f in loaded.faults if f.severity == "warning"]
    document = json.loads(content.path("sites.geojson").read_text("utf-8"))
    for feature in document["features"]:
        if feature["properties"]["place"] == "310105" and feature["geometry"]:
            feature["geometry"] = {"type": "Point", "coordinates": [0.0, 27.0]}
    own = tmp_path / "sites.geojson"
    own.write_text(json.dumps(document), encoding="utf-8")
    told = [f for f in read_sites(own, content, "330381").faults if f.severity == "warning"]
    assert "outside_own_place_many" in {f.code for f in told}
    assert {f.facts.get("place_zh") for f in told if f.code.startswith("outside")} == {"长宁区"}


def test_the_shipped_folder_has_no_doubtful_coordinates():
    assert not [f for f in load_sites(default_content()).faults if f.severity != "notice"]
