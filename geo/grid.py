"""A square grid over a polygon: the cells that children, or buses, are counted in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely

from geo.arrays import Floats, Geometries, Longs

_MOST_CELLS = 20_000_000


class Grid(NamedTuple):
    """Cells whose centre lies in the polygon.

    ``centres`` is float64 (n, 2) in metres; ``column`` and ``row`` are int64 (n,), counted from
    the origin of the CRS, so that two grids of one CRS and cell size fall on each other.
    """

    centres: Floats
    column: Longs
    row: Longs
    cell_m: float

    def squares(self) -> Geometries:
        """Return the cells as polygons, in the order of the centres."""
        half = self.cell_m / 2
        x, y = self.centres[:, 0], self.centres[:, 1]
        out: Geometries = shapely.box(x - half, y - half, x + half, y + half)
        return out


def square_grid(polygon_metric: shapely.Polygon | shapely.MultiPolygon, cell_m: float) -> Grid:
    """Centres of the square cells that lie inside a polygon.

    Parameters
    ----------
    polygon_metric : Polygon or MultiPolygon
        In metres.
    cell_m : float
        Side of a cell in metres.

    Returns
    -------
    Grid
        From south to north, west to east. Points on the outline count as inside.

    Raises
    ------
    ValueError
        If ``cell_m`` is not positive or the grid would pass 20 million cells.

    Examples
    --------
    >>> square_grid(shapely.box(0, 0, 2000, 1000), 1000).centres.tolist()
    [[500.0, 500.0], [1500.0, 500.0]]
    """
    if not cell_m > 0:
        raise ValueError(f"cell_m={cell_m} must be positive")
    if polygon_metric.is_empty:
        none = np.empty(0, dtype=np.int64)
        return Grid(np.empty((0, 2)), none, none, cell_m)
    west, south, east, north = np.floor(np.array(polygon_metric.bounds) / cell_m).astype(np.int64)
    if (east - west + 1) * (north - south + 1) > _MOST_CELLS:
        raise ValueError(f"cell_m={cell_m} makes more than {_MOST_CELLS} cells")
    row, column = np.mgrid[south : north + 1, west : east + 1].reshape(2, -1)
    centres = np.column_stack([(column + 0.5) * cell_m, (row + 0.5) * cell_m])
    shapely.prepare(polygon_metric)
    inside = shapely.intersects_xy(polygon_metric, centres[:, 0], centres[:, 1])
    return Grid(centres[inside], column[inside], row[inside], cell_m)
