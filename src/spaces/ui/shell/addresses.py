"""Where our own files lie, and the path that a proxy shows us under."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from streamlit import config

ASSETS: Final = Path(__file__).parents[1] / "assets"


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
