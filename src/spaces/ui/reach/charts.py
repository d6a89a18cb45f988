"""Charts on the page, each with its figures as a table behind one tap."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from spaces.graphics import plan_charts, reach_charts
from spaces.places.population import BANDS
from spaces.reach import GapResult
from spaces.text import Text
from spaces.text.numbers import share_text
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context
from spaces.ui.sites import tables

_MOST_BARS = 12


def band_names(t: Text) -> dict[str, str]:
    """Words for the age bands."""
    return {band: t(f"gaps.{band}") for band in BANDS}


def _coverage_words(t: Text) -> dict[str, str]:
    return {name: t(f"gaps.{name}") for name in ("covered", "uncovered", "children", "share")}


def _as_table(t: Text, frame: pd.DataFrame) -> None:
    with st.expander(t("page.as_table"), icon=":material/table:"):
        st.dataframe(frame, hide_index=True, alt=t("page.as_table"))


def _coverage(context: Context, title: str, table: pd.DataFrame, labels: Mapping[str, str]) -> None:
    t = context.t
    frame = tables.coverage(table, labels)
    if frame.empty:
        return
    st.markdown(f"**{title}**")
    if len(frame) > _MOST_BARS:
        st.caption(t("gaps.first_bars", n=_MOST_BARS, total=len(frame)))
        frame = frame.head(_MOST_BARS)
    chart = reach_charts.coverage_bars(frame, _coverage_words(t))
    st.altair_chart(chart, alt=title)
    _as_table(t, tables.coverage_shown(context, table, labels))


def by_band(context: Context, result: GapResult) -> None:
    """Children within and beyond reach by age band."""
    _coverage(context, context.t("gaps.by_band"), result.by_band, band_names(context.t))


def by_sub_area(context: Context, result: GapResult) -> None:
    """Children within and beyond reach by sub-area; nothing for a place without parts."""
    table = result.by_sub_area
    if len(table) < 2:
        return
    labels = {"": context.t("gaps.no_sub_area"), **tables.area_names(context)}
    worst_first = table.sort_values("children_uncovered", ascending=False, kind="stable")
    _coverage(context, context.t("gaps.by_sub_area"), worst_first, labels)


def by_category(context: Context, result: GapResult) -> None:
    """Share of children within reach, kind by kind."""
    t, lang = context.t, context.view.lang
    kinds = cached.categories(context.version)
    known = result.by_category.dropna(subset=["share_covered"])
    known = known.sort_values("share_covered", ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            "label": [kinds[str(name)].name(lang) for name in known.index],
            "share": known["share_covered"].to_numpy(),
            "sites": known["sites_used"].to_numpy(),
        }
    )
    if frame.empty:
        return
    words = {"share": t("gaps.share"), "sites": t("gaps.sites")}
    st.altair_chart(
        reach_charts.share_bars(frame, words),
        alt=t("overview.by_kind", minutes=context.view.minutes),
    )
    shown = frame.assign(share=[share_text(value) for value in frame["share"]])
    names = {"label": t("filter.category"), "share": t("gaps.share"), "sites": t("gaps.sites")}
    _as_table(t, shown.rename(columns=names))


def plan_bars(context: Context, table: pd.DataFrame, wanted: tuple[str, ...]) -> None:
    """Built against promised for the targets named, the ones behind first.

    Named single projects are left to the page of progress, unless there is nothing else.
    """
    t, lang, plan = context.t, context.view.lang, context.plan
    own = table.loc[list(wanted)]
    kinds = own[own["kind"] != "project"]
    own = kinds if len(kinds) else own
    planned, built = own["planned"].astype(float), own["built"].astype(float)
    frame = pd.DataFrame(
        {
            "label": [plan.target(str(name)).indicator(lang) for name in own.index] if plan else [],
            "planned": planned.to_numpy(),
            "built": built.to_numpy(),
            "fill": (built / planned).clip(upper=1).to_numpy(),
        }
    )
    frame["text"] = [f"{b:.0f} / {p:.0f}" for b, p in zip(built, planned, strict=True)]
    frame = frame.sort_values("fill", kind="stable")
    words = {name: t(f"progress.{name}") for name in ("planned", "built")}
    st.altair_chart(
        plan_charts.plan_bars(frame, words), alt=t("overview.plan", year=context.view.year)
    )
