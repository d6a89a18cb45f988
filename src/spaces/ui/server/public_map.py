"""The public map over HTTP: ``/`` opens it, ``/public/…`` are its files. No Streamlit in it.

Everything that is sent lies ready in memory; a browser that comes back gets a 304. Nothing here
fails because the content does: see :mod:`spaces.public.live_map`.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from spaces.public.packed_map import Packed, Snapshot
from spaces.public.page import POLICY, PUBLIC
from spaces.public.publish import KEPT_FOREVER
from spaces.text import DEFAULT
from spaces.ui.server.public_plain import missing, not_published, sorry
from spaces.ui.shell import public_map as shown

PUBLIC_POLICY: Final = f"{POLICY}; frame-ancestors 'self'"
"""Content security policy of all that is sent here."""

_YEAR_S: Final = 31_536_000
_PAGE_S: Final = 60
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
}


def is_public(path: str) -> bool:
    """Whether an address below the base path belongs to the public map."""
    return path in ("", "/") or path.startswith(PUBLIC)


def public_routes(base: str) -> list[BaseRoute]:
    """Routes of the public map.

    Parameters
    ----------
    base : str
        Empty, or the path prefix under which a proxy shows us.
    """
    root = f"{base}{PUBLIC}"

    async def first(request: Request) -> Response:
        return await _page(request, "", root, f"{base}/overview")

    async def file(request: Request) -> Response:
        return await _file(request, str(request.path_params["path"]), root)

    async def slash(request: Request) -> Response:
        return _led(request, f"{base}/")

    routes: list[BaseRoute] = [Route(base, slash)] if base else []
    return [*routes, Route(f"{base}/", first), Route(f"{root}{{path:path}}", file)]


async def _snapshot() -> Snapshot | None:
    there = shown.PUBLIC_MAP
    return there.ready() or await run_in_threadpool(there.current)


async def _page(request: Request, place: str, root: str, staff: str = "") -> Response:
    snapshot = await _snapshot()
    if snapshot is None:
        return sorry(request)
    query = request.query_params
    code = place or query.get("place", "")
    if code and code not in snapshot.places:
        return not_published(request)
    found = snapshot.page(code, query.get("lang", DEFAULT), root, staff)
    return _answer(request, "index.html", found)


async def _file(request: Request, path: str, root: str) -> Response:
    """Answer a page for a folder's address, else a file; one that a page just left is there too."""
    snapshot = await _snapshot()
    if snapshot is None:
        return sorry(request)
    folder = path.removesuffix("index.html").removesuffix("/")
    if folder in ("", *snapshot.places):
        if path in snapshot.places:
            return _led(request, f"{root}{path}/")
        return await _page(request, folder, root)
    found = snapshot.files.get(path) or shown.PUBLIC_MAP.old_file(path)
    return _answer(request, path, found) if found else missing(request, path)


def _led(request: Request, address: str) -> Response:
    """Lead on to an address that ends with a slash, the query kept."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address}{asked}", 308)


def _answer(request: Request, path: str, found: Packed) -> Response:
    """Answer with a file; its two forms have names of their own, as caches on the way need."""
    zipped = found.zipped and _takes_gzip(request.headers.get("accept-encoding", ""))
    forever = path.startswith(KEPT_FOREVER)
    names = (found.etag, f'{found.etag[:-1]}-gz"')
    headers = {
        "ETag": names[zipped],
        "Cache-Control": f"public, max-age={_YEAR_S}, immutable"
        if forever
        else f"public, max-age={_PAGE_S}",
        "Vary": "Accept-Encoding",
    }
    if {*names, "*"} & _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    kind = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    return Response(found.body if zipped else found.plain(), headers=headers, media_type=kind)


def _takes_gzip(header: str) -> bool:
    """Whether a browser takes gzip: named, and not with a weight of nought."""
    for offer in header.split(","):
        name, _, rest = offer.partition(";")
        if name.strip().lower() in ("gzip", "x-gzip"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", rest, re.IGNORECASE)
    return False


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
