"""Charts of the plan as Altair objects: frames with known columns in, a chart out.

Names from data only ever stand in values, never in field names or expressions.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from spaces.graphics.chart_labels import named
from spaces.graphics.chart_style import AXIS_PX, NAMES, dressed, height_px
from spaces.graphics.palette import BAD, BUILT, INK, PLANNED


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
    y = alt.Y("label:N", sort=order, title=None, axis=NAMES)
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
        color=alt.condition(behind, alt.value(BAD), alt.value(BUILT)),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("built:Q", title=words["built"], format=",.0f"),
            alt.Tooltip("planned:Q", title=words["planned"], format=",.0f"),
        ],
    )
    ends = base.mark_text(align="left", dx=6, color=INK, fontSize=13, fontWeight="bold").encode(
        y=y, x=full, text="text:N"
    )
    return dressed((track + bars + ends).properties(height=height_px(order) - AXIS_PX + 8))
