"""The surroundings of one school as a drawing (SVG): streets by load, crossings, gates, a scale.

For the printed sheet, where no browser draws. Words from data stand in it as escaped text only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.network.graph import ARTERIAL, Network
from spaces.graphics.palette import PAPER
from spaces.graphics.school_map_frame import HEIGHT, WIDTH, MapFrame
from spaces.graphics.school_map_symbols import (
    FONT,
    crossing_mark,
    gate_mark,
    line,
    street_line,
    written,
)
from spaces.school_routes import SchoolRoutes
from spaces.text import Text

_QUIET, _ARTERIAL, _INK = "#cfd6d4", "#b7a98a", "#1c2733"
_SCALES_M: Final = (50, 100, 200, 500, 1000, 2000)
_LABELS: Final = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn.

    Parameters
    ----------
    ways : SchoolRoutes
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

    ways: SchoolRoutes
    school: str
    gates: BaseGeometry
    numbers: Mapping[str, int]
    limits: Sequence[float]
    network: Network | None = None


def _frame(drawing: Drawing) -> MapFrame:
    ways = drawing.ways
    numbered = ways.crossings.geometry.loc[list(drawing.numbers)]
    everything = shapely.box(*ways.streets.total_bounds) if len(ways.streets) else None
    return MapFrame(drawing.gates, list(numbered), ways.query.radius_m, everything)


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
    frame = _frame(drawing)
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
        f'width="{WIDTH:g}" height="{HEIGHT:g}" font-family="{FONT}">{"".join(parts)}</svg>'
    )


def _background(drawing: Drawing, frame: MapFrame) -> list[str]:
    network = drawing.network
    if network is None:
        return []
    lines = gpd.GeoSeries(list(network.lines()), crs=network.crs).to_crs(frame.crs)
    inside = lines.intersects(frame.box).to_numpy()
    big = network.has(ARTERIAL)
    quiet = "".join(frame.path(line) for line in lines[inside & ~big])
    wide = "".join(frame.path(line) for line in lines[inside & big])
    return [line(quiet, _QUIET, 1.2), line(wide, _ARTERIAL, 9.0, ' opacity="0.45"')]


def _streets(drawing: Drawing, frame: MapFrame) -> list[str]:
    """Draw the streets that children walk on, the most loaded last; above them the treated."""
    streets = drawing.ways.streets
    rows = streets[streets["children"] > 0].sort_values("children", kind="stable").itertuples()
    drawn = [_street(row.geometry, float(row.children), False, drawing, frame) for row in rows]
    parts = drawing.ways.treated.itertuples()
    return drawn + [
        _street(row.geometry, float(row.children), True, drawing, frame) for row in parts
    ]


def _street(
    shape: BaseGeometry, children: float, treated: bool, drawing: Drawing, frame: MapFrame
) -> str:
    return street_line(frame.path(frame.metric(shape)), children, treated, drawing.limits)


def _labels(drawing: Drawing, frame: MapFrame) -> list[str]:
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
        drawn.append(written(x, y - 8, str(name)[:16], 14, _INK, halo=True))
    return drawn


def _marked(drawing: Drawing, frame: MapFrame) -> list[tuple[float, float]]:
    """Places of gates and crossings, which no name may cover."""
    points = [*drawing.ways.crossings.geometry, *shapely.get_parts(drawing.gates)]
    return [at for point in points if (at := frame.point(point))]


def _gates(drawing: Drawing, frame: MapFrame, t: Text) -> list[str]:
    drawn = []
    for gate in shapely.get_parts(drawing.gates):
        at = frame.point(gate)
        if at:
            drawn.append(gate_mark(*at, t))
    return drawn


def _crossings(drawing: Drawing, frame: MapFrame, t: Text) -> list[str]:
    """Draw crossings, the numbered ones above the others."""
    drawn: list[tuple[int, str]] = []
    for row in drawing.ways.crossings.itertuples():
        at, number = frame.point(row.geometry), drawing.numbers.get(str(row.Index))
        if at:
            guarded = bool(row.guarded)
            order = 2 if number is not None else 0 if guarded else 1
            drawn.append((order, crossing_mark(*at, guarded=guarded, number=number, t=t)))
    return [mark for _, mark in sorted(drawn, key=lambda pair: pair[0])]


def _scale(frame: MapFrame, t: Text) -> list[str]:
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
        ground + f'fill="{PAPER}" opacity="0.85"/>',
        bar,
        written(24 + long / 2, y - 7, t("school_sheet.metres", n=f"{metres:,}"), 13, _INK),
        f'<circle cx="{x}" cy="38" r="28" fill="{PAPER}" opacity="0.85"/>',
        arrow,
        written(x, 60, t("school_sheet.north"), 14, _INK),
    ]
