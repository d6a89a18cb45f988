"""Charts of walks as Altair objects: the classes of a walk, never two of them in one colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from spaces.graphics.chart_labels import in_lines, named
from spaces.graphics.chart_style import LEGEND_PX, NAMES, dressed, height_px
from spaces.graphics.palette import INK, STATES
from spaces.text.numbers import percent_text, share_text

_NOTE_PX, _NOTE_LINE_PX = 11, 15


def class_bars(frame: pd.DataFrame, words: Mapping[str, str], notice: str = "") -> alt.LayerChart:
    """Children by class of the walk as stacked bars, one row per group.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label`` (text), ``share`` (0 to 1 or NaN), and a column of children for any of
        :data:`spaces.graphics.palette.STATES`, in the order to be drawn.
    words : Mapping[str, str]
        A word for each class in ``frame``, and ``children``, ``share``.
    notice : str
        Whose streets the picture rests on: it stays with a picture that somebody keeps.

    Returns
    -------
    altair.LayerChart
    """
    frame = named(frame)
    order, known = list(frame["label"]), [name for name in STATES if name in frame]
    told = frame.assign(said=[share_text(share) for share in frame["share"]])
    flat = told.melt(["label", "said"], known, "which", "children")
    flat["series"] = flat["which"].map({name: words[name] for name in known})
    flat["rank"] = flat["which"].map({name: at for at, name in enumerate(known)})
    y = alt.Y("label:N", sort=order, title=None, axis=NAMES)
    scale = alt.Scale(domain=[words[n] for n in known], range=[STATES[n] for n in known])
    bars = (
        alt.Chart(flat)
        .mark_bar(height=16, cornerRadius=2)
        .encode(
            y=y,
            x=alt.X(
                "children:Q", title=words["children"], axis=alt.Axis(tickCount=4, format=",.0f")
            ),
            color=alt.Color("series:N", scale=scale, legend=alt.Legend(columns=1, labelLimit=260)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("series:N", title=" "),
                alt.Tooltip("children:Q", title=words["children"], format=",.0f"),
                alt.Tooltip("said:N", title=words["share"]),
            ],
        )
    )
    ends = frame.assign(total=frame[known].sum(axis=1)).dropna(subset=["share"])
    ends["text"] = [percent_text(share) for share in ends["share"]]
    shares = (
        alt.Chart(ends)
        .mark_text(align="left", dx=5, color=INK, fontSize=13, fontWeight="bold")
        .encode(y=y, x="total:Q", text="text:N")
    )
    chart = (bars + shares).properties(height=height_px(order) + 3 * LEGEND_PX)
    return dressed(_signed(chart, in_lines(notice)))


def _signed(chart: alt.LayerChart, lines: Sequence[str]) -> alt.LayerChart:
    """Put lines of small print under a chart, with room for them."""
    if not lines:
        return chart
    small = alt.TitleParams(
        list(lines), orient="bottom", anchor="start", frame="bounds", color=INK,
        fontSize=_NOTE_PX, fontWeight="normal", lineHeight=_NOTE_LINE_PX, offset=8,
    )  # fmt: skip
    signed: alt.LayerChart = chart.properties(
        title=small, height=chart.height + _NOTE_LINE_PX * len(lines)
    )
    return signed
