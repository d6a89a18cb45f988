"""How every chart looks: letters, sizes, and the axis that bears names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt

FONT: Final = (
    "'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
)
AXIS_PX: Final = 45
LEGEND_PX: Final = 40
_ROW_PX: Final = 34
_LABEL_PX: Final = 170

NAMES: Final = alt.Axis(
    ticks=False, domain=False, labelOverlap=False, labelExpr="split(datum.label, '\\n')"
)
"""Axis of names, each in the lines of :func:`spaces.graphics.chart_labels.wrapped`."""


def dressed(chart: alt.LayerChart) -> alt.LayerChart:
    """Return the chart with our letters, legend and frame."""
    found: alt.LayerChart = (
        chart.configure(font=FONT)
        .configure_axis(labelFontSize=13, titleFontSize=12, labelLimit=_LABEL_PX, gridOpacity=0.35)
        .configure_legend(labelFontSize=13, orient="top", title=None, symbolType="square")
        .configure_view(strokeWidth=0)
    )
    return found


def height_px(rows: Sequence[str]) -> int:
    """Pixels for a bar chart whose axis stands inside its height, as Streamlit fits it."""
    return _ROW_PX * max(len(rows), 1) + AXIS_PX
