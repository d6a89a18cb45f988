"""The one gateway to maps: a page says what to show, ``show_map`` shows it.

Behind it stand folium and streamlit-folium; a page knows neither. Layers come by address
(``map_layers``), every text is written as text by one fixed script, and a changed layer is
fetched into the map that is already there: it is never mounted anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st
from streamlit_folium import st_folium

from spaces.text import Text
from spaces.ui.map.base_map import base_map
from spaces.ui.map.skeleton import encoded, skeleton
from spaces.ui.map.words import words
from spaces.ui.shell.approval import approval_number

Style = Literal[
    "sites", "boundary", "cells", "gaps", "reach", "zones", "ways", "streets", "rings", "ground",
    "school_streets", "school_crossings", "school_gates", "school_shed", "school_missed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One row of a legend: a symbol with its colour, never a colour alone.

    Parameters
    ----------
    id : str
        What the features of the layer name it by: a category, or a state such as ``covered``.
    label : str
        Words beside it, in the language of the screen.
    color : str
        ``#rrggbb``, or empty for the style's own.
    shape, letter : str
        Symbol of a category; empty where the style has its own pattern. Of a ring ``shape`` is
        its dash.
    """

    id: str
    label: str
    color: str = ""
    shape: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class LayerRef:
    """One layer: what it is called, where it is fetched, how it is drawn.

    Parameters
    ----------
    id : str
        Name within the map; comes back in ``MapEvent.layer``.
    url : str
        Address relative to the application's root: ``layers/<name>.geojson?…``.
    style : Style
        How the fixed script draws it.
    label : str
        Title in the legend; empty: no legend and no switch (as for the boundary).
    legend : tuple of LegendItem
        Rows under the title.
    visible : bool
        Whether it is drawn at first; the viewer can switch it.
    """

    id: str
    url: str
    style: Style
    label: str = ""
    legend: tuple[LegendItem, ...] = ()
    visible: bool = True


@dataclass(frozen=True, slots=True)
class MapView:
    """What a map shows.

    Parameters
    ----------
    key : str
        Stable name of the map on its page: the viewer's pan and zoom are kept under it.
    place : str
        Code of the place; another place makes the map move to its bounds.
    layers : tuple of LayerRef
        Drawn in this order, the last on top.
    bounds : tuple of float
        West, south, east, north in WGS-84 degrees.
    title : str
        What the map is, for a screen reader.
    notes : tuple of str
        Lines under the map: sources first; the approval line is added by the gateway.
    selected : str
        Id of a feature whose card is open at first, or empty.
    clicks : bool
        Whether a click comes back to the page (and so reruns it).
    anywhere : bool
        Whether a click on nothing comes back too: its event has no layer and no feature.
    spot : tuple of float, optional
        Longitude and latitude of a place to mark.
    """

    key: str
    place: str
    layers: tuple[LayerRef, ...]
    bounds: tuple[float, float, float, float]
    title: str = ""
    notes: tuple[str, ...] = ()
    selected: str = ""
    clicks: bool = True
    anywhere: bool = False
    spot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What the viewer clicked last: the feature's layer and id, and where.

    ``count`` grows with every click, so that a page can tell a new click from an old one.
    """

    layer: str
    feature: str
    lat: float
    lon: float
    count: int


def show_map(
    view: MapView, t: Text, height: int = 560, *, clicked: Callable[[], None] | None = None
) -> MapEvent | None:
    """Show a map; return what the viewer clicked last, or None.

    Parameters
    ----------
    view : MapView
        What to show.
    t : Text
        Catalogue of the screen's language.
    height : int
        Height of the map in pixels on a wide screen; a phone gets a lower one.
    clicked : callable, optional
        Called before the page runs again after a click; ``last_click`` says which.
    """
    bare = skeleton(encoded(_content(view, t, height)))
    got = st_folium(
        bare, key=view.key, height=height, width=None, returned_objects=[], on_change=clicked
    )
    return _event(got)


def last_click(key: str) -> MapEvent | None:
    """Return the last click on the map of that key, for its callback."""
    return _event(st.session_state.get(key))


def _content(view: MapView, t: Text, height: int) -> dict[str, Any]:
    base = base_map()
    west, south, east, north = view.bounds
    return {
        "key": view.key,
        "place": view.place,
        "lang": t.code,
        "height": height,
        "bounds": [[south, west], [north, east]],
        "layers": [asdict(layer) for layer in view.layers],
        "title": view.title,
        "notes": [*view.notes, *_lines(t)],
        "tiles": base.tiles() if base else [],
        "selected": view.selected,
        "clicks": view.clicks,
        "anywhere": view.anywhere,
        "spot": list(view.spot) if view.spot else None,
        "words": words(t),
    }


def _lines(t: Text) -> list[str]:
    approval = approval_number()
    source = [t("map.base_source")] if base_map() else []
    line = t("map.approval", number=approval) if approval else t("map.approval_none")
    return [t("map.schematic"), *source, line]


def _event(got: object) -> MapEvent | None:
    """Read what the frame sent: anything that is not of the expected form is no click."""
    if not isinstance(got, Mapping):
        return None
    layer, feature, count = got.get("layer"), got.get("feature"), got.get("count")
    lat, lon = got.get("lat"), got.get("lng")
    if not (isinstance(layer, str) and isinstance(feature, str) and isinstance(count, int)):
        return None
    if not all(isinstance(v, (int, float)) and math.isfinite(v) for v in (lat, lon)):
        return None
    return MapEvent(layer[:80], feature[:200], float(lat), float(lon), count)  # type: ignore[arg-type]
