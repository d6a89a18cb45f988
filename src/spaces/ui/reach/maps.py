"""What each page puts on its map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import streamlit as st

from spaces.graphics.statutory_radius_layers import standards_of
from spaces.reach import GapResult
from spaces.reach.rulers import STRAIGHT, kind_of
from spaces.sites import Category
from spaces.sites.categories import space_ids
from spaces.ui.map import layers as map_layers
from spaces.ui.map.widget import LayerRef, MapEvent, MapView, show_map
from spaces.ui.reach import clicked_point, ruler_controls, walk_layers
from spaces.ui.shell import boundary_source
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context
from spaces.ui.sites import selection as listed

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
        notes=(
            boundary_source.note(context.version, context.view.place, t),
            *((t("demo.note"),) if context.demo else ()),
        ),
        clicks=clicks,
    )


def _show(
    view: MapView, context: Context, height: int, clicked: Callable[[], None] | None = None
) -> MapEvent | None:
    """Show a map in room kept for it, so that nothing below jumps when it has loaded."""
    with st.container(key=f"cfs-room-{height}"):
        return show_map(view, context.t, height, clicked=clicked)


def _kinds(context: Context, ids: Iterable[object]) -> list[Category]:
    there = {str(name) for name in ids}
    return [kind for name, kind in cached.categories(context.version).items() if name in there]


def _ground(context: Context) -> tuple[LayerRef, LayerRef]:
    return map_layers.ground(context.version, context.view.place, context.t)


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
    layers = (*_ground(context), _sites(context, view.category, ",".join(view.status)))
    return _show(_view(context, "map_page", layers, clicks=True), context, _HEIGHT)


def every_site(context: Context) -> None:
    """Show every site by the year, whatever is filtered elsewhere."""
    layers = (*_ground(context), _sites(context, "", ""))
    _show(_view(context, "overview", layers), context, _SMALL)


def gaps(context: Context, result: GapResult) -> None:
    """Show who is within the walk, who is not, the ranked gaps, and what was clicked."""
    view, t, query = context.view, context.t, result.query
    params = map_layers.reach_params(
        context.version, view.place, t, view.walker, view.minutes, view.category, view.year
    )
    kind = kind_of(query.ruler)
    if query.ruler != STRAIGHT:  # unsaid in an address that needs no ruler
        params |= {"ruler": kind.measured_as or kind.name}
    if query.on_foot:
        params |= {"arterials": query.arterials, "delay": f"{query.crossing_delay_s:g}"}
        reach = _walked(params, context, result)
    elif result.children_total is None:
        reach = [map_layers.reach(params, t)]
    else:
        reach = [map_layers.cells(params, t), map_layers.gaps(params, t)]
    lines = _standards(context, params, result)
    if query.on_foot:  # the streets stay last: they are for a check by eye
        reach, lines = reach[:-1], [*lines, reach[-1]]
    layers = (*_ground(context), *reach, *lines, _sites(context, view.category, ""))
    drawn = _view(context, "gaps", layers, clicks=query.on_foot)
    if query.on_foot:
        notes = (*ruler_controls.caution(context), *ruler_controls.sources(context), *drawn.notes)
        drawn = replace(drawn, anywhere=True, spot=clicked_point.at(context), notes=notes)
    _show(drawn, context, _HEIGHT, clicked_point.clicked if query.on_foot else None)


def _standards(context: Context, params: dict[str, str], result: GapResult) -> list[LayerRef]:
    """Draw the third line, where a standard names a radius for the kinds asked.

    It is on at first only beside both rulers and for kinds that were chosen: for any space there
    are as many lines as standards.
    """
    kinds = cached.categories(context.version)
    asked = result.query.categories or space_ids(kinds)
    known = standards_of(asked, cached.standards(context.version))
    if not known:
        return []
    visible = result.query.beside_line and bool(result.query.categories)
    return [map_layers.standards(context.version, params, known, kinds, context.t, visible=visible)]


def _walked(params: dict[str, str], context: Context, result: GapResult) -> list[LayerRef]:
    """Layers of a walk, with those of the place or the site that was clicked."""
    t, both = context.t, result.query.beside_line
    known, at, site = (
        result.children_total is not None,
        clicked_point.at(context),
        clicked_point.site(context),
    )
    found = [walk_layers.isochrones(params, t, at, site)] if at or site else []
    found += [walk_layers.ways(params, t, at)] if at else []
    found += [walk_layers.cells(params, t, both=both), map_layers.gaps(params, t)] if known else []
    found.append(walk_layers.reach(params, t, visible=not known))
    if both:
        found.append(walk_layers.false_comfort(params, t, visible=not known))
    return [*found, walk_layers.streets(params, t)]
