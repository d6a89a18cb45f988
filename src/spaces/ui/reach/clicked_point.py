"""What was clicked on the map of gaps, and what a child of this walker's age reaches from there."""

from __future__ import annotations

import pandas as pd
import shapely
import streamlit as st

from spaces.reach import GapQuery
from spaces.sites import gates_of, is_located
from spaces.text.numbers import children_text
from spaces.ui.map.widget import last_click
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import point_cache as cached_spot
from spaces.ui.reach import ruler_controls
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame, markup
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context
from spaces.ui.shell.view import AT_DECIMALS, place_of
from spaces.ui.sites import tables

MAP = "cfs_map_gaps"


def at(context: Context) -> tuple[float, float] | None:
    """Longitude and latitude that was clicked; None for a site, for nothing, and far away."""
    found = place_of(context.view.spot)
    if found is None:
        return None
    lon, lat = (round(value, AT_DECIMALS) for value in found)
    west, south, east, north = cached.bounds(context.version, context.view.place)
    return (lon, lat) if west <= lon <= east and south <= lat <= north else None


def site(context: Context) -> str:
    """Id of the located site that was clicked, or empty."""
    shown = cached.sites(context.version, context.view.place).frame
    spot = context.view.spot
    return spot if spot in shown.index and bool(is_located(shown).loc[spot]) else ""


def clicked() -> None:
    """Write what was just clicked into the link; the callback of the map."""
    event = last_click(MAP)
    if event is None:
        return
    view, _ = state.current()
    place = f"{event.lon:.{AT_DECIMALS}f},{event.lat:.{AT_DECIMALS}f}"
    state.write(view, spot=event.feature if event.layer == "sites" else place)


def _forget() -> None:
    view, _ = state.current()
    state.write(view, spot="")


def shown(context: Context, query: GapQuery) -> None:
    """Say below the map what is reached from the place, or who reaches the site."""
    t, here, chosen = context.t, at(context), site(context)
    if not query.on_foot:
        return
    if here is None and not chosen:
        frame.note(t("walk.click"))
        return
    with st.container(key="cfs-spot"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(_title(context, here, chosen), anchor=False, width="content")
            st.button(t("walk.forget"), icon=":material/close:", on_click=_forget)
        with st.spinner(t("page.working")):
            _site(context, query, chosen) if chosen else _place(context, query, here)
        frame.note(" ".join(ruler_controls.sources(context)))


def _title(context: Context, here: tuple[float, float] | None, chosen: str) -> str:
    t = context.t
    if here is not None:
        return t("walk.from_here", lat=f"{here[1]:.5f}", lon=f"{here[0]:.5f}")
    names = cached.sites(context.version, context.view.place).names(t.code)
    return t("walk.to_site", name=markup.escape_markdown(str(names.loc[chosen])))


def _site(context: Context, query: GapQuery, chosen: str) -> None:
    t = context.t
    heads = cached_walk.site_heads(context.version, query, chosen)
    if heads is None:
        frame.note(t("walk.site_no_children"))
        return
    said = [
        t("walk.site_heads", minutes=f"{minutes:g}", n=children_text(float(n), t, modelled=True))
        for minutes, n in heads.items()
    ]
    frame.bullets(said)
    gates = gates_of(cached.sites(context.version, context.view.place).frame.loc[[chosen]])
    doors = len(shapely.get_parts(gates[chosen])) if chosen in gates else 0
    note = t("walk.site_note", speed=f"{query.speed_mps:g}")
    frame.note(note + (t("walk.site_gates", n=doors) if doors else ""))


def _place(context: Context, query: GapQuery, here: tuple[float, float] | None) -> None:
    t = context.t
    found = cached_walk.ways(context.version, query, here) if here else ()
    walker = cached.walkers(context.version).by_id[context.view.walker].name(t.code)
    off = [way for way in found if way.state in ("unsnapped", "unknown")]
    if found and len(off) == len(found):
        frame.plain(t("walk.off_street"))
        return
    near = sum(way.state == "reached" for way in found)
    facts = {"walker": walker, "minutes": context.view.minutes, "speed": f"{query.speed_mps:g}"}
    frame.plain(t("walk.reaches", reached=near, kinds=len(found), **facts))
    if not found:
        return
    names = cached.sites(context.version, context.view.place).names(t.code)
    kinds = cached.categories(context.version)
    reached = {name: t(f"network.state.{name}") for name in {way.state for way in found}}
    table = pd.DataFrame(
        {
            t("walk.column_state"): [_sign(way.state) + reached[way.state] for way in found],
            t("filter.category"): [kinds[way.category].name(t.code) for way in found],
            t("walk.column_minutes"): [_number(way.minutes, 1) for way in found],
            t("walk.column_metres"): [_number(way.distance_m, 0) for way in found],
            t("walk.column_site"): [str(names.get(way.site, "")) for way in found],
        }
    )
    tables.show(table, t("walk.column_site"))
    if here is not None and near:
        _every(context, query, here, names)


def _every(context: Context, query: GapQuery, here: tuple[float, float], names: pd.Series) -> None:
    """List every site within the walk, not only the nearest of each kind."""
    t, kinds = context.t, cached.categories(context.version)
    found = cached_spot.within(context.version, query, here)
    title = t("walk.every", n=len(found), minutes=context.view.minutes)
    table = pd.DataFrame(
        {
            t("sites.name"): [str(names.get(key, "")) for key in found.index],
            t("filter.category"): [kinds[str(c)].name(t.code) for c in found["category"]],
            t("walk.column_minutes"): found["minutes"].round(1).to_numpy(),
            t("walk.column_metres"): found["distance_m"].round(0).to_numpy(),
        }
    )
    with st.expander(title):
        st.dataframe(table, hide_index=True, alt=title)


def _sign(word: str) -> str:
    return "✓ " if word == "reached" else "✗ "


def _number(value: float, digits: int) -> float | None:
    return round(value, digits) if value < float("inf") else None
