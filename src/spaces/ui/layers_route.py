"""The address of every map layer: ``/layers/<name>.geojson?place=…``.

Stateless: the query says everything, each value is checked, and what was computed is kept packed
until memory is needed. A browser asks again with its ETag and gets a short 304.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from spaces import layers
from spaces.analysis import GapQuery
from spaces.site_words import STATUSES
from spaces.text import languages
from spaces.ui import cached

_LOG: Final = logging.getLogger(__name__)
_KEPT_BYTES: Final = 64 * 1024 * 1024
_HOUR_S: Final = 3600
_LONGEST_QUERY: Final = 1000


class BadParameter(ValueError):
    """A query value that we do not take; its text is the parameter's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked query: plain values, usable as a cache key."""

    name: str
    version: str
    place: str
    lang: str = "zh"
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    walker: str | None = None
    speed_mps: float | None = None
    minutes: int = 15
    year: int | None = None

    def query(self) -> GapQuery:
        """Return the reach question behind the layers of cells, gaps and reach."""
        people = cached.walkers(self.version)
        walker = self.walker if self.walker or self.speed_mps else people.default
        speed = self.speed_mps or people.by_id[str(walker)].speed_mps
        return GapQuery(
            place=self.place,
            categories=self.categories,
            speed_mps=speed,
            walker=walker,
            minutes=self.minutes,
            year=self.year,
        )


@dataclass(frozen=True, slots=True)
class Packed:
    """One layer as it is kept: gzip bytes and the name of their content."""

    body: bytes
    etag: str


class Shelf:
    """Least recently used layers within a number of bytes; each is computed once at a time."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[Asked, Packed] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Asked, threading.Lock] = {}

    def get(self, asked: Asked, make: Callable[[Asked], bytes]) -> Packed:
        """Return the kept layer, or make and keep it."""
        with self._lock:
            own = self._making.setdefault(asked, threading.Lock())
        try:
            with own:
                with self._lock:
                    if asked in self._kept:
                        self._kept.move_to_end(asked)
                        return self._kept[asked]
                packed = _packed(make(asked))
                self._keep(asked, packed)
                return packed
        finally:
            with self._lock:
                self._making.pop(asked, None)

    def _keep(self, asked: Asked, packed: Packed) -> None:
        with self._lock:
            self._kept[asked] = packed
            while len(self._kept) > 1 and self.size_bytes() > self._limit:
                self._kept.popitem(last=False)

    def size_bytes(self) -> int:
        """Bytes of all layers that are kept."""
        return sum(len(p.body) for p in self._kept.values())


_SHELF: Final = Shelf(_KEPT_BYTES)


def _packed(body: bytes) -> Packed:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Packed(gzip.compress(body, compresslevel=5, mtime=0), etag)


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


def checked(name: str, query: Mapping[str, str], version: str) -> Asked:
    """Check every value of a layer's query.

    Raises
    ------
    BadParameter
        With the name of the first parameter that is not what it may be.
    """
    if sum(len(v) for v in query.values()) > _LONGEST_QUERY:
        raise BadParameter("query")
    return Asked(
        name=name,
        version=version,
        place=_one("place", query.get("place"), cached.places(version)),
        lang=_one("lang", query.get("lang", "zh"), languages()),
        categories=_some("category", query.get("category"), cached.categories(version)),
        statuses=_some("status", query.get("status"), STATUSES),
        walker=_optional("walker", query.get("walker"), cached.walkers(version).by_id),
        speed_mps=_number("speed", query.get("speed"), 0.2, 5.0),
        minutes=int(_number("minutes", query.get("minutes"), 1, 120) or 15),
        year=_year(query.get("year")),
    )


def _one(name: str, value: str | None, allowed: Mapping[str, object] | list[str]) -> str:
    if value is None or value not in allowed:
        raise BadParameter(name)
    return value


def _optional(name: str, value: str | None, allowed: Mapping[str, object]) -> str | None:
    return _one(name, value, allowed) if value else None


def _some(
    name: str, value: str | None, allowed: Mapping[str, object] | frozenset[str]
) -> tuple[str, ...]:
    asked = tuple(sorted({part for part in (value or "").split(",") if part}))
    if not all(part in allowed for part in asked):
        raise BadParameter(name)
    return asked


def _number(name: str, value: str | None, low: float, high: float) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        raise BadParameter(name) from None
    if not low <= number <= high:
        raise BadParameter(name)
    return number


def _year(value: str | None) -> int | None:
    number = _number("year", value, 1990, 2100)
    return None if number is None else int(number)


def _sites(asked: Asked) -> bytes:
    frame = cached.sites(asked.version, asked.place).frame
    if asked.categories:
        frame = frame[frame["category"].isin(asked.categories)]
    if asked.statuses:
        frame = frame[frame["status"].isin(asked.statuses)]
    if asked.year is not None:
        frame = frame[frame["year"].isna() | (frame["year"] <= asked.year)]
    return layers.sites_layer(frame, cached.categories(asked.version), asked.lang)


def _boundary(asked: Asked) -> bytes:
    place = cached.places(asked.version)[asked.place]
    names: dict[str, layers.Named] = {part.code: part for part in place.parts}
    names[asked.place] = place
    return layers.boundary_layer(cached.boundaries(asked.version), asked.place, names, asked.lang)


def _site_names(asked: Asked) -> dict[str, str]:
    frame = cached.sites(asked.version, asked.place).frame
    names = frame["name_zh"]
    if asked.lang != "zh":
        names = frame["name_en"].where(frame["name_en"].fillna("").str.strip() != "", names)
    return {str(key): str(name) for key, name in names.items()}


def _cells(asked: Asked) -> bytes:
    result = cached.gap_result(asked.version, asked.query())
    return layers.cells_layer(result.cells, _site_names(asked))


def _gaps(asked: Asked) -> bytes:
    result = cached.gap_result(asked.version, asked.query())
    parts = cached.places(asked.version)[asked.place].parts
    areas = {part.code: part.name(asked.lang) for part in parts}
    return layers.gaps_layer(result.gaps, _site_names(asked), areas)


def _reach(asked: Asked) -> bytes:
    result = cached.gap_result(asked.version, asked.query())
    return layers.reach_layer(result.covered, result.uncovered)


MAKERS: Final[dict[str, Callable[[Asked], bytes]]] = {
    "sites": _sites,
    "boundary": _boundary,
    "cells": _cells,
    "gaps": _gaps,
    "reach": _reach,
}
"""Layers by name: a new one is a function and a row here."""
