"""What is wrong with a plan file, all of it: its form, and the reading rules that figures rest on.

Loading asks for the form only (:func:`spaces.ledger.plan_files.read_plan`). The rules here find
what loads and yet would show a wrong figure, or none: a default reading that ends at another
number, a promise said to be measurable for which nothing counts.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from geo.faults import Fact, Fault, InputRefused, Severity
from spaces.content import Content
from spaces.ledger.plan_files import scan_plan
from spaces.ledger.plan_names import named_for_another
from spaces.ledger.schedule import ByYear, Growth, Reading
from spaces.ledger.targets import Plan, Target
from spaces.places import load_places
from spaces.sites import load_categories, load_sites

Rule = tuple[str, str, dict[str, Fact]]

INFERABLE = frozenset(
    {"value", "value_max", "unit", "counts", "schedule.year", "schedule.start", "schedule.end"}
)
"""Fields that may be marked as inferred."""


def check_plan(path: Path, content: Content) -> tuple[Fault, ...]:
    """Check one plan file against the data folder it is meant for.

    Parameters
    ----------
    path : Path
        A plan TOML; it need not lie in the folder.
    content : Content
        For the known kinds of sites, places and sites.

    Returns
    -------
    tuple of Fault
        Each with file, entry and field; errors first refuse the plan, or make a figure wrong;
        warnings deserve a look.

    Raises
    ------
    InputRefused
        If ``categories.toml``, ``places.toml`` or ``sites.geojson`` is faulty.
    """
    categories, places = load_categories(content), load_places(content)
    known = load_sites(content).frame.index
    try:
        plan, faults = scan_plan(path, categories, places)
    except InputRefused as refused:
        return refused.faults
    faults += named_for_another(plan, path.name, places)
    faulty = {str(fault.facts.get("entry", "")).partition(" / ")[0] for fault in faults}
    for target in plan.targets:
        if f"target {target.id}" not in faulty:
            faults += _rules(target, plan, known, path.name)
    if not plan.targets:
        faults.append(_fault(path.name, "plan", ("target", "toml.no_targets", {})))
    return tuple(sorted(faults, key=lambda fault: fault.severity != "error"))


def _fault(file: str, entry: str, rule: Rule, severity: Severity = "error") -> Fault:
    field, code, facts = rule
    known: dict[str, Fact] = {"entry": entry, "field": field, **facts}
    return Fault(code, file, column=field, facts=known, severity=severity)


def _rules(target: Target, plan: Plan, sites: Collection[str], file: str) -> list[Fault]:
    entry = f"target {target.id}"
    doubts: list[Rule] = [
        ("sites", "toml.no_such_site", {"got": name}) for name in target.sites if name not in sites
    ]
    if target.value is not None and not target.readings and target.kind != "baseline":
        doubts.append(("reading", "toml.number_without_year", {}))
    if not target.id.startswith(f"{plan.place}-"):
        doubts.append(("id", "toml.id_not_of_place", {"got": target.id}))
    return [
        *(_fault(file, entry, rule) for rule in _wrong(target, plan)),
        *(_fault(file, entry, rule, "warning") for rule in doubts),
    ]


def _wrong(target: Target, plan: Plan) -> list[Rule]:
    """Return each rule that a target breaks: field, code and facts."""
    wrong: list[Rule] = []
    last = None if not target.readings else _said(target.readings[0])
    if last is not None and last != target.value:
        wrong.append(("reading", "toml.reading_not_value", {"got": last, "value": _g(target)}))
    if target.unit == "%" and target.kind == "coverage" and not 0 <= (target.value or 0) <= 100:
        wrong.append(("value", "toml.not_a_percentage", {"got": _g(target)}))
    if target.of and target.kind not in ("coverage", "baseline"):
        wrong.append(("of", "toml.of_without_coverage", {"got": target.of}))
    if target.per and target.kind not in ("ratio", "baseline"):
        wrong.append(("per", "toml.per_without_ratio", {"got": target.per}))
    if target.kind == "unnumbered" and target.value is not None:
        wrong.append(("value", "toml.unnumbered_with_number", {"got": _g(target)}))
    if target.measurable and not (target.counts or target.sites):
        wrong.append(("counts", "toml.nothing_counts", {}))
    first = plan.target(target.canonical) if target.canonical else None
    if first is not None and first.canonical is not None:
        wrong.append(("canonical", "toml.canonical_repeats", {"got": first.id}))
    wrong += [
        ("inferred", "toml.not_inferable", {"got": name, "allowed": ", ".join(sorted(INFERABLE))})
        for name in target.inferred
        if name not in INFERABLE
    ]
    return wrong


def _said(reading: Reading) -> float:
    """Return the number that a reading takes from the sentence: first batch, a year's, the last."""
    schedule = reading.schedule
    if isinstance(schedule, ByYear):
        return float(schedule.points[-1][1])
    return float(schedule.first if isinstance(schedule, Growth) else schedule.value)


def _g(target: Target) -> str:
    return f"{target.value:g}" if target.value is not None else ""
