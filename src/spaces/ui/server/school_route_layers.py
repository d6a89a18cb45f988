"""Layers of ways to school, by name; see :mod:`spaces.ui.server.layers` for the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spaces.graphics import school_route_layers
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.ui.reach import cache as cached_walk
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.server.layer_query import Asked, BadParameter
from spaces.ui.server.walk_layers import site_names
from spaces.ui.shell import cache as cached


def _query(asked: Asked) -> SchoolQuery:
    return cached_school.asked(
        asked.version,
        asked.place,
        year=asked.year,
        radius_m=asked.radius_m,
        arterials=asked.rule,
        kinds=asked.schools,
        within=asked.within,
    )


def _ways(asked: Asked) -> SchoolRoutes:
    found = cached_school.ways(asked.version, _query(asked))
    if found is None:
        raise BadParameter("place")
    if asked.school and asked.school not in found.schools.index:
        raise BadParameter("school")
    return found


def _own(asked: Asked) -> SchoolRoutes:
    """Return the answer with the children of the school that was asked for, else with all."""
    return cached_school.for_one_school(asked.version, _ways(asked), asked.school)


def _streets(asked: Asked) -> bytes:
    found = _own(asked)
    return school_route_layers.school_streets_layer(found, cached_school.limits(found))


def _crossings(asked: Asked) -> bytes:
    found = _own(asked)
    first = cached_school.ranked(asked.version, _query(asked), asked.fix, asked.school)
    ranks = {key: at for at, key in enumerate(first, 1)}
    return school_route_layers.school_crossings_layer(found, ranks)


def _gates(asked: Asked) -> bytes:
    sites = cached.sites(asked.version, asked.place).frame
    return school_route_layers.school_gates_layer(
        _ways(asked), sites, site_names(asked), asked.school
    )


def _shed(asked: Asked) -> bytes:
    found, streets = _ways(asked), cached_walk.streets(asked.version, asked.place)
    if not asked.school or streets is None:
        raise BadParameter("school")
    sites = cached.sites(asked.version, asked.place).frame
    return school_route_layers.school_shed_layer(found.query, streets, sites, asked.school)


def _missed(asked: Asked) -> bytes:
    return school_route_layers.school_missed_layer(_ways(asked), site_names(asked))


SCHOOL_MAKERS: Final[dict[str, Callable[[Asked], bytes]]] = {
    "school_streets": _streets,
    "school_crossings": _crossings,
    "school_gates": _gates,
    "school_shed": _shed,
    "school_missed": _missed,
}
"""Layers by name, all of :data:`spaces.ui.server.layer_query.ON_STREETS`."""
