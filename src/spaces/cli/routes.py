"""``routes``: how much of the ways to school is safe, and what to mend first."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.atomic import replace_bytes
from geo.faults import Fault
from geo.network.rules import ARTERIALS
from spaces.cli import lookups as look
from spaces.cli import network_options as street_options
from spaces.cli import population_option as people
from spaces.cli.options import Option, SaysNo, WrongUse, file, number, one_of, whole
from spaces.cli.output import Report
from spaces.cli.routes_report import report
from spaces.cli.routes_rows import Answer
from spaces.content.folder import Content
from spaces.places.central_area import centre_path, load_centre, read_centre
from spaces.places.registry import Place, load_boundaries
from spaces.reports.school.pdf import pdf_bytes
from spaces.school_routes.analysis import measure
from spaces.school_routes.catchments import (
    Catchments,
    catchments_path,
    load_catchments,
    read_catchments,
)
from spaces.school_routes.query import (
    CENTRE,
    CROSSING_BUDGETS,
    EVERYWHERE,
    LIMITS_M,
    METRE_BUDGETS,
    RADII_M,
    SCHOOL_KINDS,
    USUAL_CROSSINGS,
    USUAL_METRES,
    WITHIN,
    SchoolQuery,
)
from spaces.school_routes.result import SchoolRoutes
from spaces.sites.loading import SiteList, load_sites, read_sites
from spaces.sites.safe_route_types import SafeRouteType, load_safe_route_types
from spaces.text import Text
from spaces.text.faults import sentence
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import prepare
from spaces.walking.walkers import arterials_of

_QUESTION = (
    Option("--place"),
    Option("--sites"),
    Option("--population"),
    Option("--network"),
    Option("--within"),
    Option("--catchments"),
    Option("--category", many=True),
    Option("--radius"),
    Option("--limit"),
    Option("--year"),
    Option("--arterials"),
    Option("--datum"),
)
OPTIONS = (*_QUESTION, Option("--crossings"), Option("--metres"))
SHEET_OPTIONS = (*_QUESTION, Option("--school"), Option("-o"))
_NEAREST = "nearest"
"""Word of ``--catchments`` that leaves out those of the data folder."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """An answer, and what it was made of."""

    place: Place
    ways: SchoolRoutes
    loaded: SiteList
    streets: WalkNetwork
    kinds: dict[str, SafeRouteType]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure the ways to school of a place and rank what to mend."""
    crossings, metres = _budgets(asked)
    found = _find(asked, content, t)
    answer = Answer(
        place=found.place,
        ways=found.ways,
        sites=found.loaded.frame,
        kinds=found.kinds,
        crossings=crossings,
        metres=metres,
        notes=found.notes,
    )
    return report(answer, t, [sentence(fault, t) for fault in found.faults])


def sheet(asked: Namespace, content: Content, t: Text) -> Report:
    """Write the A4 sheet of one school."""
    if asked.o is None:
        raise WrongUse("needs_option", option="-o", known=".pdf")
    path = Path(asked.o)
    if path.suffix.lower() != ".pdf":
        raise WrongUse("unknown_suffix", got=asked.o, known=".pdf")
    found = _find(asked, content, t)
    known = found.ways.schools["name_zh"]
    if asked.school not in known.index:
        listed = ", ".join(f"{key} {name}" for key, name in known.items())
        raise WrongUse("unknown_school", got=asked.school or "", known=listed)
    data = pdf_bytes(
        found.ways, asked.school, t, sites=found.loaded.frame, streets=found.streets,
        kinds=found.kinds,
    )  # fmt: skip
    try:
        replace_bytes(path, data)
    except (OSError, ValueError):
        raise WrongUse("cannot_write", got=str(path)) from None
    facts = {"place": found.place.code, "school": asked.school, "file": str(path)}
    return Report(
        facts=facts | {"demo": found.ways.demo},
        columns=("place", "school", "file"),
        rows=[facts],
        lines=[*([t("cli.demo")] if found.ways.demo else []), t("cli.written", file=path)],
        messages=[sentence(fault, t) for fault in found.faults],
    )


def _budgets(asked: Namespace) -> tuple[int | None, float | None]:
    """Crossings and metres that may be mended; both where neither is asked."""
    crossings = metres = None
    if asked.crossings is not None:
        crossings = whole("--crossings", asked.crossings, *CROSSING_BUDGETS)
    if asked.metres is not None:
        metres = number("--metres", asked.metres, *METRE_BUDGETS)
    return (
        (USUAL_CROSSINGS, float(USUAL_METRES))
        if crossings is metres is None
        else (crossings, metres)
    )


def _find(asked: Namespace, content: Content, t: Text) -> _Found:
    place = look.place(asked, content)
    query = _query(asked, place, content)
    outline = None if asked.within in WITHIN else asked.within
    listed = None if asked.catchments == _NEAREST else asked.catchments
    for given in (asked.sites, listed, outline):
        if given is not None:
            file(given)
    datum = look.datum(asked)
    frames = load_boundaries(content)
    boundary = frames.geometry[place.code] if place.code in frames.index else None
    network, street_faults = street_options.streets(asked, content, place, boundary, t.code)
    children = people.children(asked, content, place.code, boundary)
    loaded = (
        load_sites(content, place.code)
        if asked.sites is None
        else read_sites(file(asked.sites), content, place.code, datum=datum)
    )
    sites = loaded.frame[loaded.frame["place"] == place.code]
    centre, faults = _within(asked, query, content, place, t)
    catchments = _catchments(asked, content, sites, query, children, boundary)
    kinds, streets = load_safe_route_types(content), prepare(network)
    ways = measure(
        query, streets, sites, children.population, kinds, within=centre,
        catchments=catchments,
        parts=frames[(frames["place"] == place.code) & (frames.index != place.code)],
    )  # fmt: skip
    faults = (*loaded.faults, *children.faults, *street_faults, *faults)
    faults += () if catchments is None else catchments.faults
    notes = (children.note,) if children.note else ()
    return _Found(place, ways, SiteList(sites, ()), streets, kinds, notes, faults)


def _query(asked: Namespace, place: Place, content: Content) -> SchoolQuery:
    """Return the question; as on the page, what the data folder holds of a place is used."""
    given: dict[str, float] = {}
    if asked.radius is not None:
        given["radius_m"] = number("--radius", asked.radius, *RADII_M)
    if asked.limit is not None:
        given["limit_m"] = number("--limit", asked.limit, *LIMITS_M)
    arterials = asked.arterials or "allowed"
    words = [part for word in asked.category for part in word.split(",") if part]
    within = asked.within or (CENTRE if centre_path(content, place.code).is_file() else "")
    within = "" if within == EVERYWHERE else within
    path = catchments_path(content, place.code)
    if asked.catchments is not None:
        path = None if asked.catchments == _NEAREST else Path(asked.catchments)
    return SchoolQuery(
        place=place.code,
        year=look.year(asked),
        arterials=arterials_of(one_of("--arterials", arterials, ARTERIALS)),
        kinds=tuple(one_of("--category", w, SCHOOL_KINDS) for w in words) or SCHOOL_KINDS,
        within=within if within in ("", CENTRE) else Path(within).name,
        catchment="" if path is None else path.name,
        **given,
    )


def _within(
    asked: Namespace, query: SchoolQuery, content: Content, place: Place, t: Text
) -> tuple[BaseGeometry | None, tuple[Fault, ...]]:
    """Outline that the question names: a file, or ``centre`` for that of the data folder."""
    if not query.within:
        return None, ()
    if query.within == CENTRE:
        centre = load_centre(content, place.code)
        if centre is None:
            raise SaysNo("no_centre", place=place.name(t.code), code=place.code)
        return centre, ()
    read = read_centre(file(asked.within), content, place.code)
    return read.outline, read.faults


def _catchments(
    asked: Namespace,
    content: Content,
    sites: gpd.GeoDataFrame,
    query: SchoolQuery,
    children: people.Children,
    boundary: BaseGeometry | None,
) -> Catchments | None:
    if not query.catchment:
        return None
    schools = sites[sites["category"].isin(query.kinds)]
    if asked.catchments is None:
        return load_catchments(content, query.place, schools, children.population)
    path = file(asked.catchments)
    return read_catchments(path, schools, children.population, boundary=boundary)
