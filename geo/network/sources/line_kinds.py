"""What each line of a table is: a street that is walked, what bars walks, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Floats, Geometries
from geo.contracts.columns import normal
from geo.faults import Fault, InputRefused
from geo.network.sources import barrier_tags as banks
from geo.network.sources.unknown_kinds import told
from geo.network.sources.ways import Kind, Tags, WayTable

KIND_COLUMN = "highway"
ALIASES = ("fclass", "road_class", "道路类型", "道路等级", "道路类别", "道路级别")
ROW_TAGS = ("foot", "access", "motorroad", "bridge", "tunnel", "location", "level")
MORE_TAGS = ("man_made", "public_transport", *banks.KEYS)
_PLAIN = "road"
"""Kind of a line whose file says nothing of any line's kind."""
_UNDERSTOOD, _TOO_MANY = 0.2, 0.5
"""A column holds kinds where at least this share of its values is understood; a file is refused
where more than that share of its kinds is not."""


@dataclass(slots=True)
class Parted:
    """Rows of a table by what they are.

    Parameters
    ----------
    streets, kinds : list
        Rows that are walked, and what each is.
    bars : list of tuple
        Rows that bar walks, and how.
    others : int
        Lines that are neither.
    unknown : Counter of str
        Kinds that nobody knows.
    plain : bool
        Whether no line says what it is, so that all are taken as streets.
    """

    streets: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    bars: list[tuple[int, banks.Bar]] = field(default_factory=list)
    others: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    plain: bool = False

    def notices(self, file: str) -> list[Fault]:
        """Say what was left out, and what was taken for granted."""
        counted = {
            "network.no_streets": self.others,
            "network.all_streets": len(self.streets) if self.plain else 0,
        }
        found = [
            Fault(code, file, facts={"count": count}, severity="notice")
            for code, count in counted.items()
            if count
        ]
        return found + told(self.unknown, file, "network.kinds_left_out", "warning")


def kind_column(frame: gpd.GeoDataFrame, taken: Sequence[str], table: WayTable) -> str | None:
    """Column that holds kinds of street under a name of its own; None if none does.

    A column counts as one where the table understands at least a fifth of its values.

    Parameters
    ----------
    frame : GeoDataFrame
        As the file has it.
    taken : sequence of str
        Headers that mean something else.
    table : WayTable
        The words that are known.
    """
    best, column = _UNDERSTOOD, None
    known = {normal(name) for name in taken}
    for name in frame.columns.drop(frame.geometry.name, errors="ignore"):
        if normal(str(name)) in known:
            continue
        values = frame[name].dropna().astype(str).str.strip()
        counts = values[values != ""].value_counts()
        understood = [table.word(value) is not None for value in counts.index]
        share = float(counts[understood].sum() / counts.sum()) if len(counts) else 0.0
        if share > best or (share == best and column is None and share > 0):
            best, column = share, str(name)
    return column


def parted(rows: gpd.GeoDataFrame, file: str, table: WayTable) -> Parted:
    """Part rows into streets, with their kinds, and what bars walks.

    A kind that the table does not know is never walked.

    Parameters
    ----------
    rows : GeoDataFrame
        Lines, index ``row``, with the column of kinds.
    file : str
        Name of the input, for the faults.
    table : WayTable
        Which kinds are walked.

    Raises
    ------
    InputRefused
        ``network.kinds_not_known`` where that would leave out more than half of what has a kind.
    """
    found = Parted()
    given = rows[KIND_COLUMN].fillna("").astype(str).str.strip()
    named = int((given != "").sum())
    found.plain = not named
    for row, (word, tags) in enumerate(zip(given, _tags(rows), strict=True)):
        _take(found, row, word, tags, table)
    if found.unknown.total() > _TOO_MANY * named:
        raise InputRefused(
            told(found.unknown, file, "network.kinds_not_known", "error", named=named)
        )
    found.plain &= bool(found.streets)
    return found


def _take(found: Parted, row: int, given: str, tags: dict[str, str], table: WayTable) -> None:
    if given:
        word = table.word(given)
        if word is None:
            found.unknown[given] += 1
            return
        if word.key:
            tags = {**tags, word.key: word.value}
        highway = tags.get("highway", "") if word.key == "highway" else ""
    else:
        highway = table.walked_as(tags.get)
        if not highway and found.plain and banks.barrier(tags.get) is None:
            highway = _PLAIN
    kind = None
    if highway:
        said = {name: tags[name] for name in Tags._fields if name in tags}
        kind = table.kind(Tags(**{**said, "highway": highway}))
    if kind is not None:
        found.streets.append(row)
        found.kinds.append(kind)
        return
    bar = banks.barrier(tags.get)
    if bar is not None:
        found.bars.append((row, bar))
    elif not highway:
        found.others += 1


def _tags(rows: gpd.GeoDataFrame) -> list[dict[str, str]]:
    """Tell what each row says of itself, without its kind of street."""
    names = [*ROW_TAGS, *MORE_TAGS]
    columns = [rows[name].fillna("").astype(str) for name in names]
    layer = rows["layer"].to_numpy(dtype=np.float64)
    said = [
        {name: _yes_no(value) for name, value in zip(names, values, strict=True) if value}
        for values in zip(*columns, strict=True)
    ]
    for row in np.flatnonzero(np.nan_to_num(layer) != 0):
        said[row]["layer"] = f"{layer[row]:g}"
    return said


def _yes_no(value: str) -> str:
    """Geofabrik and others write T and F, databases 1 and 0."""
    given = value.strip().lower()
    return {"t": "yes", "true": "yes", "1": "yes", "f": "no", "false": "no", "0": "no"}.get(
        given, given
    )


def barriers(
    lines: Geometries, bars: Sequence[tuple[int, banks.Bar]], streets: Floats
) -> Geometries:
    """Shapes of what bars walks.

    Parameters
    ----------
    lines : array of LineString or MultiLineString
        All rows.
    bars : sequence of tuple
        Rows that bar walks, and how.
    streets : float64[n, 2]
        Corners of all streets, in the same coordinates.
    """
    chosen = np.array([row for row, _ in bars], dtype=np.int64)
    single, at = shapely.get_parts(lines[chosen], return_index=True)
    closed = shapely.is_closed(single)
    out, rings = [], []
    for line, ring, bar in zip(single, closed, [bars[k][1] for k in at], strict=True):
        places = shapely.get_coordinates(line)
        if bar == "wall" and ring and len(places) >= 4:
            rings.append(places)
        else:
            out.append(banks.bank(places, closed=bool(ring) and bar == "area"))
    return banks.sound([*out, *banks.walls(rings, streets)])
