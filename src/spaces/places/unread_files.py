"""Files of the data folder that nothing reads: named, so that nobody waits for them to count."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Final

from geo.faults import Fact, Fault
from geo.io import suffixes
from spaces.content import Content

ROOT_FILES: Final = (
    "boundaries.geojson",
    "categories.toml",
    "places.toml",
    "public.toml",
    "route_kinds.toml",
    "sites.geojson",
    "standards.toml",
    "walkers.toml",
)
"""Files that stand in the folder itself."""
BY_PLACE: Final = {
    "catchments": (".csv", ".geojson", ".gpkg", ".zip"),
    "centres": (".geojson",),
    "network": (".npz",),
    "population": suffixes(),
    "units": (".csv", ".geojson"),
}
"""Folders with a file for a place, named by its code, and the endings that are read there."""
_BESIDE: Final = {".npz": (".npy",), ".shp": (".shx", ".dbf", ".prj", ".cpg")}
"""Endings of the files that belong to one of another ending."""
ANY_NAME: Final = {"plans": (".toml",), "plans/exceptions": (".toml",)}
"""Folders whose files name their place themselves."""
_NOT_DATA: Final = (".md", ".pdf")


def files_of_place(folder: str, place: str) -> tuple[str, ...]:
    """Every name that a place's file may have in a folder, in the data folder; none need be there.

    Parameters
    ----------
    folder : str
        One of :data:`BY_PLACE`.
    place : str
        Code of the place.

    Examples
    --------
    >>> files_of_place("units", "330381")
    ('units/330381.csv', 'units/330381.geojson')
    """
    endings = BY_PLACE[folder]
    beside = (more for suffix in endings for more in _BESIDE.get(suffix, ()) if more != ".npy")
    return tuple(f"{folder}/{place}{suffix}" for suffix in (*endings, *beside))


def unread_files(content: Content, places: Collection[str]) -> list[Fault]:
    """Name every file of the data folder that no reader asks for.

    Notes for people (``.md``, ``.pdf``) and hidden files are left alone.

    Parameters
    ----------
    content : Content
        The data folder.
    places : collection of str
        Codes of the known places.

    Returns
    -------
    list of Fault
        ``data.unread`` (no such name is read here), ``data.unread_suffix`` (not this format) or
        ``data.unread_place`` (the name is no place's code), by name; empty if all are read.
    """
    paths = (p.relative_to(content.root) for p in content.root.rglob("*") if p.is_file())
    found = (_fault(PurePosixPath(path.as_posix()), places) for path in sorted(paths))
    return [fault for fault in found if fault is not None]


def _fault(path: PurePosixPath, places: Collection[str]) -> Fault | None:
    folder = path.parent.as_posix()
    if any(part[0] in ".~" for part in path.parts) or path.suffix.lower() in _NOT_DATA:
        return None
    if folder in ANY_NAME:
        return _of_format(path, ANY_NAME[folder])
    if folder in BY_PLACE:
        return _of_format(path, BY_PLACE[folder]) or _of_place(path, folder, places)
    if path.as_posix() in ROOT_FILES:
        return None
    known = ", ".join((*ROOT_FILES, *(f"{name}/" for name in (*BY_PLACE, *ANY_NAME))))
    return _named("data.unread", path, known=known)


def _of_format(path: PurePosixPath, allowed: tuple[str, ...]) -> Fault | None:
    beside = {more for suffix in allowed for more in _BESIDE.get(suffix, ())}
    if path.suffix in {*allowed, *beside}:
        return None
    return _named("data.unread_suffix", path, allowed=", ".join(allowed))


def _of_place(path: PurePosixPath, folder: str, places: Collection[str]) -> Fault | None:
    code = path.name.partition(".")[0]
    if code in places:
        return None
    return _named("data.unread_place", path, got=code, allowed=", ".join(places), folder=folder)


def _named(code: str, path: PurePosixPath, **facts: Fact) -> Fault:
    return Fault(code, path.as_posix(), facts=facts, severity="notice")
