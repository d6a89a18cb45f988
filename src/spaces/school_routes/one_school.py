"""What belongs to one school of an answer: its children, crossings, streets and gates, in order."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Mask
from spaces.school_routes.result import SchoolRoutes
from spaces.sites import gates_of, is_located

_REST_M = 20.0
"""A shorter untreated rest of a street is not worth a line in a list."""


def for_one_school(result: SchoolRoutes, school: str) -> SchoolRoutes:
    """Return an answer in which only one school's children walk.

    Streets and crossings are those on its children's ways; ``children``, ``child_m`` and
    ``child_untreated_m`` are theirs, and a further column ``others`` holds the children of other
    schools at the same place. The figures, schools and routes stay as they are.
    """
    own, who = result.loads.streets(school), result.loads.crossings(school)
    streets = result.streets[result.streets.index.isin(own.index)]
    own = own.loc[streets.index]
    crossings = result.crossings[result.crossings.index.isin(who.index)]
    who = who.loc[crossings.index]
    children = own["children"].reindex(result.treated["street"]).fillna(0.0)
    return replace(
        result,
        streets=_narrowed(streets, own["children"]).assign(
            child_m=own["child_m"], child_untreated_m=own["child_untreated_m"]
        ),
        crossings=_narrowed(crossings, who),
        treated=result.treated.assign(children=children.to_numpy(dtype=float)),
    )


def _narrowed(frame: gpd.GeoDataFrame, own: pd.Series) -> gpd.GeoDataFrame:
    others = (frame["children"] - own).clip(lower=0.0).round(6)
    return frame.assign(children=own, others=others)


def _of(frame: gpd.GeoDataFrame, school: str) -> gpd.GeoDataFrame:
    own: Mask = np.array([school in ids for ids in frame["schools"]], dtype=bool)
    return frame[own]


def _ids(frame: gpd.GeoDataFrame) -> list[str]:
    return [str(key) for key in frame.index]


def crossings_of(result: SchoolRoutes, school: str) -> list[str]:
    """Ids of the crossings on the ways to a school: unguarded first, then by children.

    By those of all schools, or in an answer made with :func:`for_one_school` by its own.
    """
    own = _of(result.crossings, school)
    order = own.assign(guarded=own["guarded"].astype(bool))
    return _ids(order.sort_values(["guarded", "children"], ascending=[True, False], kind="stable"))


def crossings_to_mend(result: SchoolRoutes, school: str) -> list[str]:
    """Ids of the unguarded crossings among them, most children first."""
    guarded = result.crossings["guarded"]
    return [key for key in crossings_of(result, school) if not guarded.loc[key]]


def streets_of(result: SchoolRoutes, school: str) -> list[str]:
    """Ids of the streets on the ways to a school, most children first."""
    own = _of(result.streets, school)
    return _ids(own.sort_values("children", ascending=False, kind="stable"))


def streets_to_treat(result: SchoolRoutes, school: str) -> list[str]:
    """Ids of the streets among them that are not treated, most child-metres first."""
    own = _of(result.streets, school)
    own = own[own["untreated_m"] >= _REST_M]
    return _ids(own.sort_values("child_untreated_m", ascending=False, kind="stable"))


def routes_of(result: SchoolRoutes, school: str) -> gpd.GeoDataFrame:
    """Routes that touch a school."""
    return _of(result.routes, school)


def gates(sites: gpd.GeoDataFrame | None, school: str) -> BaseGeometry:
    """Gates of a school, WGS-84: its entrances, else where it stands; empty where not known.

    Parameters
    ----------
    sites : GeoDataFrame or None
        Sites of the place, EPSG:4326, index id.
    school : str
        Id of the school.
    """
    if sites is None or school not in sites.index:
        return shapely.MultiPoint()
    one = sites.loc[[school]]
    own = gates_of(one)
    if school in own:
        return own[school]
    if not bool(is_located(one).iloc[0]):
        return shapely.MultiPoint()
    return shapely.MultiPoint([one.geometry.iloc[0].representative_point()])
