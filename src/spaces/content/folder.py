"""Where the content lies: the folder that a planner edits and code never holds."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from spaces.content.settings import DATA


@dataclass(frozen=True, slots=True)
class Content:
    """The data folder: every other module asks it for paths, none builds its own.

    Parameters
    ----------
    root : Path
        Folder with ``sites.geojson``, ``places.toml``, ``boundaries.geojson``,
        ``categories.toml``, ``walkers.toml``, ``standards.toml``, ``plans/*.toml`` and
        ``population/<place>.parquet``.
    stand_ins : mapping of str to Path, optional
        By the name in the folder (``plans/330381.toml``): files read in place of the folder's
        own, which cannot be used at present (:mod:`spaces.content.last_good`).
    """

    root: Path
    stand_ins: Mapping[str, Path] = field(default_factory=dict, compare=False)

    def path(self, *parts: str) -> Path:
        """Path of one file in the folder, or of what stands in for it; it need not exist."""
        own = self.root.joinpath(*parts)
        return self.stand_ins.get("/".join(parts), own) if self.stand_ins else own

    def version(self) -> str:
        """Short name for the folder's present state: changes when any file in it changes.

        Reads names, sizes and times only, so it is cheap enough to ask on every rerun.
        """
        root = str(self.root)
        listing = _LISTINGS.get(root)
        if listing is None or not listing.holds():
            listing = _LISTINGS[root] = _listed(root)
        return hashlib.sha256("".join(_states(listing.files)).encode()).hexdigest()[:12]


class _Listing(NamedTuple):
    """Files of a folder by name, and when each folder in it last got or lost one."""

    seen_ns: int
    folders: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, str], ...]

    def holds(self) -> bool:
        """Whether the same files are there: no folder has changed, nor had when we looked."""
        try:
            return bool(self.folders) and all(
                os.stat(path).st_mtime_ns == changed_ns  # noqa: PTH116
                and changed_ns + _SETTLED_NS < self.seen_ns
                for path, changed_ns in self.folders
            )
        except OSError:
            return False


_SETTLED_NS: Final = 2_000_000_000
"""A folder's time may be this coarse: one that changed so shortly before is listed again."""
_LISTINGS: Final[dict[str, _Listing]] = {}


def _listed(root: str) -> _Listing:
    """List a folder by scandir, thirty times as fast as by Path; none gives an empty list."""
    seen_ns, folders, files, todo = time.time_ns(), [], [], [(root, "")]
    while todo:
        folder, below = todo.pop()
        if not os.path.isdir(folder):  # noqa: PTH112
            continue
        folders.append((folder, os.stat(folder).st_mtime_ns))  # noqa: PTH116
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append((entry.path, f"{below}{entry.name}/"))
                elif entry.is_file():
                    files.append((f"{below}{entry.name}", entry.path))
    return _Listing(seen_ns, tuple(folders), tuple(sorted(files)))


def _states(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Name, size and time of each file."""
    for name, path in files:
        with contextlib.suppress(FileNotFoundError):  # an editor's file in passing
            stat = os.stat(path)  # noqa: PTH116
            yield f"{name}|{stat.st_size}|{stat.st_mtime_ns}\n"


def default_content() -> Content:
    """Return the folder named by ``SPACES_DATA``, else the one shipped with the product.

    Raises
    ------
    InputRefused
        If ``SPACES_DATA`` names something that is no folder.
    """
    return Content(DATA.value().resolve())
