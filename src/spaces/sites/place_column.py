"""Which place each site of a list belongs to: what its row says, else where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Geometries, Mask, Names
from geo.faults import Fact, Fault
from spaces.content import Content
from spaces.places import Place, load_boundaries, load_places
from spaces.places.locate import area_at

_SHOWN = 5
_PLACE_DIGITS = 6
"""Codes of towns and communities begin with that of their county (GB/T 10114)."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownPlaces:
    """The places of a data folder, to tell which of them a row is about.

    Parameters
    ----------
    places : mapping of str to Place
        Places by code.
    outlines : GeoDataFrame
        Outlines of places and parts, EPSG:4326, index code.
    """

    places: Mapping[str, Place]
    outlines: gpd.GeoDataFrame

    def code_of(self, word: str) -> str:
        """Return the code of the place that a cell names; the cell itself if it names none.

        Parameters
        ----------
        word : str
            A place's code or name, or the code of a town in it.
        """
        names = {name: code for code, at in self.places.items() for name in _names(at)}
        if word in self.places or word in names:
            return names.get(word, word)
        within = word[:_PLACE_DIGITS]
        return within if word.isdecimal() and within in self.places else word

    def codes(self, words: pd.Series, shapes: Geometries, asked: str) -> Names:
        """Return the place of each row; "" where neither the row nor its location tells.

        Parameters
        ----------
        words : Series of str, n rows
            What the column says; "" for nothing.
        shapes : object[n]
            Where the sites are, WGS-84 degrees; None without a location.
        asked : str
            Code of the place that rows without a word belong to; "" for that around them.
        """
        of = {word: self.code_of(word) for word in words.unique()}
        found: Names = words.map(of).to_numpy(dtype=object).copy()
        blank = np.flatnonzero(found == "")
        found[blank] = asked or self._around(shapes[blank])
        return found

    def _around(self, shapes: Geometries) -> Names:
        # A stand of its own for a line or an area: a point on it, not a corner over the border.
        points: Geometries = np.asarray(shapely.point_on_surface(shapes), dtype=object)
        return area_at(points, self.outlines[self.outlines.index.isin(list(self.places))])


def known_places(content: Content) -> KnownPlaces:
    """Return the places of a data folder.

    Raises
    ------
    InputRefused
        If ``places.toml`` or ``boundaries.geojson`` cannot be used.
    """
    return KnownPlaces(load_places(content), load_boundaries(content))


def fill_place(
    frame: gpd.GeoDataFrame, file: str, asked: str, known: KnownPlaces | None, *, given: bool
) -> list[Fault]:
    """Write the code of its place to each row, and say where it comes from and where it lacks.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites, EPSG:4326, with a text column ``place``, index row number; changed in place.
    file : str
        Name of the list.
    asked : str
        Code of the place asked, for rows that name none; "" for none.
    known : KnownPlaces or None
        The places there are; without them only what is asked is filled in.
    given : bool
        Whether the list has the column.

    Returns
    -------
    list of Fault
        A notice for what was filled in, a warning for rows that count in no place.
    """
    words = frame["place"].copy()
    blank: Mask = (words == "").to_numpy()
    if known is None:
        frame.loc[blank, "place"] = asked
        return _assumed(file, blank, asked, given=given)
    shapes: Geometries = np.asarray(frame.geometry.array, dtype=object)
    frame["place"] = known.codes(words, shapes, asked)
    if asked:
        faults = _assumed(file, blank, asked, given=given)
    else:
        faults = _by_location(frame, file, blank)
    return [*faults, *_not_known(frame, file, known)]


def _assumed(file: str, blank: Mask, asked: str, *, given: bool) -> list[Fault]:
    if not blank.any() or not asked:
        return []
    facts: dict[str, Fact] = {"count": int(blank.sum()), "place": asked}
    code = "sites.place_blank" if given else "sites.place_assumed"
    return [Fault(code, file, None, "place", facts, "notice")]


def _by_location(frame: gpd.GeoDataFrame, file: str, blank: Mask) -> list[Fault]:
    found, faults = frame["place"][blank], []
    for place, count in found[found != ""].value_counts(sort=False).sort_index().items():
        facts: dict[str, Fact] = {"count": int(count), "place": str(place)}
        faults.append(Fault("sites.place_by_location", file, None, "place", facts, "notice"))
    lost = found.index[found == ""]
    if len(lost):
        facts = {"count": len(lost), "rows": _rows(lost)}
        faults.append(Fault("sites.place_unknown", file, None, "place", facts, "warning"))
    return faults


def _not_known(frame: gpd.GeoDataFrame, file: str, known: KnownPlaces) -> list[Fault]:
    """Name each word that is no place here; its rows count in none."""
    words = frame["place"]
    strange = words[(words != "") & ~words.isin(list(known.places))]
    return [
        Fault(
            "sites.place_not_known",
            file,
            None,
            "place",
            {"got": str(word), "count": len(rows), "rows": _rows(rows.index)},
            "warning",
        )
        for word, rows in strange.groupby(strange, sort=True)
    ]


def _rows(rows: pd.Index) -> str:
    return ", ".join(str(row) for row in rows[:_SHOWN])


def _names(place: Place) -> tuple[str, ...]:
    whole = f"{place.parent_zh}{place.name_zh}"
    return tuple(name for name in (place.name_zh, place.name_en, whole) if name)
