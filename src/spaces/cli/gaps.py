"""``gaps``: who lives within a walk of a site, who does not, and where."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.faults import Fault
from spaces.analysis import GapQuery, GapResult, analyse
from spaces.categories import load_categories, space_ids
from spaces.cli import asked as look
from spaces.cli.gaps_report import report
from spaces.cli.gaps_rows import Answer
from spaces.cli.output import Report
from spaces.cli.usage import Option, file, one_of
from spaces.content import Content
from spaces.definition import definition
from spaces.faults import sentence
from spaces.places import load_boundaries
from spaces.population import Population, load_population, read_population
from spaces.sites import Loaded, existing, load_sites, located, read_sites
from spaces.text import Text
from spaces.walkers import load_walkers

OPTIONS = (
    Option("--place"),
    Option("--sites"),
    Option("--population"),
    Option("--category", many=True),
    Option("--walker"),
    Option("--speed-mps"),
    Option("--minutes"),
    Option("--year"),
    Option("--datum"),
)
DATUMS = ("wgs84", "gcj02", "bd09")
SHIPPED = "default"
"""What ``--population`` says to mean the children of the data folder."""


@dataclass(frozen=True, slots=True)
class _Children:
    """The children that are used, and the note about them."""

    population: Population | None
    note: str = ""
    faults: tuple[Fault, ...] = ()


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure reach and gaps for one question."""
    place = look.place(asked, content)
    kinds, walkers = load_categories(content), load_walkers(content)
    speed_mps, walker, minutes = look.walk(asked, walkers)
    chosen, year = look.categories(asked, kinds), look.year(asked)
    datum = one_of("--datum", asked.datum, DATUMS) if asked.datum else None
    own = file(asked.sites) if asked.sites is not None else None
    boundary, parts = _outlines(content, place.code)
    children = _children(asked, content, place.code, boundary)
    loaded = (
        read_sites(own, content, place.code, datum=datum)  # type: ignore[arg-type]
        if own
        else load_sites(content, place.code)
    )
    if own and not chosen:
        chosen = tuple(kind for kind in kinds if (loaded.frame["category"] == kind).any())
    query = GapQuery(place.code, chosen, speed_mps, walker, minutes, year)
    spaces = space_ids(kinds)
    result = analyse(
        query, loaded.frame, children.population, boundary, parts, space_categories=spaces
    )
    notes = [children.note] if children.note else []
    answer = Answer(
        place=place,
        kinds=kinds,
        result=result,
        definition=definition(query, result, t, walkers=walkers, categories=kinds),
        area_by_kind=_area_by_kind(query, loaded, boundary, spaces),
        sites_outside=_outside(query, loaded, boundary, spaces),
        children_outside=_children_outside(children.population, boundary),
        notes=tuple(notes),
        site_names=dict(loaded.frame["name_zh"]),
        own_sites=own.name if own else None,
    )
    faults = (*(loaded.faults if own else ()), *children.faults)
    return report(answer, t, [sentence(fault, t) for fault in faults])


def _children(
    asked: Namespace, content: Content, place: str, boundary: BaseGeometry | None
) -> _Children:
    """Modelled children never meet a user's own list unasked."""
    if asked.population is None and asked.sites is not None:
        return _Children(None, "population_not_given")
    if asked.population in (None, SHIPPED):
        return _Children(load_population(content, place))
    path = file(asked.population)
    population = read_population(path, boundary=boundary)
    return _Children(population, faults=population.faults)


def _outlines(content: Content, place: str) -> tuple[BaseGeometry | None, gpd.GeoDataFrame]:
    frames = load_boundaries(content)
    boundary = frames.geometry[place] if place in frames.index else None
    inside = (frames["place"] == place) & (frames.index != place)
    return boundary, frames[inside]


def _used(query: GapQuery, loaded: Loaded, spaces: tuple[str, ...]) -> gpd.GeoDataFrame:
    wanted = query.categories or spaces
    return loaded.frame[loaded.frame["category"].isin(wanted)]


def _outside(
    query: GapQuery, loaded: Loaded, boundary: BaseGeometry | None, spaces: tuple[str, ...]
) -> int | None:
    """Sites beyond the boundary; they count for reach, since children walk over it."""
    if boundary is None:
        return None
    there = located(existing(_used(query, loaded, spaces), query.year))
    return int((~shapely.intersects(boundary, there.geometry.to_numpy())).sum())


def _children_outside(population: Population | None, boundary: BaseGeometry | None) -> float | None:
    if population is None or boundary is None:
        return None
    beyond = ~shapely.intersects(boundary, population.cells.geometry.to_numpy())
    return float(population.cells.loc[beyond, "children"].sum())


def _area_by_kind(
    query: GapQuery,
    loaded: Loaded,
    boundary: BaseGeometry | None,
    spaces: tuple[str, ...],
) -> dict[str, float | None]:
    """Covered square kilometres of each kind alone."""
    if boundary is None:
        return {}
    found: dict[str, GapResult] = {
        kind: analyse(replace(query, categories=(kind,)), loaded.frame, None, boundary)
        for kind in query.categories or spaces
    }
    return {kind: result.area_covered_km2 for kind, result in found.items()}
