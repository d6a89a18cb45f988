"""Kinds of places for children: names, map symbol, and what they count for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from geo.contracts.columns import normal
from geo.faults import Fault
from spaces.content import Content, Entry, name_in, read_toml, refuse_if_faulty, unique

SHAPES = frozenset(
    {"circle", "square", "triangle", "diamond", "pentagon", "star", "hexagon", "cross", "line"}
)
GEOMETRIES = frozenset({"point", "line", "polygon"})
_ALIKE = 0.6
_MOST_NEAREST = 3
_USUAL = re.compile(r"^(儿童友好|儿童|child[-_]friendly_)|[()（）]")
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
        return name_in(self.zh, self.en, lang)


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


def nearest_kinds(
    word: str, categories: Mapping[str, Category], most: int = _MOST_NEAREST
) -> tuple[Category, ...]:
    """Kinds whose names are most like a word that is none of them, the likest first.

    They are proposed to whoever wrote the word and never taken for it.

    Parameters
    ----------
    word : str
        What stands in the list, such as 公园 or 口袋公园.
    categories : mapping of str to Category
        All kinds.
    most : int
        How many at most.
    """
    plain = _core(word)
    if not plain:
        return ()
    ranked = [
        (max(_alike(plain, _core(name)) for name in (kind.zh, kind.en)), -kind.order, kind)
        for kind in categories.values()
    ]
    near = sorted((row for row in ranked if row[0] >= _ALIKE), key=lambda row: row[:2])
    return tuple(kind for _, _, kind in reversed(near[-most:]))


def _core(name: str) -> str:
    """Name without what most kinds have in common."""
    return _USUAL.sub("", normal(name))


def _alike(word: str, name: str) -> float:
    """Likeness from 0 to 1: the same word, one within the other, or letters in common."""
    if word == name:
        return 1.0
    if word in name or name in word:
        return 0.9 + 0.09 * min(len(word), len(name)) / max(len(word), len(name))
    return 0.9 * SequenceMatcher(None, word, name).ratio()
