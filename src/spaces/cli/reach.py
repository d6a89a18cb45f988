"""``reach``: from each cell or point, how far it is to the nearest site."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.contracts.contract import Column, Contract
from geo.faults import Fault, summed
from geo.intake import DATUM_COLUMN, check_table
from geo.io import read_table
from geo.network.graph import Network
from spaces.cli import lookups as look
from spaces.cli import network_options as ways
from spaces.cli.options import LAYER, Option, WrongUse, file, layer, one_of
from spaces.cli.output import Report, Table, exit_status
from spaces.cli.own_files import own_files
from spaces.content import Content
from spaces.places.population import population_files
from spaces.reach import GapQuery
from spaces.reach.nearest import Nearest, is_covered
from spaces.reach.result import WALK_STATES
from spaces.reach.rulers import KINDS
from spaces.services import FolderInputs, PlaceInputs, load_inputs
from spaces.services.from_point import at_stubs, located_sites, nearest_sites
from spaces.services.ground import ground_of_points
from spaces.sites.selection import located
from spaces.text import Text, sentence

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
    Option("--points-datum"),
    LAYER,
    *ways.OPTIONS,
)
COLUMNS = ("id", "distance_m", "minutes", "site_id", "state")
_RULERS = tuple(kind.name for kind in KINDS if not kind.beside_line)
_LISTED = 20
_MOST = 0.5
_POINTS = Contract(
    "points",
    (
        Column("id", "text", aliases=("编号", "cell_id", "point_id"), code=True),
        Column(DATUM_COLUMN, "text", default=""),
    ),
    frozenset({"Point", "Polygon", "MultiPolygon"}),
    geometry_required=False,
    key="id",
    key_given_anew=True,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Where walks begin: points in WGS-84, index id."""

    points: gpd.GeoDataFrame
    faults: tuple[Fault, ...]
    modelled: bool


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure the way from each start to the nearest of some sites."""
    folder = FolderInputs(content)
    inputs = _inputs(asked, folder)
    taken = not inputs.code and asked.points is None and asked.population is None
    if taken:
        inputs = inputs.about(_place_of(inputs))
    speed_mps, walker, minutes = look.walk(asked, folder.walkers)
    chosen = look.categories(asked, folder.categories)
    one_of("--ruler", asked.ruler or "network", _RULERS)
    query = ways.ruled(
        asked, inputs, GapQuery(inputs.code, chosen, speed_mps, walker, minutes), "network"
    )
    sites = located_sites(inputs, query).sort_index()
    start = _start(asked, inputs)
    network: Network | None = None
    faults = (*(inputs.listed.faults if asked.sites else ()), *start.faults)
    if query.on_foot:
        network = ways.require_streets(inputs, t).network
        faults = (*faults, *inputs.street_faults)
    found = nearest_sites(inputs, query, start.points, sites)
    stubs = at_stubs(inputs, query, start.points, sites)
    rows = _rows(query, start.points.index, sites.index, found)
    notes = _notes(network, sites, start, t)
    notes += [t(f"network.{name}", count=count) for name, count in stubs.items() if count]
    if taken and inputs.code:
        notes.insert(0, t("cli.reach_place", place=inputs.place.name(t.code), code=inputs.code))
    states = {state: sum(row["state"] == state for row in rows) for state in WALK_STATES}
    demo = bool(sites["demo"].any()) or (network is not None and network.demo)
    worded = [row | {"state": t(f"network.state.{row['state']}")} for row in rows[:_LISTED]]
    more_rows = t("cli.table_more", count=len(rows) - _LISTED) if len(rows) > _LISTED else ""
    return Report(
        facts={
            "place": query.place or None, "categories": list(chosen), "walker": walker,
            "speed_mps": speed_mps, "minutes": minutes, "ruler": query.ruler,
            "arterials": query.arterials,
            "crossing_delay_s": query.crossing_delay_s if query.on_foot else 0,
            "limit_m": query.radius_m,
            "sites_used": len(sites), "demo": demo, "modelled": start.modelled,
            "notice": "" if network is None else network.notice, **stubs,
            "notes": notes, "states": states, "rows": rows,
        },
        columns=COLUMNS,
        rows=rows,
        lines=notes,
        tables=[Table(t("cli.table.reach") + more_rows,
                      {key: t(f"cli.head.{key}") for key in COLUMNS}, worded)],
        messages=[*[sentence(fault, t) for fault in faults], *notes],
        status=exit_status(faults),
    )  # fmt: skip


def _inputs(asked: Namespace, folder: FolderInputs) -> PlaceInputs:
    """Return what is measured on; children of the data folder count beside the user's own sites."""
    if asked.points is not None and asked.population is not None:
        raise WrongUse("one_start")
    place = None if asked.place is None else look.place(asked, folder.places)
    if place is None and asked.sites is None:
        raise WrongUse("needs_sites")
    own = replace(own_files(asked), folders_children=True)
    return load_inputs(folder, "" if place is None else place.code, own)


def _place_of(inputs: PlaceInputs) -> str:
    """Return the code of the place whose children the question is about when nobody names it.

    It is the smallest place with known children whose outline holds most of the sites given; ""
    if there is none.
    """
    at = located(inputs.listed.frame).geometry.to_numpy()
    folder = inputs.folder
    outlines = folder.boundaries.geometry
    held = [
        (outlines[code].area, code)
        for code in folder.places
        if code in outlines.index
        and len(at)
        and shapely.intersects(outlines[code], at).mean() > _MOST
        and population_files(folder.content, code)
    ]
    return min(held)[1] if held else ""


def _start(asked: Namespace, inputs: PlaceInputs) -> _Start:
    if asked.points is not None:
        path = file(asked.points)
        table = read_table(path, layer=layer(asked, asked.points))
        held = ground_of_points(inputs)
        told = look.datum(asked, "--points-datum")
        checked = check_table(table, _POINTS, path.name, grounds=held, datum=told)
        frame = checked.frame
        ids = frame["id"].fillna("").astype(str)
        named = ids.where(ids != "", "row-" + frame.index.astype(str))
        return _Start(frame.set_index(pd.Index(named, name="id")), summed(checked.faults), False)
    people = inputs.population
    if people is None:
        raise WrongUse("needs_start")
    return _Start(people.cells, people.faults, people.modelled)


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
