"""The sites behind a department's figures: each listed once, with the promises that count it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from spaces.ledger import Target
from spaces.ledger.site_counts import counted_sites
from spaces.sites import site_name
from spaces.sites.contract import EXISTING

COUNTED_AS = ("counted", "undated", "building", "planned", "later", "unknown", "closed")
"""Whether a site counts by the asked year, and if not, why."""


@dataclass(frozen=True, slots=True)
class SheetSite:
    """One site behind the figures, listed once however many promises it counts for.

    ``counted_as`` is one of :data:`COUNTED_AS`, ``later`` meaning later than the asked year;
    ``main`` says that a promise which the department leads counts it; ``clauses`` are those of all
    promises that count it, in the plan's order.
    """

    id: str
    name_zh: str
    name_en: str
    category: str
    status: str
    year: int | None
    sub_area: str
    demo: bool
    counted_as: str
    located: bool = False
    main: bool = True
    clauses: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        """Return the name in a language."""
        return site_name(self.name_zh, self.name_en, lang, demo=self.demo)


def sheet_sites(
    main: list[Target], targets: list[Target], sites: pd.DataFrame, year: int
) -> tuple[SheetSite, ...]:
    """Sites that the given promises count: by kind, those that count first.

    Parameters
    ----------
    main, targets : list of Target
        Promises that the summary speaks of, and all of them, in the plan's order; only those
        that sites answer.
    sites : GeoDataFrame
        Sites of the plan's place, index ``id``.
    year : int
        The year by whose end sites count.
    """
    counted, clauses = _clauses(main, sites), _clauses(targets, sites)
    listed = sites[sites.index.isin(clauses) & ~sites.index.duplicated()]
    located = ~(listed.geometry.isna() | listed.geometry.is_empty)
    found = [
        replace(
            _site(str(name), row, year),
            located=bool(located.loc[name]),
            main=str(name) in counted,
            clauses=tuple(dict.fromkeys(clauses[str(name)])),
        )
        for name, row in listed.to_dict(orient="index").items()
    ]
    kinds = list(dict.fromkeys(site.category for site in found))
    return tuple(sorted(found, key=lambda site: _order(site, kinds)))


def _order(site: SheetSite, kinds: list[str]) -> tuple[bool, int, int, int]:
    return (
        not site.main,
        kinds.index(site.category),
        COUNTED_AS.index(site.counted_as),
        site.year or 0,
    )


def _clauses(targets: list[Target], sites: pd.DataFrame) -> dict[str, list[str]]:
    """Site id to the clauses of the promises that count it."""
    clauses: dict[str, list[str]] = {}
    for target in targets:
        for name in counted_sites(target, sites).index:
            clauses.setdefault(str(name), []).append(target.clause)
    return clauses


def _site(name: str, row: dict[Hashable, Any], year: int) -> SheetSite:
    at, status = whole(row["year"]), str(row["status"])
    if status in ("closed", "unknown"):
        counted_as = status
    elif at is not None and at > year:
        counted_as = "later"
    elif status in EXISTING:
        counted_as = "undated" if at is None else "counted"
    else:
        counted_as = status
    return SheetSite(
        id=name,
        name_zh=str(row["name_zh"]),
        name_en=str(row["name_en"] or ""),
        category=str(row["category"]),
        status=status,
        year=at,
        sub_area=str(row["sub_area"] or ""),
        demo=bool(row["demo"]),
        counted_as=counted_as,
    )


def whole(value: Any) -> int | None:  # noqa: ANN401  a cell of a frame
    """Return a cell as a whole number, None for a missing one."""
    return None if value is None or pd.isna(value) else int(value)
