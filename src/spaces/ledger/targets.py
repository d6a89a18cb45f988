"""One promise, and a plan as the list of its promises."""

from __future__ import annotations

from dataclasses import dataclass

from spaces.content import name_in
from spaces.ledger.schedule import Reading

PROMISE_KINDS = ("count", "coverage", "ratio", "circle", "project", "event", "unnumbered")
"""Kinds of promises that can be listed, all but baselines, which promise nothing."""
KINDS = frozenset({*PROMISE_KINDS, "baseline"})
COMPARATORS = frozenset({"=", ">=", "<=", ">", "<", "range", "none"})
UNITS = frozenset({"", "city", "county", "town", "community"})
"""Areas that a coverage promise can be a share of: 设区市, 县(市、区), 乡镇街道, 村社区."""
NO_CATEGORY = "none"
"""Category of a promise that is about no one kind of site: a register, or several kinds."""
PER: dict[str, tuple[str, float]] = {
    "1000_residents": ("residents", 1_000.0),
    "1000_children": ("children", 1_000.0),
    "10000_residents": ("residents", 10_000.0),
    "10000_children": ("children", 10_000.0),
}
"""Word of a plan's field ``per`` to the people of the census and how many of them are one unit.
Residents are all of them, children those of 0–14 years: the two give figures five to ten times
apart."""


@dataclass(frozen=True, slots=True)
class Target:
    """One promise.

    Parameters
    ----------
    id, place, clause, category : str
        Stable name, place's code, clause as the document numbers it, kind of site.
    counts : tuple of str
        Kinds of sites that count for it.
    sites : tuple of str
        Ids of the sites that count, for a promise of named projects; empty otherwise.
    indicator_zh, indicator_en : str
        What is promised.
    kind, comparator : str
        One of :data:`KINDS`, one of :data:`COMPARATORS`.
    value, value_max : float or None
        The number, and the upper end of a range; in ``unit``.
    unit, modal, scope : str
        Unit, the modal word kept (力争, 基本, …), where it applies.
    lead, partners : tuple of str
        Departments; empty when the plan names none.
    quote : str
        At most 30 characters, verbatim.
    quote_read : str
        How a quote with misread characters is read; empty where the quote is sound.
    of : str
        What a coverage percentage is a share of, one of :data:`spaces.ledger.plan_files.UNITS`;
        empty where the denominator is not a list of areas.
    started : bool
        Whether the promise is only to begin ("启动"): sites being built keep it too.
    note_zh, note_en : str
        What is inferred, derived or doubtful.
    canonical : str or None
        Id of the target that this one repeats.
    inferred : tuple of str
        Fields that are inferred and not written in the document.
    measurable : bool
        Whether sites can be counted for it.
    readings : tuple of Reading
        Ways to read it, the default first; empty without a number.
    per : str
        What a ratio's capacity is divided by, one of :data:`PER`;
        empty where the ratio is about something else than places for people.
    """

    id: str
    place: str
    clause: str
    category: str
    counts: tuple[str, ...]
    sites: tuple[str, ...]
    indicator_zh: str
    indicator_en: str
    kind: str
    comparator: str
    value: float | None
    value_max: float | None
    unit: str
    modal: str
    scope: str
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    quote: str
    quote_read: str
    of: str
    note_zh: str
    note_en: str
    canonical: str | None
    inferred: tuple[str, ...]
    measurable: bool
    readings: tuple[Reading, ...]
    per: str = ""
    started: bool = False

    def indicator(self, lang: str) -> str:
        """Return what is promised, in a language."""
        return name_in(self.indicator_zh, self.indicator_en, lang)

    def note(self, lang: str) -> str:
        """Return the note in a language."""
        return name_in(self.note_zh, self.note_en, lang)

    def reading(self, reading_id: str | None = None) -> Reading | None:
        """Return the reading asked for, the default without an id, None if there is none.

        Raises
        ------
        KeyError
            If the target has no reading of that id.
        """
        if reading_id is None:
            return self.readings[0] if self.readings else None
        return {reading.id: reading for reading in self.readings}[reading_id]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan document as a ledger.

    Parameters
    ----------
    id, place : str
        Stable name and place's code.
    title_zh, title_en, issued, note_zh, note_en : str
        Title, when it was issued, what the reader must know about our copy.
    period : tuple of int
        First and last year.
    targets : tuple of Target
        Promises in the order of the file.
    """

    id: str
    place: str
    title_zh: str
    title_en: str
    issued: str
    note_zh: str
    note_en: str
    period: tuple[int, int]
    targets: tuple[Target, ...]

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return name_in(self.title_zh, self.title_en, lang)

    def target(self, target_id: str) -> Target:
        """Return the target of an id; KeyError if there is none."""
        return {target.id: target for target in self.targets}[target_id]
