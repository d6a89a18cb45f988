"""``gaps``: who lives within a walk of a site, who does not, and where."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.faults import Fault
from spaces.cli import lookups as look
from spaces.cli import network_options as ways
from spaces.cli import population_option as people
from spaces.cli.gaps_report import report
from spaces.cli.gaps_rows import Answer
from spaces.cli.options import Option, file
from spaces.cli.output import Report
from spaces.content.folder import Content
from spaces.places.population import Population
from spaces.places.registry import Place, load_boundaries
from spaces.reach.analysis import GapQuery, GapResult, analyse
from spaces.reach.false_comfort import TwoRulers, compare_rulers
from spaces.reach.on_foot import OnFoot
from spaces.reach.ruler import Ruler
from spaces.reach.statutory_radii import load_standards
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.reach.words import definition
from spaces.sites.categories import load_categories, space_ids
from spaces.sites.entrances import gates_of
from spaces.sites.loading import SiteList, load_sites, read_sites
from spaces.sites.selection import existing, located
from spaces.text import Text
from spaces.text.faults import sentence
from spaces.walking.distance_raster import lattice_path
from spaces.walking.network_files import network_path, prepare
from spaces.walking.walkers import load_walkers

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
    *ways.OPTIONS,
)


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure reach and gaps for one question."""
    place = look.place(asked, content)
    kinds, walkers = load_categories(content), load_walkers(content)
    speed_mps, walker, minutes = look.walk(asked, walkers)
    chosen, year = look.categories(asked, kinds), look.year(asked)
    datum = look.datum(asked)
    own = file(asked.sites) if asked.sites is not None else None
    boundary, parts = _outlines(content, place.code)
    children = people.children(asked, content, place.code, boundary)
    loaded = (
        read_sites(own, content, place.code, datum=datum)
        if own
        else load_sites(content, place.code)
    )
    if own and not chosen:
        chosen = tuple(kind for kind in kinds if (loaded.frame["category"] == kind).any())
    arterials, delay_s = ways.rules(asked, walkers, walker)
    word, unwalked = ways.usual(asked, content, place.code, children.population)
    query = GapQuery(
        place.code, chosen, speed_mps, walker, minutes, year,
        ruler=word, arterials=arterials, crossing_delay_s=delay_s,
    )  # fmt: skip
    spaces = space_ids(kinds)
    ruler, street_faults = _ruler(asked, content, place, boundary, query, loaded, t)
    result = analyse(
        query, loaded.frame, children.population, boundary, parts,
        space_categories=spaces, ruler=ruler,
    )  # fmt: skip
    notes = [children.note] if children.note else []
    answer = Answer(
        place=place,
        kinds=kinds,
        result=result,
        definition=definition(query, result, t, walkers=walkers, categories=kinds),
        area_by_kind=_area_by_kind(query, loaded, boundary, spaces, ruler),
        sites_outside=_outside(query, loaded, boundary, spaces),
        children_outside=_children_outside(children.population, boundary),
        notes=tuple(notes),
        site_names=dict(loaded.names(t.code)),
        own_sites=own.name if own else None,
        comfort=_comfort(result, loaded, children.population, spaces, content),
        standards=load_standards(content),
    )
    faults = (*loaded.faults, *children.faults, *unwalked, *street_faults)
    return report(answer, t, [sentence(fault, t) for fault in faults])


def _ruler(
    asked: Namespace,
    content: Content,
    place: Place,
    boundary: BaseGeometry | None,
    query: GapQuery,
    loaded: SiteList,
    t: Text,
) -> tuple[Ruler, tuple[Fault, ...]]:
    if not query.on_foot:
        return STRAIGHT_LINE, ()
    network, faults = ways.streets(asked, content, place, boundary, t.code)
    kept = None if asked.network else lattice_path(network_path(content, place.code))
    walked = prepare(network, lattice_path=kept)
    return OnFoot.for_query(query, walked, gates_of(loaded.frame)), faults


def _comfort(
    result: GapResult,
    loaded: SiteList,
    population: Population | None,
    spaces: tuple[str, ...],
    content: Content,
) -> TwoRulers | None:
    """Put the circle beside the walk, where both are asked."""
    if result.query.ruler != "both":
        return None
    return compare_rulers(
        result, loaded.frame, bands=() if population is None else population.bands,
        space_categories=spaces, standards=load_standards(content),
    )  # fmt: skip


def _outlines(content: Content, place: str) -> tuple[BaseGeometry | None, gpd.GeoDataFrame]:
    frames = load_boundaries(content)
    boundary = frames.geometry[place] if place in frames.index else None
    inside = (frames["place"] == place) & (frames.index != place)
    return boundary, frames[inside]


def _used(query: GapQuery, loaded: SiteList, spaces: tuple[str, ...]) -> gpd.GeoDataFrame:
    wanted = query.categories or spaces
    return loaded.frame[loaded.frame["category"].isin(wanted)]


def _outside(
    query: GapQuery, loaded: SiteList, boundary: BaseGeometry | None, spaces: tuple[str, ...]
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
    loaded: SiteList,
    boundary: BaseGeometry | None,
    spaces: tuple[str, ...],
    ruler: Ruler,
) -> dict[str, float | None]:
    """Covered square kilometres of each kind alone."""
    if boundary is None:
        return {}
    found: dict[str, GapResult] = {
        kind: analyse(replace(query, categories=(kind,)), loaded.frame, None, boundary, ruler=ruler)
        for kind in query.categories or spaces
    }
    return {kind: result.area_covered_km2 for kind, result in found.items()}
