"""Who promised what: departments as the plan names them, and the promises of one of them."""

from __future__ import annotations

import difflib

import pandas as pd

from spaces.ledger.targets import Plan, Target

ROLES = ("any", "lead", "partner")
NEAREST = 5
_ALIKE = 0.3


def departments(plan: Plan) -> tuple[str, ...]:
    """Departments exactly as the plan writes them: leads first, most promises first."""
    led, helped = _times(plan, "lead"), _times(plan, "partners")
    leads = sorted(led, key=lambda name: -led[name])
    return (*leads, *(name for name in sorted(helped, key=lambda n: -helped[n]) if name not in led))


def nearest(name: str, plan: Plan) -> tuple[str, ...]:
    """Departments of the plan whose names are most like ``name``; all that hold it come first."""
    known = departments(plan)
    holding = [one for one in known if name and (name in one or one in name)]
    alike = difflib.get_close_matches(name, known, NEAREST, _ALIKE)
    return tuple(dict.fromkeys([*holding, *alike]))[:NEAREST]


def _times(plan: Plan, role: str) -> dict[str, int]:
    """How often each department has a role, in the order of the plan."""
    times: dict[str, int] = {}
    for target in plan.targets:
        if target.kind != "baseline":
            for name in getattr(target, role):
                times[name] = times.get(name, 0) + 1
    return times


def has_department(target: Target, department: str, role: str = "any") -> bool:
    """Whether a department leads a promise, takes part in it, or either (``any``).

    Parameters
    ----------
    target : Target
        The promise.
    department : str
        Name as the plan writes it.
    role : {"any", "lead", "partner"}
        In which role.

    Raises
    ------
    ValueError
        If the role is another word.
    """
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
