"""The layers of walks that the page of gaps puts on its map: address, drawing and legend."""

from __future__ import annotations

from collections.abc import Mapping

from spaces.reach.result import STATES, WALK_STATES
from spaces.text import Text
from spaces.ui.map.layers import layer_url
from spaces.ui.map.widget import LayerRef, LegendItem
from spaces.ui.reach.cache import BANDS_MIN

_ROLES = ("arterial", "street", "barrier")


def cells(params: Mapping[str, str], t: Text, *, both: bool) -> LayerRef:
    """Where children live, by the classes of a walk; with both rulers false comfort apart."""
    states = list(WALK_STATES)
    if both:
        states.insert(states.index("beyond") + 1, "false_comfort")
    words = {state: t(f"map.state.{state}") for state in states}
    words["unknown"] = t("map.state.unlocated")  # a cell without a place cannot be drawn at one
    items = tuple(LegendItem(state, words[state]) for state in states)
    url = layer_url("walk_cells", params)
    return LayerRef("cells", url, "cells", t("map.layer.cells"), items)


def reach(params: Mapping[str, str], t: Text, *, visible: bool = True) -> LayerRef:
    """Area within the walk of any site, beyond it, and on no known street."""
    items = tuple(LegendItem(state, t(f"map.state.{state}")) for state in STATES)
    url = layer_url("walk_reach", params)
    return LayerRef("reach", url, "reach", t("map.layer.reach"), items, visible)


def false_comfort(params: Mapping[str, str], t: Text, *, visible: bool) -> LayerRef:
    """Area inside the circle and beyond the walk."""
    items = (LegendItem("false_comfort", t("map.state.false_area")),)
    url = layer_url("false_comfort", params)
    return LayerRef("false", url, "reach", t("map.layer.false_comfort"), items, visible)


def streets(params: Mapping[str, str], t: Text) -> LayerRef:
    """Draw the streets that were walked on, for a check by eye; off at first."""
    own = {name: params[name] for name in ("v", "place")}
    items = tuple(LegendItem(f"street:{role}", t(f"map.street.{role}")) for role in _ROLES)
    url = layer_url("streets", own)
    return LayerRef("streets", url, "streets", t("map.layer.streets"), items, visible=False)


def isochrones(
    params: Mapping[str, str], t: Text, at: tuple[float, float] | None, site: str
) -> LayerRef:
    """Draw walks of 5, 10 and 15 minutes around a place or a site."""
    own = {name: params[name] for name in ("v", "place", "walker", "arterials", "delay")}
    own |= {"site": "" if at else site, "at": _written(at)}
    items = tuple(
        LegendItem(f"band:{k}", t("map.band", minutes=minutes))
        for k, minutes in enumerate(BANDS_MIN, 1)
    )
    return LayerRef(
        "isochrones", layer_url("isochrones", own), "zones", t("map.layer.isochrones"), items
    )


def ways(params: Mapping[str, str], t: Text, at: tuple[float, float] | None) -> LayerRef:
    """Ways from a place to the nearest site of each kind."""
    url = layer_url("ways", {**params, "at": _written(at)})
    items = tuple(LegendItem(f"way:{s}", t(f"map.way.{s}")) for s in ("reached", "beyond"))
    return LayerRef("ways", url, "ways", t("map.layer.ways"), items)


def _written(at: tuple[float, float] | None) -> str:
    return f"{at[0]:.5f},{at[1]:.5f}" if at else ""
