"""The surroundings of one school as a drawing (SVG): streets by load, crossings, gates, a scale.

For the printed sheet, where no browser draws. Words from data stand in it as escaped text only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs
from geo.network.graph import ARTERIAL, Network
from spaces.school_query import SchoolWays
from spaces.text import Text

WIDTH, HEIGHT = 900.0, 560.0
"""Size of the drawing in its own units."""
TREATED, UNTREATED, UNGUARDED, GUARDED = "#12735f", "#b9460b", "#a3123a", "#12735f"
_QUIET, _ARTERIAL, _INK, _GATE = "#cfd6d4", "#b7a98a", "#1c2733", "#1f4f8f"
_WIDTHS: Final = (1.6, 3.0, 4.8, 7.0)
_AROUND: Final = 1.15
_MARGIN_M: Final = 60.0
_MOST_M: Final = 1600.0
_SCALES_M: Final = (50, 100, 200, 500, 1000, 2000)
_LABELS: Final = 8
_FONT: Final = "Noto Sans SC"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn.

    Parameters
    ----------
    ways : SchoolWays
        The answer.
    school : str
        Id of the school in the middle.
    gates : BaseGeometry
        Its gates, WGS-84; empty where not known.
    numbers : Mapping of str to int
        Crossings by id that bear a number.
    limits : sequence of float
        Children a day at which the next wider line begins, three of them.
    network : Network or None
        All streets, drawn quietly below; None for none.
    """

    ways: SchoolWays
    school: str
    gates: BaseGeometry
    numbers: Mapping[str, int]
    limits: Sequence[float]
    network: Network | None = None


class _Frame:
    """WGS-84 to the drawing: metres around the school, north up."""

    def __init__(self, drawing: Drawing) -> None:
        ways, own = drawing.ways, drawing.gates
        numbered = ways.crossings.geometry.loc[list(drawing.numbers)]
        middle = own if not own.is_empty else shapely.MultiPoint(list(numbered))
        if middle.is_empty:
            middle = shapely.box(*ways.streets.total_bounds)
        at = middle.centroid
        self.crs: CRS = metric_crs(at.x, at.y)
        self._to = Transformer.from_crs(STORAGE_CRS, self.crs, always_xy=True)
        near = shapely.box(*self.metric(middle).buffer(ways.query.radius_m * _AROUND).bounds)
        far = [self.metric(point) for point in numbered]
        zero = self.metric(at)
        far = [point.buffer(_MARGIN_M) for point in far if point.distance(zero) <= _MOST_M]
        west, south, east, north = shapely.union_all([near, *far]).bounds
        self.unit_m = max((east - west) / WIDTH, (north - south) / HEIGHT)
        self._x, self._y = (west + east) / 2, (south + north) / 2
        half = np.array([WIDTH, HEIGHT]) * self.unit_m / 2
        self.box = shapely.box(
            self._x - half[0], self._y - half[1], self._x + half[0], self._y + half[1]
        )

    def metric(self, shape: BaseGeometry) -> BaseGeometry:
        moved: BaseGeometry = shapely.transform(
            shape, lambda xy: np.column_stack(self._to.transform(*xy.T))
        )
        return moved

    def xy(self, metres: Floats) -> Floats:
        """Places in the drawing of metres, float64[n, 2]."""
        x = WIDTH / 2 + (metres[:, 0] - self._x) / self.unit_m
        return np.column_stack([x, HEIGHT / 2 - (metres[:, 1] - self._y) / self.unit_m])

    def point(self, shape: BaseGeometry) -> tuple[float, float] | None:
        """Place of a WGS-84 point; None outside the drawing."""
        own = self.metric(shape)
        if not self.box.contains(own):
            return None
        x, y = self.xy(shapely.get_coordinates(own))[0]
        return float(x), float(y)

    def path(self, metric: BaseGeometry) -> str:
        """Path of a line in metres, cut at the drawing's edge; "" outside."""
        cut = shapely.intersection(metric, self.box)
        lines = [part for part in shapely.get_parts(cut) if part.geom_type == "LineString"]
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.xy(shapely.get_coordinates(line)))
            for line in lines
        )


def load_class(children: float, limits: Sequence[float]) -> int:
    """Class of a street by the children who walk on it a day, 1 to 4."""
    return 1 + sum(children >= limit for limit in limits)


def svg(drawing: Drawing, t: Text) -> str:
    """Draw the surroundings of a school.

    Parameters
    ----------
    drawing : Drawing
        What to draw.
    t : Text
        Catalogue of the reader's language.

    Returns
    -------
    str
        An SVG document of :data:`WIDTH` by :data:`HEIGHT`.
    """
    frame = _Frame(drawing)
    parts = [
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fbfcfb"/>',
        *_background(drawing, frame),
        *_streets(drawing, frame),
        *_labels(drawing, frame),
        *_gates(drawing, frame, t),
        *_crossings(drawing, frame, t),
        *_scale(frame, t),
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="none" stroke="#9aa5a1"/>',
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'width="{WIDTH:g}" height="{HEIGHT:g}" font-family="{_FONT}">{"".join(parts)}</svg>'
    )


def _line(path: str, color: str, width: float, more: str = "") -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{more}/>'
        if path
        else ""
    )


def _background(drawing: Drawing, frame: _Frame) -> list[str]:
    network = drawing.network
    if network is None:
        return []
    lines = gpd.GeoSeries(list(network.lines()), crs=network.crs).to_crs(frame.crs)
    inside = lines.intersects(frame.box).to_numpy()
    big = network.has(ARTERIAL)
    quiet = "".join(frame.path(line) for line in lines[inside & ~big])
    wide = "".join(frame.path(line) for line in lines[inside & big])
    return [_line(quiet, _QUIET, 1.2), _line(wide, _ARTERIAL, 9.0, ' opacity="0.45"')]


def street_line(path: str, children: float, treated: bool, limits: Sequence[float]) -> str:
    """Draw one street: untreated a full line, treated a double one; wider for more children."""
    width = _WIDTHS[load_class(children, limits) - 1]
    if not treated:
        return _line(path, UNTREATED, width)
    return _line(path, TREATED, width + 3.2) + _line(path, "#ffffff", max(1.0, width - 0.4))


def _streets(drawing: Drawing, frame: _Frame) -> list[str]:
    """Draw the streets that children walk on, the most loaded last; above them the treated."""
    streets = drawing.ways.streets
    rows = streets[streets["children"] > 0].sort_values("children", kind="stable").itertuples()
    drawn = [_street(row.geometry, float(row.children), False, drawing, frame) for row in rows]
    parts = drawing.ways.treated.itertuples()
    return drawn + [
        _street(row.geometry, float(row.children), True, drawing, frame) for row in parts
    ]


def _street(
    shape: BaseGeometry, children: float, treated: bool, drawing: Drawing, frame: _Frame
) -> str:
    return street_line(frame.path(frame.metric(shape)), children, treated, drawing.limits)


def _labels(drawing: Drawing, frame: _Frame) -> list[str]:
    """Write the names of the streets with most children, once each, where there is room."""
    drawn: list[str] = []
    taken = _marked(drawing, frame)
    seen: set[str] = set()
    for name, shape in zip(
        drawing.ways.streets["name"], drawing.ways.streets.geometry, strict=True
    ):
        if not name or name in seen or len(drawn) == _LABELS:
            continue
        cut = shapely.intersection(frame.metric(shape), frame.box)
        if cut.is_empty or cut.length / frame.unit_m < 40:
            continue
        middle = shapely.get_coordinates(cut.interpolate(0.5, normalized=True))
        x, y = frame.xy(middle)[0]
        wide = 14 * len(str(name)[:16]) / 2 + 24
        near = any(abs(x - a) < wide and abs(y - 10 - b) < 26 for a, b in taken)
        if near or not wide < x < WIDTH - wide:
            continue
        seen.add(name)
        taken.append((x, y))
        drawn.append(_text(x, y - 8, str(name)[:16], 14, _INK, halo=True))
    return drawn


def _marked(drawing: Drawing, frame: _Frame) -> list[tuple[float, float]]:
    """Places of gates and crossings, which no name may cover."""
    points = [*drawing.ways.crossings.geometry, *shapely.get_parts(drawing.gates)]
    return [at for point in points if (at := frame.point(point))]


def _text(
    x: float,
    y: float,
    words: str,
    size: float,
    color: str,
    *,
    halo: bool = False,
    anchor: str = "middle",
    bold: bool = False,
) -> str:
    """Write escaped words; a halo keeps them readable over lines."""
    own = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    own += ' font-weight="700"' if bold else ""
    said = escape(words)
    under = (
        f'<text {own} fill="#ffffff" stroke="#ffffff" stroke-width="4">{said}</text>'
        if halo
        else ""
    )
    return f'{under}<text {own} fill="{color}">{said}</text>'


def _gates(drawing: Drawing, frame: _Frame, t: Text) -> list[str]:
    drawn = []
    for gate in shapely.get_parts(drawing.gates):
        at = frame.point(gate)
        if at:
            drawn.append(gate_mark(*at, t))
    return drawn


def gate_mark(x: float, y: float, t: Text) -> str:
    """Draw a gate: a blue house with a letter."""
    points = f"{x - 11:.1f},{y + 11:.1f} {x - 11:.1f},{y - 3:.1f} {x:.1f},{y - 14:.1f} "
    points += f"{x + 11:.1f},{y - 3:.1f} {x + 11:.1f},{y + 11:.1f}"
    return f'<polygon points="{points}" fill="{_GATE}" stroke="#ffffff" stroke-width="2"/>' + _text(
        x, y + 8, t("school_sheet.letter_gate"), 13, "#ffffff"
    )


def crossing_mark(x: float, y: float, *, guarded: bool, number: int | None, t: Text) -> str:
    """Draw a crossing: numbered disc, plain diamond, or the square of a guarded one."""
    if number is not None:
        disc = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="{UNGUARDED}" stroke="#ffffff"'
        return f'{disc} stroke-width="3"/>' + _text(
            x, y + 6.5, str(number), 18, "#ffffff", bold=True
        )
    if guarded:
        box = f'<rect x="{x - 9:.1f}" y="{y - 9:.1f}" width="18" height="18" rx="3" '
        box += f'fill="#ffffff" stroke="{GUARDED}" stroke-width="2.4"/>'
        return box + _text(x, y + 5, t("school_page.letter_guarded"), 12, GUARDED)
    diamond = f"{x:.1f},{y - 11:.1f} {x + 11:.1f},{y:.1f} {x:.1f},{y + 11:.1f} {x - 11:.1f},{y:.1f}"
    mark = f'<polygon points="{diamond}" fill="{UNGUARDED}" stroke="#ffffff" stroke-width="2"/>'
    return mark + _text(x, y + 4.5, t("school_page.letter_unguarded"), 12, "#ffffff")


def _crossings(drawing: Drawing, frame: _Frame, t: Text) -> list[str]:
    """Draw crossings, the numbered ones above the others."""
    drawn: list[tuple[int, str]] = []
    for row in drawing.ways.crossings.itertuples():
        at, number = frame.point(row.geometry), drawing.numbers.get(str(row.Index))
        if at:
            guarded = bool(row.guarded)
            order = 2 if number is not None else 0 if guarded else 1
            drawn.append((order, crossing_mark(*at, guarded=guarded, number=number, t=t)))
    return [mark for _, mark in sorted(drawn, key=lambda pair: pair[0])]


def _scale(frame: _Frame, t: Text) -> list[str]:
    """Draw the scale bar and the north arrow on their own ground."""
    metres = max(m for m in _SCALES_M if m / frame.unit_m <= WIDTH / 5 or m == _SCALES_M[0])
    long, y = metres / frame.unit_m, HEIGHT - 22
    ground = f'<rect x="12" y="{y - 22:.1f}" width="{long + 24:.1f}" height="36" rx="4" '
    bar = (
        f'<path d="M24 {y - 5:.1f}v8h{long:.1f}v-8" fill="none" stroke="{_INK}" stroke-width="2"/>'
    )
    x = WIDTH - 30
    arrow = f'<polygon points="{x},16 {x + 9},44 {x},37 {x - 9},44" fill="{_INK}"/>'
    return [
        ground + 'fill="#ffffff" opacity="0.85"/>',
        bar,
        _text(24 + long / 2, y - 7, t("school_sheet.metres", n=f"{metres:,}"), 13, _INK),
        f'<circle cx="{x}" cy="38" r="28" fill="#ffffff" opacity="0.85"/>',
        arrow,
        _text(x, 60, t("school_sheet.north"), 14, _INK),
    ]


def limits(children: pd.Series) -> tuple[float, float, float]:
    """Children a day at which the next wider line begins: round numbers that fit the place.

    Parameters
    ----------
    children : Series
        Children who walk on each street.
    """
    walked = children[children > 0]
    if walked.empty:
        return 10.0, 50.0, 100.0
    found = [_round(float(walked.quantile(q))) for q in (0.5, 0.8, 0.95)]
    for at in (1, 2):
        found[at] = max(found[at], found[at - 1] + 1)
    return found[0], found[1], found[2]


def _round(value: float) -> float:
    """Nearest of 1, 2 and 5 times a power of ten, at least 1."""
    tens = 10.0 ** np.floor(np.log10(max(value, 1.0)))
    return float(min((tens * k for k in (1, 2, 5, 10)), key=lambda v: abs(v - value)))


def legend_marks(steps: Sequence[float], t: Text) -> list[dict[str, str]]:
    """Rows of the legend, each a small drawing and its words."""
    lines = [(0.0, steps[0]), (steps[0], steps[1]), (steps[1], steps[2]), (steps[2], None)]
    rows = [(crossing_mark(20, 17, guarded=False, number=1, t=t), t("school_sheet.mark_number"))]
    rows += [
        (crossing_mark(20, 17, guarded=ok, number=None, t=t), t(f"school_page.{name}"))
        for ok, name in ((False, "unguarded"), (True, "guarded"))
    ]
    rows.append((gate_mark(20, 18, t), t("school_sheet.mark_gate")))
    rows.append((street_line("M2 17L38 17", steps[1], True, steps), t("school_page.treated")))
    rows += [
        (street_line("M2 17L38 17", low, False, steps), load_words(low, high, t))
        for low, high in lines
    ]
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 34" width="40" height="34" '
    return [{"svg": f'{head}font-family="{_FONT}">{mark}</svg>', "words": w} for mark, w in rows]


def load_words(low: float, high: float | None, t: Text) -> str:
    """Words for a class of load: how many children a day walk on an untreated street."""
    if high is None:
        return t("school_page.load_above", low=f"{low:,.0f}")
    if not low:
        return t("school_page.load_below", high=f"{high:,.0f}")
    return t("school_page.load", low=f"{low:,.0f}", high=f"{high:,.0f}")
