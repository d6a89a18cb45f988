"""The map of ways to school: its layers, their legends, and what a click does."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from spaces.graphics.palette import GUARDED, UNGUARDED
from spaces.graphics.school_map_symbols import load_words
from spaces.school_routes import SCHOOL_KINDS, SchoolRoutes
from spaces.school_routes.locations import school_names
from spaces.school_routes.query import CROSSING, DROP_OFF, ROUTE
from spaces.text import Text
from spaces.ui.map import layers as map_layers
from spaces.ui.map.layers import layer_url
from spaces.ui.map.widget import LayerRef, LegendItem, MapView, last_click, show_map
from spaces.ui.reach import ruler_controls
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import controls as school_controls
from spaces.ui.shell import boundary_source
from spaces.ui.shell import cache as cached
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context

MAP = "cfs_map_school_ways"
_HEIGHT = 560
_MARGIN, _LEAST_DEG = 0.12, 0.005


def show(context: Context, ways: SchoolRoutes, school: str) -> None:
    """Show the map of the place, or around one school."""
    t, view = context.t, context.view
    names = school_names(ways.schools, t.code)
    title = t("school_page.map_title", place=names[school] if school else context.place_name)
    demo = context.demo or ways.demo
    notes = (
        *ruler_controls.caution(context),
        *ruler_controls.sources(context),
        boundary_source.note(context.version, view.place, t),
    )
    shown = MapView(
        key=MAP,
        place=f"{view.place} {school}",
        layers=layers(context, ways, school),
        bounds=_bounds(context, ways, school),
        title=title,
        notes=(*notes, t("demo.note")) if demo else notes,
        selected=view.crossing,
        clicks=True,
    )
    with st.container(key=f"cfs-room-{_HEIGHT}"):
        show_map(shown, t, _HEIGHT, clicked=_clicked)


def bare(context: Context) -> None:
    """Show what is listed where nothing can be measured: schools, routes and crossings."""
    t, view, version = context.t, context.view, context.version
    there = cached.sites(version, view.place).frame["category"].unique()
    kinds = [
        kind
        for name, kind in cached.categories(version).items()
        if name in (*SCHOOL_KINDS, ROUTE, CROSSING, DROP_OFF) and name in there
    ]
    if not kinds:
        return
    category = ",".join(kind.id for kind in kinds)
    sites = map_layers.sites(version, view.place, kinds, t, category=category, year=view.year)
    notes = (
        boundary_source.note(version, view.place, t),
        *((t("demo.note"),) if context.demo else ()),
    )
    shown = MapView(
        key=f"{MAP}_bare",
        place=view.place,
        layers=(*map_layers.ground(version, view.place, t), sites),
        bounds=cached.bounds(version, view.place),
        title=t("school_page.map_title", place=context.place_name),
        notes=notes,
        clicks=False,
    )
    with st.container(key=f"cfs-room-{_HEIGHT}"):
        show_map(shown, t, _HEIGHT)


def layers(context: Context, ways: SchoolRoutes, school: str) -> tuple[LayerRef, ...]:
    """Return the layers from below: outline, walkshed, streets, schools, crossings."""
    t, params = context.t, _params(context, ways, school)
    found = list(map_layers.ground(context.version, context.view.place, t))
    own = cached_school.for_one_school(context.version, ways, school)
    if school:
        items = (LegendItem("shed", t("school_page.shed", radius=params["radius"])),)
        found.append(_layer("shed", params | {"school": school}, items, t))
    found.append(_streets(params, own, t))
    if len(ways.missed):
        found.append(_layer("missed", params, (LegendItem("missed", t("school_page.off")),), t))
    found.append(_schools(context, ways))
    url = layer_url("school_gates", {k: v for k, v in params.items() if k != "fix"})
    found.append(LayerRef("school_gates", url, "school_gates"))
    return (*found, _crossings(params, t))


def _params(context: Context, ways: SchoolRoutes, school: str) -> dict[str, str]:
    """Query of the layers: the question of the page, and which crossings bear numbers."""
    asked, t = ways.query, context.t
    return {
        "v": context.version,
        "place": asked.place,
        "lang": t.code,
        "year": "" if asked.year is None else str(asked.year),
        "radius": f"{asked.radius_m:g}",
        "arterials": asked.arterials,
        "schools": ",".join(context.view.schools),
        "within": context.view.within,
        "fix": str(school_controls.budgets(context)[0]),
        "school": school,
    }


def _layer(name: str, params: dict[str, str], items: tuple[LegendItem, ...], t: Text) -> LayerRef:
    url = layer_url(f"school_{name}", params)
    title = t(f"school_page.layer_{name}")
    return LayerRef(f"school_{name}", url, f"school_{name}", title, items)  # type: ignore[arg-type]


def _streets(params: dict[str, str], ways: SchoolRoutes, t: Text) -> LayerRef:
    own = {key: value for key, value in params.items() if key != "fix"}
    steps = cached_school.limits(ways)
    ends = zip((0.0, *steps), (*steps, None), strict=True)
    loads = [
        LegendItem(f"load:{at}", load_words(low, high, t)) for at, (low, high) in enumerate(ends, 1)
    ]
    return _layer(
        "streets", own, (*loads[::-1], LegendItem("treated", t("school_page.treated"))), t
    )


def _crossings(params: dict[str, str], t: Text) -> LayerRef:
    items = (
        LegendItem("number", t("school_sheet.mark_number")),
        LegendItem(
            "unguarded",
            t("school_page.unguarded"),
            UNGUARDED,
            "diamond",
            t("school_page.letter_unguarded"),
        ),
        LegendItem(
            "guarded", t("school_page.guarded"), GUARDED, "square", t("school_page.letter_guarded")
        ),
        LegendItem("gate", t("school_sheet.mark_gate")),
    )
    return _layer("crossings", params, items, t)


def _schools(context: Context, ways: SchoolRoutes) -> LayerRef:
    """Schools as on every other map; a click on one opens it."""
    kinds = cached.categories(context.version)
    asked = [kinds[name] for name in ways.query.kinds if name in kinds]
    category = ",".join(kind.id for kind in asked)
    own = map_layers.sites(context.version, context.view.place, asked, context.t, category=category)
    kinds_only = tuple(item for item in own.legend if not item.id.startswith("status:"))
    return replace(own, label=context.t("school_page.layer_schools"), legend=kinds_only)


def _bounds(context: Context, ways: SchoolRoutes, school: str) -> tuple[float, float, float, float]:
    """Where the map looks: at the numbered crossings, or around one school."""
    if school:
        near = cached_school.around(context.version, ways.query, school)
        if near is not None:
            return near
    first = cached_school.ranked(context.version, ways.query, school_controls.budgets(context)[0])
    if first:
        west, south, east, north = ways.crossings.loc[first].total_bounds
        room = max(_LEAST_DEG, _MARGIN * max(east - west, north - south))
        return west - room, south - room, east + room, north + room
    return cached.bounds(context.version, context.view.place)


def _clicked() -> None:
    """Open the school that was clicked."""
    event = last_click(MAP)
    if event is None or event.layer != "sites":
        return
    view, _ = state.current()
    state.write(view, school=event.feature, crossing="")
