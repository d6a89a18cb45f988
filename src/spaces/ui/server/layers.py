"""The address of every map layer: ``/layers/<name>.geojson?place=…``.

Stateless: the query says everything, each value is checked, and what was computed is kept packed
until memory is needed. A browser asks again with its ETag and gets a short 304.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from spaces.graphics import reach_layers, site_layers
from spaces.graphics.ground_layer import ground_layer
from spaces.graphics.statutory_radius_layers import standards_layer
from spaces.reach import GapResult
from spaces.reach.rulers import STRAIGHT
from spaces.sites.categories import space_ids
from spaces.ui.reach import cache as cached_walk
from spaces.ui.server.layer_cache import LayerCache
from spaces.ui.server.layer_query import Asked, BadParameter, checked
from spaces.ui.server.school_route_layers import SCHOOL_MAKERS
from spaces.ui.server.walk_layers import WALK_MAKERS, site_names
from spaces.ui.shell import cache as cached

_LOG: Final = logging.getLogger(__name__)
_KEPT_BYTES: Final = 64 * 1024 * 1024
_HOUR_S: Final = 3600
_SHELF: Final = LayerCache(_KEPT_BYTES)


def layer(request: Request) -> Response:
    """Answer one layer: 200 or 304; 400, 404 or 500 with the reason's code as JSON."""
    name = str(request.path_params.get("name", ""))
    if name not in MAKERS:
        return _refused(404, "no_such_layer")
    try:
        asked = checked(name, request.query_params, cached.content_version())
        packed = _SHELF.get(asked, MAKERS[name])
    except BadParameter as wrong:
        return _refused(400, "bad_parameter", parameter=str(wrong))
    except Exception:
        _LOG.exception("layer %s failed", name)
        return _refused(500, "layer_failed")
    fresh = request.query_params.get("v") == asked.version
    headers = {
        "ETag": packed.etag,
        "Cache-Control": f"private, max-age={_HOUR_S}" if fresh else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if packed.etag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    body = packed.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, headers=headers, media_type="application/geo+json")


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _refused(status: int, code: str, **more: str) -> JSONResponse:
    return JSONResponse({"error": code, **more}, status, {"Cache-Control": "no-store"})


def _sites(asked: Asked) -> bytes:
    frame = cached.sites(asked.version, asked.place).frame
    if asked.categories:
        frame = frame[frame["category"].isin(asked.categories)]
    if asked.statuses:
        frame = frame[frame["status"].isin(asked.statuses)]
    if asked.year is not None:
        frame = frame[frame["year"].isna() | (frame["year"] <= asked.year)]
    return site_layers.sites_layer(frame, cached.categories(asked.version), asked.lang)


def _boundary(asked: Asked) -> bytes:
    place = cached.places(asked.version)[asked.place]
    names: dict[str, site_layers.Named] = {part.code: part for part in place.parts}
    names[asked.place] = place
    return site_layers.boundary_layer(
        cached.boundaries(asked.version), asked.place, names, asked.lang
    )


def _ground(asked: Asked) -> bytes:
    return ground_layer(cached_walk.streets(asked.version, asked.place))


def _other_ruler(result: GapResult) -> str:
    """Name of the ruler, if it is neither the straight line nor a way along streets."""
    query = result.query
    return "" if query.ruler == STRAIGHT or query.on_foot else query.ruler


def _cells(asked: Asked) -> bytes:
    result = cached_walk.gap_result(asked.version, asked.query())
    return reach_layers.cells_layer(
        result.cells, site_names(asked), modelled=result.modelled, by=_other_ruler(result)
    )


def _gaps(asked: Asked) -> bytes:
    result = cached_walk.gap_result(asked.version, asked.query())
    parts = cached.places(asked.version)[asked.place].parts
    areas = {part.code: part.name(asked.lang) for part in parts}
    return reach_layers.gaps_layer(
        result.gaps,
        site_names(asked),
        areas,
        modelled=result.modelled,
        by=_other_ruler(result),
    )


def _reach(asked: Asked) -> bytes:
    result = cached_walk.gap_result(asked.version, asked.query())
    return reach_layers.reach_layer(result.covered, result.uncovered)


def _standards(asked: Asked) -> bytes:
    """Draw the third line: the same for every walker, time and ruler."""
    return standards_layer(
        asked.query(),
        cached.sites(asked.version, asked.place).frame,
        cached.standards(asked.version),
        space_categories=space_ids(cached.categories(asked.version)),
    )


MAKERS: Final[dict[str, Callable[[Asked], bytes]]] = {
    "sites": _sites,
    "boundary": _boundary,
    "ground": _ground,
    "cells": _cells,
    "gaps": _gaps,
    "reach": _reach,
    "standards": _standards,
    **WALK_MAKERS,
    **SCHOOL_MAKERS,
}
"""Layers by name: a new one is a function and a row here."""
