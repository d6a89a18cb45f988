"""Who promised what: departments that lead or take part, and the rows of one of them."""

from __future__ import annotations

import pandas as pd

from spaces.ledger.plan_files import Plan, Target

ROLES = ("any", "lead", "partner")


def departments(plan: Plan) -> pd.DataFrame:
    """Departments of a plan, those that lead most first.

    Names are the document's own: 各有关乡镇(街道) is one, and a department that a plan writes in
    two ways is two. Repeats of another promise and baselines are not counted.

    Returns
    -------
    DataFrame
        Index ``department``; int64 ``lead``, ``partner`` and ``total`` promises (one that a
        department both leads and takes part in counts once in ``total``). Empty for a plan
        that names none.
    """
    counts: dict[str, list[int]] = {}
    for target in plan.targets:
        if not _promises(target):
            continue
        for name in dict.fromkeys((*target.lead, *target.partners)):
            led, joined = name in target.lead, name in target.partners
            row = counts.setdefault(name, [0, 0, 0])
            row[0] += led
            row[1] += joined
            row[2] += 1
    table = pd.DataFrame.from_dict(counts, orient="index", columns=["lead", "partner", "total"])
    table.index.name = "department"
    return table.astype("int64").sort_values(["lead", "total"], ascending=False, kind="stable")


def _promises(target: Target) -> bool:
    return target.kind != "baseline" and target.canonical is None


def has_department(target: Target, department: str, role: str = "any") -> bool:
    """Whether a department leads a promise, takes part in it, or either (``any``)."""
    if role not in ROLES:
        raise ValueError(f"unknown role {role!r}; known: {', '.join(ROLES)}")
    led, joined = department in target.lead, department in target.partners
    return {"lead": led, "partner": joined, "any": led or joined}[role]


def select(
    table: pd.DataFrame,
    plan: Plan,
    *,
    department: str | None = None,
    role: str = "any",
    kind: str | None = None,
    category: str | None = None,
    state: str | None = None,
    deadline: str | None = None,
) -> pd.DataFrame:
    """Rows of a table of promises that fit every condition given.

    Parameters
    ----------
    table : DataFrame
        What :func:`spaces.ledger.assessment.assess` returned.
    plan : Plan
        The ledger that it was made from.
    department, role : str, optional
        A department as the plan writes it, in one of :data:`ROLES`.
    kind, category, state, deadline : str, optional
        Values of those columns.
    """
    keep = pd.Series(True, index=table.index)
    given = {"kind": kind, "category": category, "state": state, "deadline": deadline}
    for column, wanted in given.items():
        if wanted is not None:
            keep &= table[column] == wanted
    if department is not None:
        mine = {t.id for t in plan.targets if has_department(t, department, role)}
        keep &= table.index.isin(mine)
    return table[keep]
