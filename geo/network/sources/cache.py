"""A network kept in binary form: read once, then loaded in hundredths of a second."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np
import shapely
from pyproj import CRS

from geo.atomic import replace_bytes
from geo.faults import Fault
from geo.network.graph import Edges, Network
from geo.network.sources.reading import VERSION, Options, Read, content_key, read_network
from geo.network.sources.ways import WayTable, load_ways

_ENDING = ".network.npz"
_ARRAYS = ("node_xy", "node_lon", "node_lat", "node_flags")
_COLUMNS = tuple(column.name for column in fields(Edges))


def cached_network(
    path: Path,
    folder: Path,
    *,
    name: str | None = None,
    boundary: shapely.Geometry | None = None,
    options: Options | None = None,
    table: WayTable | None = None,
) -> Read:
    """Read a network, or load what an earlier reading left in ``folder``.

    The cache is found by the content of the file, how it is read and the table of ways: a file
    that changes is read anew. A cache that is broken is made anew; one that cannot be written
    is done without.

    Parameters
    ----------
    path : Path
        The file of streets.
    folder : Path
        Where caches lie; made if it is not there.
    name : str, optional
        Name of the file as its owner knows it.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84; the comparison with it is part of the key too.
    options : Options, optional
        How the file is read.
    table : WayTable, optional
        Kinds of street, and who may walk on them.

    Raises
    ------
    InputRefused
        As ``read_network`` does.
    """
    chosen, known = options or Options(), table or load_ways()
    path = Path(path)
    if not path.is_file():
        return read_network(path, name=name, boundary=boundary, options=chosen, table=known)
    place = "" if boundary is None else shapely.to_wkb(boundary, hex=True)
    mark = f"{name or path.name} {place}"
    kept = Path(folder) / f"{content_key(path, chosen, known)}{_ENDING}"
    found = load(kept)
    if found is not None and found[1] == mark:
        return found[0]
    read = read_network(path, name=name, boundary=boundary, options=chosen, table=known)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(kept, dump(read, mark))
    except OSError:
        pass  # a full or read-only disk costs time, not the answer
    return read


def forget_oldest(folder: Path, most: int) -> None:
    """Delete caches of networks but for the newest ones; what cannot be deleted stays.

    Parameters
    ----------
    folder : Path
        Where caches lie; nothing else in it is touched.
    most : int
        How many stay.
    """
    with contextlib.suppress(OSError):
        kept = sorted(Path(folder).glob(f"*{_ENDING}"), key=lambda one: one.stat().st_mtime)
        for old in kept[: max(len(kept) - most, 0)]:
            old.unlink()


def dump(read: Read, mark: str = "") -> bytes:
    """Bytes of a network and its faults, to be read by :func:`load`."""
    network = read.network
    about = {
        "version": VERSION,
        "mark": mark,
        "crs": network.crs.to_wkt(),
        "ways": network.ways,
        "names": network.names,
        "notice": network.notice,
        "demo": network.demo,
        "key": network.key,
        "faults": [
            [f.code, f.file, f.row, f.column, dict(f.facts), f.severity] for f in read.faults
        ],
    }
    shapes = [bytes(b) for b in shapely.to_wkb(network.barriers)]
    arrays = {name: getattr(network, name) for name in _ARRAYS}
    arrays |= {f"edge_{name}": getattr(network.edges, name) for name in _COLUMNS}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    arrays["barriers"] = np.frombuffer(b"".join(shapes), dtype=np.uint8)
    arrays["barrier_sizes"] = np.array([len(shape) for shape in shapes], dtype=np.int64)
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


def is_of_another_version(path: Path) -> bool:
    """Whether a file is a sound network that another version of the rules made."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            return bool(json.loads(kept["about"].tobytes())["version"] != VERSION)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return False


def load(path: Path) -> tuple[Read, str] | None:
    """Load what :func:`dump` wrote, and its mark; None if there is nothing sound."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            about = json.loads(kept["about"].tobytes())
            if about["version"] != VERSION:
                return None
            network = Network(
                crs=CRS.from_wkt(about["crs"]),
                **{name: kept[name] for name in _ARRAYS},
                edges=Edges(**{name: kept[f"edge_{name}"] for name in _COLUMNS}),
                ways=tuple(about["ways"]),
                names=tuple(about["names"]),
                barriers=_barriers(kept["barriers"].tobytes(), kept["barrier_sizes"]),
                notice=about["notice"],
                demo=about["demo"],
                key=about["key"],
            )
            faults = tuple(Fault(*given) for given in about["faults"])
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    return Read(network, faults), about["mark"]


def _barriers(data: bytes, sizes: np.ndarray) -> np.ndarray:
    stops = np.cumsum(sizes)
    shapes = [data[stop - size : stop] for stop, size in zip(stops, sizes, strict=True)]
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapely.from_wkb(shapes) if shapes else []
    return made
