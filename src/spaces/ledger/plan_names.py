"""Whose plan a file is: its name and what it holds must not name two places."""

from __future__ import annotations

from collections.abc import Collection

from geo.faults import Fact, Fault
from spaces.ledger.targets import Plan


def named_for_another(plan: Plan, name: str, places: Collection[str]) -> list[Fault]:
    """Say that a file is named by the code of one place and holds the plan of another.

    Parameters
    ----------
    plan : Plan
        What the file holds.
    name : str
        Name of the file.
    places : collection of str
        Codes of the known places.
    """
    own = name.removesuffix(".toml")
    if own not in places or plan.place in (own, ""):
        return []
    return [misplaced("toml.plan_of_another_place", name, plan.place, named=own)]


def misplaced(code: str, name: str, got: str, **facts: str) -> Fault:
    """Say that a plan cannot be used where it lies.

    Parameters
    ----------
    code : str
        What is wrong.
    name : str
        Name of the file.
    got : str
        Code of the place that the plan names.
    **facts : str
        What else the sentence needs.
    """
    known: dict[str, Fact] = {"entry": "plan", "field": "place", "got": got, **facts}
    return Fault(code, name, column="place", facts=known)
