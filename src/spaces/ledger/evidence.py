"""What a place's promises are held against, besides its sites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spaces.ledger.school_route_shares import ROUTES_BY
from spaces.places import AdminUnits, Place
from spaces.reach import GapQuery, GapResult
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.walking import Walkers


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a place's promises are held against, besides its sites.

    Parameters
    ----------
    place : Place
        With its census.
    units : AdminUnits
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
    units: AdminUnits
    walkers: Walkers
    reach: Callable[[GapQuery], GapResult] | None = None
    routes: Callable[[SchoolQuery], SchoolRoutes | None] | None = None
    routes_by: str = ROUTES_BY[0]
