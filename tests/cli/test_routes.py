"""Ways to school on the command line, over a street by hand.

The toy town's southern row has one street through its squares, from the school's gate in the west
(c = 0) to the east, 5 km; an arterial crosses it 1,500 m from the gate. The first 1,000 m are a
safe route. Pupils: 0.8 x 30 + 40 = 64 in each western square, 0.8 x 60 + 80 = 128 in each eastern
one. Within 3,000 m: squares c = 0, 1, 2 (64 each, walking 0, 1,000 and 2,000 m) and c = 3 (128,
3,000 m): 320 children and 64,000 + 128,000 + 384,000 = 576,000 child-metres; 1,000 m of each but
the first square's are treated: 256,000. Those of c = 2 and 3 cross the arterial: 192; 128 do not.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from spaces.cli.main import main
from spaces.content.folder import Content, default_content
from spaces.sites.loading import load_sites
from tests.toys import payloads, toycontent, toytown
from tests.toys.toycontent import PLACE

X = [toytown.centre(c, 0)[0] for c in range(6)]
Y = toytown.centre(0, 0)[1]
KINDS = """
[[category]]
id = "{id}"
zh = "{zh}"
en = "{id}"
letter = "路"
shape = "line"
color = "#d1410c"
geometry = ["{geometry}"]
space = false
nine = false
order = 110
"""


@pytest.fixture
def town(toy: Content) -> Content:
    """The toy folder with the school moved to the street, a route, and kinds of routes."""
    more = (
        ("safe_route", "通学路", "line"),
        ("crossing", "过街", "point"),
        ("drop_off", "接送", "point"),
    )
    path = toy.path("categories.toml")
    kinds = "".join(KINDS.format(id=key, zh=zh, geometry=g) for key, zh, g in more)
    path.write_text(path.read_text("utf-8") + kinds, "utf-8")
    shipped = default_content().path("route_kinds.toml")
    toy.path("route_kinds.toml").write_bytes(shipped.read_bytes())
    write_sites(toy.path("sites.geojson"))
    write_streets(toy.root.parent / "streets.geojson")
    return toy


def write_sites(path: Path, name: str = "西小", **more: object) -> Path:
    route = shapely.LineString([(X[0], Y), (X[1], Y)])
    frame = toytown.sites(
        [shapely.Point(X[0], Y), route],
        category=["school", "safe_route"],
        status=["built", "built"],
        year=[2020, 2022],
    )
    frame["id"], frame["place"], frame["name_zh"] = frame.index, PLACE, [name, "通学路一"]
    frame["kind"], frame["demo"] = ["", "school_path"], [False, True]
    for key, value in more.items():
        frame[key] = value
    return toycontent.write_geojson(frame, path)


def write_streets(path: Path) -> Path:
    middle = (X[1] + X[2]) / 2
    lines = [shapely.LineString([(x, Y) for x in (X[0], X[1], middle, *X[2:])])]
    lines.append(shapely.LineString([(middle, Y - 400), (middle, Y), (middle, Y + 400)]))
    table = {"highway": ["residential", "secondary"], "name": ["南街", "大道"]}
    frame = gpd.GeoDataFrame(table, geometry=toytown.lonlat(*lines).to_numpy(), crs=4326)
    return toycontent.write_geojson(frame, path)


@pytest.fixture
def routes(town: Content, capsys: pytest.CaptureFixture[str]):
    net = town.root.parent / "streets.geojson"

    def run(*words: str, form: str = "json", status: int = 0):
        words = ("routes", "--place", PLACE, "--network", str(net), *words, "--format", form)
        assert main(list(words), town) == status, capsys.readouterr().err
        said = capsys.readouterr()
        return json.loads(said.out) if form in ("json", "geojson") and not status else said

    return run


def test_the_figures_by_hand(routes):
    found = routes()
    place = found["place_rows"][0]
    assert (place["schools"], place["schools_touched"], place["share_touched"]) == (1, 1, 1.0)
    assert place["children"] == pytest.approx(320)
    assert place["child_m"] == pytest.approx(576_000, rel=1e-3)
    assert place["child_treated_m"] == pytest.approx(256_000, rel=1e-3)
    assert place["share_child"] == pytest.approx(256 / 576, rel=1e-3)
    assert (place["children_safe"], place["share_safe"]) == (pytest.approx(128), pytest.approx(0.4))
    assert (place["street_m"], place["share_street"]) == (pytest.approx(500, rel=1e-3), 1.0)


def test_each_figure_has_its_definition(routes):
    found = routes("--radius", "350")
    assert len(found["figures"]) == 4
    assert all(figure["definition"] for figure in found["figures"])
    assert "350" in found["definition"]
    assert found["query"]["radius_m"] == 350
    assert found["demo"] is True
    assert found["modelled"] is True


def test_one_crossing_frees_everybody(routes):
    found = routes("--crossings", "3")
    assert [one["kind"] for one in found["mending"]] == ["crossing"]
    row = found["mend_crossings"][0]
    assert (row["gain"], row["cumulative_gain"], row["order"]) == (
        pytest.approx(192),
        pytest.approx(192),
        1,
    )
    assert "大道" in row["streets"]
    assert found["mending"][0]["of_bound"] == 1


def test_metres_are_ranked_under_their_budget(routes):
    found = routes("--metres", "600")
    assert [one["kind"] for one in found["mending"]] == ["street"]
    assert sum(row["cost"] for row in found["mend_streets"]) <= 600
    assert found["mending"][0]["gain"] <= found["mending"][0]["bound"]


def test_both_lists_are_ranked_unless_a_budget_is_given(routes):
    assert [one["kind"] for one in routes()["mending"]] == ["crossing", "street"]


def test_before_the_route_was_built_nothing_is_treated(routes):
    found = routes("--year", "2021")
    assert found["place_rows"][0]["share_child"] == 0
    assert "no_routes" in {one["code"] for one in found["why_not"]}
    assert [row["name"] for row in found["planned_routes"]] == ["通学路一（示范数据）"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_as_text(routes, lang: str):
    said = routes("--lang", lang, form="text").out
    assert "44.4%" in said
    assert "40.0%" in said
    assert "西小" in said
    assert ("示范数据" if lang == "zh" else "emonstration") in said


def test_as_csv_every_row_has_its_definition(routes):
    rows = list(csv.DictReader(io.StringIO(routes(form="csv").out)))
    assert {row["row"] for row in rows} >= {"place", "school", "mend_crossing", "crossing", "route"}
    assert all(row["definition"] and row["demo"] == "true" for row in rows)
    school = next(row for row in rows if row["row"] == "school")
    assert float(school["share_safe"]) == pytest.approx(0.4)


def test_as_geojson_with_layers(routes, tmp_path: Path):
    found = routes(form="geojson")
    layers = [feature["properties"]["layer"] for feature in found["features"]]
    assert set(layers) >= {"street", "crossing", "school", "route"}
    assert found["demo"] is True
    assert found["definition"]
    crossing = next(f for f in found["features"] if f["properties"]["layer"] == "crossing")
    assert crossing["properties"]["order"] == 1
    assert crossing["geometry"]["type"] == "Point"
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps(found), encoding="utf-8")
    assert len(gpd.read_file(path)) == len(layers)


def test_an_outline_without_the_school_says_so(routes, tmp_path: Path):
    outline = toytown.lonlat(shapely.box(0, -1900, 2900, 1900))
    frame = gpd.GeoDataFrame({"name": ["东城"]}, geometry=outline.to_numpy(), crs=4326)
    path = toycontent.write_geojson(frame, tmp_path / "east.geojson")
    found = routes("--within", str(path))
    assert found["query"]["within"] == "east.geojson"
    assert found["place_rows"][0]["schools"] == 0
    assert found["place_rows"][0]["share_touched"] is None


def test_the_centre_of_the_folder_must_be_there(routes, town: Content):
    assert "centres" in routes("--within", "centre", status=1).err
    outline = toytown.lonlat(shapely.box(-2900, -1900, 0, 0))
    frame = gpd.GeoDataFrame({"name": ["城"]}, geometry=outline.to_numpy(), crs=4326)
    town.path("centres").mkdir()
    toycontent.write_geojson(frame, town.path("centres", f"{PLACE}.geojson"))
    found = routes("--within", "centre")
    assert found["place_rows"][0]["schools"] == 1
    assert routes()["query"]["within"] == "centre", "as on the page, without being asked"
    assert routes("--within", "place")["query"]["within"] == ""


def test_catchments_of_the_folder_are_used_as_on_the_page(routes, town: Content):
    """Of the two cells of the list one walks 1,000 m, 64 children; all others are given none."""
    cells = gpd.read_parquet(town.path("population", f"{PLACE}.parquet"))["id"].tolist()
    town.path("catchments").mkdir()
    name = f"{PLACE}.csv"
    town.path("catchments", name).write_text(f'代码,学校\n"{cells[1]}",西小\n', encoding="utf-8")
    found = routes()
    (row,) = found["place_rows"]
    assert found["query"]["catchment"] == name
    assert (row["children"], row["children_unreachable"]) == (64, 0)
    assert row["children_unassigned"] > 0
    free = routes("--catchments", "nearest")
    assert (free["query"]["catchment"], free["place_rows"][0]["children"]) == ("", 320)


def test_catchments_name_their_bad_rows(routes, town: Content):
    cells = gpd.read_parquet(town.path("population", f"{PLACE}.parquet"))["id"].tolist()
    path = town.root.parent / "areas.csv"
    path.write_text(f'代码,学校\n"{cells[1]}",西小\n"{cells[2]}",没有\n', encoding="utf-8")
    said = routes("--catchments", str(path), form="text", status=1)
    assert "没有" in said.err
    assert "第 2 行" in said.err


def test_an_own_list_does_not_meet_modelled_children_unasked(routes, tmp_path: Path):
    path = write_sites(tmp_path / "own.geojson")
    alone = routes("--sites", str(path))
    assert alone["place_rows"][0]["children"] is None
    assert alone["mending"] == []
    assert alone["notes"]
    both = routes("--sites", str(path), "--population", "default")
    assert both["place_rows"][0]["children"] == pytest.approx(320)


def test_few_real_children_are_hidden(routes, tmp_path: Path):
    """Four children beside the school, three beyond the arterial, counted where they live."""
    at = toytown.lonlat(shapely.Point(X[0], Y), shapely.Point(X[2], Y))
    rows = [f"{p.x:.7f},{p.y:.7f},{n}" for p, n in zip(at, (40, 3), strict=True)]
    path = tmp_path / "children.csv"
    path.write_text("lon,lat,age_10_14\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = routes("--population", str(path))
    assert found["modelled"] is False
    assert found["place_rows"][0]["children_safe"] is None
    assert [row["gain"] for row in found["mend_crossings"]] == [None]
    assert found["mending"][0]["gain"] is None
    assert "no_bands" in {one["code"] for one in found["why_not"]}
    shown = routes("--population", str(path), form="geojson")["features"]
    assert not [f for f in shown if 0 < f["properties"].get("children", 0) < 5]


def test_words_of_data_stay_plain(routes, tmp_path: Path):
    """A formula gets an apostrophe in the CSV; markup is text everywhere."""
    for payload in ("=1+1", payloads.ALL):
        path = write_sites(tmp_path / "own.geojson", name=payload)
        said = routes("--sites", str(path), form="csv").out
        names = [row["name"] for row in csv.DictReader(io.StringIO(said)) if row["row"] == "school"]
        assert names == [f"'{payload}" if payload.startswith("=") else payload]


@pytest.mark.parametrize(
    "words",
    [
        ("--radius", "0"),
        ("--radius", "far"),
        ("--crossings", "1.5"),
        ("--crossings", "0"),
        ("--metres", "-1"),
        ("--arterials", "maybe"),
        ("--category", "park"),
        ("--within", "nowhere.geojson"),
        ("--catchments", "nowhere.csv"),
        ("--format", "xml"),
    ],
)
def test_wrong_use_is_2(ask, town, words: tuple[str, ...]):
    answer = ask("routes", "--place", PLACE, *words)
    assert answer.status == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 2


def test_a_place_without_streets_says_so(ask, town):
    answer = ask("routes", "--place", PLACE)
    assert answer.status == 1
    assert "network import" in answer.err


def test_the_sheet_of_one_school(ask, town: Content, tmp_path: Path):
    net, path = str(town.root.parent / "streets.geojson"), tmp_path / "school.pdf"
    school = load_sites(town, PLACE).frame.index[0]
    words = ("routes", "sheet", "--place", PLACE, "--network", net, "--school", school)
    answer = ask(*words, "-o", str(path))
    assert answer.status == 0, answer.err
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in answer.out


@pytest.mark.parametrize(
    "words", [("--school", "x", "-o", "a.pdf"), ("-o", "a.docx"), ("--school", "x")]
)
def test_a_sheet_asked_wrongly_is_2(ask, town: Content, words: tuple[str, ...]):
    net = str(town.root.parent / "streets.geojson")
    answer = ask("routes", "sheet", "--place", PLACE, "--network", net, *words)
    assert answer.status == 2
    assert not Path("a.pdf").exists()


@pytest.mark.parametrize("command", ["progress", "targets", "sheet"])
def test_the_denominator_of_promises_is_one_of_three(ask, command: str):
    more = ("--lead", "甲局") if command == "sheet" else ()
    assert ask(command, "--place", PLACE, *more, "--routes-by", "street").status == 0
    assert ask(command, "--place", PLACE, *more, "--routes-by", "roads").status == 2


def test_progress_measures_by_the_denominator_that_was_chosen(capsys):
    words = ["progress", "--place", "330381", "--routes-by", "street", "--format", "csv"]
    assert main(words, default_content()) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    row = next(row for row in rows if row["routes_by"])
    assert (row["target"], row["method"], row["demo"]) == ("330381-p4-4g", "routes", "true")
    assert 0 < float(row["measured"]) < 100
    assert "500" in row["reason"]
