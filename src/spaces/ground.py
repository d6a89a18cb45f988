"""What a place's promises are held against, besides its sites: areas, census, walks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from spaces.analysis import analyse
from spaces.categories import load_categories, space_ids
from spaces.content import Content
from spaces.places import Place, load_boundaries, load_places
from spaces.population import load_population
from spaces.results import GapQuery, GapResult
from spaces.route_answers import ways_to_school
from spaces.route_targets import ROUTES_BY
from spaces.school_query import SchoolQuery, SchoolWays
from spaces.sites import load_sites
from spaces.units import Units, load_units
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
    reach, routes = partial(_reach, content, place), partial(ways_to_school, content)
    return Ground(known, units, walkers, reach, routes, routes_by)


def _reach(content: Content, place: str, query: GapQuery) -> GapResult:
    outlines = load_boundaries(content)
    return analyse(
        query,
        load_sites(content, place).frame,
        load_population(content, place),
        outlines.geometry.get(place),
        space_categories=space_ids(load_categories(content)),
    )
