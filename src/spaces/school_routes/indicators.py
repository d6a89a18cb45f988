"""The three shares and the safe children: of a school, of a sub-area, of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats, Longs, Mask
from geo.network.flows.loads import tally
from geo.network.graph import Network
from geo.network.stretches import Stretches, concatenated
from geo.network.walks import BEYOND, REACHED, UNKNOWN, UNREACHABLE, UNSNAPPED
from spaces.places.locate import area_of_sites, texts
from spaces.school_routes.assignment import Assignment
from spaces.school_routes.gates import Gates, same_gate
from spaces.school_routes.pupils import UNASSIGNED
from spaces.school_routes.result import FIGURES, SCHOOL_COLUMNS, Figures


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """All that figures are added up from.

    Parameters
    ----------
    network : Network
        The streets.
    schools : GeoDataFrame
        All schools, by id.
    counted, located, on_network, touched : bool[s]
        Which schools count; have a place; have a gate on a street; are touched by a route.
    gates : Gates
        Their gates.
    around : tuple of Stretches
        Streets around each school.
    treated : Stretches
        Treated streets.
    assignment : Assignment or None
        Children on the streets; None without children.
    """

    network: Network
    schools: gpd.GeoDataFrame
    counted: Mask
    located: Mask
    on_network: Mask
    touched: Mask
    gates: Gates
    around: tuple[Stretches, ...]
    treated: Stretches
    assignment: Assignment | None


@dataclass(frozen=True, slots=True, eq=False)
class _Goals:
    """Sums by goal."""

    children: Floats
    child_m: Floats
    treated_m: Floats
    leg_m: Floats
    safe: Floats


def _sums(measured: Measured) -> _Goals | None:
    assignment = measured.assignment
    if assignment is None:
        return None
    on, network, goals = assignment.pieces, measured.network, assignment.goals
    walks = assignment.weight > 0
    goal, weight = assignment.home_goal[walks], assignment.weight[walks]
    treated_m = on.weight * measured.treated.overlap_m(network, on.edge, on.start, on.stop)
    safe = np.array([not chain for chain in assignment.chains], dtype=bool)
    return _Goals(
        tally(goal, weight, goals),
        tally(on.gate, on.metres(network), goals),
        tally(on.gate, treated_m, goals),
        tally(goal, weight * assignment.leg_m[walks], goals),
        tally(assignment.chain_goal[safe], assignment.chain_weight[safe], goals),
    )


def _share(part: float | None, whole: float | None) -> float | None:
    """Part of a whole, None of nothing."""
    if part is None or whole is None or not whole > 0:
        return None
    return min(part / whole, 1.0)


def _figures(measured: Measured, sums: _Goals | None, some: Mask, whole: bool) -> Figures:
    """Add up some schools; children at a shared gate and metres near two schools count once."""
    on = some & measured.on_network
    around = concatenated([measured.around[k] for k in np.flatnonzero(on)])
    street_m = around.length_m(measured.network)
    inside = measured.treated.overlap_m(measured.network, around.edge, around.start, around.stop)
    treated_m = float(inside.sum())
    touched = int((on & measured.touched).sum())
    figures = {
        "schools": int(some.sum()),
        "schools_located": int((some & measured.located).sum()),
        "schools_on_network": int(on.sum()),
        "schools_touched": touched,
        "touched_share": _share(touched, int(on.sum())),
        "street_m": street_m,
        "street_treated_m": treated_m,
        "street_share": _share(treated_m, street_m),
    }
    return Figures(**figures, **_children(measured, sums, some, whole))  # type: ignore[arg-type]


def _children(
    measured: Measured, sums: _Goals | None, some: Mask, whole: bool
) -> dict[str, float | None]:
    assignment = measured.assignment
    if assignment is None or sums is None:
        return {}
    goals = np.zeros(assignment.goals, dtype=bool)
    goals[assignment.goal[some[assignment.school]]] = True
    children, child_m, treated_m, leg_m, safe = (
        float(column[goals].sum())
        for column in (sums.children, sums.child_m, sums.treated_m, sums.leg_m, sums.safe)
    )
    return {
        "children": children,
        "child_m": child_m,
        "child_treated_m": treated_m,
        "child_share": _share(treated_m, child_m),
        "child_leg_m": leg_m,
        "children_safe": safe,
        "safe_share": _share(safe, children),
        **(_classes(assignment) if whole else {}),
    }


def _classes(assignment: Assignment) -> dict[str, float | None]:
    """Children of the place who walk to none of the schools that count, by why."""
    names = {"beyond": BEYOND, "unreachable": UNREACHABLE, "unsnapped": UNSNAPPED}
    names |= {"unknown": UNKNOWN, "unassigned": UNASSIGNED}
    found = {
        k: float(assignment.all_children[assignment.state == code].sum())
        for k, code in names.items()
    }
    walk = assignment.state == REACHED
    found["elsewhere"] = float((assignment.all_children[walk] - assignment.weight[walk]).sum())
    return {f"children_{name}": number for name, number in found.items()}


def place_figures(measured: Measured) -> Figures:
    """Figures of all schools that count."""
    return _figures(measured, _sums(measured), measured.counted, whole=True)


def sub_areas(schools: gpd.GeoDataFrame, parts: gpd.GeoDataFrame | None) -> list[str]:
    """Sub-area of each school by code, else its name as it stands in the list; "" for none."""
    codes = area_of_sites(schools, parts)
    return codes.where(codes != "", texts(schools, "sub_area")).tolist()


def sub_area_table(measured: Measured, areas: Sequence[str]) -> pd.DataFrame:
    """Figures by sub-area of the school, those without one last as ""."""
    sums, own = _sums(measured), np.array(areas, dtype=object)
    names = sorted({a for a, yes in zip(areas, measured.counted, strict=True) if yes})
    names = [name for name in names if name] + [name for name in names if not name]
    rows = [
        asdict(_figures(measured, sums, measured.counted & (own == name), whole=False))
        for name in names
    ]
    index = pd.Index(names, name="sub_area", dtype=object)
    return pd.DataFrame(rows, index=index, columns=list(FIGURES))


def school_table(measured: Measured, areas: Sequence[str], unguarded: pd.DataFrame) -> pd.DataFrame:
    """Figures by school; see :attr:`spaces.school_routes.result.SchoolRoutes.schools`.

    Parameters
    ----------
    measured : Measured
        What was measured.
    areas : sequence of str
        Sub-area of each school.
    unguarded : DataFrame
        ``school`` (position), ``crossing`` (id), ``children``: who use which unguarded crossing.
    """
    sums, frame = _sums(measured), measured.schools
    ids = [str(key) for key in frame.index]
    worst = unguarded.sort_values(
        ["school", "children", "crossing"], ascending=[True, False, True]
    ).drop_duplicates("school")
    weakest = {int(k): (c, n) for k, c, n in worst[["school", "crossing", "children"]].to_numpy()}
    others, median = same_gate(measured.gates, ids), _medians(measured)
    names = {column: texts(frame, column).tolist() for column in ("name_zh", "name_en")}
    made_up = frame["demo"].tolist() if "demo" in frame else [False] * len(ids)
    category, gates = frame["category"].tolist(), _gates(measured.gates)
    rows = []
    for k in np.flatnonzero(measured.counted).tolist():
        one = np.zeros(len(ids), dtype=bool)
        one[k] = True
        figures = asdict(_figures(measured, sums, one, whole=False))
        known = bool(measured.on_network[k])
        figures |= {
            **{column: own[k] for column, own in names.items()},
            "demo": made_up[k],
            "sub_area": areas[k],
            "category": category[k],
            "gates": int(gates[k]),
            "on_network": known,
            "touched": bool(measured.touched[k]) if known else None,
            "walk_m_median": median[k],
            "weakest": weakest.get(k, ("", 0.0))[0],
            "weakest_children": float(weakest.get(k, ("", 0.0))[1]),
            "same_gate": others[k],
        }
        rows.append([figures[column] for column in SCHOOL_COLUMNS])
    index = pd.Index([ids[k] for k in np.flatnonzero(measured.counted)], name="id", dtype=object)
    table = pd.DataFrame(rows, index=index, columns=list(SCHOOL_COLUMNS))
    return table.astype({"touched": "boolean"})


def _gates(gates: Gates) -> Longs:
    """How many gates each school has."""
    return np.bincount(gates.school, minlength=gates.schools)


def _medians(measured: Measured) -> Floats:
    """Walk that half of a school's children do not exceed, metres with both legs."""
    out, assignment = np.full(len(measured.schools), np.nan), measured.assignment
    if assignment is None:
        return out
    rows = np.flatnonzero(assignment.weight > 0)
    rows = rows[np.lexsort((assignment.distance_m[rows], assignment.home_goal[rows]))]
    first = np.searchsorted(assignment.home_goal[rows], np.arange(assignment.goals + 1))
    for school in np.unique(assignment.school).tolist():
        goals = assignment.goal[assignment.school == school]
        own = np.concatenate([rows[first[g] : first[g + 1]] for g in goals.tolist()])
        if len(own):
            own = own[np.argsort(assignment.distance_m[own], kind="stable")]
            total = np.cumsum(assignment.weight[own])
            at = int(np.searchsorted(total, total[-1] / 2 * (1 - 1e-12)))
            out[school] = assignment.distance_m[own[at]]
    return out
