"""What ``routes`` found, as rows: the place, its parts and schools, what to mend, what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from spaces.places import Place
from spaces.places.small_counts import is_hidden
from spaces.school_routes import Priorities, SchoolRoutes, rank
from spaces.school_routes.locations import LocationTeller
from spaces.school_routes.result import FIGURES
from spaces.sites import SafeRouteType, site_name
from spaces.sites.walking_bus import listed_facts
from spaces.text import Text

Row = dict[str, Any]
_OF_CHILDREN = (
    "children", "child_m", "child_untreated_m", "child_treated_m", "child_leg_m",
    "children_safe", "child_share", "safe_share", "weakest_children", "walk_m_median",
)  # fmt: skip
_RENAMED = {f"{name}_share": f"share_{name}" for name in ("touched", "street", "child", "safe")}


@dataclass(frozen=True)
class Answer:
    """What ``routes`` found, before it is put in words.

    Parameters
    ----------
    place : Place
        The place asked.
    ways : SchoolRoutes
        The figures.
    sites : GeoDataFrame
        Sites of the place, index id.
    kinds : mapping of str to SafeRouteType
        Kinds of routes and spots, for their names.
    crossings, metres : number or None
        Budgets; None: not ranked.
    notes : tuple of str
        Codes of further notes, in the catalogues under ``cli.note``.
    """

    place: Place
    ways: SchoolRoutes
    sites: gpd.GeoDataFrame
    kinds: Mapping[str, SafeRouteType]
    crossings: int | None
    metres: float | None
    notes: tuple[str, ...] = ()

    @cached_property
    def mending(self) -> tuple[Priorities, ...]:
        """Ranked lists under the budgets; none where nobody knows the children."""
        if self.ways.figures.children is None:
            return ()
        asked = []
        if self.crossings is not None:
            asked.append(rank(self.ways, crossings=self.crossings))
        if self.metres is not None:
            asked.append(rank(self.ways, metres=self.metres))
        return tuple(asked)


def rows_of(answer: Answer, t: Text) -> dict[str, list[Row]]:
    """Rows by what they are: ``place``, ``sub_area``, ``school``, ``mend_crossing`` and so on."""
    ways, where = answer.ways, LocationTeller(answer.ways, answer.sites, t)
    figures = {name: getattr(ways.figures, name) for name in FIGURES}
    found: dict[str, list[Row]] = {
        "place": [{"id": answer.place.code, "name": answer.place.name(t.code)} | figures],
        "sub_area": _table(ways.by_sub_area),
        "school": _schools(ways, where),
    }
    for mending in answer.mending:
        found[f"mend_{mending.kind}"] = _mend(mending, where, ways.modelled)
    found["crossing"] = [row | _spot(where, row["id"], t) for row in _table(ways.crossings)]
    for name, frame in (("route", ways.routes), ("planned_route", ways.planned)):
        found[name] = [_named(row, answer, t) for row in _table(frame)]
        told = listed_facts(answer.sites.reindex(frame.index), frame["kind"].fillna(""), t)
        found[name] = [
            row | {str(key): value for key, value in own.items()}
            for row, own in zip(found[name], told.to_dict("records"), strict=True)
        ]
    found["missed"] = [_named(row | {"id": row["route"]}, answer, t) for row in _table(ways.missed)]
    found["facility_off"] = [_named(row, answer, t) for row in _table(ways.facilities_off)]
    for rows in found.values():
        for row in rows:
            hide(row, ways.modelled)
    return {
        name: [{_RENAMED.get(key, key): v for key, v in row.items()} for row in rows]
        for name, rows in found.items()
    }


def _schools(ways: SchoolRoutes, where: LocationTeller) -> list[Row]:
    """Schools with most children who need an unguarded crossing first."""
    unsafe = (ways.schools["children"] - ways.schools["children_safe"]).astype("Float64")
    order = unsafe.fillna(-1.0).sort_values(ascending=False, kind="stable").index
    return [row | {"name": where.names[row["id"]]} for row in _table(ways.schools.loc[order])]


def _table(frame: pd.DataFrame) -> list[Row]:
    bare = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    records: Iterable[Mapping[Any, Any]] = bare.to_dict(orient="records")
    return [
        {"id": str(key)} | {str(name): value for name, value in row.items()}
        for key, row in zip(bare.index, records, strict=True)
    ]


def _spot(where: LocationTeller, key: str, t: Text) -> Row:
    at = where.crossing(key)
    return {"name": at.line(t), "lon": round(at.lon, 6), "lat": round(at.lat, 6)}


def _mend(mending: Priorities, where: LocationTeller, modelled: bool | None) -> list[Row]:
    """Rows to mend, in order; after a gain that is hidden no sum is shown, it would tell it."""
    rows, hidden = [], False
    for row in _table(mending.chosen):
        at = where.crossing(row["id"]) if mending.kind == "crossing" else where.street(row["id"])
        row |= {"streets": at.title, "near": at.near, "lon": round(at.lon, 6)}
        row |= {"lat": round(at.lat, 6), "kind": mending.kind}
        small = mending.kind == "crossing" and is_hidden(row["gain"], modelled=modelled)
        hidden |= small
        row["gain"] = None if small else row["gain"]
        row["cumulative_gain"] = None if hidden else row["cumulative_gain"]
        rows.append(row)
    return rows


def _named(row: Row, answer: Answer, t: Text) -> Row:
    """Name of a site and of its kind, where the list has it."""
    known = row["id"] in answer.sites.index
    site = answer.sites.loc[row["id"]] if known else {"name_zh": "", "name_en": "", "demo": False}
    name = site_name(str(site["name_zh"]), str(site["name_en"]), t.code, demo=bool(site["demo"]))
    kind = answer.kinds.get(str(row.get("kind") or ""))
    return row | {"name": name, "kind_name": kind.name(t.code) if kind else ""}


def hide(row: Row, modelled: bool | None) -> None:
    """Leave out counts of real children that could point at a family, and all made of them."""
    if "gain" in row:
        return
    counts = [row.get("children"), row.get("children_safe")]
    if None not in counts:
        counts.append(float(counts[0] or 0) - float(counts[1] or 0))
    if any(one is not None and is_hidden(float(one), modelled=modelled) for one in counts):
        row |= {key: None for key in _OF_CHILDREN if key in row}
