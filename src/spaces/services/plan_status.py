"""What a place's promises are held against, besides its sites: areas, census, walks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial

from geo.faults import InputRefused
from spaces.content.folder import Content
from spaces.ledger.evidence import Evidence
from spaces.ledger.school_route_shares import ROUTES_BY
from spaces.places.admin_units import load_admin_units
from spaces.places.population import load_population
from spaces.places.registry import load_boundaries, load_places
from spaces.reach.analysis import analyse
from spaces.reach.default_ruler import by_ruler, usual_ruler
from spaces.reach.on_foot import OnFoot
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult
from spaces.reach.ruler import Ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.services.school_routes import answer_school_routes
from spaces.sites.categories import load_categories, space_ids
from spaces.sites.entrances import gates_of
from spaces.sites.loading import load_sites
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import judge, walk_network
from spaces.walking.walkers import load_walkers


def load_evidence(content: Content, place: str, routes_by: str = ROUTES_BY[0]) -> Evidence:
    """Ground of a place out of the data folder; it walks when it is asked for a walk.

    Raises
    ------
    InputRefused
        If a file of the folder cannot be used.
    KeyError
        If there is no such place.
    """
    known = load_places(content)[place]
    units, walkers = load_admin_units(content, known), load_walkers(content)
    streets = cache(partial(_streets, content, place))
    reach, routes = partial(_reach, content, streets), partial(answer_school_routes, content)
    return Evidence(known, units, walkers, reach, routes, routes_by)


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
    ruler: Ruler = STRAIGHT_LINE
    if found is not None:
        query = by_ruler(query, load_walkers(content), "both")
        ruler = OnFoot.for_query(query, found, gates_of(sites))
    return analyse(
        query,
        sites,
        load_population(content, query.place),
        outlines.geometry.get(query.place),
        space_categories=space_ids(load_categories(content)),
        ruler=ruler,
    )
