"""Small files of streets drawn in metres: OpenStreetMap XML as editors save it, and lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pyproj import Transformer

from geo.crs import STORAGE_CRS, metric_crs

CRS = metric_crs(120.65, 27.78)
Tags = Mapping[str, str]
Place = tuple[float, float]


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Degrees of a place in metres from the middle."""
    back = Transformer.from_crs(CRS, STORAGE_CRS, always_xy=True)
    x0, y0 = Transformer.from_crs(STORAGE_CRS, CRS, always_xy=True).transform(120.65, 27.78)
    lon, lat = back.transform(x + x0, y + y0)
    return round(lon, 7), round(lat, 7)


@dataclass
class Osm:
    """An OpenStreetMap file; every place is a node, the same place the same node.

    ``new``: objects are numbered below 0, as editors do before an upload.
    """

    new: bool = False
    numbers: dict[Place, int] = field(default_factory=dict)
    tags: dict[Place, Tags] = field(default_factory=dict)
    marks: dict[Place, Tags] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    count: int = 0

    def _number(self, *, new: bool) -> int:
        self.count += 1
        return -self.count if new else self.count

    def node(self, place: Place, tags: Tags | None = None, *, new: bool | None = None) -> int:
        if place not in self.numbers:
            self.numbers[place] = self._number(new=self.new if new is None else new)
        if tags:
            self.tags[place] = tags
        return self.numbers[place]

    def way(
        self,
        places: Sequence[Place],
        *,
        new: bool | None = None,
        mark: str = "",
        **tags: str,
    ) -> int:
        """Add a way; ``mark`` is written into its element as it stands."""
        refs = "".join(f'<nd ref="{self.node(place, new=new)}"/>' for place in places)
        number = self._number(new=self.new if new is None else new)
        self.rows.append(f'<way id="{number}" version="1" {mark}>{refs}{_said(tags)}</way>')
        return number

    def relation(self, ways: Mapping[int, str], *, mark: str = "", **tags: str) -> None:
        members = "".join(
            f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in ways.items()
        )
        number = self._number(new=self.new)
        self.rows.append(f'<relation id="{number}" {mark}>{members}{_said(tags)}</relation>')

    def text(self) -> str:
        nodes = []
        for place, number in self.numbers.items():
            lon, lat = lonlat(*place)
            mark = " ".join(f"{k}={quoteattr(v)}" for k, v in self.marks.get(place, {}).items())
            said = _said(self.tags.get(place, {}))
            nodes.append(
                f'<node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}" {mark}>'
                f"{said}</node>"
            )
        body = "\n".join([*nodes, *self.rows])
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n{body}\n</osm>\n'

    def write(self, path: Path) -> Path:
        path.write_text(self.text(), encoding="utf-8")
        return path


def _said(tags: Tags) -> str:
    return "".join(
        f"<tag k={quoteattr(k.replace('__', ':'))} v={quoteattr(v)}/>" for k, v in tags.items()
    )


def lines(path: Path, *rows: tuple[Sequence[Place], Tags]) -> Path:
    """Write lines with their columns as GeoJSON, to a tenth of a millimetre."""
    back = Transformer.from_crs(CRS, STORAGE_CRS, always_xy=True)
    x0, y0 = Transformer.from_crs(STORAGE_CRS, CRS, always_xy=True).transform(120.65, 27.78)
    features = []
    for places, tags in rows:
        at = [list(back.transform(x + x0, y + y0)) for x, y in places]
        shape = {"type": "LineString", "coordinates": at}
        features.append({"type": "Feature", "properties": dict(tags), "geometry": shape})
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def points(path: Path, **at: Place) -> Path:
    """Write points from which walks begin."""
    rows = [f"{name},{lonlat(*place)[0]:.7f},{lonlat(*place)[1]:.7f}" for name, place in at.items()]
    path.write_text("\n".join(["id,lon,lat", *rows]) + "\n", encoding="utf-8")
    return path


def sites(path: Path, **at: Place) -> Path:
    """Write parks that are built."""
    rows = [
        f"{name},{name},park,{lonlat(*place)[0]:.7f},{lonlat(*place)[1]:.7f},built"
        for name, place in at.items()
    ]
    path.write_text("\n".join(["id,name,category,lon,lat,status", *rows]) + "\n", encoding="utf-8")
    return path
