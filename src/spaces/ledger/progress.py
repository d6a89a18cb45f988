"""How far a place is with what it promised: planned by a year against built by that year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from spaces.ledger.comparators import compare, without_year
from spaces.ledger.schedule import EventsEachTerm, EventsEachYear, Reading, planned_by
from spaces.ledger.site_counts import counted_sites, distinct
from spaces.ledger.targets import Plan, Target
from spaces.ledger.unknowns import is_open, unsure_sites, why_unreported
from spaces.sites.contract import EXISTING

STATES = (
    "met", "ahead", "behind", "no_number", "not_measurable", "not_yet", "undated", "unreported",
)  # fmt: skip
"""What a target can be: its words stand in the catalogues under ``progress_state``."""

_COUNTABLE = frozenset({"count", "project", "unnumbered"})
_INTEGERS = ("built", "building", "planned_sites", "undated")
_FLOATS = ("planned", "surplus", "shortfall", "share")
COLUMNS = (
    "clause", "category", "kind", "planned", "built", "building", "planned_sites", "undated",
    "surplus", "shortfall", "share", "state", "reading", "lead", "canonical",
)  # fmt: skip


def is_counted(target: Target) -> bool:
    """Whether sites can be counted for a target.

    Shares, ratios and circles need more than a count; yearly events leave no site; and a named
    project needs the ids of its own sites, or any park would stand for 明镜公园.
    """
    if not target.measurable or target.kind not in _COUNTABLE:
        return False
    if target.kind == "project" and not target.sites:
        return False
    events = EventsEachYear | EventsEachTerm
    return not any(isinstance(reading.schedule, events) for reading in target.readings)


def progress(
    plan: Plan,
    sites: pd.DataFrame,
    year: int,
    readings: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Planned by a year against built by that year, per target.

    Parameters
    ----------
    plan : Plan
        The ledger; its baselines are left out, they promise nothing.
    sites : DataFrame
        Sites of the plan's place: index ``id``, columns ``category``, ``status``, ``year``.
    year : int
        Asked year; both sides count to its end.
    readings : mapping of str to str, optional
        Target id to reading id, where not the default reading is wanted.

    Returns
    -------
    DataFrame
        Index ``target``; columns :data:`COLUMNS`. ``built`` counts built and certified sites
        with a year up to the asked one; those without a year stand in ``undated`` alone.
        ``building`` and ``planned_sites`` count sites due by the year, or without a year.
        ``share`` is built / planned (1 is all of it). Figures that do not exist are NA: a
        target without a number or without a year has no ``planned``, and one that sites cannot
        answer has no ``built``; nor has one of which nobody has reported, or whose sites are all
        without a year: that is not zero (:mod:`spaces.ledger.unknowns`).

    Raises
    ------
    KeyError
        If ``readings`` names a target or reading that the plan lacks.
    """
    chosen = dict(readings or {})
    for target_id, reading_id in chosen.items():
        plan.target(target_id).reading(reading_id)
    rows = {
        target.id: _row(target, sites, year, target.reading(chosen.get(target.id)))
        for target in plan.targets
        if target.kind != "baseline"
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    table.index.name = "target"
    types = dict.fromkeys(_INTEGERS, "Int64") | dict.fromkeys(_FLOATS, "Float64")
    return table.astype(types)


def _row(target: Target, sites: pd.DataFrame, year: int, reading: Reading | None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"clause": target.clause, "category": target.category, "kind": target.kind}
    row |= {"lead": list(target.lead), "canonical": target.canonical or ""}
    row["reading"] = reading.id if reading else ""
    planned = planned_by(reading, year)
    row["planned"] = planned
    if not is_counted(target):
        return row | {"state": "not_measurable"}
    own = counted_sites(target, sites)
    row |= _counts(own, year)
    built, unsure = row["built"], unsure_sites(own)
    unreported = bool(why_unreported(target, sites))
    if unreported or (unsure and not built):
        row["built"] = None
    if reading is None and row["built"] is not None:
        return row | {"state": without_year(target, built)}
    if reading is None:
        return row | {"state": "unreported" if unreported else "undated"}
    if planned is None:
        return row | {"state": "not_yet"}
    if unreported:
        return row | {"state": "unreported"}
    if is_open(target, reading, planned, built, unsure):
        return row | {"state": "undated"}
    return row | asdict(compare(target, reading, planned, built))


def _counts(sites: pd.DataFrame, year: int) -> dict[str, int]:
    years, status = sites["year"].astype("Int64"), sites["status"]
    by_then = (years <= year).fillna(False)
    exists = status.isin(EXISTING)
    return {
        "built": distinct(sites[exists & by_then]),
        "undated": distinct(sites[exists & years.isna()]),
        "building": distinct(sites[(status == "building") & (by_then | years.isna())]),
        "planned_sites": distinct(sites[(status == "planned") & (by_then | years.isna())]),
    }
