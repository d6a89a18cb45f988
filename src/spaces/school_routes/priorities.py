"""What to mend first: crossings by the children they free, streets by child-metres.

A child is free when every unguarded crossing on its way is mended, so that a crossing alone often
frees nobody. Treating several together is counted once: a child who is freed by two crossings is
freed once, at the second of them.

Streets under a budget of metres are a fractional knapsack: the most child-metres for each metre
first (G. B. Dantzig, Operations Research 5, 1957).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.arrays import Floats
from spaces.school_routes.crossing_sets import Needs, best_list, bound, needs_of
from spaces.school_routes.result import SchoolRoutes

CHOSEN_COLUMNS = ("order", "kind", "label", "gain", "cost", "cumulative_gain", "cumulative_cost")
CURVE_COLUMNS = ("cost", "gain", "share")
_LEAST_M = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Priorities:
    """A ranked list under a budget, and how far it can be from the best list.

    Parameters
    ----------
    kind : {"crossing", "street"}
        What is mended: the budget counts crossings, or metres of street.
    budget : float
        Crossings or metres.
    chosen : DataFrame
        Index: id of the crossing or street; :data:`CHOSEN_COLUMNS`. ``gain``: children who now
        reach school without an unguarded crossing, or child-metres that are now treated, beyond
        those of the rows before; ``cost``: 1, or metres.
    curve : DataFrame
        :data:`CURVE_COLUMNS` from no cost upwards; ``share``: of all children who walk, or of all
        child-metres, 0 to 1, safe or treated after that cost; NaN without children.
    gain : float
        Of the whole list.
    bound : float
        No list under this budget gains more.
    of_bound : float
        ``gain / bound``, 1 where nothing can be gained.
    method : str
        ``greedy_children`` or ``greedy_child_metres``.
    """

    kind: str
    budget: float
    chosen: pd.DataFrame
    curve: pd.DataFrame
    gain: float
    bound: float
    of_bound: float
    method: str


def options(result: SchoolRoutes) -> pd.DataFrame:
    """All that can be mended: unguarded crossings with children, walked streets not yet treated.

    Returns
    -------
    DataFrame
        Index id; ``kind``, ``label`` (names of the streets), ``children``, ``child_m`` (walked on
        the untreated part; 0 of a crossing), ``cost`` (1, or metres not yet treated).
    """
    crossings, streets = result.crossings, result.streets
    open_ = crossings[~crossings["guarded"].astype(bool) & (crossings["children"] > 0)]
    bare = streets[(streets["child_untreated_m"] > 0) & (streets["untreated_m"] > _LEAST_M)]
    one = pd.DataFrame(
        {
            "kind": "crossing",
            "label": [" / ".join(names) for names in open_["streets"]],
            "children": open_["children"].astype(float),
            "child_m": 0.0,
            "cost": 1.0,
        },
        index=open_.index,
    )
    other = pd.DataFrame(
        {
            "kind": "street",
            "label": bare["name"].astype(str),
            "children": bare["children"].astype(float),
            "child_m": bare["child_untreated_m"].astype(float),
            "cost": bare["untreated_m"].astype(float),
        },
        index=bare.index,
    )
    return pd.concat([part for part in (one, other) if len(part)] or [one])


def rank(
    result: SchoolRoutes, *, crossings: int | None = None, metres: float | None = None
) -> Priorities:
    """Rank what to mend under a budget of crossings or of metres of street.

    Parameters
    ----------
    result : SchoolRoutes
        What was measured; ways stay as they are while crossings are mended.
    crossings : int, optional
        Budget of crossings.
    metres : float, optional
        Budget of metres of street.

    Raises
    ------
    ValueError
        Unless just one budget is given, 0 or more.
    """
    if (crossings is None) == (metres is None):
        raise ValueError("give either a number of crossings or metres of street")
    budget = float(metres if crossings is None else crossings)  # type: ignore[arg-type]
    if not budget >= 0:
        raise ValueError(f"a budget must be 0 or more, got {budget}")
    found = options(result)
    if crossings is not None:
        return _crossings(result, found[found["kind"] == "crossing"], int(crossings))
    return _streets(result, found[found["kind"] == "street"], budget)


def _crossings(result: SchoolRoutes, found: pd.DataFrame, budget: int) -> Priorities:
    needs: Needs = needs_of(result.needs)
    most = bound(needs, budget)
    chosen, gains = best_list(needs, budget, most)
    ids = [needs.ids[k] for k in chosen]
    cost = np.ones(len(ids))
    figures = result.figures
    return _priorities(
        "crossing", float(budget), found.reindex(ids), np.array(gains, dtype=np.float64), cost,
        most, figures.children_safe, figures.children,
    )  # fmt: skip


def _streets(result: SchoolRoutes, found: pd.DataFrame, budget: float) -> Priorities:
    gain = found["child_m"].to_numpy(dtype=np.float64)
    cost = found["cost"].to_numpy(dtype=np.float64)
    names = found.index.to_numpy(dtype=object)
    # Equal rows by name, so that the order of rows does not matter.
    by_name = np.argsort(names.astype(str), kind="stable")
    order = by_name[np.argsort(-np.round(gain / cost, 9)[by_name], kind="stable")]
    kept, left = [], budget
    for row in order.tolist():
        if cost[row] <= left + 1e-9:
            kept.append(row)
            left -= cost[row]
    single = int(np.argmax(np.where(cost <= budget + 1e-9, gain, -1.0))) if len(gain) else -1
    if single >= 0 and cost[single] <= budget + 1e-9 and gain[single] > gain[kept].sum():
        kept = [single]  # one long street can be worth more than all short ones before it
    figures = result.figures
    return _priorities(
        "street", budget, found.iloc[kept], gain[kept], cost[kept],
        _fractional(gain[order], cost[order], budget), figures.child_treated_m, figures.child_m,
    )  # fmt: skip


def _fractional(gain: Floats, cost: Floats, budget: float) -> float:
    """Most that the budget could gain if streets could be treated in part; rows best first."""
    before = np.append(0.0, np.cumsum(cost))[:-1]
    part = np.clip((budget - before) / cost, 0.0, 1.0)
    return float((gain * part).sum())


def _priorities(
    kind: str,
    budget: float,
    rows: pd.DataFrame,
    gain: Floats,
    cost: Floats,
    most: float,
    already: float | None,
    whole: float | None,
) -> Priorities:
    total, spent = np.cumsum(gain), np.cumsum(cost)
    chosen = pd.DataFrame(
        {
            "order": np.arange(1, len(gain) + 1),
            "kind": kind,
            "label": rows["label"].fillna("").astype(str),
            "gain": gain,
            "cost": cost,
            "cumulative_gain": total,
            "cumulative_cost": spent,
        },
        index=pd.Index(rows.index, name="id"),
    )
    gains, costs = np.append(0.0, total), np.append(0.0, spent)
    share = (gains + (already or 0.0)) / whole if whole else np.full(len(gains), np.nan)
    curve = pd.DataFrame({"cost": costs, "gain": gains, "share": np.minimum(share, 1.0)})
    reached, most = float(gains[-1]), max(most, float(gains[-1]))
    method = "greedy_children" if kind == "crossing" else "greedy_child_metres"
    of_bound = reached / most if most > 0 else 1.0
    return Priorities(kind, budget, chosen, curve, reached, most, of_bound, method)
