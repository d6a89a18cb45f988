"""The gain of mending crossings or streets as an Altair chart: how much the next one still brings.

See :mod:`spaces.graphics.chart_style` for its letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import altair as alt
import pandas as pd

from spaces.graphics.chart_style import FONT
from spaces.graphics.palette import GOOD
from spaces.text.numbers import share_text

_HEIGHT_PX: Final = 220
_FEW: Final = 40


def gain_curve(curve: pd.DataFrame, words: Mapping[str, str], unit: float = 1.0) -> alt.LayerChart:
    """Draw what is gained after a cost: steep where the next one still brings much.

    Parameters
    ----------
    curve : DataFrame
        Columns ``cost`` (crossings or metres), ``gain`` and ``share`` (0 to 1), by rising cost.
    words : Mapping[str, str]
        ``cost``, ``gain``, ``share``.
    unit : float
        What the gain is divided by, such as 1000 for child-kilometres.

    Returns
    -------
    altair.LayerChart
    """
    said = [share_text(share) for share in curve["share"]]
    shown = curve.assign(gain=curve["gain"] / unit, said=said)
    x = alt.X("cost:Q", title=words["cost"], axis=alt.Axis(tickMinStep=1, tickCount=6))
    y = alt.Y("gain:Q", title=words["gain"], axis=alt.Axis(tickCount=5, format=",.0f"))
    tooltip = [
        alt.Tooltip("cost:Q", title=words["cost"], format=",.0f"),
        alt.Tooltip("gain:Q", title=words["gain"], format=",.0f"),
        alt.Tooltip("said:N", title=words["share"]),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    line = base.mark_line(color=GOOD, strokeWidth=2.5)
    dots = base.mark_circle(color=GOOD, size=46 if len(curve) <= _FEW else 12, opacity=1)
    drawn: alt.LayerChart = (
        (line + dots)
        .properties(height=_HEIGHT_PX)
        .configure(font=FONT)
        .configure_axis(labelFontSize=13, titleFontSize=12, gridOpacity=0.35)
        .configure_view(strokeWidth=0)
    )
    return drawn
