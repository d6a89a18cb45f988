"""What we serve beside Streamlit's own addresses: the public map, our assets, the map layers."""

from __future__ import annotations

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
from spaces.ui.shell.addresses import ASSETS, assets_version, base_path

_YEAR_S: Final = 31_536_000


class Assets(StaticFiles):
    """Our files: kept for a year when asked for with their version, else asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one file; an unknown one is a 404 as usual."""
        response = await super().get_response(path, scope)
        versioned = scope.get("query_string", b"").startswith(b"v=")
        kept = f"public, max-age={_YEAR_S}, immutable" if versioned else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def routes() -> list[BaseRoute]:
    """Routes for ``st.App``: ``/`` and ``/public/…``, ``/assets/…``, ``/layers/<name>.geojson``."""
    base = base_path()
    return [
        *public_routes(base),
        Mount(f"{base}/assets", Assets(directory=ASSETS)),
        Route(f"{base}/layers/{{name}}.geojson", layer, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """Middleware for ``st.App``: safe headers around everything, then who may come in at all."""
    return [
        Middleware(SafeHeaders, base_path=base_path(), assets_version=assets_version()),
        Middleware(Doors, base_path=base_path()),
    ]
