"""A folder with the public map, renewed so that it can be read at every moment."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from geo.atomic import replace_bytes

INDEX: Final = "places.json"
"""Lists what was published; also the sign that a folder is ours to write into."""
KEPT_FOREVER: Final = ("assets/", "data/", "walk/")
"""Files whose name changes with their content: they may be kept for a year."""
_PACKED: Final = (".html", ".js", ".css", ".json", ".bin", ".svg", ".txt")


def packed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Compress files for servers that send ``.gz`` siblings; the same bytes each time."""
    return {
        f"{path}.gz": gzip.compress(data, 9, mtime=0)
        for path, data in files.items()
        if path.endswith(_PACKED)
    }


def write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write a snapshot into a folder without a moment in which the map there does not work.

    What has a new name goes first, then the pages and the list that name them; what neither the
    new nor the last list names goes last, so that whoever just opened the old page still gets
    its files.

    Parameters
    ----------
    folder : Path
        Made if it is not there; otherwise empty or written by this function before.
    files : mapping of str to bytes
        What :func:`snapshot` returned.

    Returns
    -------
    list of str
        Paths of the files that were taken away.

    Raises
    ------
    FileExistsError
        If the folder holds something else.
    OSError
        If it cannot be written.
    """
    there = _present(folder)
    if there and INDEX not in there:
        raise FileExistsError(str(folder))
    whole = {**files, **packed(files)}
    before = _named(folder / INDEX) if INDEX in there else set()
    for path in sorted(whole, key=lambda p: (not p.startswith(KEPT_FOREVER), p == INDEX, p)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(target, whole[path])
    stale = [path for path in there if path not in whole and not _still_used(path, before)]
    for path in stale:
        (folder / path).unlink(missing_ok=True)
    _drop_empty(folder)
    return stale


def _present(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _named(index: Path) -> set[str]:
    """Beginnings of the paths that the last list names; none if it cannot be read."""
    try:
        read = json.loads(index.read_text(encoding="utf-8"))
        paths = {place[key] for place in read["places"] for key in ("data", "walk")}
        return {read["assets"] + "/", *filter(None, paths)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _still_used(path: str, before: Iterable[str]) -> bool:
    return any(path.startswith(name) for name in before)


def _drop_empty(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
