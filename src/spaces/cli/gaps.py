"""``gaps``: who lives within a walk of a site, who does not, and where."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

import geopandas as gpd
import shapely

from spaces.cli import lookups as look
from spaces.cli import network_options as ways
from spaces.cli.gaps_report import report
from spaces.cli.gaps_rows import Answer
from spaces.cli.options import LAYER, Option
from spaces.cli.output import Report, exit_status
from spaces.cli.own_files import own_files
from spaces.content import Content
from spaces.reach import GapQuery
from spaces.reach.words import definition
from spaces.services import FolderInputs, PlaceInputs, answer_reach, load_inputs
from spaces.services.reach import answer_two_rulers, area_by_kind
from spaces.sites import existing
from spaces.sites.selection import located
from spaces.text import Text, sentence

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
    LAYER,
    *ways.OPTIONS,
)


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Measure reach and gaps for one question."""
    folder = FolderInputs(content)
    place = look.place(asked, folder.places)
    speed_mps, walker, minutes = look.walk(asked, folder.walkers)
    chosen, year = look.categories(asked, folder.categories), look.year(asked)
    inputs = load_inputs(folder, place.code, own_files(asked))
    own = inputs.own.sites
    if own and not chosen:
        listed = set(inputs.listed.frame["category"])
        chosen = tuple(kind for kind in folder.categories if kind in listed)
    query = ways.ruled(
        asked, inputs, GapQuery(place.code, chosen, speed_mps, walker, minutes, year)
    )
    if query.on_foot:
        ways.require_streets(inputs, t)
    result = answer_reach(inputs, query)
    answer = Answer(
        place=place,
        kinds=folder.categories,
        result=result,
        definition=definition(
            query, result, t, walkers=folder.walkers, categories=folder.categories
        ),
        area_by_kind=area_by_kind(inputs, query),
        sites_outside=_outside(inputs, query),
        notes=("population_not_given",) if inputs.children_left_out else (),
        site_names=dict(inputs.listed.names(t.code)),
        own_sites=own.name if own else None,
        two_rulers=answer_two_rulers(inputs, result) if query.beside_line else None,
        standards=folder.standards,
    )
    people = inputs.population
    faults = (*inputs.listed.faults, *(() if people is None else people.faults))
    # Without streets the figures are by the straight line, and say so: none of them is wrong.
    streets = ways.street_faults(asked, inputs, query)
    said = report(answer, t, [sentence(fault, t) for fault in (*faults, *streets)])
    return replace(said, status=exit_status(faults))


def _used(inputs: PlaceInputs, query: GapQuery) -> gpd.GeoDataFrame:
    frame = inputs.listed.frame
    return frame[frame["category"].isin(query.categories or inputs.folder.spaces)]


def _outside(inputs: PlaceInputs, query: GapQuery) -> int | None:
    """Sites beyond the boundary; they count for reach, since children walk over it."""
    if inputs.outline is None:
        return None
    there = located(existing(_used(inputs, query), query.year))
    return int((~shapely.intersects(inputs.outline, there.geometry.to_numpy())).sum())
