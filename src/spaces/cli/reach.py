"""``reach``: from each cell or point, how far it is to the nearest site."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.contract import Column, Contract
from geo.crs import metric_crs_for
from geo.faults import Fault
from geo.intake import take_in
from geo.network.graph import Network
from spaces.cli import lookups as look
from spaces.cli import network_options as ways
from spaces.cli.options import Option, WrongUse, file, one_of
from spaces.cli.output import Report, Table
from spaces.content.folder import Content
from spaces.places.population import load_population, population_files, read_population
from spaces.places.population_cells import metric_xy
from spaces.places.registry import Place, load_boundaries, load_places
from spaces.reach.nearest import Nearest, is_covered
from spaces.reach.on_foot import OnFoot
from spaces.reach.query import RULERS, GapQuery
from spaces.reach.result import WALK_STATES
from spaces.reach.ruler import Ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.sites.categories import load_categories
from spaces.sites.entrances import gates_of
from spaces.sites.loading import SiteList, load_sites, read_sites
from spaces.sites.selection import existing, located
from spaces.text import Text
from spaces.text.faults import sentence
from spaces.walking.network_files import prepare
from spaces.walking.walkers import load_walkers

OPTIONS = (
    Option("--place"),
    Option("--sites"),
    Option("--points"),
    Option("--population"),
    Option("--category", many=True),
    Option("--walker"),
    Option("--speed-mps"),
    Option("--minutes"),
    Option("--datum"),
    *ways.OPTIONS,
)
COLUMNS = ("id", "distance_m", "minutes", "site_id", "state")
_RULERS = tuple(ruler for ruler in RULERS if ruler != "both")
_LISTED = 20
_MOST = 0.5
_POINTS = Contract(
    "points",
    (Column("id", "text", aliases=("编号", "cell_id", "point_id")),),
    frozenset({"Point", "Polygon", "MultiPolygon"}),
    geometry_required=False,
    key="id",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Where walks begin: points in WGS-84, index id."""

    points: gpd.GeoDataFrame
    faults: tuple[Fault, ...]
    modelled: bool


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure the way from each start to the nearest of some sites."""
    place = look.place(asked, content) if asked.place is not None else None
    walkers, kinds = load_walkers(content), load_categories(content)
    speed_mps, walker, minutes = look.walk(asked, walkers)
    ruler = one_of("--ruler", asked.ruler or "network", _RULERS)
    arterials, delay_s = ways.rules(asked, walkers, walker)
    loaded = _sites(asked, content, place)
    taken = place is None and asked.points is None and asked.population is None
    if taken:
        place = _place_of(loaded, content)
    chosen = look.categories(asked, kinds)
    sites = located(existing(loaded.frame)).sort_index()
    sites = sites[sites["category"].isin(chosen)] if chosen else sites
    start = _start(asked, content, place)
    query = GapQuery(
        "" if place is None else place.code, chosen, speed_mps, walker, minutes,
        ruler=ruler, arterials=arterials, crossing_delay_s=delay_s,
    )  # fmt: skip
    network: Network | None = None
    faults = (*(loaded.faults if asked.sites else ()), *start.faults)
    if query.on_foot:
        boundary = _boundary(content, place)
        network, more = ways.streets(asked, content, place, boundary, t.code)
        faults = (*faults, *more)
    found = _measured(query, start.points, sites, network)
    rows = _rows(query, start.points.index, sites.index, found)
    notes = _notes(network, sites, start, t)
    if taken and place is not None:
        notes.insert(0, t("cli.reach_place", place=place.name(t.code), code=place.code))
    states = {state: sum(row["state"] == state for row in rows) for state in WALK_STATES}
    demo = bool(sites["demo"].any()) or (network is not None and network.demo)
    worded = [row | {"state": t(f"network.state.{row['state']}")} for row in rows[:_LISTED]]
    more_rows = t("cli.table_more", count=len(rows) - _LISTED) if len(rows) > _LISTED else ""
    return Report(
        facts={
            "place": query.place or None, "categories": list(chosen), "walker": walker,
            "speed_mps": speed_mps, "minutes": minutes, "ruler": ruler, "arterials": arterials,
            "crossing_delay_s": delay_s if query.on_foot else 0, "limit_m": query.radius_m,
            "sites_used": len(sites), "demo": demo, "modelled": start.modelled,
            "notice": "" if network is None else network.notice,
            "notes": notes, "states": states, "rows": rows,
        },
        columns=COLUMNS,
        rows=rows,
        lines=notes,
        tables=[Table(t("cli.table.reach") + more_rows,
                      {key: t(f"cli.head.{key}") for key in COLUMNS}, worded)],
        messages=[*[sentence(fault, t) for fault in faults], *notes],
    )  # fmt: skip


def _sites(asked: Namespace, content: Content, place: Place | None) -> SiteList:
    datum = look.datum(asked)
    code = "" if place is None else place.code
    if asked.sites is not None:
        return read_sites(file(asked.sites), content, code, datum=datum)
    if place is None:
        raise WrongUse("needs_sites")
    return load_sites(content, code)


def _place_of(loaded: SiteList, content: Content) -> Place | None:
    """Return the place whose children the question is about when nobody names it.

    It is the smallest place with known children whose outline holds most of the sites given;
    None if there is none.
    """
    at = located(loaded.frame).geometry.to_numpy()
    outlines, known = load_boundaries(content), load_places(content)
    held = [
        (outlines.geometry[code].area, code)
        for code in known
        if code in outlines.index
        and len(at)
        and shapely.intersects(outlines.geometry[code], at).mean() > _MOST
        and population_files(content, code)
    ]
    return known[min(held)[1]] if held else None


def _boundary(content: Content, place: Place | None) -> BaseGeometry | None:
    outlines = load_boundaries(content)
    known = place is not None and place.code in outlines.index
    return outlines.geometry[place.code] if place is not None and known else None


def _start(asked: Namespace, content: Content, place: Place | None) -> _Start:
    if asked.points is not None and asked.population is not None:
        raise WrongUse("one_start")
    if asked.points is not None:
        checked = take_in(file(asked.points), _POINTS)
        frame = checked.frame
        ids = frame["id"].fillna("").astype(str)
        named = ids.where(ids != "", "row-" + frame.index.astype(str))
        return _Start(frame.set_index(pd.Index(named, name="id")), checked.faults, False)
    if asked.population not in (None, "default"):
        people = read_population(file(asked.population), boundary=_boundary(content, place))
        return _Start(people.cells, people.faults, people.modelled)
    shipped = load_population(content, place.code) if place is not None else None
    if shipped is None:
        raise WrongUse("needs_start")
    return _Start(shipped.cells, (), shipped.modelled)


def _measured(
    query: GapQuery, start: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, network: Network | None
) -> Nearest:
    crs = network.crs if network is not None else metric_crs_for(start)
    xy, metric = metric_xy(start, crs), sites.geometry.to_crs(crs)
    ruler: Ruler = STRAIGHT_LINE
    if network is not None:
        ruler = OnFoot.for_query(query, prepare(network), gates_of(sites))
    return ruler.nearest_of(xy, [metric])[0]


def _rows(query: GapQuery, ids: pd.Index, sites: pd.Index, found: Nearest) -> list[dict[str, Any]]:
    metres = found.distance_m
    within = is_covered(metres, query.radius_m)
    state = found.state
    if state is None:
        state = np.where(np.isnan(metres), WALK_STATES.index("unknown"), 0).astype(np.uint8)
        state[np.isinf(metres)] = WALK_STATES.index("unreachable")
    codes = np.where((state == 0) & ~within, WALK_STATES.index("beyond"), state)
    rows = []
    for key, far, at, code in zip(ids, metres, found.position, codes, strict=True):
        known = bool(np.isfinite(far))
        rows.append(
            {
                "id": str(key),
                "distance_m": round(float(far), 3) if known else None,
                "minutes": round(float(far) / query.speed_mps / 60, 3) if known else None,
                "site_id": str(sites[at]) if at >= 0 else "",
                "state": WALK_STATES[code],
            }
        )
    return rows


def _notes(network: Network | None, sites: gpd.GeoDataFrame, start: _Start, t: Text) -> list[str]:
    notes = [] if len(sites) else [t("definition.why_not.no_located_sites")]
    if network is not None and network.notice:
        notes.append(t("network.notice", notice=network.notice))
    if network is not None and network.demo:
        notes.append(t("network.demo"))
    if bool(sites["demo"].any()):
        notes.append(t("cli.demo"))
    if start.modelled:
        notes.append(t("cli.modelled"))
    return notes
