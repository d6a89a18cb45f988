"""Charts as Altair objects: frames with known columns in, a chart out. No Streamlit, no files.

Names from data only ever stand in values, never in field names or expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt
import pandas as pd

from spaces.graphics.chart_labels import named
from spaces.text.numbers import percent_text, share_text

FONT: Final = (
    "'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
)
COVERED: Final = "#2a9d8f"
UNCOVERED: Final = "#d1603d"
BUILT: Final = "#2a9d8f"
BUILDING: Final = "#8fcfc6"
PLANNED: Final = "#9aa3ae"
# One grey that can be read on the light and on the dark page.
INK: Final = "#737a85"
_ROW_PX: Final = 34
_LABEL_PX: Final = 170
_AXIS_PX: Final = 45
_LEGEND_PX: Final = 40

_NAMES: Final = alt.Axis(
    ticks=False, domain=False, labelOverlap=False, labelExpr="split(datum.label, '\\n')"
)


def _dressed(chart: alt.LayerChart) -> alt.LayerChart:
    dressed: alt.LayerChart = (
        chart.configure(font=FONT)
        .configure_axis(labelFontSize=13, titleFontSize=12, labelLimit=_LABEL_PX, gridOpacity=0.35)
        .configure_legend(labelFontSize=13, orient="top", title=None, symbolType="square")
        .configure_view(strokeWidth=0)
    )
    return dressed


def _height(rows: Sequence[str]) -> int:
    """Pixels for a bar chart whose axis stands inside its height, as Streamlit fits it."""
    return _ROW_PX * max(len(rows), 1) + _AXIS_PX


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
    y = alt.Y("label:N", sort=order, title=None, axis=_NAMES)
    scale = alt.Scale(domain=[words["covered"], words["uncovered"]], range=[COVERED, UNCOVERED])
    bars = (
        alt.Chart(flat)
        .mark_bar(height=16, cornerRadius=2)
        .encode(
            y=y,
            x=alt.X("children:Q", title=words["children"], axis=alt.Axis(tickCount=4, format="~s")),
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
    return _dressed((bars + shares).properties(height=_height(order) + _LEGEND_PX))


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
    y = alt.Y("label:N", sort=order, title=None, axis=_NAMES)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("share:Q", title=words["share"], scale=alt.Scale(domain=[0, 1.12]), axis=axis)
    said = [share_text(share) for share in frame["share"]]
    short = [percent_text(share) for share in frame["share"]]
    base = alt.Chart(frame.assign(text=short, said=said))
    track = base.mark_bar(height=14, cornerRadius=7, color=PLANNED, opacity=0.25).encode(
        y=y, x=alt.datum(1, type="quantitative")
    )
    bars = base.mark_bar(height=14, cornerRadius=7, color=COVERED).encode(
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
    return _dressed((track + bars + ends).properties(height=_height(order)))


def plan_bars(frame: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """Built against promised, one row per target: a filled bar in a grey outline.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label``, ``planned``, ``built``, ``fill`` (built as a share of promised, at
        most 1) and ``text`` (what stands at the bar's end), in the order to be drawn.
    words : Mapping[str, str]
        ``planned``, ``built``, ``share``.

    Returns
    -------
    altair.LayerChart
    """
    frame = named(frame)
    order = list(frame["label"])
    y = alt.Y("label:N", sort=order, title=None, axis=_NAMES)
    scale = alt.Scale(domain=[0, 1.3])
    x = alt.X("fill:Q", scale=scale, axis=None)
    full = alt.X("full:Q", scale=scale, axis=None)
    behind = alt.datum.fill < 1
    base = alt.Chart(frame.assign(full=1.0))
    track = base.mark_bar(height=16, cornerRadius=3, color=PLANNED, opacity=0.28).encode(
        y=y, x=full
    )
    bars = base.mark_bar(height=16, cornerRadius=3).encode(
        y=y,
        x=x,
        color=alt.condition(behind, alt.value(UNCOVERED), alt.value(BUILT)),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("built:Q", title=words["built"], format=",.0f"),
            alt.Tooltip("planned:Q", title=words["planned"], format=",.0f"),
        ],
    )
    ends = base.mark_text(align="left", dx=6, color=INK, fontSize=13, fontWeight="bold").encode(
        y=y, x=full, text="text:N"
    )
    return _dressed((track + bars + ends).properties(height=_height(order) - _AXIS_PX + 8))
