"""``routes``: how much of the ways to school is safe, and what to mend first."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path

from geo.atomic import replace_bytes
from geo.faults import Fault
from geo.network.rules import ARTERIALS
from spaces.cli import lookups as look
from spaces.cli import network_options as street_options
from spaces.cli.options import LAYER, Option, SaysNo, WrongUse, file, number, one_of, whole
from spaces.cli.output import Report, exit_status
from spaces.cli.own_files import READING, layers, own_files
from spaces.cli.routes_report import report
from spaces.cli.routes_rows import Answer
from spaces.content import Content
from spaces.reports import school_pdf_bytes
from spaces.school_routes import SCHOOL_KINDS, SchoolQuery, SchoolRoutes
from spaces.school_routes.query import (
    CENTRE,
    CROSSING_BUDGETS,
    EVERYWHERE,
    LIMITS_M,
    METRE_BUDGETS,
    RADII_M,
    USUAL_CROSSINGS,
    USUAL_LIMIT_M,
    USUAL_METRES,
    USUAL_RADIUS_M,
    WITHIN,
)
from spaces.services import FolderInputs, OwnFiles, PlaceInputs, answer_school_routes, load_inputs
from spaces.services.school_routes import completed
from spaces.text import Text, sentence
from spaces.walking.walkers import arterials_of

_QUESTION = (
    Option("--place"),
    Option("--sites"),
    Option("--population"),
    Option("--network"),
    *READING,
    Option("--within"),
    Option("--catchments"),
    Option("--category", many=True),
    Option("--radius"),
    Option("--limit"),
    Option("--year"),
    Option("--arterials"),
    Option("--datum"),
    LAYER,
)
OPTIONS = (*_QUESTION, Option("--crossings"), Option("--metres"))
SHEET_OPTIONS = (*_QUESTION, Option("--school"), Option("-o"))
_NEAREST = "nearest"
"""Word of ``--catchments`` that leaves out those of the data folder."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """An answer, what it was made of, and what to say of that."""

    inputs: PlaceInputs
    ways: SchoolRoutes
    faults: tuple[Fault, ...]


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure the ways to school of a place and rank what to mend."""
    crossings, metres = _budgets(asked)
    found = _find(asked, content, t)
    inputs = found.inputs
    answer = Answer(
        place=inputs.place,
        ways=found.ways,
        sites=inputs.sites,
        kinds=inputs.folder.safe_route_types,
        crossings=crossings,
        metres=metres,
        notes=("population_not_given",) if inputs.children_left_out else (),
    )
    said = report(answer, t, [sentence(fault, t) for fault in found.faults])
    return replace(said, status=exit_status(found.faults))


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
    inputs, streets = found.inputs, street_options.require_streets(found.inputs, t)
    data = school_pdf_bytes(
        found.ways, asked.school, t, sites=inputs.sites, streets=streets,
        kinds=inputs.folder.safe_route_types,
    )  # fmt: skip
    try:
        replace_bytes(path, data)
    except (OSError, ValueError):
        raise WrongUse("cannot_write", got=str(path)) from None
    facts = {"place": found.inputs.code, "school": asked.school, "file": str(path)}
    return Report(
        facts=facts | {"demo": found.ways.demo},
        columns=("place", "school", "file"),
        rows=[facts],
        lines=[*([t("cli.demo")] if found.ways.demo else []), t("cli.written", file=path)],
        messages=[sentence(fault, t) for fault in found.faults],
        status=exit_status(found.faults),
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
    folder = FolderInputs(content)
    place = look.place(asked, folder.places)
    inputs = load_inputs(folder, place.code, _own_files(asked))
    query = _query(asked, inputs, t)
    street_options.require_streets(inputs, t)
    ways = answer_school_routes(inputs, query)
    assert ways is not None
    centre = inputs.centre if query.within else None
    given = inputs.catchments(query.kinds) if query.catchment else None
    parts = (inputs.listed, inputs.population, centre, given)
    faults = [fault for part in parts if part is not None for fault in part.faults]
    return _Found(inputs, ways, (*faults, *inputs.street_faults))


def _own_files(asked: Namespace) -> OwnFiles:
    """Return the user's own files; the words of two options are none."""
    within = None if asked.within in (None, *WITHIN) else file(asked.within)
    listed = None if asked.catchments in (None, _NEAREST) else file(asked.catchments)
    own = own_files(asked)
    named = [*own.layers]
    if within is not None:
        named += [("centre", layer) for _, layer in layers(asked, "within")]
    if listed is not None:
        named += layers(asked, "catchments")
    return replace(own, centre=within, catchments=listed, layers=tuple(named))


def _query(asked: Namespace, inputs: PlaceInputs, t: Text) -> SchoolQuery:
    """Return the question; as on the page, what the data folder holds of a place is used."""
    radius_m = limit_m = None
    if asked.radius is not None:
        radius_m = number("--radius", asked.radius, *RADII_M)
    if asked.limit is not None:
        limit_m = number("--limit", asked.limit, *LIMITS_M)
    arterials = asked.arterials or "allowed"
    words = [part for word in asked.category for part in word.split(",") if part]
    query = SchoolQuery(
        place=inputs.code,
        year=look.year(asked),
        arterials=arterials_of(one_of("--arterials", arterials, ARTERIALS)),
        kinds=tuple(one_of("--category", w, SCHOOL_KINDS) for w in words) or SCHOOL_KINDS,
        radius_m=radius_m or USUAL_RADIUS_M,
        limit_m=limit_m or USUAL_LIMIT_M,
        within="" if asked.within == EVERYWHERE else CENTRE,
    )
    query = completed(inputs, query)
    if asked.within == CENTRE and not query.within:
        raise SaysNo("no_centre", place=inputs.place.name(t.code), code=inputs.code)
    return replace(query, catchment="") if asked.catchments == _NEAREST else query
