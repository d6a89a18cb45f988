"""Where our own files lie, and the path that a proxy shows us under."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from streamlit import config

PACKAGE: Final = Path(__file__).parents[2]
SERVED: Final = ("ui/assets", "graphics/scripts", "graphics/vendor")
"""Folders of the package whose files a browser may ask for."""


@cache
def assets_version() -> str:
    """Short name of the assets' present content: changes when any of them does."""
    digest = hashlib.sha256()
    for folder in SERVED:
        for path in sorted(p for p in (PACKAGE / folder).rglob("*") if p.is_file()):
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def asset(path: str) -> str:
    """Address of one of our files below the base path, without the slash before it.

    The version stands before the path, which is that below the package: what one script says of
    another's place is true in the browser as it is in the checkout, and new content has a new
    address throughout.

    Parameters
    ----------
    path : str
        Path below the package, within one of :data:`SERVED`.
    """
    return f"assets/{assets_version()}/{path}"


def base_path() -> str:
    """Path under which a proxy shows us (``server.baseUrlPath``): empty or ``/name``."""
    named = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""
