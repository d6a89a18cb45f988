"""Where the content lies: the folder that a planner edits and code never holds."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

_ENV = "SPACES_DATA"
_SHIPPED = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Content:
    """The data folder: every other module asks it for paths, none builds its own.

    Parameters
    ----------
    root : Path
        Folder with ``sites.geojson``, ``places.toml``, ``boundaries.geojson``,
        ``categories.toml``, ``walkers.toml``, ``standards.toml``, ``plans/*.toml`` and
        ``population/<place>.parquet``.
    """

    root: Path

    def path(self, *parts: str) -> Path:
        """Path of one file in the folder; it need not exist."""
        return self.root.joinpath(*parts)

    def version(self) -> str:
        """Short name for the folder's present state: changes when any file in it changes.

        Reads names, sizes and times only, so it is cheap enough to ask on every rerun.
        """
        digest = hashlib.sha256()
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            stat = path.stat()
            line = f"{path.relative_to(self.root).as_posix()}|{stat.st_size}|{stat.st_mtime_ns}\n"
            digest.update(line.encode())
        return digest.hexdigest()[:12]


def default_content() -> Content:
    """Return the folder named by ``SPACES_DATA``, else the one shipped with the product."""
    named = os.environ.get(_ENV)
    return Content(Path(named).resolve() if named else _SHIPPED)
