"""The public map over HTTP: ``/`` opens it, ``/public/…`` are its files. No Streamlit in it.

Everything that is sent lies ready in memory; a browser that comes back gets a 304. Nothing here
fails because the content does: see :mod:`spaces.ui.public_shelf`.
"""

from __future__ import annotations

import html
import threading
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from spaces.content import default_content
from spaces.public.page import POLICY, TAGS
from spaces.public.publish import KEPT_FOREVER
from spaces.text import DEFAULT, languages, text
from spaces.ui.public_shelf import Packed, PublicShelf, Snapshot

PUBLIC: Final = "/public/"
"""Where the map's files lie, below the base path."""
PUBLIC_POLICY: Final = f"{POLICY}; frame-ancestors 'self'"
"""Content security policy of all that is sent here."""
SHELF: Final = PublicShelf(default_content)

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


def warm() -> None:
    """Make the map ready before the first visitor comes, without holding up the start."""
    threading.Thread(target=SHELF.current, daemon=True).start()


async def _snapshot() -> Snapshot | None:
    return SHELF.ready() or await run_in_threadpool(SHELF.current)


async def _page(request: Request, place: str, root: str, staff: str = "") -> Response:
    snapshot = await _snapshot()
    if snapshot is None:
        return _sorry(request)
    query = request.query_params
    code = place or query.get("place", "")
    found = snapshot.page(code, query.get("lang", DEFAULT), root, staff)
    return _answer(request, "index.html", found)


async def _file(request: Request, path: str, root: str) -> Response:
    """Answer a page for a folder's address, else a file; one that a page just left is there too."""
    snapshot = await _snapshot()
    if snapshot is None:
        return _sorry(request)
    folder = path.removesuffix("index.html").removesuffix("/")
    if folder in ("", *snapshot.places):
        if path in snapshot.places:
            return _led(request, f"{root}{path}/")
        return await _page(request, folder, root)
    found = snapshot.files.get(path) or SHELF.old_file(path)
    return _answer(request, path, found) if found else _missing()


def _led(request: Request, address: str) -> Response:
    """Lead on to an address that ends with a slash, the query kept."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address}{asked}", 308)


def _answer(request: Request, path: str, found: Packed) -> Response:
    forever = path.startswith(KEPT_FOREVER)
    headers = {
        "ETag": found.etag,
        "Cache-Control": f"public, max-age={_YEAR_S}, immutable"
        if forever
        else f"public, max-age={_PAGE_S}",
        "Vary": "Accept-Encoding",
    }
    if found.etag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    body = found.body
    if found.zipped:
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
        else:
            body = found.plain()
    kind = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    return Response(body, headers=headers, media_type=kind)


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _missing() -> Response:
    return Response("404", 404, {"Cache-Control": "no-store"}, media_type="text/plain")


def _sorry(request: Request) -> Response:
    """Say that there is no map to show; only without content and without a last good snapshot."""
    asked = request.query_params.get("lang", DEFAULT)
    lang = asked if asked in languages() else DEFAULT
    t = text(lang)
    name, words = html.escape(t("app.name")), html.escape(t("visitor.none_yet"))
    body = (
        f'<!doctype html><html lang="{TAGS.get(lang, lang)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>'
        f"{name}</title><main><h1>{name}</h1><p>{words}</p></main></html>"
    )
    headers = {"Cache-Control": "no-store", "Retry-After": "60"}
    return Response(body, 503, headers, media_type="text/html; charset=utf-8")
