"""Lines over the years: promised, built and under construction.

Nothing is extrapolated. A promised line exists from the first to the last year that its reading
names, and keeps its number between two steps. A line of sites ends with the last year in which
the place's list has a finished site: what was built later nobody has written down yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from spaces.ledger.progress import is_counted
from spaces.ledger.schedule import Reading, first_year, last_year, planned_by
from spaces.ledger.site_counts import distinct, existing_by
from spaces.ledger.targets import Plan, Target
from spaces.sites.contract import EXISTING

SERIES = ("planned", "built", "building")
COLUMNS = ("year", "series", "reading", "value")
FIRST, SECOND = "first", "second"
"""Names of the two readings of a kind: of each target the default, and the other where it has
one."""


def planned_at(reading: Reading | None, year: int) -> float | None:
    """Promised number at the end of a year; None before the first and after the last named."""
    if reading is None or year > last_year(reading):
        return None
    return planned_by(reading, year)


def span(plan: Plan) -> range:
    """Years of the plan's period and of every date in it."""
    dates = [
        year
        for target in plan.targets
        for reading in target.readings
        for year in (first_year(reading), last_year(reading))
    ]
    years = [*plan.period, *dates]
    return range(min(years), max(years) + 1)


def _own_span(targets: Iterable[Target], sites: pd.DataFrame) -> range:
    """Years that the targets name and in which sites were finished."""
    years = [
        year
        for target in targets
        for reading in target.readings
        for year in (first_year(reading), last_year(reading))
    ]
    done = sites.loc[sites["status"].isin(EXISTING), "year"].astype("Int64").dropna()
    years += [int(done.min()), int(done.max())] if len(done) else []
    return range(min(years), max(years) + 1) if years else range(0)


def known_until(sites: pd.DataFrame) -> int | None:
    """Last year in which the list has a finished site; None if it has none with a year."""
    done = sites.loc[sites["status"].isin(EXISTING), "year"].astype("Int64").dropna()
    return int(done.max()) if len(done) else None


def _site_lines(own: pd.DataFrame, years: Iterable[int], until: int | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    started = own[own["status"] == "building"]
    due = started["year"].astype("Int64")
    for year in years:
        known = until is not None and year <= until
        by_then = (due <= year).fillna(False) | due.isna()
        values = {"built": len(existing_by(own, year)), "building": distinct(started[by_then])}
        for series, value in values.items():
            rows.append(
                {"year": year, "series": series, "reading": "", "value": value if known else None}
            )
    return rows


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"year": "int64", "value": "Float64"})


def kind_targets(plan: Plan, kind: str) -> list[Target]:
    """Targets that promise a number of this one kind alone, repeats and named sites left out."""
    return [
        target
        for target in plan.targets
        if target.counts == (kind,)
        and target.kind == "count"
        and is_counted(target)
        and target.canonical is None
        and target.readings
        and not target.sites
    ]


def kinds(plan: Plan) -> tuple[str, ...]:
    """Kinds of sites of which the plan promises a number, in the order of the plan."""
    single = dict.fromkeys(t.counts[0] for t in plan.targets if len(t.counts) == 1)
    return tuple(kind for kind in single if kind_targets(plan, kind))


def kind_lines(
    plan: Plan, sites: pd.DataFrame, kind: str, years: Iterable[int] | None = None
) -> pd.DataFrame:
    """Lines of one kind of sites: what its targets promise together, built, being built.

    Of several targets over the same kind the larger number stands for all, year by year: they
    are met by the same sites.

    Parameters
    ----------
    plan : Plan
        The ledger.
    sites : DataFrame
        All sites of the place.
    kind : str
        Kind of sites.
    years : iterable of int, optional
        Years to draw; default from the first to the last that its targets or sites name.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`, one row per year, series and reading; ``series`` of
        :data:`SERIES`; ``reading`` of the planned lines is :data:`FIRST`, and :data:`SECOND` too
        where a target has a second reading, "" for sites; ``value`` is NA where there is none.
        ``building`` at a year counts sites under construction due by it or without a year, as
        :func:`spaces.ledger.progress.progress` does.
    """
    targets = kind_targets(plan, kind)
    own = sites[sites["category"] == kind]
    asked = list(_own_span(targets, own) if years is None else years)
    names = [FIRST, *([SECOND] if any(len(t.readings) > 1 for t in targets) else [])]
    rows: list[dict[str, Any]] = []
    for position, name in enumerate(names):
        readings = [t.readings[min(position, len(t.readings) - 1)] for t in targets]
        for year in asked:
            values = [v for r in readings if (v := planned_at(r, year)) is not None]
            value = max(values) if values else None
            rows.append({"year": year, "series": "planned", "reading": name, "value": value})
    rows += _site_lines(own, asked, known_until(sites))
    return _frame(rows)
