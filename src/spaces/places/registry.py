"""Places with a plan, their parts, census children and boundaries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import geopandas as gpd

from geo.datum.placing import placed
from geo.faults import Fact, Fault, InputRefused
from geo.io import read_table
from spaces.content import Content, Entry, name_in, read_toml, refuse_if_faulty, unique

LEVELS = frozenset({"province", "prefecture", "county", "town"})


@dataclass(frozen=True, slots=True)
class Census:
    """Residents and children of one place, counted heads.

    Parameters
    ----------
    source : str
        Which census.
    residents, age_0, age_1_4, age_5_9, age_10_14 : int
        Heads; the age bands in completed years, both ends included.
    """

    source: str
    residents: int
    age_0: int
    age_1_4: int
    age_5_9: int
    age_10_14: int

    @property
    def children(self) -> int:
        """Children of 0–14 years."""
        return self.age_0 + self.age_1_4 + self.age_5_9 + self.age_10_14


@dataclass(frozen=True, slots=True)
class Part:
    """A division inside a place: a city of a province, a district, a county.

    Parameters
    ----------
    code, name_zh, name_en, level : str
        Division code, names, level.
    place, parent : str
        Codes of the place it belongs to and of the division right above it.
    census : Census or None
        Its own census figures, where we hold them.
    """

    code: str
    name_zh: str
    name_en: str
    level: str
    place: str
    parent: str
    census: Census | None

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.name_zh, self.name_en, lang)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a plan.

    Parameters
    ----------
    code, name_zh, name_en, level : str
        Division code, names, level.
    parent_zh, parent_en : str
        Name of what it belongs to.
    parts : tuple of Part
        All divisions inside it, in the order of the file.
    direct : tuple of str
        Codes of the parts right below the place (a province's cities, not its counties).
    center : tuple of float
        Longitude and latitude, WGS-84 degrees, where a map opens.
    demo_note : str
        Why figures here are not the place's own; empty when they are.
    census : Census or None
        Census figures.
    """

    code: str
    name_zh: str
    name_en: str
    level: str
    parent_zh: str
    parent_en: str
    parts: tuple[Part, ...]
    direct: tuple[str, ...]
    center: tuple[float, float]
    demo_note: str
    census: Census | None

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.name_zh, self.name_en, lang)

    def parent(self, lang: str) -> str:
        """Return the name of what the place belongs to."""
        return name_in(self.parent_zh, self.parent_en, lang)


def _census(owner: Entry) -> Census | None:
    entry = owner.table("census", required=False)
    if entry is None:
        return None
    census = Census(
        source=entry.text("source"),
        residents=entry.integer("residents", minimum=0),
        age_0=entry.integer("age_0", minimum=0),
        age_1_4=entry.integer("age_1_4", minimum=0),
        age_5_9=entry.integer("age_5_9", minimum=0),
        age_10_14=entry.integer("age_10_14", minimum=0),
    )
    if census.children > census.residents:
        got = f"{census.children} > {census.residents}"
        entry.fault("toml.wrong_order", "residents", got=got)
    entry.done()
    return census


def _part(entry: Entry) -> Part:
    part = Part(
        code=entry.text("code"),
        name_zh=entry.text("name_zh"),
        name_en=entry.text("name_en", ""),
        level=entry.text("level", allowed=LEVELS),
        place=entry.text("place"),
        parent=entry.text("parent"),
        census=_census(entry),
    )
    entry.done()
    return part


def _place(entry: Entry, parts: tuple[Part, ...]) -> Place:
    code, direct = entry.text("code"), entry.texts("parts", ())
    own = tuple(part for part in parts if part.place == code)
    for missing in sorted(set(direct) - {part.code for part in own}):
        entry.fault("toml.no_such_part", "parts", got=missing)
    center = entry.pair("center")
    if not (-180 <= center[0] <= 180 and -85 <= center[1] <= 85):
        entry.fault("toml.not_lon_lat", "center", got=f"{center[0]:g}, {center[1]:g}")
    place = Place(
        code=code,
        name_zh=entry.text("name_zh"),
        name_en=entry.text("name_en", ""),
        level=entry.text("level", allowed=LEVELS),
        parent_zh=entry.text("parent_zh", ""),
        parent_en=entry.text("parent_en", ""),
        parts=own,
        direct=direct,
        center=center,
        demo_note=entry.text("demo_note", ""),
        census=_census(entry),
    )
    entry.done()
    return place


def load_places(content: Content) -> dict[str, Place]:
    """Places by division code, in the order of the file.

    Raises
    ------
    InputRefused
        With every fault of ``places.toml``.
    """
    faults: list[Fault] = []
    top = read_toml(content.path("places.toml"), faults)
    parts = [(entry, _part(entry)) for entry in top.tables("part", key="code")]
    own = tuple(part for _, part in parts)
    places = [(entry, _place(entry, own)) for entry in top.tables("place", key="code")]
    top.done()
    unique([(e, p.code) for e, p in parts] + [(e, p.code) for e, p in places], "code")
    known = {place.code for _, place in places}
    for entry, part in parts:
        if part.place and part.place not in known:
            entry.fault("toml.no_such_place", "place", got=part.place)
    refuse_if_faulty(faults)
    return {place.code: place for _, place in places}


def load_boundaries(content: Content) -> gpd.GeoDataFrame:
    """Boundaries of places and parts (schematic), indexed by division code.

    Returns
    -------
    GeoDataFrame
        EPSG:4326; columns ``name_zh, level, place, parent, tolerance_m, source, geometry``.

    Raises
    ------
    InputRefused
        If ``boundaries.geojson`` cannot be read, or lacks a code or a geometry.
    """
    path = content.path("boundaries.geojson")
    found = path.stat() if path.is_file() else None
    state = (found.st_mtime_ns, found.st_size) if found is not None else (0, 0)
    return _outlines(path, *state).copy()


@lru_cache(maxsize=4)
def _outlines(path: Path, _changed_ns: int, _size: int) -> gpd.GeoDataFrame:
    """Read the outlines once for each state of the file: every list of sites is held to them."""
    frame, _, told = placed(read_table(path), path.name)
    unsure = [replace(fault, severity="error") for fault in told if fault.severity == "warning"]
    if unsure:  # all else is held against these outlines
        raise InputRefused(unsure)
    wanted = ("code", "name_zh", "level", "place", "parent")
    faults = [
        Fault(
            "column_missing",
            path.name,
            column=column,
            facts={"known_as": column, "got": ", ".join(map(str, frame.columns))},
        )
        for column in wanted
        if column not in frame.columns
    ]
    if not faults and frame["code"].duplicated().any():
        row = int(frame["code"].duplicated().to_numpy().argmax()) + 1
        first = int((frame["code"] == frame["code"].iloc[row - 1]).to_numpy().argmax()) + 1
        facts: dict[str, Fact] = {"got": str(frame["code"].iloc[row - 1]), "first_row": first}
        faults.append(Fault("key_twice", path.name, row, "code", facts))
    if faults:
        raise InputRefused(faults)
    frame["code"] = frame["code"].astype(str)
    return frame.set_index("code")
