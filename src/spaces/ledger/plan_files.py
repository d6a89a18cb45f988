"""The plan ledger: what each place promised, clause by clause."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from geo.faults import Fault, InputRefused
from spaces.content import Content, Entry, read_toml, refuse_if_faulty, unique
from spaces.ledger.plan_names import misplaced, named_for_another
from spaces.ledger.schedule import Reading
from spaces.ledger.schedule_reader import read_reading
from spaces.ledger.targets import COMPARATORS, KINDS, NO_CATEGORY, PER, UNITS, Plan, Target
from spaces.places import load_places
from spaces.sites import load_categories

QUOTE_LENGTH = 30
FOLDER = "plans"


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
    kinds = (*categories, NO_CATEGORY) if categories else ()
    category = entry.text("category", allowed=kinds)
    default = () if category == NO_CATEGORY else (category,)
    target = Target(
        id=entry.text("id"),
        place=place,
        clause=entry.text("clause"),
        category=category,
        counts=entry.texts("counts", default, allowed=categories),
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
        quote_read=entry.text("quote_read", ""),
        of=entry.text("of", "", allowed=UNITS),
        started=entry.boolean("started", False),
        note_zh=entry.text("note_zh", ""),
        note_en=entry.text("note_en", ""),
        canonical=entry.text("canonical", "") or None,
        inferred=entry.texts("inferred", ()),
        measurable=entry.boolean("measurable"),
        readings=_readings(entry),
        per=entry.text("per", "", allowed=PER),
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
    plan, faults = scan_plan(path, categories, places)
    refuse_if_faulty(faults)
    return plan


def scan_plan(
    path: Path, categories: Collection[str] = (), places: Collection[str] = ()
) -> tuple[Plan, list[Fault]]:
    """Read a plan file to its end, whatever is wrong with it.

    Parameters
    ----------
    path : Path
        The plan's TOML.
    categories : collection of str
        Known kinds of sites; empty to take any.
    places : collection of str
        Codes of the known places; empty to take any.

    Returns
    -------
    Plan, list of Fault
        With faults the plan holds neutral values where the file has wrong ones: use it to look
        for more faults, and for nothing else.

    Raises
    ------
    InputRefused
        If the file is missing or no TOML.
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
    return plan, faults


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """What the folder of plans holds: a faulty file is a matter of its own place.

    Parameters
    ----------
    plans : dict of str to Plan
        Sound plans by place code.
    faults : dict of str to tuple of Fault
        Faults by place code; under "" those of files that do not say whose plan they are.
    """

    plans: dict[str, Plan]
    faults: dict[str, tuple[Fault, ...]]

    def of(self, place: str) -> Plan | None:
        """Return the plan of a place; None if it has none.

        Raises
        ------
        InputRefused
            If its plan is faulty, or it has none and a file may be its own.
        """
        found = self.plans.get(place)
        if found is None:
            refuse_if_faulty([*(self.faults.get(place) or self.faults.get("", ()))])
        return found


def read_plans(content: Content) -> PlanFiles:
    """All plans of the folder, checked against its kinds and places; faults stay with their place.

    A file named by a place's code, ``330381.toml``, is that place's: the plan of another place in
    it is a fault, and takes nothing from that other place.

    Raises
    ------
    InputRefused
        If ``categories.toml`` or ``places.toml`` is faulty.
    """
    categories, places = load_categories(content), load_places(content)
    plans: dict[str, Plan] = {}
    faults: dict[str, list[Fault]] = {}
    folder = content.path(FOLDER)
    # A file named by a place's code comes first: a second one cannot take its place away.
    names = sorted((p.name for p in folder.glob("*.toml")), key=lambda n: (n[:-5] not in places, n))
    for name in names:
        path, own = content.path(FOLDER, name), name.removesuffix(".toml")
        try:
            plan, found = scan_plan(path, categories, places)
        except InputRefused as refused:
            plan, found = None, list(refused.faults)
        place = own if own in places or plan is None else plan.place
        if plan is not None:
            found = [*named_for_another(plan, name, places), *found]
            if place in plans:
                found = [misplaced("toml.two_plans", name, place), *found]
        if not found and plan is not None:
            plans[place] = plan
        elif found:
            faults.setdefault(place if place in places else "", []).extend(found)
    return PlanFiles(plans, {place: tuple(some) for place, some in faults.items()})


def load_plans(content: Content) -> dict[str, Plan]:
    """All plans of the folder by place code, every one of them sound; see :func:`read_plans`.

    Raises
    ------
    InputRefused
        With the faults of all plan files together; ``toml.two_plans`` if two plans are for
        one place. Also if ``categories.toml`` or ``places.toml`` is faulty.
    """
    found = read_plans(content)
    refuse_if_faulty([fault for some in found.faults.values() for fault in some])
    return found.plans
