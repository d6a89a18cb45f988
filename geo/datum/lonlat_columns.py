"""Which columns of a table hold longitude and latitude, and what their names say of the datum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geo.contracts.columns import normal
from geo.datum.words import Said, understand

Axis = Literal["lon", "lat", "both"]
_AXES: Final[dict[Axis, re.Pattern[str]]] = {
    "both": re.compile(
        r"经纬度(?:坐标)?|纬经度|(?<![a-z])(?:lng|lon)_?lat(?![a-z])|(?<![a-z])lat_?(?:lng|lon)(?![a-z])"
        r"|^(?:坐标|位置坐标|坐标点|location|geo_?location|coordinates?|position)$"
        r"|(?<=高德)坐标$|(?<=百度)坐标$|(?<=腾讯)坐标$|(?<=火星)坐标$"
    ),
    "lon": re.compile(
        r"经度|东经|(?<![a-z])(?:longitude|long|lon|lng)(?![a-z])"
        r"|(?<=gcj)(?:lng|lon)|(?<=bd)(?:lng|lon)|(?<=wgs)(?:lng|lon)|(?:lng|lon)(?=gcj|bd|wgs)"
    ),
    "lat": re.compile(
        r"纬度|北纬|(?<![a-z])(?:latitude|lat)(?![a-z])"
        r"|(?<=gcj)lat|(?<=bd)lat|(?<=wgs)lat|lat(?=gcj|bd|wgs)"
    ),
}
_PLANE: Final[dict[Axis, re.Pattern[str]]] = {
    "lon": re.compile(r"(?<![a-z])x(?![a-z])"),
    "lat": re.compile(r"(?<![a-z])y(?![a-z])"),
}
_SHIFTED: Final[tuple[Said, ...]] = ("gcj02", "bd09", "bd09mc")
_BEST_FIRST: Final[tuple[Said, ...]] = (
    "wgs84", "gcj02", "bd09", "bd09mc", "epsg", "beijing54", "xian80", "open", "unknown",
)  # fmt: skip
_WORDLESS: Final = re.compile(r"[\s_\-().,;:\[\]{}°/]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Columns that hold the coordinates together, by position; one column when both are the same.

    Parameters
    ----------
    lon, lat : int
        Positions of the columns.
    said : str
        What their names say, see :data:`geo.datum.words.Said`.
    """

    lon: int
    lat: int
    said: Said

    @property
    def one_column(self) -> bool:
        """Whether one column holds both numbers as text."""
        return self.lon == self.lat


@dataclass(frozen=True, slots=True)
class _Header:
    position: int
    axis: Axis
    said: Said
    rest: str


def pairs(headers: Sequence[object]) -> tuple[Pair, ...]:
    """Find the columns of coordinates, best stated first.

    A longitude and a latitude are a pair only if their names say the same of the datum:
    ``lng_gcj`` is never put together with ``lat_wgs``. ``x`` and ``y`` count only beside the name
    of a shifted datum, because Chinese surveys call the northing x.

    Parameters
    ----------
    headers : sequence
        Names of the columns as their owner writes them.
    """
    found = [header for position, name in enumerate(headers) if (header := _read(position, name))]
    known = [header for header in found if header.said != "unknown"]
    out = _matched(known) or _alike([header for header in found if header.said == "unknown"])
    return tuple(sorted(out, key=lambda pair: (pair.one_column, _BEST_FIRST.index(pair.said))))


def unpaired(headers: Sequence[object]) -> tuple[str, str] | None:
    """Return a longitude and a latitude whose names disagree on the datum; None without such."""
    found = [header for position, name in enumerate(headers) if (header := _read(position, name))]
    for lon in found:
        for lat in found:
            stated = {lon.said, lat.said} - {"unknown"}
            if lon.axis == "lon" and lat.axis == "lat" and len(stated) > 1:
                return str(headers[lon.position]), str(headers[lat.position])
    return None


def _read(position: int, name: object) -> _Header | None:
    header = normal(str(name))
    for axis, pattern in _AXES.items():
        if pattern.search(header):
            rest = _WORDLESS.sub("", pattern.sub("", header, count=1))
            said = understand(rest)
            return _Header(position, axis, "open" if said == "none" else said, rest)
    for axis, pattern in _PLANE.items():
        rest = pattern.sub("", header, count=1)
        if rest != header and (said := understand(rest)) in _SHIFTED:
            return _Header(position, axis, said, rest)
    return None


def _matched(headers: list[_Header]) -> list[Pair]:
    """Put together what says the same, the first longitude with the first latitude and so on."""
    out = [Pair(h.position, h.position, h.said) for h in headers if h.axis == "both"]
    for said in _BEST_FIRST:
        lon, lat = ([h for h in headers if h.axis == axis and h.said == said] for axis in _TWO)
        out += [Pair(a.position, b.position, said) for a, b in zip(lon, lat, strict=False)]
    return out


_TWO: Final[tuple[Axis, Axis]] = ("lon", "lat")


def _alike(headers: list[_Header]) -> list[Pair]:
    """Return the one pair whose names are alike beside the axis, such as 场地经度 and 场地纬度."""
    by_rest = {header.rest for header in headers}
    out = []
    for rest in by_rest:
        lon, lat = ([h for h in headers if h.axis == axis and h.rest == rest] for axis in _TWO)
        if len(lon) == len(lat) == 1:
            stated = re.search(r"gcj|bd|wgs|火星|高德|百度|坐标系|cgcs|偏", rest)
            said: Said = "unknown" if stated else "open"
            out.append(Pair(lon[0].position, lat[0].position, said))
    return out if len(out) == 1 else []
