"""Kinds of places for children: names, map symbol, and what they count for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.faults import Fault
from spaces.content.folder import Content
from spaces.content.toml_reader import Entry, read_toml, refuse_if_faulty, unique

SHAPES = frozenset(
    {"circle", "square", "triangle", "diamond", "pentagon", "star", "hexagon", "cross", "line"}
)
GEOMETRIES = frozenset({"point", "line", "polygon"})
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of site.

    Parameters
    ----------
    id : str
        Stable name, as ``sites.geojson`` and the plans use it.
    zh, en : str
        Names for people.
    letter, shape, color : str
        Symbol on the map: one character, a shape of :data:`SHAPES`, ``#rrggbb``.
    geometry : tuple of str
        Geometry kinds a site of this kind may have.
    space : bool
        Whether it counts as "any space" in reach.
    nine : bool
        Whether it belongs to 九大类.
    order : int
        Rank in lists.
    """

    id: str
    zh: str
    en: str
    letter: str
    shape: str
    color: str
    geometry: tuple[str, ...]
    space: bool
    nine: bool
    order: int

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return self.en if lang == "en" else self.zh


def _category(entry: Entry) -> Category:
    category = Category(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        letter=entry.text("letter"),
        shape=entry.text("shape", allowed=SHAPES),
        color=entry.text("color"),
        geometry=entry.texts("geometry", allowed=GEOMETRIES),
        space=entry.boolean("space"),
        nine=entry.boolean("nine"),
        order=entry.integer("order"),
    )
    if category.color and not _COLOR.fullmatch(category.color):
        entry.fault("toml.not_a_color", "color", got=category.color)
    if len(category.letter) > 1:
        entry.fault("toml.not_one_letter", "letter", got=category.letter)
    entry.done()
    return category


def load_categories(content: Content) -> dict[str, Category]:
    """Kinds of sites by id, in their order.

    Raises
    ------
    InputRefused
        With every fault of ``categories.toml``.
    """
    faults: list[Fault] = []
    top = read_toml(content.path("categories.toml"), faults)
    read = [(entry, _category(entry)) for entry in top.tables("category")]
    top.done()
    unique([(entry, category.id) for entry, category in read])
    refuse_if_faulty(faults)
    found = sorted((category for _, category in read), key=lambda c: (c.order, c.id))
    return {category.id: category for category in found}


def space_ids(categories: dict[str, Category]) -> tuple[str, ...]:
    """Ids of the kinds that count as "any space", in their order."""
    return tuple(c.id for c in categories.values() if c.space)
