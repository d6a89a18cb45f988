"""An answer on ways to school, written down by hand: two schools south of an arterial.

The arterial runs from west to east 200 m north of both gates. s1 has its gate at (0, 0), s2 at
(800, 0). 210 children walk: 150 to s1 (90 over c1, 60 over the lights c3), 60 to s2 (over c2; 20
of them over c4 too). Street e1 leads from c1 to the gate of s1, e2 from c2 to that of s2.

=====  ========  ========  =======================
id     length_m  treated_m children
=====  ========  ========  =======================
e1     200       50        90
e2     200       0         60
e3     400       400       60 (from c3 along y = 0)
e4     400       0         20 (arterial, c4 to c2)
=====  ========  ========  =======================

Child-metres: 200*90 + 200*60 + 400*60 + 400*20 = 62,000; treated 50*90 + 400*60 = 28,500 (46.0 %).
Safe on the way: the 60 over c3, of 210 (28.6 %).
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from spaces.school_routes.link_loads import LinkLoads
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import (
    MISSED_COLUMNS,
    OFF_COLUMNS,
    ROUTE_COLUMNS,
    Figures,
    SchoolRoutes,
)
from tests.toys import toytown

NOTICE = "玩具路网 © toy"
NAMES = {"s1": "东小", "s2": "西中"}
GATES = {"s1": (0.0, 0.0), "s2": (800.0, 0.0)}
CROSSINGS = {"c1": (0.0, 200.0), "c2": (800.0, 200.0), "c3": (400.0, 200.0), "c4": (1200.0, 200.0)}
STREETS = {
    "e1": [(0, 200), (0, 0)],
    "e2": [(800, 200), (800, 0)],
    "e3": [(400, 0), (0, 0)],
    "e4": [(1200, 200), (800, 200)],
}
FIGURES = Figures(
    schools=2,
    schools_located=2,
    schools_on_network=2,
    schools_touched=1,
    touched_share=0.5,
    street_m=1200.0,
    street_treated_m=450.0,
    street_share=0.375,
    children=210.0,
    child_m=62000.0,
    child_treated_m=28500.0,
    child_share=28500 / 62000,
    child_leg_m=900.0,
    children_safe=60.0,
    safe_share=60 / 210,
    children_beyond=11.0,
    children_unreachable=7.0,
    children_unsnapped=5.0,
    children_unknown=6.0,
)


def _frame(shapes: list[shapely.Geometry], index: list[str], **columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, index=index, geometry=toytown.lonlat(*shapes).to_numpy(),
                            crs=4326)  # fmt: skip


def sites(names: dict[str, str] | None = None) -> gpd.GeoDataFrame:
    """The two schools as sites."""
    frame = _frame([shapely.Point(at) for at in GATES.values()], list(GATES))
    frame["name_zh"], frame["name_en"] = list((names or NAMES).values()), ["East", ""]
    frame["category"], frame["status"], frame["demo"] = "primary_school", "built", True
    return frame


def schools(names: dict[str, str] | None = None) -> pd.DataFrame:
    """Their figures."""
    return pd.DataFrame(
        {
            "name_zh": list((names or NAMES).values()), "name_en": ["East", ""],
            "sub_area": ["W", "E"], "category": "primary_school", "gates": [1, 1],
            "on_network": True, "touched": [True, False], "street_m": [700.0, 600.0],
            "street_treated_m": [450.0, 0.0], "street_share": [450 / 700, 0.0],
            "children": [150.0, 60.0], "child_m": [42000.0, 20000.0],
            "child_treated_m": [28500.0, 0.0], "child_share": [28500 / 42000, 0.0],
            "children_safe": [60.0, 0.0], "safe_share": [0.4, 0.0], "child_leg_m": [600.0, 300.0],
            "walk_m_median": [420.0, 380.0], "weakest": ["c1", "c2"],
            "weakest_children": [90.0, 60.0], "same_gate": [[], []],
        },
        index=pd.Index(["s1", "s2"]),
    )  # fmt: skip


def streets() -> gpd.GeoDataFrame:
    """Streets, the most loaded first."""
    return _frame(
        [shapely.LineString(line) for line in STREETS.values()],
        list(STREETS),
        name=["北巷", "", "南街", "大道"], way="residential",
        arterial=[False, False, False, True], length_m=[200.0, 200.0, 400.0, 400.0],
        treated_m=[50.0, 0.0, 400.0, 0.0], untreated_m=[150.0, 200.0, 0.0, 400.0],
        children=[90.0, 60.0, 60.0, 20.0], child_m=[18000.0, 12000.0, 24000.0, 8000.0],
        child_untreated_m=[13500.0, 12000.0, 0.0, 8000.0],
        schools=[["s1"], ["s2"], ["s1"], ["s2"]],
    )  # fmt: skip


def treated() -> gpd.GeoDataFrame:
    """The first 50 m of e1 from the gate, and all of e3."""
    return _frame(
        [shapely.LineString([(0, 50), (0, 0)]), shapely.LineString(STREETS["e3"])],
        ["t0", "t1"],
        street=["e1", "e3"], name=["北巷", "南街"], treated_m=[50.0, 400.0], children=[90.0, 60.0],
    )  # fmt: skip


def crossings() -> gpd.GeoDataFrame:
    """Crossings of the arterial."""
    return _frame(
        [shapely.Point(at) for at in CROSSINGS.values()],
        list(CROSSINGS),
        streets=[["北巷", "大道"], ["大道"], ["大道"], []],
        guarded=[False, False, True, False], signal=[False, False, True, False],
        facility=["", "", "z1", ""], facility_kinds=[[], ["lit_crossing"], ["marked_crossing"], []],
        children=[90.0, 60.0, 60.0, 20.0], schools=[["s1"], ["s2"], ["s1"], ["s2"]],
        routes=[[], [], ["r1"], []],
    )  # fmt: skip


def routes() -> gpd.GeoDataFrame:
    """One route along e3."""
    values = dict(
        zip(
            ROUTE_COLUMNS,
            ("学径一", "", False, "school_path", "built", 400.0, 60.0, ["s1"], 60.0, ["c3"],
             "", 0.0, "whole"),
            strict=True,
        )
    )  # fmt: skip
    line = shapely.LineString(STREETS["e3"])
    return _frame([line], ["r1"], **{name: [value] for name, value in values.items()})


def loads() -> LinkLoads:
    """Each street and crossing serves one school, except that 30 of those on e1 go to s2."""
    street = {"e1": (0, 60, 12000, 9000), "e3": (0, 60, 24000, 0), "e1b": (1, 30, 6000, 4500)}
    street |= {"e2": (1, 60, 12000, 12000), "e4": (1, 20, 8000, 8000)}
    number = np.array([[s, int(k[1]), *rest] for k, (s, *rest) in street.items()], dtype=float).T
    crossing = np.array([[0, 1, 60], [0, 3, 60], [1, 1, 30], [1, 2, 60], [1, 4, 20]], dtype=float).T
    school, edge, at, node = (c.astype(np.int64) for c in (*number[:2], *crossing[:2]))
    children, child_m, treated_m = number[2:]
    return LinkLoads(
        ("s1", "s2"), school, edge, children, child_m, treated_m, at, node, crossing[2]
    )


def ways(names: dict[str, str] | None = None, **changes: Any) -> SchoolRoutes:
    """The whole answer; ``changes`` replace its parts."""
    off = pd.DataFrame([["crossing", "marked_crossing", 130.0, "no_crossing"]], ["z9"], OFF_COLUMNS)
    needs = pd.DataFrame(
        {
            "children": [90.0, 60.0, 40.0, 20.0],
            "gate": [0, 0, 1, 1],
            "crossings": [["c1"], [], ["c2"], ["c4", "c2"]],
        }
    )
    missed = _frame([shapely.LineString([(400, 0), (460, 0)])], ["r1"], route=["r1"])
    missed["missed_m"] = 60.0
    given: dict[str, Any] = {
        "query": SchoolQuery("990101"),
        "figures": FIGURES,
        "schools": schools(names),
        "by_sub_area": pd.DataFrame(
            [FIGURES] * 2,
            index=["W", "E"],
        ),
        "streets": streets(),
        "crossings": crossings(),
        "routes": routes(),
        "planned": routes().iloc[:0],
        "treated": treated(),
        "loads": loads(),
        "missed": missed[[*MISSED_COLUMNS, "geometry"]],
        "facilities_off": off,
        "needs": needs,
        "demo": True,
        "modelled": True,
        "notice": NOTICE,
    }
    return SchoolRoutes(**{**given, **changes})
