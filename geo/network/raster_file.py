"""A joined raster kept beside its network: read by mapping it, without a copy.

One ``.npy`` file with one record, columns one after the other. It belongs to one network and one
way of joining, named by a mark; whatever does not fit is passed over and made anew.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.network.raster import SnappedRaster
from geo.network.raster_points import Raster

VERSION = 1
_MARK_BYTES = 96
_COLUMNS = {"rows": "<i4", "edge": "<i4", "to_u_m": "<f4", "to_v_m": "<f4"}
_MOST = 2**28


def dump_raster(snapped_raster: SnappedRaster, mark: str) -> bytes:
    """Bytes of a joined raster, to be read by :func:`load_raster`.

    Parameters
    ----------
    snapped_raster : SnappedRaster
        What was joined.
    mark : str
        Names network and way of joining; at most 96 bytes.
    """
    if len(mark.encode()) > _MARK_BYTES:
        raise ValueError(f"mark is too long ({len(mark)})")
    out = np.zeros(1, dtype=_record(len(snapped_raster.rows)))
    raster = snapped_raster.raster
    out["mark"], out["version"] = mark.encode(), VERSION
    out["place"] = raster.x, raster.y, raster.step_m
    out["shape"] = raster.rows, raster.columns
    for name in _COLUMNS:
        out[name] = getattr(snapped_raster, name)
    out["sum"] = _sum(out)
    stream = io.BytesIO()
    np.save(stream, out, allow_pickle=False)
    return stream.getvalue()


def load_raster(path: Path, mark: str, edges: int) -> SnappedRaster | None:
    """Map what :func:`dump_raster` wrote; None if it is not there, not sound or not the one.

    Parameters
    ----------
    path : Path
        The file.
    mark : str
        As it was written.
    edges : int
        How many edges the network has: no point may name another.
    """
    try:
        kept = np.load(path, mmap_mode="r", allow_pickle=False)
        if kept.shape != (1,) or kept.dtype != _record(_length(kept)):
            return None
        if kept["mark"][0] != mark.encode() or kept["version"][0] != VERSION:
            return None
        if kept["sum"][0] != _sum(kept):
            return None
    except Exception:  # a damaged head fails in any of the ways that parsing can
        return None
    raster = Raster(*kept["place"][0].tolist(), *kept["shape"][0].tolist())
    columns = {name: np.asarray(kept[name][0]) for name in _COLUMNS}
    snapped_raster = SnappedRaster(raster, **columns)
    return snapped_raster if _sound(snapped_raster, edges) else None


def _length(kept: NDArray[np.void]) -> int:
    """How many points there are, as the file's own description says."""
    return int(kept.dtype["rows"].shape[0])


def _record(count: int) -> np.dtype[np.void]:
    head = [("version", "<i8"), ("sum", "<u8"), ("place", "<f8", (3,)), ("shape", "<i8", (2,))]
    columns = [(name, kind, (count,)) for name, kind in _COLUMNS.items()]
    return np.dtype([("mark", f"S{_MARK_BYTES}"), *head, *columns])


def _sum(kept: NDArray[np.void]) -> np.uint64:
    """Sum that no single damaged byte leaves as it was; a hundredth of the cost of a hash."""
    found = np.uint64(0)
    for name in _COLUMNS:
        words = np.ascontiguousarray(kept[name][0]).view(np.uint32)
        found ^= np.add.reduce(words, dtype=np.uint64) * np.uint64(2 * len(name) + 1)
    return found


def _sound(snapped_raster: SnappedRaster, edges: int) -> bool:
    raster, rows, edge = snapped_raster.raster, snapped_raster.rows, snapped_raster.edge
    if not (raster.step_m > 0 and raster.rows > 1 and raster.columns > 1 and raster.size < _MOST):
        return False
    if not len(rows):
        return True
    inside = rows[0] >= 0 and rows[-1] < raster.size and bool((rows[1:] > rows[:-1]).all())
    return bool(inside and edge.min() >= 0 and edge.max() < edges)
