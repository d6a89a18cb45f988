"""Safe headers for every answer, and the page's own language in its HTML.

Streamlit's page, its websocket and our assets run under a strict policy: scripts from this
server only, plus the few inline scripts of Streamlit's own page by their hash. The frame of the
map gets a policy of its own: st_folium writes its script into the page, so that one script is
allowed by its hash; nothing else inline runs there either. The public map runs under the policy of
its own pages, which allows nothing inline at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spaces.text import DEFAULT, languages, text
from spaces.ui.map.base_map import TILE_HOSTS, base_map
from spaces.ui.map.skeleton import COMPONENT_PATH, inline_script
from spaces.ui.server.public_map import PUBLIC_POLICY, is_public
from spaces.ui.shell.addresses import asset

_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_OWN_PATHS: Final = ("/_stcore/", "/component/", "/media/", "/static/", "/layers/", "/assets/")
_STYLES: Final = ("frame", "visitor")
"""Styles of every page. They stand at the end of the body, after those that Streamlit puts into
the head; sent with the page and not with each rerun, they cost a rerun nothing."""
_TAGS: Final = {"zh": "zh-CN"}
"""Language codes of the catalogues whose HTML tag differs from the code."""

_FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": (
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), "
        "accelerometer=(), gyroscope=(), magnetometer=(), display-capture=()"
    ),
}


def script_hash(script: str) -> str:
    """Return the CSP source that allows exactly this inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(*, host: str = "", scripts: tuple[str, ...] = (), tiles: bool = False) -> str:
    """Content security policy of one answer.

    Parameters
    ----------
    host : str
        The address that the browser used: its websocket is allowed by name, because older
        browsers do not count it as ``'self'``.
    scripts : tuple of str
        Inline scripts allowed by their hash.
    tiles : bool
        Whether images from the configured base map's hosts are allowed.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    images = "".join(f" https://{name}" for name in TILE_HOSTS) if tiles else ""
    hashes = "".join(f" {script_hash(script)}" for script in scripts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob:{hashes}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{images}",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "media-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def rewritten(html: str, lang: str, base: str) -> str:
    """Streamlit's index page with the language, title and no-script words of this product."""
    t = text(lang)
    tag = _TAGS.get(lang, lang)
    html = html.replace('<html lang="en">', f'<html lang="{tag}">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{t('app.name')}</title>", 1)
    html = _NOSCRIPT.sub(f"<noscript><p>{t('map.no_script')}</p></noscript>", html, count=1)
    script = f'<script src="{base}/{asset("ui/assets/page.js")}" defer></script></head>'
    html = html.replace("</head>", script, 1)
    styles = "".join(
        f'<link rel="stylesheet" href="{base}/{asset(f"ui/assets/{name}.css")}">'
        for name in _STYLES
    )
    return html.replace("</body>", f"{styles}</body>", 1)


class SafeHeaders:
    """ASGI middleware: headers on every answer, our words in the index page.

    Parameters
    ----------
    app : ASGIApp
        What is wrapped.
    base_path : str
        Empty, or the path prefix under which a proxy shows us.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app, self._base = app, base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; HTTP answers come back with headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope.get("path", "").removeprefix(self._base)
        if is_public(path) or path.startswith(_OWN_PATHS) or "." in path.rsplit("/", 1)[-1]:
            await self._app(scope, receive, _with_headers(scope, path, send))
        else:
            await self._page(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the index page: it needs its whole body, unpacked and not a 304."""
        unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
        plain = {**scope, "headers": [h for h in scope["headers"] if h[0] not in unwanted]}
        held: list[Message] = []
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._finish(scope, held[0], bytes(body), send)

        await self._app(plain, receive, collect)

    async def _finish(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(raw=start["headers"])
        scripts: tuple[str, ...] = ()
        if headers.get("content-type", "").startswith("text/html") and scope["method"] == "GET":
            html = rewritten(body.decode(), _language(scope), self._base)
            scripts = tuple(_INLINE.findall(html))
            body = html.encode()
            headers["Content-Length"] = str(len(body))
            for stale in ("etag", "last-modified"):
                if stale in headers:
                    del headers[stale]
        _put(headers, policy(host=_host(scope), scripts=scripts))
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body, "more_body": False})


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in languages() else DEFAULT


def _host(scope: Scope) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == b"host"), "")


def _put(headers: MutableHeaders, csp: str) -> None:
    headers["Content-Security-Policy"] = csp
    for name, value in _FIXED.items():
        headers[name] = value


def _with_headers(scope: Scope, path: str, send: Send) -> Send:
    framed = path.startswith(COMPONENT_PATH)

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            scripts = (inline_script(),) if framed else ()
            tiles = framed and base_map() is not None
            own = PUBLIC_POLICY if is_public(path) else None
            _put(headers, own or policy(host=_host(scope), scripts=scripts, tiles=tiles))
            message = {**message, "headers": headers.raw}
        await send(message)

    return answer
