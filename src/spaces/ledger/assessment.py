"""Where each promise stands: counted, measured against areas, people or a walk, and its dates.

One row per promise, wherever it can be measured and by whatever it is: the sites of its kinds,
the share of areas with a site, capacity per people, or children within a walk. What cannot be
computed has a reason, never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.faults import InputRefused
from spaces.ledger.comparators import compare, without_year
from spaces.ledger.deadlines import deadline_state, is_inferred, next_step
from spaces.ledger.evidence import Evidence
from spaces.ledger.life_circles import circle, circle_query
from spaces.ledger.progress import COLUMNS as COUNTED
from spaces.ledger.progress import is_counted, progress
from spaces.ledger.provision_ratios import is_ratio, ratio
from spaces.ledger.schedule import EventsEachTerm, EventsEachYear, Reading
from spaces.ledger.school_route_shares import is_of_routes, route_query, route_share
from spaces.ledger.targets import Plan, Target
from spaces.ledger.unit_coverage import is_of_units, unit_coverage
from spaces.ledger.unknowns import UNKNOWN, why_unreported
from spaces.reach import GapQuery, GapResult

__all__ = [
    "COLUMNS",
    "METHODS",
    "assess",
    "why_not_measured",
]

METHODS = ("sites", "units", "capacity", "circle", "walk", "routes", "")
"""How a promise was measured; empty: it was not."""
MORE = (
    "method", "measured", "measured_unit", "why", "due", "due_value", "due_inferred", "deadline",
    "routes_by",
)  # fmt: skip
COLUMNS = (*COUNTED, *MORE)


def assess(
    plan: Plan,
    sites: gpd.GeoDataFrame,
    year: int,
    evidence: Evidence,
    readings: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Where each promise stands at the end of a year.

    Parameters
    ----------
    plan : Plan
        The ledger; baselines are left out.
    sites : GeoDataFrame
        Sites of the plan's place, index ``id``.
    year : int
        The asked year.
    evidence : Evidence
        Areas, census, walkers.
    readings : mapping of str to str, optional
        Target id to reading id, where not the default is wanted.

    Returns
    -------
    DataFrame
        Index ``target``; the columns of :func:`spaces.ledger.progress.progress`, and :data:`MORE`:
        ``method`` of :data:`METHODS`; ``measured`` in ``measured_unit`` (sites, percent of areas,
        the ratio's unit; for a circle percent of the children, in a straight line or by the
        ``walk``; for ways to school percent of ``routes_by``); ``why`` a code for
        :func:`why_sentence` or ""; ``due`` and ``due_value`` the next number that falls due (the
        last one when all are past), ``due_inferred`` whether its year is our inference;
        ``deadline`` one of :data:`spaces.ledger.deadlines.DEADLINES`; ``routes_by`` the
        denominator of a share of safe ways to school, "" elsewhere.

    Raises
    ------
    KeyError
        If ``readings`` names a target or reading that the plan lacks.
    """
    counted = progress(plan, sites, year, readings)
    answers: dict[GapQuery, GapResult] = {}
    rows = {}
    for target_id, cells in counted.to_dict(orient="index").items():
        target, row = plan.target(str(target_id)), {str(key): v for key, v in cells.items()}
        reading = target.reading(str(row["reading"]) or None) if row["reading"] else None
        found = _measure(target, row, sites, year, evidence, answers)
        rows[target_id] = row | found | _dates(target, reading, year, row | found)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    table.index.name = "target"
    types: dict[str, Any] = {name: counted[name].dtype for name in COUNTED}
    more = {"measured": "Float64", "due": "Int64", "due_value": "Float64", "due_inferred": "bool"}
    return table.astype(types | more)


def _measure(
    target: Target,
    row: Mapping[str, Any],
    sites: gpd.GeoDataFrame,
    year: int,
    evidence: Evidence,
    answers: dict[GapQuery, GapResult],
) -> dict[str, Any]:
    found: dict[str, Any] = {"method": "", "measured": None, "measured_unit": "", "why": ""}
    found["routes_by"] = ""
    if is_counted(target):
        found |= {"method": "sites", "measured": row["built"], "measured_unit": target.unit}
        found |= _left_open(target, row, sites)
    elif is_of_units(target):
        cover = unit_coverage(target, sites, evidence.units, year)
        value = None if cover.share is None else cover.share * 100
        found |= {"method": "units", "measured": value, "measured_unit": "%", "why": cover.why}
        found |= _held(target, row, value, cover.why)
    elif is_ratio(target):
        quotient = ratio(target, sites, evidence.place.census, year)
        found |= {"method": "capacity", "measured": quotient.value, "measured_unit": target.unit}
        found |= {"why": quotient.why} | _held(target, row, quotient.value, quotient.why)
    elif target.kind == "circle":
        found |= _circle(target, year, evidence, answers)
    elif is_of_routes(target):
        found |= _routes(target, row, year, evidence)
    else:
        found["why"] = why_not_measured(target)
    if found["measured"] is None or pd.isna(found["measured"]):
        found |= {"method": "", "measured_unit": "", "measured": None, "routes_by": ""}
    return found


def _left_open(target: Target, row: Mapping[str, Any], sites: pd.DataFrame) -> dict[str, Any]:
    """Return why nothing can be said of a count yet; nothing where something can."""
    if row["state"] in UNKNOWN or pd.isna(row["built"]):
        return {"measured": None, "why": why_unreported(target, sites) or "years_unknown"}
    return {}


def _held(
    target: Target, row: Mapping[str, Any], value: float | None, why: str = ""
) -> dict[str, Any]:
    """Surplus, shortfall, share and state of a measured value; nothing for one that is not.

    A part of the capacity is enough to keep a promise of at least so much, never to break one.
    """
    planned = row["planned"]
    if value is None:
        return {}
    if not row["reading"]:
        return {"state": without_year(target, value)}
    if planned is None or pd.isna(planned):
        return {"state": "not_yet"}
    reading = target.reading(str(row["reading"]))
    held = asdict(compare(target, reading, float(planned), value))
    at_least = target.comparator in (">=", ">", "=", "range")
    sure = not why or (at_least and held["state"] != "behind")
    return held if sure else {}


def _circle(
    target: Target, year: int, evidence: Evidence, answers: dict[GapQuery, GapResult]
) -> dict[str, Any]:
    query = circle_query(target, evidence.place.code, evidence.walkers, year)
    if query is not None and evidence.reach is not None and query not in answers:
        answers[query] = evidence.reach(query)
    answer = answers.get(query) if query else None
    found, method = circle(query, answer), "circle"
    if answer is not None and answer.query.on_foot:
        method = "walk"
    value = None if found.share is None else found.share * 100
    return {"method": method, "measured": value, "measured_unit": "%", "why": found.why}


def _routes(
    target: Target, row: Mapping[str, Any], year: int, evidence: Evidence
) -> dict[str, Any]:
    if evidence.routes is None:
        return {"why": "routes_on_page"}
    try:
        ways = evidence.routes(route_query(target, evidence.place.code, year))
    except InputRefused:  # the other promises do not need that file
        return {"why": "routes_unreadable"}
    found = route_share(target, ways, evidence.routes_by)
    value = None if found.share is None else found.share * 100
    measured = {"method": "routes", "measured": value, "measured_unit": "%", "why": found.why}
    # The whole place's share can keep a promise for its centre, and cannot break it.
    return measured | {"routes_by": evidence.routes_by} | _held(target, row, value, found.why)


def why_not_measured(target: Target) -> str:
    """Code of the reason why sites do not answer a promise.

    ``yearly_events``, ``needs_site_ids`` (a named project whose site is not named),
    ``needs_list_of_others`` (a share of schools, hospitals, people), ``needs_numerator`` (a
    ratio), ``needs_records`` (anything else: services, results, documents).
    """
    events = EventsEachYear | EventsEachTerm
    yearly = any(isinstance(reading.schedule, events) for reading in target.readings)
    if yearly and target.kind not in ("coverage", "ratio"):
        return "yearly_events"
    if target.kind == "project" and target.measurable:
        return "needs_site_ids"
    if target.kind == "coverage" and target.measurable:
        return "needs_list_of_others"
    if target.kind == "ratio" and target.per:
        return "needs_numerator"
    return "needs_records"


def _dates(
    target: Target, reading: Reading | None, year: int, row: Mapping[str, Any]
) -> dict[str, Any]:
    step = next_step(reading, year)
    value = row["measured"] if row["state"] not in ("not_measurable", "no_number") else None
    value = None if value is None or pd.isna(value) else float(value)
    return {
        "due": step[0] if step else None,
        "due_value": step[1] if step else None,
        "due_inferred": is_inferred(target),
        "deadline": deadline_state(target, reading, year, value),
    }
