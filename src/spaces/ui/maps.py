"""What each page puts on its map."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from spaces.categories import Category
from spaces.results import GapResult
from spaces.ui import cached, listed, map_layers
from spaces.ui.frame import Context
from spaces.ui.mapview import LayerRef, MapEvent, MapView, show_map

_HEIGHT = 540
_SMALL = 440


def _view(
    context: Context, page: str, layers: tuple[LayerRef, ...], *, clicks: bool = False
) -> MapView:
    t = context.t
    return MapView(
        key=f"cfs_map_{page}",
        place=context.view.place,
        layers=layers,
        bounds=cached.bounds(context.version, context.view.place),
        title=t(f"{page}.map_title", place=context.place_name),
        notes=(t("page.boundary_source"), *((t("demo.note"),) if context.demo else ())),
        clicks=clicks,
    )


def _show(view: MapView, context: Context, height: int) -> MapEvent | None:
    """Show a map in room kept for it, so that nothing below jumps when it has loaded."""
    with st.container(key=f"cfs-room-{height}"):
        return show_map(view, context.t, height)


def _kinds(context: Context, ids: Iterable[object]) -> list[Category]:
    there = {str(name) for name in ids}
    return [kind for name, kind in cached.categories(context.version).items() if name in there]


def _boundary(context: Context) -> LayerRef:
    return map_layers.boundary(context.version, context.view.place, context.t)


def _sites(context: Context, category: str, status: str) -> LayerRef:
    view = context.view
    return map_layers.sites(
        context.version,
        view.place,
        _kinds(context, listed.kinds(context.version, view.place)),
        context.t,
        category=category,
        status=status,
        year=view.year,
    )


def all_sites(context: Context) -> MapEvent | None:
    """Show the sites that the view asks for; return what was clicked."""
    view = context.view
    layers = (_boundary(context), _sites(context, view.category, ",".join(view.status)))
    return _show(_view(context, "map_page", layers, clicks=True), context, _HEIGHT)


def every_site(context: Context) -> None:
    """Show every site by the year, whatever is filtered elsewhere."""
    layers = (_boundary(context), _sites(context, "", ""))
    _show(_view(context, "overview", layers), context, _SMALL)


def gaps(context: Context, result: GapResult) -> None:
    """Show who is within the walk, who is not, and the ranked gaps."""
    view, t = context.view, context.t
    params = map_layers.reach_params(
        context.version, view.place, t, view.walker, view.minutes, view.category, view.year
    )
    if result.children_total is None:
        reach = [map_layers.reach(params, t)]
    else:
        reach = [map_layers.cells(params, t), map_layers.gaps(params, t)]
    layers = (_boundary(context), *reach, _sites(context, view.category, ""))
    _show(_view(context, "gaps", layers), context, _HEIGHT)
