"""What we serve beside Streamlit's own addresses: the public map, our assets, the map layers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from spaces.ui.server.doors import Doors
from spaces.ui.server.headers import SafeHeaders
from spaces.ui.server.layers import layer
from spaces.ui.server.public_map import public_routes
from spaces.ui.shell.addresses import PACKAGE, SERVED, assets_version, base_path

_YEAR_S: Final = 31_536_000


class Assets(StaticFiles):
    """Our files under their version: kept for a year, as new content has a new address."""

    def __init__(self) -> None:
        super().__init__(directory=PACKAGE)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file; of the package only what is meant for browsers, and no other version."""
        version, _, rest = Path(path).as_posix().partition("/")
        meant = version == assets_version() and rest.startswith(tuple(f"{s}/" for s in SERVED))
        return super().lookup_path(rest) if meant else ("", None)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one file; an unknown one is a 404 as usual."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"
        return response


def routes() -> list[BaseRoute]:
    """Routes for ``st.App``: ``/`` and ``/public/…``, ``/assets/…``, ``/layers/<name>.geojson``."""
    base = base_path()
    return [
        *public_routes(base),
        Mount(f"{base}/assets", Assets()),
        Route(f"{base}/layers/{{name}}.geojson", layer, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """Middleware for ``st.App``: safe headers around everything, then who may come in at all."""
    return [
        Middleware(SafeHeaders, base_path=base_path()),
        Middleware(Doors, base_path=base_path()),
    ]
