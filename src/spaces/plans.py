"""The plan ledger: what each place promised, clause by clause."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from geo.faults import Fault, InputRefused
from spaces.content import Content
from spaces.entries import Entry, read_toml, refuse_if_faulty, unique
from spaces.schedule import Reading
from spaces.schedule_toml import read_reading

KINDS = frozenset(
    {"count", "coverage", "ratio", "circle", "project", "event", "unnumbered", "baseline"}
)
COMPARATORS = frozenset({"=", ">=", "<=", ">", "<", "range", "none"})
QUOTE_LENGTH = 30


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
    note_zh: str
    note_en: str
    canonical: str | None
    inferred: tuple[str, ...]
    measurable: bool
    readings: tuple[Reading, ...]

    def indicator(self, lang: str) -> str:
        """Return what is promised, in a language."""
        return (self.indicator_en or self.indicator_zh) if lang == "en" else self.indicator_zh

    def note(self, lang: str) -> str:
        """Return the note in a language."""
        return (self.note_en or self.note_zh) if lang == "en" else self.note_zh

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
        return (self.title_en or self.title_zh) if lang == "en" else self.title_zh

    def target(self, target_id: str) -> Target:
        """Return the target of an id; KeyError if there is none."""
        return {target.id: target for target in self.targets}[target_id]


def _check_value(entry: Entry, target: Target) -> None:
    numbered = target.comparator != "none"
    if numbered and target.value is None:
        entry.fault("toml.missing", "value")
    if not numbered and target.value is not None:
        entry.fault("toml.number_without_comparator", "comparator", got="none")
    if (target.comparator == "range") != (target.value_max is not None):
        entry.fault("toml.range_needs_two", "value_max")
    if None not in (target.value, target.value_max) and target.value_max < target.value:  # type: ignore[operator]
        got = f"{target.value} > {target.value_max}"
        entry.fault("toml.wrong_order", "value_max", got=got)
    if target.readings and target.value is None:
        entry.fault("toml.reading_without_number", "reading")
    if len(target.quote) > QUOTE_LENGTH:
        entry.fault("toml.too_long", "quote", got=len(target.quote), allowed=QUOTE_LENGTH)


def _target(entry: Entry, place: str, categories: Collection[str]) -> Target:
    category = entry.text("category", allowed=categories)
    target = Target(
        id=entry.text("id"),
        place=place,
        clause=entry.text("clause"),
        category=category,
        counts=entry.texts("counts", (category,), allowed=categories),
        sites=entry.texts("sites", ()),
        indicator_zh=entry.text("indicator_zh"),
        indicator_en=entry.text("indicator_en", ""),
        kind=entry.text("kind", allowed=KINDS),
        comparator=entry.text("comparator", allowed=COMPARATORS),
        value=entry.optional_number("value"),
        value_max=entry.optional_number("value_max"),
        unit=entry.text("unit", ""),
        modal=entry.text("modal", ""),
        scope=entry.text("scope", ""),
        lead=entry.texts("lead", ()),
        partners=entry.texts("partners", ()),
        quote=entry.text("quote"),
        note_zh=entry.text("note_zh", ""),
        note_en=entry.text("note_en", ""),
        canonical=entry.text("canonical", "") or None,
        inferred=entry.texts("inferred", ()),
        measurable=entry.boolean("measurable"),
        readings=_readings(entry),
    )
    entry.done()
    _check_value(entry, target)
    return target


def _readings(entry: Entry) -> tuple[Reading, ...]:
    read = [(item, read_reading(item)) for item in entry.tables("reading")]
    unique([(item, reading.id) for item, reading in read])
    return tuple(reading for _, reading in read)


def read_plan(path: Path, categories: Collection[str] = (), places: Collection[str] = ()) -> Plan:
    """Read one plan file strictly.

    Parameters
    ----------
    path : Path
        A plan TOML.
    categories, places : collection of str
        Known kinds of sites and place codes; empty leaves them unchecked.

    Raises
    ------
    InputRefused
        With every fault of the file: entry, field, and what is wrong.
    """
    faults: list[Fault] = []
    top = read_toml(path, faults)
    head = top.table("plan") or Entry({}, path.name, "plan", [])
    place = head.text("place", allowed=places)
    read = [(entry, _target(entry, place, categories)) for entry in top.tables("target")]
    top.done()
    unique([(entry, target.id) for entry, target in read])
    known = {target.id for _, target in read}
    for entry, target in read:
        if target.canonical is not None and target.canonical not in known - {target.id}:
            entry.fault("toml.no_such_target", "canonical", got=target.canonical)
    first, last = head.pair("period")
    if first > last:
        head.fault("toml.wrong_order", "period", got=f"{first:g} > {last:g}")
    plan = Plan(
        id=head.text("id"),
        place=place,
        title_zh=head.text("title_zh"),
        title_en=head.text("title_en", ""),
        issued=head.text("issued", ""),
        note_zh=head.text("note_zh", ""),
        note_en=head.text("note_en", ""),
        period=(int(first), int(last)),
        targets=tuple(target for _, target in read),
    )
    head.done()
    refuse_if_faulty(faults)
    return plan


def load_plans(
    content: Content, categories: Collection[str] = (), places: Collection[str] = ()
) -> dict[str, Plan]:
    """All plans of the folder by place code.

    Raises
    ------
    InputRefused
        With the faults of all plan files together; ``toml.two_plans`` if two plans are for
        one place.
    """
    plans: dict[str, Plan] = {}
    faults: list[Fault] = []
    for path in sorted(content.path("plans").glob("*.toml")):
        try:
            plan = read_plan(path, categories, places)
        except InputRefused as refused:
            faults += refused.faults
            continue
        if plan.place in plans:
            facts = {"entry": "plan", "field": "place", "got": plan.place}
            faults.append(Fault("toml.two_plans", path.name, column="place", facts=facts))
        plans[plan.place] = plan
    refuse_if_faulty(faults)
    return plans
