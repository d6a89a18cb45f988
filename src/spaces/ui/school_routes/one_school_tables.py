"""Tables of one school: its crossings and its streets, with its own children.

``ways`` is the answer of :func:`spaces.ui.school_routes.cache.for_one_school`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from spaces.school_routes import SchoolRoutes
from spaces.school_routes.locations import Location
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.shell.frame import Context


def _first(tell: Callable[[str], Location], rows: pd.DataFrame) -> dict[str, object]:
    return {"place": school_tables.placed(tell, rows.index)["place"]}


def _rest(tell: Callable[[str], Location], rows: pd.DataFrame) -> dict[str, object]:
    """Return what may stand beyond the edge of a phone."""
    both = school_tables.placed(tell, rows.index)
    return {name: both[name] for name in ("beside", "at")}


def _own_children(context: Context, ways: SchoolRoutes, rows: pd.DataFrame) -> dict[str, object]:
    """Children of the school, and where there are any those of other schools."""
    found: dict[str, object] = {"own": school_tables.heads_of(context, ways, rows["children"])}
    if (rows["others"] > 0).any():
        found["others"] = school_tables.heads_of(context, ways, rows["others"])
    return found


def crossings(
    context: Context, ways: SchoolRoutes, keys: Sequence[str], school: str
) -> pd.DataFrame:
    """Crossings on the ways to one school, those to mend first first."""
    t, spots, rows = (
        context.t,
        school_tables.where(context, ways, school),
        ways.crossings.loc[list(keys)],
    )
    guarded = rows["guarded"].astype(bool)
    return school_tables.named(
        context,
        {
            "rank": [str(at) if not ok else "" for at, ok in enumerate(guarded, 1)],
            **_first(spots.crossing, rows),
            **_own_children(context, ways, rows),
            "state": [t(f"school_page.{'guarded' if ok else 'unguarded'}") for ok in guarded],
            **_rest(spots.crossing, rows),
            "there": [school_tables.kinds(context, names) for names in rows["facility_kinds"]],
        },
    )


def streets(context: Context, ways: SchoolRoutes, keys: Sequence[str], school: str) -> pd.DataFrame:
    """Streets on the ways to one school, by how many children walk there."""
    spots, rows = school_tables.where(context, ways, school), ways.streets.loc[list(keys)]
    return school_tables.named(
        context,
        {
            **_first(spots.street, rows),
            **_own_children(context, ways, rows),
            "metres": rows["length_m"].round().astype(int).to_numpy(),
            "treated": rows["treated_m"].round().astype(int).to_numpy(),
            "untreated": rows["untreated_m"].round().astype(int).to_numpy(),
            **_rest(spots.street, rows),
        },
    )
