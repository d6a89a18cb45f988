"""Which requests come in at all: those for this server's own names, at addresses that it has."""

from __future__ import annotations

import logging
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from spaces.content.settings import HOSTS
from spaces.text import languages, text
from spaces.ui.server.health import trouble
from spaces.ui.server.hosts import host_name, is_own, learn_machine
from spaces.ui.server.public_map import is_public
from spaces.ui.server.public_plain import missing
from spaces.ui.shell.nav import ROOT, ROWS

_LOG: Final = logging.getLogger(__name__)
_CORE: Final = "/_stcore/"
HEALTH: Final = "/_stcore/health"
_CORE_OPEN: Final = ("health", "host-config", "stream", "upload_file/", "bidi-components/")
"""Addresses that Streamlit's own page asks for; its others (metrics, agents) are shut."""
_FILES: Final = ("/component/", "/media/", "/static/", "/layers/", "/assets/")
_POLICY_VIOLATION: Final = 1008


def is_served(path: str) -> bool:
    """Whether something lies at an address below the base path, as far as the address tells."""
    if path.startswith(_CORE):
        return path.removeprefix(_CORE).startswith(_CORE_OPEN)
    if is_public(path) or path.startswith(_FILES):
        return True
    page = path.strip("/")
    return page == ROOT or page in {row.key for row in ROWS} or _is_file_of_streamlit(page)


def _is_file_of_streamlit(name: str) -> bool:
    return name in ("favicon.png", "manifest.json", "index.html")


class Doors:
    """ASGI middleware: refuses foreign names, shuts addresses that are not ours, tells health.

    Parameters
    ----------
    app : ASGIApp
        What is wrapped.
    base_path : str
        Empty, or the path prefix under which a proxy shows us.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app, self._base = app, base_path
        self._told: set[str] = set()
        learn_machine()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await refused(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        """Answer to give instead of the app's; None to let the call in."""
        named = Headers(scope=scope).getlist("host")
        name = host_name(named[0]) if len(named) == 1 else ""
        if not is_own(name, _local_address(scope)):
            return self._foreign(name)
        path = _below(scope.get("path", ""), self._base)
        if path is None or not is_served(path):
            return self._nothing(scope, path or "")
        if path == HEALTH and scope["type"] == "http" and not _from_own_page(scope):
            return _ill()
        return None

    def _nothing(self, scope: Scope, path: str) -> Response:
        if scope["type"] != "http" or path.startswith(_CORE):
            return PlainTextResponse("404\n", 404, {"Cache-Control": "no-store"})
        return missing(Request(scope), path, self._base)

    def _foreign(self, name: str) -> Response:
        if name and name not in self._told and len(self._told) < 100:
            self._told.add(name)
            _LOG.warning("refused a request for the name %r; if it is ours: %s", name, HOSTS.name)
        said = [text(lang)("door.foreign_host", variable=HOSTS.name) for lang in languages()]
        return PlainTextResponse("\n".join(said) + "\n", 403, {"Cache-Control": "no-store"})


def _local_address(scope: Scope) -> str:
    server = scope.get("server")
    return str(server[0]).lower() if server and server[0] else ""


def _below(path: str, base: str) -> str | None:
    """Path below the base path; None for one outside it."""
    if not base:
        return path
    if path == base or path.startswith(f"{base}/"):
        return path.removeprefix(base)
    return None


def _from_own_page(scope: Scope) -> bool:
    """Whether one of our own pages asks: Streamlit's page waits for its health before it opens.

    It must open while the data cannot be read, since it then says what is wrong with them.
    """
    headers = Headers(scope=scope)
    referrer, host = headers.get("referer", ""), headers.get("host", "")
    return referrer.partition("://")[2].partition("/")[0] == host != ""


def _ill() -> Response | None:
    """Say no where the data cannot be read; None while all is well."""
    why = trouble()
    if why is None:
        return None
    return PlainTextResponse(f"{why}\n", 503, {"Cache-Control": "no-store", "Retry-After": "30"})
