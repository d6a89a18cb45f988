"""The gain of mending crossings or streets as an Altair chart: how much the next one still brings.

See :mod:`spaces.charts` for fonts and sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import altair as alt
import pandas as pd

from spaces.charts import COVERED, FONT, INK

_HEIGHT_PX: Final = 220
_FEW: Final = 40


def gain_curve(curve: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """Share of children or child-metres that is safe after a cost.

    Parameters
    ----------
    curve : DataFrame
        Columns ``cost`` (crossings or metres), ``gain`` and ``share`` (0 to 1), by rising cost.
    words : Mapping[str, str]
        ``cost``, ``gain``, ``share``.

    Returns
    -------
    altair.LayerChart
    """
    top = float(curve["share"].max()) if len(curve) else 1.0
    x = alt.X("cost:Q", title=words["cost"], axis=alt.Axis(tickMinStep=1, tickCount=6))
    y = alt.Y(
        "share:Q",
        title=words["share"],
        scale=alt.Scale(domain=[0, min(1.0, max(top * 1.15, 0.05))], nice=True),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    tooltip = [
        alt.Tooltip("cost:Q", title=words["cost"], format=",.0f"),
        alt.Tooltip("share:Q", title=words["share"], format=".1%"),
        alt.Tooltip("gain:Q", title=words["gain"], format=",.0f"),
    ]
    base = alt.Chart(curve).encode(x=x, y=y, tooltip=tooltip)
    line = base.mark_line(color=COVERED, strokeWidth=2.5)
    dots = base.mark_circle(color=COVERED, size=46 if len(curve) <= _FEW else 12, opacity=1)
    start = pd.DataFrame({"share": curve["share"].iloc[:1]})
    today = alt.Chart(start).mark_rule(color=INK, strokeDash=[5, 4]).encode(y="share:Q")
    drawn: alt.LayerChart = (
        (today + line + dots)
        .properties(height=_HEIGHT_PX)
        .configure(font=FONT)
        .configure_axis(labelFontSize=13, titleFontSize=12, gridOpacity=0.35)
        .configure_view(strokeWidth=0)
    )
    return drawn
