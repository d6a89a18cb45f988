"""Tables and charts of a walk; every class of children has its own column and colour."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import streamlit as st

from spaces.graphics.walk_charts import class_bars
from spaces.reach import GapResult
from spaces.reach.gap_reasons import told_share
from spaces.reach.result import WALK_STATES
from spaces.reach.walk_classes import CLASSES, classes
from spaces.text import Text
from spaces.text.numbers import NONE, children_text, percent_text, share_text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import charts, ruler_controls
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context
from spaces.ui.sites import tables

_MOST_BARS = 12
_ALWAYS = ("reached", "beyond", "unreachable", "unsnapped")


def class_words(t: Text) -> dict[str, str]:
    """Words for the classes of a walk, and for false comfort."""
    words = {name: t(f"network.state.{name}") for name in WALK_STATES}
    return words | {"false_comfort": t("walk.false")}


def _drawn(
    context: Context,
    title: str,
    split: pd.DataFrame,
    shares: pd.Series,
    names: Mapping[str, str],
) -> None:
    t = context.t
    known = split.dropna()
    if known.empty:
        return
    st.markdown(f"**{title}**")
    if len(known) > _MOST_BARS:
        st.caption(t("gaps.first_bars", n=_MOST_BARS, total=len(known)))
        known = known.head(_MOST_BARS)
    there = [name for name in CLASSES if name in _ALWAYS or known[name].any()]
    drawn = known[there].assign(
        label=[names.get(str(key), str(key)) for key in known.index],
        share=shares.reindex(known.index),
    )
    words = class_words(t) | {"children": t("gaps.children"), "share": t("gaps.share")}
    st.altair_chart(class_bars(drawn, words, " ".join(ruler_controls.sources(context))), alt=title)
    there = [name for name in CLASSES if name in (*_ALWAYS, "unknown", *there)]
    columns: dict[str, object] = {
        t("gaps.column_group"): [names.get(str(key), str(key)) for key in split.index],
        t("gaps.column_total"): [
            children_text(v, t, modelled=True) for v in split["children_total"]
        ],
        **{
            words[name]: [children_text(v, t, modelled=True) for v in split[name]] for name in there
        },
        t("gaps.column_share"): [share_text(v) for v in shares.reindex(split.index)],
    }
    with st.expander(t("page.as_table"), icon=":material/table:"):
        st.dataframe(pd.DataFrame(columns), hide_index=True, alt=t("page.as_table"))


def by_group(context: Context, result: GapResult) -> None:
    """Children by age band and by sub-area, by whatever ruler the page has."""
    left, right = st.columns(2, gap="large")
    if not result.query.on_foot or result.children_covered is None:
        with left:
            charts.by_band(context, result)
        with right:
            charts.by_sub_area(context, result)
        return
    t, false = context.t, None
    if result.query.beside_line:
        false = cached_walk.two_rulers(context.version, result.query).false_cells
    people = cached.population(context.version, context.view.place)
    bands, parts = classes(result, false, people.bands if people else ())
    with left:
        shares = result.by_band["share_covered"]
        _drawn(context, t("gaps.by_band"), bands, shares, charts.band_names(t))
    if len(parts) < 2:
        return
    with right:
        labels = {"": t("gaps.no_sub_area"), **tables.area_names(context)}
        worst = result.by_sub_area.sort_values("children_uncovered", ascending=False, kind="stable")
        shares = worst["share_covered"]
        _drawn(context, t("gaps.by_sub_area"), parts.loc[worst.index], shares, labels)


def gaps(context: Context, result: GapResult) -> pd.DataFrame:
    """Gap areas as a table; on foot with the walk and why each is one."""
    shown = tables.gaps(context, result)
    if not result.query.on_foot:
        return shown
    t, metres = context.t, t_walk(context)
    km = shown[t("gaps.column_nearest_km")].astype(float)
    shown[t("gaps.column_nearest_km")] = km.where(np.isfinite(km))
    shown = shown.rename(columns={t("gaps.column_nearest_km"): metres})
    shares = [told_share(row) for _, row in result.gaps.iterrows()]
    inside = ["" if share is None else percent_text(share) for share in shares]
    why = [t(f"network.why.{code}") for code in result.gaps["why"]]
    shown.insert(min(3, shown.shape[1]), t("map.field.why"), why)
    shown.insert(min(4, shown.shape[1]), t("map.field.inside"), inside)
    return shown


def t_walk(context: Context) -> str:
    """Name of the column that holds the walk to the nearest site."""
    return context.t("walk.column_km")


def shapes(context: Context, result: GapResult) -> gpd.GeoDataFrame:
    """Return gap areas with their outlines and all that the table for a file says of them."""
    table = exported(context, result, gaps(context, result))
    return gpd.GeoDataFrame(table, geometry=list(result.gaps.geometry), crs=4326)


def exported(context: Context, result: GapResult, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for a file: whose streets it rests on goes with every row."""
    if not result.query.on_foot:
        return table
    return table.assign(
        **{context.t("walk.column_source"): " ".join(ruler_controls.sources(context))}
    )


def standards(context: Context, result: GapResult) -> None:
    """Draw the third line: children within the radius that a standard names, kind by kind."""
    if not result.query.beside_line:
        return
    t = context.t
    table = cached_walk.standard_lines(context.version, result.query)
    if table.empty:
        return
    known, kinds = cached.standards(context.version), cached.categories(context.version)
    columns: dict[str, object] = {
        t("methods.what"): [known[str(key)].name(t.code) for key in table.index],
        t("filter.category"): [kinds[str(c)].name(t.code) for c in table["category"]],
        t("methods.radius"): [f"{v:,.0f}" for v in table["radius_m"]],
        t("gaps.sites"): table["sites_used"].to_numpy(),
        t("walk.column_within"): [
            NONE if pd.isna(v) else children_text(v, t, modelled=result.modelled)
            for v in table["children_within"]
        ],
        t("walk.column_share"): [share_text(v) for v in table["share_within"]],
        t("methods.source"): table["source"].to_numpy(),
        t("methods.checked"): [
            t("methods.check") if v else t("methods.compared") for v in table["check"]
        ],
    }
    with st.expander(t("walk.standards")):
        frame.note(t("walk.standards_note"))
        st.dataframe(pd.DataFrame(columns), hide_index=True, alt=t("walk.standards"))
