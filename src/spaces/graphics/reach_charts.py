"""Charts of reach as Altair objects: frames with known columns in, a chart out.

Names from data only ever stand in values, never in field names or expressions.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from spaces.graphics.chart_labels import named
from spaces.graphics.chart_style import LEGEND_PX, NAMES, dressed, height_px
from spaces.graphics.palette import BEYOND, INK, PLANNED, REACHED
from spaces.text.numbers import percent_text, share_text


def coverage_bars(frame: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """Children within and beyond reach as stacked bars, one row per group.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label`` (text), ``covered`` and ``uncovered`` (children), ``share`` (0 to 1 or
        NaN), in the order to be drawn.
    words : Mapping[str, str]
        ``covered``, ``uncovered``, ``children``, ``share``.

    Returns
    -------
    altair.LayerChart
    """
    frame = named(frame)
    order = list(frame["label"])
    told = frame.assign(said=[share_text(share) for share in frame["share"]])
    flat = told.melt(["label", "said"], ["covered", "uncovered"], "which", "children")
    flat["series"] = flat["which"].map({k: words[k] for k in ("covered", "uncovered")})
    flat["rank"] = (flat["which"] == "uncovered").astype(int)
    y = alt.Y("label:N", sort=order, title=None, axis=NAMES)
    scale = alt.Scale(domain=[words["covered"], words["uncovered"]], range=[REACHED, BEYOND])
    bars = (
        alt.Chart(flat)
        .mark_bar(height=16, cornerRadius=2)
        .encode(
            y=y,
            x=alt.X(
                "children:Q", title=words["children"], axis=alt.Axis(tickCount=4, format=",.0f")
            ),
            color=alt.Color("series:N", scale=scale),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("series:N", title=" "),
                alt.Tooltip("children:Q", title=words["children"], format=",.0f"),
                alt.Tooltip("said:N", title=words["share"]),
            ],
        )
    )
    ends = frame.assign(total=frame["covered"] + frame["uncovered"]).dropna(subset=["share"])
    ends["text"] = [percent_text(share) for share in ends["share"]]
    shares = (
        alt.Chart(ends)
        .mark_text(align="left", dx=5, color=INK, fontSize=13, fontWeight="bold")
        .encode(y=y, x="total:Q", text="text:N")
    )
    return dressed((bars + shares).properties(height=height_px(order) + LEGEND_PX))


def share_bars(frame: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """Share of children within reach, one bar per kind of site on a full track.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label``, ``share`` (0 to 1), ``sites`` (count), in the order to be drawn.
    words : Mapping[str, str]
        ``share``, ``sites``.

    Returns
    -------
    altair.LayerChart
    """
    frame = named(frame)
    order = list(frame["label"])
    y = alt.Y("label:N", sort=order, title=None, axis=NAMES)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("share:Q", title=words["share"], scale=alt.Scale(domain=[0, 1.12]), axis=axis)
    said = [share_text(share) for share in frame["share"]]
    short = [percent_text(share) for share in frame["share"]]
    base = alt.Chart(frame.assign(text=short, said=said))
    track = base.mark_bar(height=14, cornerRadius=7, color=PLANNED, opacity=0.25).encode(
        y=y, x=alt.datum(1, type="quantitative")
    )
    bars = base.mark_bar(height=14, cornerRadius=7, color=REACHED).encode(
        y=y,
        x=x,
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("said:N", title=words["share"]),
            alt.Tooltip("sites:Q", title=words["sites"], format=",.0f"),
        ],
    )
    ends = base.mark_text(align="left", dx=6, color=INK, fontSize=13, fontWeight="bold").encode(
        y=y, x=alt.datum(1, type="quantitative"), text="text:N"
    )
    return dressed((track + bars + ends).properties(height=height_px(order)))
