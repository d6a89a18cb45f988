"""Children of a file who live outside the place: left out of every figure, and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Geometries, Mask
from geo.distance import M_PER_DEGREE
from geo.faults import Fact, Fault
from spaces.content import Content
from spaces.places.population import Population, load_population, read_population

_EDGE_M = 100.0
"""Outlines are simplified by up to so much: who lives so near one belongs to the place."""


def children_inside(
    content: Content,
    place: str,
    outline: BaseGeometry | None,
    own: Path | None = None,
    layer: str | None = None,
) -> Population | None:
    """Children who live in a place, out of a user's file or the data folder's; None without one.

    Parameters
    ----------
    content : Content
        The data folder.
    place : str
        Code of the place.
    outline : Polygon or MultiPolygon or None
        The place, WGS-84.
    own : Path, optional
        A file of the user's own that stands in for the folder's.
    layer : str, optional
        Layer of that file.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used.
    """
    if own is None:
        found = load_population(content, place)
    else:
        found = read_population(own, boundary=outline, layer=layer)
    return None if found is None else within_place(found, outline)


def within_place(found: Population, outline: BaseGeometry | None) -> Population:
    """Leave out who lives outside the place, and tell how many: a prefecture's grid has others.

    Parameters
    ----------
    found : Population
        Children as they were read.
    outline : Polygon or MultiPolygon or None
        The place, WGS-84; without one nobody is left out.
    """
    if outline is None:
        return found
    beyond = _outside(found.cells.geometry.to_numpy(), outline)
    if not beyond.any():
        return found
    left = float(found.cells.loc[beyond, "children"].sum())
    facts: dict[str, Fact] = {"count": int(beyond.sum())}
    fault = Fault("children.outside", found.source, facts=facts, severity="warning")
    return replace(found, cells=found.cells[~beyond], outside=left, faults=(*found.faults, fault))


def _outside(points: Geometries, outline: BaseGeometry) -> Mask:
    shapely.prepare(outline)
    beyond = ~shapely.intersects(outline, points) & ~shapely.is_missing(points)
    near = np.flatnonzero(beyond)
    latitude = shapely.get_y(shapely.centroid(outline))
    # the narrower degree, that of longitude: never more than was allowed
    degrees = _EDGE_M / M_PER_DEGREE / max(np.cos(np.radians(latitude)), 0.1)
    ring = outline.buffer(degrees)
    shapely.prepare(ring)
    beyond[near] = ~shapely.intersects(ring, points[near])
    return np.asarray(beyond, dtype=np.bool_)
