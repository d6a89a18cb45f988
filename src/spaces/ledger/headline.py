"""The plan in one breath: built of promised, what is reached, what is behind."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from spaces.ledger.targets import Plan, Target

_NUMBERED = ("met", "ahead", "behind")


@dataclass(frozen=True, slots=True)
class Headline:
    """Sums over the targets whose number can be compared.

    Parameters
    ----------
    promised, built : int
        Sites promised, and those of them that are built. A kind with more than promised counts
        only up to its promise, so it cannot hide another kind's shortfall.
    counted : tuple of str
        Targets in these sums: each kind of site once, no totals over other targets.
    totals : tuple of str
        Numbered targets that are in no sum: totals over others, repeats of the same sites, and
        what is measured against areas or people.
    numbered, reached : int
        Targets with a number for the year that can be measured, and those of them reached.
    behind : tuple of str
        Targets behind, the one that misses most sites first.
    no_number, not_measurable, not_yet, undated, unreported : int
        Targets that cannot be compared, by reason.
    """

    promised: int
    built: int
    counted: tuple[str, ...]
    numbered: int
    reached: int
    behind: tuple[str, ...]
    no_number: int
    not_measurable: int
    not_yet: int
    undated: int = 0
    unreported: int = 0
    totals: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """Built of promised, 0 to 1; None if nothing is promised by the year."""
        return self.built / self.promised if self.promised else None


def headline(plan: Plan, table: pd.DataFrame) -> Headline:
    """Sum up a progress table.

    Parameters
    ----------
    plan : Plan
        The ledger that ``table`` was made from.
    table : DataFrame
        What :func:`spaces.ledger.assessment.assess` or :func:`spaces.ledger.progress.progress`
        returned. What is measured against areas or people is numbered, but never in a sum of sites.
    """
    own = table[(table["canonical"] == "") & table["state"].isin(_NUMBERED)]
    in_sites = own[own["built"].notna()]
    counted = _without_totals([plan.target(str(name)) for name in in_sites.index], in_sites)
    sums = own.loc[list(counted)]
    capped = sums[["built", "planned"]].astype(float).min(axis=1)
    late = own[own["state"] == "behind"]
    missing = late["shortfall"].astype(float).sort_values(ascending=False, kind="stable")
    states = table.loc[table["canonical"] == "", "state"].value_counts()
    return Headline(
        promised=round(float(sums["planned"].astype(float).sum())),
        built=round(float(capped.sum())),
        counted=counted,
        numbered=len(own),
        reached=int(own["state"].isin(("met", "ahead")).sum()),
        behind=tuple(str(name) for name in missing.index),
        no_number=int(states.get("no_number", 0)),
        not_measurable=int(states.get("not_measurable", 0)),
        not_yet=int(states.get("not_yet", 0)),
        undated=int(states.get("undated", 0)),
        unreported=int(states.get("unreported", 0)),
        totals=tuple(str(name) for name in own.index if name not in counted),
    )


def _without_totals(targets: list[Target], table: pd.DataFrame) -> tuple[str, ...]:
    """Targets that add up without counting a site twice.

    A target over several kinds of which another target covers some is a total; of two over the
    same sites the larger promise stands for both.
    """
    by_scope: dict[frozenset[str], Target] = {}
    for target in targets:
        scope = frozenset(target.sites or target.counts)
        held = by_scope.get(scope)
        if held is None or _planned(table, held) < _planned(table, target):
            by_scope[scope] = target
    kept = [t for scope, t in by_scope.items() if not any(other < scope for other in by_scope)]
    return tuple(target.id for target in kept)


def _planned(table: pd.DataFrame, target: Target) -> float:
    return float(table["planned"].astype("float64").loc[target.id])
