"""The ground of a map where streets are known: drawn lightly below all that is to be read."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import STORAGE_CRS
from geo.network.graph import ARTERIAL
from spaces.graphics.geojson import feature_collection
from spaces.walking import WalkNetwork

MOST_STREETS: Final = 20_000
"""Pieces of street that are still light to send (about 1 MB) and no grey sheet on the screen."""


def ground_layer(streets: WalkNetwork | None, *, most: int = MOST_STREETS) -> bytes:
    """Draw streets and waters as ground, with nothing to click or to read off.

    Parameters
    ----------
    streets : WalkNetwork or None
        The streets of the place; None draws nothing.
    most : int
        With more pieces than this only the arterials are drawn, with more arterials than this
        none.

    Returns
    -------
    bytes
        GeoJSON, EPSG:4326; ``role`` is ``street``, ``arterial`` (one feature each) or
        ``barrier``.
    """
    if streets is None:
        return feature_collection(gpd.GeoSeries([], crs=STORAGE_CRS), [], {"role": []})
    network = streets.network
    lines, arterial = network.lines(), network.has(ARTERIAL)
    by_role = {
        "street": lines[~arterial] if len(lines) <= most else lines[:0],
        "arterial": lines[arterial] if arterial.sum() <= most else lines[:0],
    }
    shapes = {role: shapely.multilinestrings(own) for role, own in by_role.items() if len(own)}
    roles = [*shapes, *["barrier"] * len(network.barriers)]
    drawn = np.array([*shapes.values(), *network.barriers], dtype=object)
    series = gpd.GeoSeries(drawn, crs=network.crs).to_crs(STORAGE_CRS)
    return feature_collection(series, [str(k) for k in range(len(roles))], {"role": roles})
