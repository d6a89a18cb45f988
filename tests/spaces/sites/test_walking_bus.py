"""Stops of a walking bus: the writing that is understood, and each way it can be wrong."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.datum.china import wgs84_to_gcj02
from spaces.sites.walking_bus import (
    MOST,
    Stop,
    Unreadable,
    check_stops,
    listed_facts,
    stops,
    written,
)
from spaces.text import text

EAST = "07:10 东门@120.5 27.8"


def frame(text: str, line: shapely.Geometry | None = None) -> gpd.GeoDataFrame:
    rows = {"stops": [text], "coord_source": [""]}
    return gpd.GeoDataFrame(rows, geometry=[line], crs="EPSG:4326", index=[7])


def said(word: str = "wgs84") -> pd.Series:
    return pd.Series([word], index=[7])


def test_what_the_list_says_of_routes_is_told():
    """Stops without their degrees; a bus without stops says so, a path needs none."""
    t = text("zh")
    sites = pd.DataFrame(
        {
            "stops": [f"{EAST}; 07:20 西门@120.51 27.8", "", None, None],
            "year": pd.array([2022, None, 2023, 2024], dtype="Int64"),
            "lead": [["市公安局", "市教育局"], [], ["市公安局"], None],
        },
        index=list("abcd"),
    )
    kinds = pd.Series(["walking_bus", "walking_bus", "school_path", ""])
    found = listed_facts(sites, kinds, t)
    none = t("school_page.no_stops")
    assert list(found["stops"]) == ["07:10 东门; 07:20 西门", none, "", ""]
    assert list(found["year"]) == ["2022", "", "2023", "2024"]
    assert list(found["lead"]) == ["市公安局、市教育局", "", "市公安局", ""]
    assert list(found["evidence"]) == [""] * 4


def test_stops_are_read_in_order():
    assert stops(f"{EAST}; 07:20 西门@120.51 27.8") == (
        Stop(430, "东门", 120.5, 27.8),
        Stop(440, "西门", 120.51, 27.8),
    )


@pytest.mark.parametrize(
    "text",
    [
        "7:10 东门@120.5 27.8",
        "07：10东门＠120.5，27.8",
        f" {EAST} ；",
        f"{EAST}\n",
        "07:10 东门 @ 120.5, 27.8",
    ],
)
def test_what_clerks_write_is_understood(text: str):
    assert stops(text) == (Stop(430, "东门", 120.5, 27.8),)
    assert stops(text)[0].time == "07:10"


def test_no_text_has_no_stops():
    assert stops("") == stops(" ; ") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东门", "sites.stops_unreadable"),
        ("25:10 东门@120.5 27.8", "sites.stops_unreadable"),
        ("07:60 东门@120.5 27.8", "sites.stops_unreadable"),
        ("07:10 东门@27.8", "sites.stops_unreadable"),
        ("07:10 东门@120.5 99", "sites.stops_unreadable"),
        ("07:10 东门@nan 27.8", "sites.stops_unreadable"),
        (f"{EAST}; 07:09 西门@120.5 27.8", "sites.stops_order"),
        ("; ".join([EAST] * (MOST + 1)), "sites.stops_many"),
    ],
)
def test_what_is_wrong_has_its_code(text: str, code: str):
    with pytest.raises(Unreadable) as wrong:
        stops(text)
    assert wrong.value.code == code


def test_a_row_that_is_wrong_is_named_and_not_used():
    texts, faults = check_stops(frame("东门"), "a.csv", said(), "站点")
    assert texts == [""]
    assert [(f.code, f.row, f.column) for f in faults] == [("sites.stops_unreadable", 7, "站点")]


def test_a_stop_far_from_its_line_is_not_used():
    line = shapely.LineString([(120.6, 27.8), (120.61, 27.8)])
    texts, faults = check_stops(frame(EAST, line), "a.csv", said())
    assert texts == [""]
    assert [f.code for f in faults] == ["sites.stops_far"]


def test_stops_are_converted_with_the_rest_of_the_file():
    lon, lat = (float(c) for c in wgs84_to_gcj02(120.5, 27.8))
    texts, faults = check_stops(frame(f"07:10 东门@{lon} {lat}"), "a.csv", said("gcj02"))
    assert faults == []
    assert texts == ["07:10 东门@120.500000 27.800000"]


STOP = st.builds(
    Stop,
    st.integers(0, 1439),
    st.text("东门口学校 a1<{", max_size=8).map(str.strip),
    st.integers(-180_000_000, 180_000_000).map(lambda n: n / 1e6),
    st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1e6),
)


@given(st.lists(STOP, max_size=6).map(lambda s: sorted(s, key=lambda stop: stop.minute)))
def test_what_is_written_is_read_again(found: list[Stop]):
    assert stops(written(found)) == tuple(found)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str):
    try:
        stops(text)
    except Unreadable as wrong:
        code = wrong.code
    else:
        code = "sites.stops_"
    assert code.startswith("sites.stops_")
