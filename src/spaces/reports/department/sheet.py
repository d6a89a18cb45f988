"""The 牵头单位 sheet: what one department promised, where it stands, what is due and missing.

Facts only. :mod:`spaces.reports.department.words` puts them into a language, once for all forms.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from spaces.ledger import Plan, Target
from spaces.ledger.departments import departments
from spaces.ledger.progress import is_counted
from spaces.ledger.schedule import ByYear, Reading, first_year, last_year, planned_by
from spaces.ledger.site_counts import counted_sites
from spaces.ledger.unknowns import UNKNOWN
from spaces.reports.department.sites import SheetSite, sheet_sites, whole

REACHED = ("met", "ahead")
LATE = ("behind",)
UNREPORTED = ("unreported",)
WHEN = ("now", "earlier", "later", "open")
"""When a promise falls due: in the asked year, before it, after it, no year written."""

# Reasons of spaces.ledger.assessment that say less than the kind of the promise does.
_COARSE = frozenset({"", "needs_records", "yearly_events", "circle_on_gaps_page"})


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise on the sheet.

    Parameters
    ----------
    target : Target
        The record of the plan.
    reading : Reading or None
        How its number is read.
    others : tuple of (Reading, float or None)
        The other ways to read it, and what they promise by the year's end.
    deadline : int or None
        Last year for which it names a number.
    when : str
        One of :data:`WHEN`.
    state : str
        One of :data:`spaces.ledger.progress.STATES`.
    planned, surplus, shortfall, share : float or None
        Promised by the year's end, and built against it.
    built, building, planned_sites, undated : int or None
        Sites, None where sites cannot be counted for it.
    measured : float or None
        What stands against the promise, in its unit: sites built, or a share of areas.
    needs : str
        What it takes to answer it where sites cannot, a key of the catalogue under
        ``sheet.needs``; empty where they can.
    why : str
        The finer reason of :func:`spaces.ledger.words.why_sentence`; empty where ``needs`` says it.
    repeats : str
        Clause of the promise of the same role on this sheet that it repeats; empty otherwise.
    demo : bool
        Whether demonstration data are among the sites.
    """

    target: Target
    reading: Reading | None
    others: tuple[tuple[Reading, float | None], ...]
    deadline: int | None
    when: str
    state: str
    planned: float | None
    surplus: float | None
    shortfall: float | None
    share: float | None
    built: int | None
    building: int | None
    planned_sites: int | None
    undated: int | None
    measured: float | None
    needs: str
    why: str
    repeats: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything one department promised; ``lead`` is empty for the whole plan.

    ``own`` are the promises that it leads, ``shared`` those where it is a partner,
    ``leaderless`` the number of the plan's promises that name no lead at all.
    """

    plan: Plan
    lead: str
    year: int
    own: tuple[Promise, ...]
    shared: tuple[Promise, ...]
    sites: tuple[SheetSite, ...]
    leaderless: int

    @property
    def demo(self) -> bool:
        """Whether demonstration data stand behind any figure or in the list of sites."""
        return any(site.demo for site in self.sites)

    @property
    def once(self) -> tuple[Promise, ...]:
        """The promises that it leads, those that repeat another one left out."""
        return tuple(promise for promise in self.own if not promise.repeats)

    @property
    def main(self) -> tuple[Promise, ...]:
        """What the summary speaks of: what it leads, else what it is a partner in."""
        return self.once or tuple(promise for promise in self.shared if not promise.repeats)

    @property
    def main_sites(self) -> tuple[SheetSite, ...]:
        """Sites behind :attr:`main`."""
        return tuple(site for site in self.sites if site.main)


def build_sheet(
    plan: Plan, sites: pd.DataFrame, table: pd.DataFrame, lead: str, year: int
) -> Sheet:
    """Collect what a department promised.

    Parameters
    ----------
    plan : Plan
        The ledger.
    sites : GeoDataFrame
        Sites of the plan's place, as :func:`spaces.sites.loading.load_sites` gives them.
    table : DataFrame
        What :func:`spaces.ledger.assessment.assess` (or, without areas and capacities,
        :func:`spaces.ledger.progress.progress`) said of ``plan`` and ``sites`` by ``year``.
    lead : str
        A department as the plan writes it; ``""`` for the whole plan.
    year : int
        The year by whose end promised and built are compared.

    Raises
    ------
    KeyError
        If the plan names no such department.
    """
    if lead and lead not in departments(plan):
        raise KeyError(lead)
    promised = [target for target in plan.targets if target.kind != "baseline"]
    own = [target for target in promised if not lead or lead in target.lead]
    shared = [t for t in promised if lead and lead in t.partners and lead not in t.lead]
    rows: dict[str, dict[Hashable, Any]] = {
        str(name): row for name, row in table.to_dict(orient="index").items()
    }
    return Sheet(
        plan=plan,
        lead=lead,
        year=year,
        own=tuple(_promise(target, rows, sites, year, own) for target in own),
        shared=tuple(_promise(t, rows, sites, year, shared) for t in shared),
        sites=sheet_sites(
            [one for one in own or shared if _is_answered(one, rows)],
            [one for one in (*own, *shared) if _is_answered(one, rows)],
            sites,
            year,
        ),
        leaderless=sum(not target.lead for target in promised),
    )


def _is_answered(target: Target, rows: dict[str, dict[Hashable, Any]]) -> bool:
    """Whether sites answer a promise: counted, held against areas, or by their capacity."""
    method = rows[target.id].get("method", "sites" if is_counted(target) else "")
    return method in ("sites", "units", "capacity")


def _promise(
    target: Target,
    rows: dict[str, dict[Hashable, Any]],
    sites: pd.DataFrame,
    year: int,
    same_role: list[Target],
) -> Promise:
    row, answered = rows[target.id], _is_answered(target, rows)
    reading = target.reading(str(row["reading"])) if row["reading"] else None
    clauses = {other.id: other.clause for other in same_role}
    measured = _number(row.get("measured", row["built"]))
    return Promise(
        target=target,
        reading=reading,
        others=tuple((r, planned_by(r, year)) for r in target.readings if r is not reading),
        deadline=last_year(reading) if reading else None,
        when=when(reading, year),
        state=str(row["state"]),
        planned=_number(row["planned"]),
        surplus=_number(row["surplus"]),
        shortfall=_number(row["shortfall"]),
        share=_number(row["share"]),
        built=whole(row["built"]),
        building=whole(row["building"]),
        planned_sites=whole(row["planned_sites"]),
        undated=whole(row["undated"]),
        measured=measured,
        needs=needs(target, str(row["state"])) if measured is None else "",
        why="" if row.get("why", "") in _COARSE else str(row["why"]),
        repeats=clauses.get(target.canonical or "", ""),
        demo=answered and bool(counted_sites(target, sites)["demo"].any()),
    )


def when(reading: Reading | None, year: int) -> str:
    """When a promise falls due, seen from a year; one of :data:`WHEN`.

    A yearly batch or event falls due in each of its years.
    """
    if reading is None:
        return "open"
    schedule = reading.schedule
    if isinstance(schedule, ByYear):
        due = year in [at for at, _ in schedule.points]
    else:
        due = first_year(reading) <= year <= last_year(reading)
    if due:
        return "now"
    return "earlier" if last_year(reading) < year else "later"


def needs(target: Target, state: str = "not_measurable") -> str:
    """Say what it takes to answer a promise that sites do not; a key under ``sheet.needs``."""
    if state in UNKNOWN:
        return state
    if target.kind == "coverage":
        return f"areas_{target.of}" if target.of else "share"
    if target.kind == "ratio" and target.unit.endswith("/年"):
        return "change"
    if target.kind == "ratio" and target.unit.startswith("1/"):
        return "share"
    return target.kind


def _number(value: Any) -> float | None:  # noqa: ANN401  a cell of a frame
    return None if value is None or pd.isna(value) else float(value)
