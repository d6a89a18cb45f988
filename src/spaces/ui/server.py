"""What we serve beside Streamlit's own addresses: the public map, our assets, the map layers."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from streamlit import config

from spaces.ui.headers import SafeHeaders
from spaces.ui.layers_route import layer
from spaces.ui.public_route import public_routes

ASSETS: Final = Path(__file__).parent / "assets"
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


@cache
def assets_version() -> str:
    """Short name of the assets' present content: changes when any of them does."""
    digest = hashlib.sha256()
    for path in sorted(p for p in ASSETS.rglob("*") if p.is_file()):
        digest.update(path.relative_to(ASSETS).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def base_path() -> str:
    """Path under which a proxy shows us (``server.baseUrlPath``): empty or ``/name``."""
    named = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""


def routes() -> list[BaseRoute]:
    """Routes for ``st.App``: ``/`` and ``/public/…``, ``/assets/…``, ``/layers/<name>.geojson``."""
    base = base_path()
    return [
        *public_routes(base),
        Mount(f"{base}/assets", Assets(directory=ASSETS)),
        Route(f"{base}/layers/{{name}}.geojson", layer, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """Middleware for ``st.App``: safe headers around everything, ours and Streamlit's."""
    return [Middleware(SafeHeaders, base_path=base_path(), assets_version=assets_version())]
