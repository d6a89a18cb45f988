"""Kinds of safe school routes, and of crossings and other spots on the way to school."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from geo.faults import Fault
from spaces.content import Content, Entry, name_in, read_toml, refuse_if_faulty, unique
from spaces.sites.categories import load_categories

FILE = "route_kinds.toml"
GEOMETRIES = frozenset({"line", "point"})


@dataclass(frozen=True, slots=True)
class SafeRouteType:
    """One kind of route or spot on the way to school.

    What treats a street and what guards a crossing is a proposal of this product, kept in the
    data folder so that a place can decide otherwise.

    Parameters
    ----------
    id, zh, en : str
        Stable name, as ``sites.geojson`` uses it, and names for people.
    geometry : {"line", "point"}
        What it is drawn as; a point may be an area where its category allows areas.
    category : str
        Kind of site it belongs to.
    treats : bool
        Whether a street along such a route counts as treated.
    guards : bool
        Whether a crossing of an arterial counts as guarded where one stands.
    letter : str
        One character for the map.
    order : int
        Rank in lists.
    words : tuple of str
        What lists also call it.
    note_zh, note_en, source : str
        What to know about it and where it comes from.
    """

    id: str
    zh: str
    en: str
    geometry: str
    category: str
    treats: bool
    guards: bool
    letter: str
    order: int
    words: tuple[str, ...] = ()
    note_zh: str = ""
    note_en: str = ""
    source: str = ""

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.zh, self.en, lang)

    def note(self, lang: str) -> str:
        """Return the note in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.note_zh, self.note_en, lang)


def _kind(entry: Entry, categories: Collection[str]) -> SafeRouteType:
    kind = SafeRouteType(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        geometry=entry.text("geometry", allowed=GEOMETRIES),
        category=entry.text("category", allowed=categories),
        treats=entry.boolean("treats"),
        guards=entry.boolean("guards"),
        letter=entry.text("letter"),
        order=entry.integer("order"),
        words=entry.texts("words", ()),
        note_zh=entry.text("note_zh", ""),
        note_en=entry.text("note_en", ""),
        source=entry.text("source", ""),
    )
    if len(kind.letter) > 1:
        entry.fault("toml.not_one_letter", "letter", got=kind.letter)
    if kind.treats and kind.geometry == "point":
        entry.fault("toml.point_treats", "treats")
    if kind.guards and kind.geometry == "line":
        entry.fault("toml.line_guards", "guards")
    entry.done()
    return kind


def load_safe_route_types(content: Content) -> dict[str, SafeRouteType]:
    """Kinds of routes and spots by id, in their order; none if the folder has no such file.

    Raises
    ------
    InputRefused
        With every fault of ``route_kinds.toml``.
    """
    if not content.path(FILE).is_file():
        return {}
    faults: list[Fault] = []
    categories = load_categories(content)
    top = read_toml(content.path(FILE), faults)
    read = [(entry, _kind(entry, categories)) for entry in top.tables("kind")]
    top.done()
    unique([(entry, kind.id) for entry, kind in read])
    refuse_if_faulty(faults)
    found = sorted((kind for _, kind in read), key=lambda k: (k.order, k.id))
    return {kind.id: kind for kind in found}


def treating(kinds: dict[str, SafeRouteType]) -> frozenset[str]:
    """Ids of the kinds whose routes treat a street."""
    return frozenset(kind.id for kind in kinds.values() if kind.treats)


def guarding(kinds: dict[str, SafeRouteType]) -> frozenset[str]:
    """Ids of the kinds that guard a crossing."""
    return frozenset(kind.id for kind in kinds.values() if kind.guards)
