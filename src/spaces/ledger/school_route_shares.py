"""Promises of safe ways to school: "全覆盖", measured by the denominator the reader chose.

No plan says what the share is a share of. Three readings are honest, and each is another promise:
schools that a safe route touches, streets around schools, or the metres that children walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spaces.ledger.targets import Target
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.school_routes.query import CENTRE, ROUTE

ROUTES_BY: Final = ("touched", "street", "child")
"""What a share of safe ways to school is a share of; the first unless the reader says otherwise."""
_CENTRAL: Final = ("中心城区", "主城区", "城区")
"""Scopes that mean the central urban area."""
_WHY: Final = {
    "no_network": "routes_no_network",
    "no_schools": "routes_no_schools",
    "no_schools_on_network": "routes_no_gates",
    "no_population": "needs_population",
    "no_children": "needs_population",
}
"""Why the whole has no share, to a reason of the ledger; the first that fits."""


@dataclass(frozen=True, slots=True)
class RouteShare:
    """A share of safe ways to school, behind a promise.

    Parameters
    ----------
    share : float or None
        0 to 1; None where it cannot be computed.
    why : str
        Reason code for :func:`spaces.ledger.words.why_sentence`, or "".
        ``routes_whole_place``: the promise is for the central urban area, nobody has drawn that,
        so the share is the whole place's.
    """

    share: float | None
    why: str


def is_of_routes(target: Target) -> bool:
    """Whether a promise is a share of ways to school: a coverage of this kind without areas."""
    return (
        target.kind == "coverage"
        and target.category == ROUTE
        and target.measurable
        and not target.of
        and target.unit == "%"
    )


def is_central(target: Target) -> bool:
    """Whether a promise is for the central urban area alone."""
    return target.scope.strip() in _CENTRAL


def route_query(target: Target, place: str, year: int | None) -> SchoolQuery:
    """Return the question behind a promise; see :func:`is_of_routes`.

    Parameters
    ----------
    target : Target
        A promise of safe ways to school.
    place : str
        Code of the place.
    year : int or None
        The asked year; None for all that exists.
    """
    return SchoolQuery(place=place, year=year, within=CENTRE if is_central(target) else "")


def route_share(target: Target, ways: SchoolRoutes | None, by: str) -> RouteShare:
    """Read a promise's share out of an answer.

    Parameters
    ----------
    target : Target
        The promise.
    ways : SchoolRoutes or None
        Its answer; None without a network. ``query.within`` says whether it was cut.
    by : {"touched", "street", "child"}
        The denominator.

    Returns
    -------
    RouteShare
        Without one existing route nothing is computed: a list that has none may lack them.

    Raises
    ------
    ValueError
        If the denominator is unknown.
    """
    if by not in ROUTES_BY:
        raise ValueError(f"unknown denominator {by!r}; known: {', '.join(ROUTES_BY)}")
    if ways is None:
        return RouteShare(None, _WHY["no_network"])
    found = ways.figures
    shares = (found.touched_share, found.street_share, found.child_share)
    share = shares[ROUTES_BY.index(by)]
    for code, why in _WHY.items():
        if share is None and code in ways.why_not:
            return RouteShare(None, why)
    if share is None or ways.routes.empty:
        return RouteShare(None, "needs_sites")
    whole = is_central(target) and not ways.query.within
    return RouteShare(share, "routes_whole_place" if whole else "")
