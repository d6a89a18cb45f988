"""Statutory radii, as editable settings with their source."""

from __future__ import annotations

from dataclasses import dataclass

from geo.faults import Fault
from spaces.content import Content, Entry, name_in, read_toml, refuse_if_faulty, unique
from spaces.sites import load_categories


@dataclass(frozen=True, slots=True)
class Standard:
    """One radius that a standard names.

    Parameters
    ----------
    id, zh, en : str
        Stable name and names for people.
    radius_m : float
        Radius in metres.
    category : str or None
        Kind of site it is for, if we hold that kind.
    source : str
        The standard and clause.
    check : bool
        True while nobody has compared the figure with the standard itself.
    """

    id: str
    zh: str
    en: str
    radius_m: float
    category: str | None
    source: str
    check: bool

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.zh, self.en, lang)


def _standard(entry: Entry, categories: tuple[str, ...]) -> Standard:
    standard = Standard(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        radius_m=entry.number("radius_m", minimum=1, maximum=20_000),
        category=entry.text("category", "", allowed=categories) or None,
        source=entry.text("source"),
        check=entry.boolean("check", True),
    )
    entry.done()
    return standard


def load_standards(content: Content) -> dict[str, Standard]:
    """Statutory radii by id, in the order of the file.

    Raises
    ------
    InputRefused
        With every fault of ``standards.toml``; also if ``categories.toml`` is faulty.
    """
    categories = tuple(load_categories(content))
    faults: list[Fault] = []
    top = read_toml(content.path("standards.toml"), faults)
    read = [(entry, _standard(entry, categories)) for entry in top.tables("standard")]
    top.done()
    unique([(entry, standard.id) for entry, standard in read])
    refuse_if_faulty(faults)
    return {standard.id: standard for _, standard in read}
