"""Where a crossing or a street is, in words that an officer finds it by.

Many streets of a network bear no name. So each place is told by its streets and by the school
that its children walk to: how far from it and on which side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import Geod

from geo.crs import STORAGE_CRS
from spaces.school_routes.result import SchoolRoutes
from spaces.sites import is_located, site_names
from spaces.text import Text

_GEOD: Final = Geod(ellps="WGS84")
_SIDES: Final = (
    *("north", "north_east", "east", "south_east"),
    *("south", "south_west", "west", "north_west"),
)
_STEP_M: Final = 10
_AT_GATE_M: Final = 15.0


@dataclass(frozen=True, slots=True)
class Location:
    """A place in words.

    Parameters
    ----------
    title : str
        Its streets.
    near : str
        The school beside it with metres and side; "" where no school has a place.
    lon, lat : float
        WGS-84 degrees.
    named : bool
        Whether the title alone tells it: two streets that meet.
    """

    title: str
    near: str
    lon: float
    lat: float
    named: bool = False

    @property
    def heading(self) -> tuple[str, str]:
        """What tells the place apart first, then the rest: streets only where they cross."""
        return (self.title, self.near) if self.named or not self.near else (self.near, self.title)

    def line(self, t: Text) -> str:
        """Both in one line."""
        return t("school_page.spot", title=self.title, near=self.near) if self.near else self.title


def school_names(schools: pd.DataFrame, lang: str) -> dict[str, str]:
    """Names of schools by id; one without an English name keeps its Chinese one."""
    return {str(key): str(name) for key, name in site_names(schools, lang).items()}


class LocationTeller:
    """Tells where the crossings and streets of an answer are.

    Parameters
    ----------
    result : SchoolRoutes
        The answer.
    sites : GeoDataFrame or None
        Sites of the place, EPSG:4326, index id; None: no school is named.
    t : Text
        Catalogue of the reader's language.
    around : str
        Id of a school: everything is told from there, without its name.
    """

    def __init__(
        self, result: SchoolRoutes, sites: gpd.GeoDataFrame | None, t: Text, *, around: str = ""
    ) -> None:
        self._result, self._t, self._around = result, t, around
        self.names = school_names(result.schools, t.code)
        self._at: dict[str, tuple[float, float]] = {}
        if sites is not None:
            known = sites[is_located(sites) & sites.index.isin(result.schools.index)]
            points = known.to_crs(STORAGE_CRS).geometry.representative_point()
            self._at = {str(key): (p.x, p.y) for key, p in points.items()}

    def crossing(self, key: str) -> Location:
        """Return where a crossing is."""
        row = self._result.crossings.loc[key]
        streets = [str(name) for name in row["streets"] if name]
        title = self._t("school_page.crossing_unnamed")
        if len(streets) == 1:
            title = self._t("school_page.crossing_on", street=streets[0])
        elif streets:
            title = self._t("school_page.crossing_of", streets=" × ".join(streets))
        return self._spot(title, row.geometry, row["schools"], named=len(streets) > 1)

    def street(self, key: str) -> Location:
        """Return where a street is, told from its middle."""
        row = self._result.streets.loc[key]
        title = str(row["name"] or "") or self._t("school_page.street_unnamed")
        middle = shapely.line_interpolate_point(row.geometry, 0.5, normalized=True)
        if row.geometry.geom_type != "LineString":
            middle = row.geometry.representative_point()
        return self._spot(title, middle, row["schools"])

    def schools(self, keys: Sequence[str], most: int = 3) -> str:
        """Return the names of some schools, the others as a number."""
        names = [self.names.get(str(key), str(key)) for key in keys]
        snapped = self._t("nav.and").join(names[:most])
        if len(names) <= most:
            return snapped
        return self._t("school_page.and_more", names=snapped, n=len(names))

    def _spot(
        self, title: str, at: shapely.Point, schools: Sequence[str], *, named: bool = False
    ) -> Location:
        own = [str(key) for key in schools if str(key) in self._at]
        if self._around in self._at:
            own = [self._around]
        found = [(self._far(key, at), key) for key in own or self._at]
        near = self._near(*min(found)) if found else ""
        return Location(title, near, at.x, at.y, named)

    def _far(self, key: str, at: shapely.Point) -> tuple[float, float]:
        """Metres and bearing from a school."""
        bearing, _, metres = _GEOD.inv(*self._at[key], at.x, at.y)
        return float(metres), float(bearing)

    def _near(self, far: tuple[float, float], key: str) -> str:
        metres, bearing = far
        name = self.names[key]
        if key == self._around:
            name = self._t("school_page.this_school")
        if metres < _AT_GATE_M:
            return self._t("school_page.at_school", school=name)
        side = self._t(f"school_page.side_{_SIDES[round(bearing / 45) % 8]}")
        rounded = f"{round(metres / _STEP_M) * _STEP_M:,}"
        return self._t("school_page.near_school", school=name, side=side, metres=rounded)
