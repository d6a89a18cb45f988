"""The line of one kind as a small picture (SVG): promised, built, being built, year by year.

A picture and no chart widget: a page shows one for each kind, side by side, at no cost. It holds
numbers and years only, never a text from data. Its words stand beside it, see :func:`sentence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from spaces.graphics.chart_style import FONT
from spaces.graphics.palette import BUILT, BUILT_WORDS, INK, SECOND_READING
from spaces.ledger.burn_up import FIRST, SECOND
from spaces.text import Text

WIDTH, HEIGHT = 320, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 40, 20, 24
_MOST_YEARS: Final = 7
_TEXT_PX: Final = 13
_APART_PX: Final = 14

Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one kind, each as years and values; years without a value are left out.

    Parameters
    ----------
    years : tuple of int
        Every year of the picture.
    first, second : tuple of (int, float)
        Promised by either reading; ``second`` is empty where there is none or it is the same.
    built, building : tuple of (int, float)
        Sites that exist, and those under construction.
    """

    years: tuple[int, ...]
    first: tuple[Point, ...]
    second: tuple[Point, ...]
    built: tuple[Point, ...]
    building: tuple[Point, ...]


def lines(frame: pd.DataFrame) -> Lines:
    """Read :func:`spaces.ledger.burn_up.kind_lines`."""
    known = frame.dropna(subset=["value"])

    def line(series: str, reading: str) -> tuple[Point, ...]:
        own = known[(known["series"] == series) & (known["reading"] == reading)]
        return tuple((int(y), float(v)) for y, v in zip(own["year"], own["value"], strict=True))

    first, second = line("planned", FIRST), line("planned", SECOND)
    return Lines(
        years=tuple(sorted({int(year) for year in frame["year"]})),
        first=first,
        second=() if second == first else second,
        built=line("built", ""),
        building=line("building", ""),
    )


def picture(own: Lines, year: int) -> str:
    """Draw the lines of one kind and mark a year; nothing is drawn where nothing is known.

    Parameters
    ----------
    own : Lines
        What to draw.
    year : int
        The asked year, a thin upright line if it is in the picture.

    Returns
    -------
    str
        An SVG document of numbers only, :data:`WIDTH` by :data:`HEIGHT`.
    """
    scale = _Scale(own)
    begun = dict(own.building)
    both = tuple((at, value + begun.get(at, 0.0)) for at, value in own.built)
    parts = [_axis(scale, year), *_built(scale, own.built, both)]
    for points, color, dash in ((own.second, SECOND_READING, "2 4"), (own.first, INK, "7 4")):
        if points:
            path = _steps(scale, points)
            parts.append(
                f'<path d="{path}" fill="none" stroke="{color}" stroke-width="2.2" '
                f'stroke-dasharray="{dash}"/>'
            )
            # A number for one year alone is no line: it is drawn so that it is seen.
            parts += [_dot(scale, point, color, 2.6 if points[1:] else 4.5) for point in points]
    if own.built:
        parts.append(_line(scale, own.built, BUILT))
        parts += [_dot(scale, point, BUILT, 3.4) for point in own.built]
    parts += _ends(scale, own)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FONT.replace(chr(39), "")}" font-size="{_TEXT_PX}">{"".join(parts)}</svg>'
    )


class _Scale:
    """Years and numbers to places in the picture."""

    def __init__(self, own: Lines) -> None:
        begun = dict(own.building)
        tops = [v for line in (own.first, own.second) for _, v in line]
        tops += [v + begun.get(at, 0.0) for at, v in own.built]
        self.years = own.years
        self.top = max([1.0, *tops])
        self.step = (WIDTH - _LEFT - _RIGHT) / max(len(own.years) - 1, 1)

    def x(self, year: int) -> float:
        """Place of a year; a single one stands in the middle."""
        if len(self.years) == 1:
            return WIDTH / 2
        return _LEFT + self.step * (year - self.years[0])

    def y(self, value: float) -> float:
        """Place of a number above the axis."""
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / self.top


def _axis(scale: _Scale, year: int) -> str:
    base = scale.y(0)
    every = -(-len(scale.years) // _MOST_YEARS)
    shown = [at for at in scale.years if (at - scale.years[0]) % every == 0]
    parts = [
        f'<path d="M{_LEFT - 8} {base:.1f}H{WIDTH - _RIGHT + 8}" stroke="{INK}" opacity=".45"/>'
    ]
    if year in scale.years:
        parts.append(
            f'<path d="M{scale.x(year):.1f} {_TOP - 8}V{base:.1f}" stroke="{INK}" '
            'stroke-dasharray="2 3" opacity=".6"/>'
        )
    for at in shown:
        weight = ' font-weight="700"' if at == year else ""
        parts.append(
            f'<text x="{scale.x(at):.1f}" y="{HEIGHT - 6}" fill="{INK}" text-anchor="middle"'
            f"{weight}>{at}</text>"
        )
    return "".join(parts)


def _built(scale: _Scale, built: Sequence[Point], both: Sequence[Point]) -> list[str]:
    """Fill what is built, and above it, paler, what is being built."""
    if not built:
        return []
    base, parts = scale.y(0), []
    first, last = scale.x(built[0][0]), scale.x(built[-1][0])
    under = " ".join(f"{scale.x(at):.1f},{scale.y(v):.1f}" for at, v in built)
    parts.append(
        f'<polygon points="{first:.1f},{base:.1f} {under} {last:.1f},{base:.1f}" '
        f'fill="{BUILT}" opacity=".16"/>'
    )
    if any(high != low for (_, high), (_, low) in zip(both, built, strict=True)):
        over = " ".join(f"{scale.x(at):.1f},{scale.y(v):.1f}" for at, v in reversed(both))
        parts.append(f'<polygon points="{under} {over}" fill="{BUILT}" opacity=".42"/>')
    return parts


def _line(scale: _Scale, points: Sequence[Point], color: str) -> str:
    path = " ".join(f"{scale.x(at):.1f},{scale.y(v):.1f}" for at, v in points)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="3"/>'


def _steps(scale: _Scale, points: Sequence[Point]) -> str:
    """Return a line that keeps its number until the next one falls due."""
    path = f"M{scale.x(points[0][0]):.1f} {scale.y(points[0][1]):.1f}"
    for at, value in points[1:]:
        path += f"H{scale.x(at):.1f}V{scale.y(value):.1f}"
    return path


def _dot(scale: _Scale, point: Point, color: str, size: float) -> str:
    x, y = scale.x(point[0]), scale.y(point[1])
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{color}"/>'


def _ends(scale: _Scale, own: Lines) -> list[str]:
    """Write the last number at the end of each line, kept apart from each other."""
    ends = [
        (points[-1], color)
        for points, color in (
            (own.second, SECOND_READING),
            (own.first, INK),
            (own.built, BUILT_WORDS),
        )
        if points
    ]
    parts, lowest = [], 0.0
    for (at, value), color in sorted(ends, key=lambda end: -end[0][1]):
        lowest = max(scale.y(value) + 4, lowest + _APART_PX)
        parts.append(
            f'<text x="{scale.x(at) + 8:.1f}" y="{lowest:.1f}" fill="{color}" '
            f'font-weight="700">{value:,.0f}</text>'
        )
    return parts


def sentence(own: Lines, t: Text) -> str:
    """Say in words what the picture shows; this stands for it where it is not seen."""
    named = {
        "first": own.first,
        "second": own.second,
        "built": own.built,
        "building": tuple(point for point in own.building if point[1]),
    }
    said = [
        t(
            f"progress.line_{name}",
            values=t("progress.join").join(
                t("progress.line_point", year=year, n=f"{value:,.0f}") for year, value in points
            ),
        )
        for name, points in named.items()
        if points
    ]
    return t("progress.line_end").join(said)
