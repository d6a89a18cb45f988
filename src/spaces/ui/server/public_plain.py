"""The two pages that need no content: there is no map to show, or nothing lies at an address.

Both in all languages, the reader's first: whoever stands before a closed door may not have chosen
one. No script and nothing inline, as the map's own policy asks.
"""

from __future__ import annotations

import html

from starlette.requests import Request
from starlette.responses import Response

from spaces.public.page import TAGS
from spaces.text import DEFAULT, languages, text
from spaces.ui.shell.addresses import asset

RETRY_S = 60
_HTML = "text/html; charset=utf-8"


def sorry(request: Request) -> Response:
    """Say that there is no map to show; only without content and without a last good snapshot."""
    asked = f"?{request.url.query}" if request.url.query else "?"
    body = _page(request, ("visitor.none_yet", "visitor.none_why"), "visitor.again", asked)
    headers = {"Cache-Control": "no-store", "Retry-After": str(RETRY_S)}
    return Response(body, 503, headers, media_type=_HTML)


def missing(request: Request, path: str, base: str | None = None) -> Response:
    """Say that nothing lies here, to a reader with a way to the map, to a script in a word.

    Parameters
    ----------
    request : Request
        What was asked.
    path : str
        The address below ``base``: one that ends like a file is answered in a word.
    base : str, optional
        Path under which a proxy shows us; default what stands before ``/public/``.
    """
    headers = {"Cache-Control": "no-store"}
    if "." in path.rpartition("/")[2]:
        return Response("404", 404, headers, media_type="text/plain")
    root = _base(request) if base is None else base
    body = _page(request, ("visitor.gone",), "visitor.to_map", f"{root}/", root)
    return Response(body, 404, headers, media_type=_HTML)


def not_published(request: Request) -> Response:
    """Say that the place of a link has no map here, instead of opening another place's."""
    body = _page(request, ("visitor.place_gone",), "visitor.to_map", f"{_base(request)}/")
    return Response(body, 404, {"Cache-Control": "no-store"}, media_type=_HTML)


def _base(request: Request) -> str:
    """Return the path under which we are shown: what stands before our own address."""
    return request.url.path.partition("/public/")[0].rstrip("/")


def _page(
    request: Request, keys: tuple[str, ...], way: str, address: str, base: str | None = None
) -> str:
    asked = request.query_params.get("lang", DEFAULT)
    spoken = sorted(languages(), key=lambda code: code != asked)
    first = text(spoken[0])
    parts = "".join(_part(code, keys, way, address) for code in spoken)
    root = _base(request) if base is None else base
    style = html.escape(f"{root}/{asset('ui/assets/plain.css')}")
    return (
        f'<!doctype html><html lang="{TAGS.get(spoken[0], spoken[0])}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{html.escape(first("public.name"))}</title><link rel="stylesheet" href="{style}">'
        f"<main>{parts}</main></html>"
    )


def _part(lang: str, keys: tuple[str, ...], way: str, address: str) -> str:
    t = text(lang)
    said = "".join(f"<p>{html.escape(t(key))}</p>" for key in keys)
    link = f'<p><a href="{html.escape(address)}">{html.escape(t(way))}</a></p>'
    tag = TAGS.get(lang, lang)
    return f'<section lang="{tag}"><h1>{html.escape(t("public.name"))}</h1>{said}{link}</section>'
