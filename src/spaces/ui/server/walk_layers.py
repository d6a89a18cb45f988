"""Layers of walks, by name; see :mod:`spaces.ui.server.layers` for the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spaces.graphics import walk_layers
from spaces.sites import is_located
from spaces.ui.reach import cache as cached_walk
from spaces.ui.server.layer_query import Asked, BadParameter
from spaces.ui.shell import cache as cached
from spaces.walking import WalkNetwork


def site_names(asked: Asked) -> dict[str, str]:
    """Names of a place's sites by id, in the language asked."""
    names = cached.sites(asked.version, asked.place).names(asked.lang)
    return {str(key): str(name) for key, name in names.items()}


def _streets(asked: Asked) -> WalkNetwork:
    found = cached_walk.streets(asked.version, asked.place)
    if found is None:
        raise BadParameter("place")
    return found


def _cells(asked: Asked) -> bytes:
    result = cached_walk.gap_result(asked.version, asked.query())
    return walk_layers.walk_cells_layer(result, site_names(asked))


def _reach(asked: Asked) -> bytes:
    return walk_layers.walk_reach_layer(cached_walk.gap_result(asked.version, asked.query()))


def _false_comfort(asked: Asked) -> bytes:
    return walk_layers.false_comfort_layer(cached_walk.gap_result(asked.version, asked.query()))


def _isochrones(asked: Asked) -> bytes:
    """Draw walks of 5, 10 and 15 minutes around a site or a place."""
    query, found = asked.query(), _streets(asked)
    speed_mps, minutes = query.speed_mps, cached_walk.BANDS_MIN
    if asked.at is not None:
        return walk_layers.isochrones_at_layer(
            found, query.rules, asked.at, speed_mps=speed_mps, minutes=minutes
        )
    frame = cached.sites(asked.version, asked.place).frame
    one = frame.loc[[asked.site]] if asked.site else frame.iloc[:0]
    if not len(one) or not is_located(one).all():
        raise BadParameter("site")
    return walk_layers.isochrones_layer(
        found, query.rules, one, speed_mps=speed_mps, minutes=minutes
    )


def _ways(asked: Asked) -> bytes:
    if asked.at is None:
        raise BadParameter("at")
    found = cached_walk.ways(asked.version, asked.query(), asked.at)
    kinds = cached.categories(asked.version)
    names = {key: kind.name(asked.lang) for key, kind in kinds.items()}
    return walk_layers.ways_layer(found, site_names(asked), names)


def _street_lines(asked: Asked) -> bytes:
    return walk_layers.streets_layer(_streets(asked))


WALK_MAKERS: Final[dict[str, Callable[[Asked], bytes]]] = {
    "walk_cells": _cells,
    "walk_reach": _reach,
    "false_comfort": _false_comfort,
    "isochrones": _isochrones,
    "ways": _ways,
    "streets": _street_lines,
}
"""Layers by name, all of :data:`spaces.ui.server.layer_query.ON_STREETS`."""
