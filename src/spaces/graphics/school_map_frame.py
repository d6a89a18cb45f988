"""From WGS-84 to a drawing of a school's surroundings: metres around it, north up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats
from geo.crs import STORAGE_CRS, metric_crs

WIDTH, HEIGHT = 900.0, 560.0
"""Size of the drawing in its own units."""
_AROUND: Final = 1.15
_MARGIN_M: Final = 60.0


class MapFrame:
    """The part of the world that a drawing shows.

    Parameters
    ----------
    gates : BaseGeometry
        Gates in the middle, WGS-84; empty where not known.
    numbered : sequence of Point
        Crossings that a list beside the drawing names: all of them are seen. WGS-84.
    radius_m : float
        What lies around the gates is seen this far.
    everything : BaseGeometry, optional
        What stands in for the middle where neither gates nor crossings are known.
    """

    def __init__(
        self,
        gates: BaseGeometry,
        numbered: Sequence[shapely.Point],
        radius_m: float,
        everything: BaseGeometry | None = None,
    ) -> None:
        middle = gates if not gates.is_empty else shapely.MultiPoint(list(numbered))
        if middle.is_empty and everything is not None:
            middle = everything
        at = middle.centroid
        self.crs: CRS = metric_crs(at.x, at.y)
        self._to = Transformer.from_crs(STORAGE_CRS, self.crs, always_xy=True)
        near = shapely.box(*self.metric(middle).buffer(radius_m * _AROUND).bounds)
        far = [self.metric(point).buffer(_MARGIN_M) for point in numbered]
        west, south, east, north = shapely.union_all([near, *far]).bounds
        self.unit_m = max((east - west) / WIDTH, (north - south) / HEIGHT)
        self._x, self._y = (west + east) / 2, (south + north) / 2
        half = np.array([WIDTH, HEIGHT]) * self.unit_m / 2
        self.box = shapely.box(
            self._x - half[0], self._y - half[1], self._x + half[0], self._y + half[1]
        )

    def metric(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a WGS-84 shape in metres."""
        moved: BaseGeometry = shapely.transform(
            shape, lambda xy: np.column_stack(self._to.transform(*xy.T))
        )
        return moved

    def xy(self, metres: Floats) -> Floats:
        """Places in the drawing of metres, float64[n, 2]."""
        x = WIDTH / 2 + (metres[:, 0] - self._x) / self.unit_m
        return np.column_stack([x, HEIGHT / 2 - (metres[:, 1] - self._y) / self.unit_m])

    def point(self, shape: BaseGeometry) -> tuple[float, float] | None:
        """Place of a WGS-84 point; None outside the drawing."""
        own = self.metric(shape)
        if not self.box.contains(own):
            return None
        x, y = self.xy(shapely.get_coordinates(own))[0]
        return float(x), float(y)

    def path(self, metric: BaseGeometry) -> str:
        """Path of a line in metres, cut at the drawing's edge; "" outside."""
        cut = shapely.intersection(metric, self.box)
        lines = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.xy(shapely.get_coordinates(line)))
            for line in lines
        )
