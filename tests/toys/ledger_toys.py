"""Small promises and sites for the tests of the ledger."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely

from spaces.ledger.schedule import ByYear, Growth, Reading, Schedule
from spaces.ledger.targets import Plan, Target

ADD = Growth(2022, 2024, 6, 6, "add")
BATCH = Growth(2022, 2024, 6, 6, "batch")


def reading(schedule: Schedule, name: str = "first") -> Reading:
    return Reading(name, "读", "read", schedule)


def by(*points: tuple[int, float]) -> Reading:
    return reading(ByYear(points))


def target(name: str = "t", *readings: Reading, **changes: Any) -> Target:
    """A promise to count parks; with readings its value is the last number of the first."""
    given: dict[str, Any] = {
        "place": "P", "clause": "1", "category": "park", "counts": ("park",), "sites": (),
        "indicator_zh": "公园", "indicator_en": "parks", "kind": "count",
        "comparator": ">=" if readings else "none", "value": 1.0 if readings else None,
        "value_max": None, "unit": "个", "modal": "", "scope": "", "lead": (), "partners": (),
        "quote": "公园", "quote_read": "", "of": "", "note_zh": "", "note_en": "",
        "canonical": None, "inferred": (), "measurable": True,
    }  # fmt: skip
    return Target(id=name, readings=readings, **(given | changes))


def plan(*targets: Target, period: tuple[int, int] = (2022, 2024)) -> Plan:
    return Plan("p", "P", "规划", "Plan", "", "", "", period, targets)


def sites(*rows: tuple[str, str, int | None], **columns: list[Any]) -> gpd.GeoDataFrame:
    """Sites as (kind, status, year), a hundredth of a degree apart from west to east."""
    points = [shapely.Point(120 + k / 100, 30) for k in range(len(rows))]
    kinds, statuses, years = zip(*rows, strict=True) if rows else ((), (), ())
    table = {"category": list(kinds), "status": list(statuses), "demo": False}
    table["name_zh"] = [f"场地{k}" for k in range(len(rows))]
    frame = gpd.GeoDataFrame(
        table | columns, index=[f"s{k}" for k in range(len(rows))], geometry=points, crs=4326
    )
    frame["year"] = list(years)
    frame["year"] = frame["year"].astype("Int64")
    return frame
