"""What a place's promises are held against, besides its sites: areas, census, walks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial

from geo.faults import InputRefused
from spaces.analysis import analyse
from spaces.categories import load_categories, space_ids
from spaces.content import Content
from spaces.networks import judge, walk_network
from spaces.on_foot import by_ruler, usual_ruler
from spaces.places import Place, load_boundaries, load_places
from spaces.population import load_population
from spaces.reach import nearest
from spaces.results import GapQuery, GapResult
from spaces.route_answers import ways_to_school
from spaces.route_targets import ROUTES_BY
from spaces.school_query import SchoolQuery, SchoolWays
from spaces.service import Measure
from spaces.site_entrances import gates_of
from spaces.sites import load_sites
from spaces.units import Units, load_units
from spaces.walk import ruler_for
from spaces.walk_network import WalkNetwork
from spaces.walkers import Walkers, load_walkers


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a place's promises are held against, besides its sites.

    Parameters
    ----------
    place : Place
        With its census.
    units : Units
        Its areas.
    walkers : Walkers
        The default one walks in the time circles.
    reach : callable or None
        Answers a question of the gaps page; None leaves circles to that page.
    routes : callable or None
        Answers a question about ways to school; it answers None without a network. None leaves
        shares of safe ways to that page.
    routes_by : {"touched", "street", "child"}
        What shares of safe ways are shares of.
    """

    place: Place
    units: Units
    walkers: Walkers
    reach: Callable[[GapQuery], GapResult] | None = None
    routes: Callable[[SchoolQuery], SchoolWays | None] | None = None
    routes_by: str = ROUTES_BY[0]


def load_ground(content: Content, place: str, routes_by: str = ROUTES_BY[0]) -> Ground:
    """Ground of a place out of the data folder; it walks when it is asked for a walk.

    Raises
    ------
    InputRefused
        If a file of the folder cannot be used.
    KeyError
        If there is no such place.
    """
    known = load_places(content)[place]
    units, walkers = load_units(content, known), load_walkers(content)
    streets = cache(partial(_streets, content, place))
    reach, routes = partial(_reach, content, streets), partial(ways_to_school, content)
    return Ground(known, units, walkers, reach, routes, routes_by)


def _streets(content: Content, place: str) -> WalkNetwork | None:
    """Streets good enough to walk on; a damaged file is named by the page of gaps."""
    with suppress(InputRefused):
        found = walk_network(content, place)
        if found is not None:
            known = judge(found.network, load_population(content, place))
            return found if usual_ruler(known) == "both" else None
    return None


def _reach(
    content: Content, streets: Callable[[], WalkNetwork | None], query: GapQuery
) -> GapResult:
    outlines, sites = load_boundaries(content), load_sites(content, query.place).frame
    found = streets()
    measure: Measure = nearest
    if found is not None:
        query = by_ruler(query, load_walkers(content), "both")
        measure = ruler_for(query, found, gates_of(sites))
    return analyse(
        query,
        sites,
        load_population(content, query.place),
        outlines.geometry.get(query.place),
        space_categories=space_ids(load_categories(content)),
        measure=measure,
    )
