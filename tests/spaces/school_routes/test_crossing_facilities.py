"""Facilities that stand at no street or crossing are named."""

from __future__ import annotations

import pandas as pd
import shapely

from tests.toys.schoolcross import (
    asked,
    near,
)
from tests.toys.schoolstreets import route, school, site


def test_what_lies_on_no_street_is_listed():
    """A route 100 m beside N; a school and a spot in the fields; a route without a place."""
    beside = shapely.LineString([(-100, 100), (-100, 300)])
    fields = shapely.Point(2000, 2000)
    ways = asked(
        school(), school("away", (2000, 2000)), route(line=beside), route("r2", None),
        site("x", "crossing", fields, kind="marked_crossing"), site("y", "drop_off", fields),
        site("z", "crossing", None), site("w", "drop_off", shapely.Point(0, 200)),
    )  # fmt: skip
    assert ways.routes.loc["route", "state"] == "off_network"
    assert ways.missed["missed_m"].tolist() == near([200])
    assert ways.missed["route"].tolist() == ["route"]
    why = ways.facilities_off["why"].to_dict()
    assert why == {"x": "no_street", "y": "no_street", "z": "no_place"}
    assert (ways.figures.schools, ways.figures.schools_on_network) == (2, 1)
    assert bool(pd.isna(ways.schools.loc["away", "touched"]))
    assert bool(pd.isna(ways.schools.loc["away", "street_share"]))
