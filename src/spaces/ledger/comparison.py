"""Plans side by side: what each place promised and built, per 10,000 children.

Places differ by size and their plans by period, so what is compared is said with it: promises
of a plain number of sites, of one kind each, by the default reading, at the last year of each
plan (or one year for all); children of 0–14 years of the census; sites that exist by then, also
those that no promise asked for. Promises of shares, ratios and events are not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from spaces.ledger.burn_up import kind_targets
from spaces.ledger.schedule import planned_by
from spaces.ledger.site_counts import existing_by
from spaces.ledger.targets import Plan, Target
from spaces.places import Place
from spaces.sites import Category

PER_CHILDREN = 10_000
COLUMNS = (
    "place", "category", "targets", "year", "planned", "built", "children",
    "planned_per_10000", "built_per_10000",
)  # fmt: skip


def compare_places(
    plans: Mapping[str, Plan],
    sites: pd.DataFrame,
    places: Mapping[str, Place],
    categories: Mapping[str, Category],
    year: int | None = None,
) -> pd.DataFrame:
    """Promised and built sites by place and kind, per 10,000 children.

    Parameters
    ----------
    plans : mapping of str to Plan
        By place code; places without a plan are left out.
    sites : DataFrame
        Sites of all places: index ``id``, column ``place``.
    places : mapping of str to Place
        With the census.
    categories : mapping of str to Category
        Kinds, in the order of the result.
    year : int, optional
        One year for all; default the last year of each plan's period.

    Returns
    -------
    DataFrame
        One row for each place and each kind that any of the plans promises a number of, in the
        order of places and kinds; columns :data:`COLUMNS`. ``planned`` is NA where that plan
        promises no number of that kind by the year (not 0: it may promise it without a number);
        ``targets`` are the ids behind it, ``children`` those of the census, NA without one.
    """
    known = {code: plans[code] for code in places if code in plans}
    kinds = [k for k in categories if any(kind_targets(plan, k) for plan in known.values())]
    rows: list[dict[str, Any]] = []
    for code, plan in known.items():
        asked = plan.period[1] if year is None else year
        rows += _rows(plan, places[code], sites[sites["place"] == code], kinds, asked)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    floats = dict.fromkeys(("planned", "planned_per_10000", "built_per_10000"), "Float64")
    return table.astype(floats | {"year": "Int64", "built": "Int64", "children": "Int64"})


def _rows(
    plan: Plan, place: Place, sites: pd.DataFrame, kinds: list[str], year: int
) -> list[dict[str, Any]]:
    there = existing_by(sites, year)["category"].value_counts()
    children = place.census.children if place.census else None
    rows = []
    for kind in kinds:
        targets = kind_targets(plan, kind)
        planned, built = _planned(targets, year), int(there.get(kind, 0))
        rows.append(
            {
                "place": place.code,
                "category": kind,
                "targets": [target.id for target in targets],
                "year": year,
                "planned": planned,
                "built": built,
                "children": children,
                "planned_per_10000": _per(planned, children),
                "built_per_10000": _per(built, children),
            }
        )
    return rows


def _planned(targets: list[Target], year: int) -> float | None:
    """Largest number promised by the year: targets over one kind are met by the same sites."""
    values = [v for t in targets if (v := planned_by(t.reading(), year)) is not None]
    return max(values) if values else None


def _per(value: float | None, children: int | None) -> float | None:
    return None if value is None or not children else value * PER_CHILDREN / children
