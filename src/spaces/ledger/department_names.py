"""The departments that a sheet can be made for, named exactly as the plan names them."""

from __future__ import annotations

import difflib

from spaces.ledger.plan_files import Plan

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
