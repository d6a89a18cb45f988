"""Which crossings free most children: a greedy choice of sets, and a bound on any choice.

A set-union knapsack problem (Goldschmidt, Nehme, Yu, Naval Research Logistics 41, 1994): no greedy
guarantee, hence the bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from geo.arrays import Floats

_STARTS, _FIRST, _ENOUGH = 4, 3, 1e-4
_LINEAR_MOST = 20_000  # crossings of all groups, up to which the sharper bound is computed


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """Children by the set of crossings that must all be mended for them.

    Parameters
    ----------
    ids : tuple of str
        Crossings, sorted.
    sets : tuple of frozenset of int
        Crossings (positions) of each group; no two groups have the same.
    children : float64[g]
        Children of each group.
    """

    ids: tuple[str, ...]
    sets: tuple[frozenset[int], ...]
    children: Floats


def needs_of(table: pd.DataFrame) -> Needs:
    """Read ``needs`` of an answer on ways to school; the gate does not matter here."""
    ids = sorted({key for keys in table["crossings"] for key in keys}, key=_number)
    table = table[table["crossings"].map(len) > 0]
    position = {key: k for k, key in enumerate(ids)}
    sums: dict[frozenset[int], float] = {}
    for keys, children in zip(table["crossings"], table["children"], strict=True):
        own = frozenset(position[key] for key in keys)
        sums[own] = sums.get(own, 0.0) + float(children)
    sets = sorted(sums, key=sorted)
    return Needs(tuple(ids), tuple(sets), np.array([sums[s] for s in sets], dtype=np.float64))


def _number(key: str) -> tuple[int, str]:
    return (int(key[1:]), key) if key[1:].isdigit() else (0, key)


def greedy(needs: Needs, budget: int) -> tuple[list[int], list[float]]:
    """Mend set after set: the one that frees most children for each of its crossings.

    Within a set the crossing that most other children need too comes first. A set that the rest
    of the budget cannot finish is passed over while another can be; what is then left goes to the
    crossings that most children need, each weighing less the more crossings it still needs.

    Returns
    -------
    chosen : list of int
        Crossings in order, at most ``budget``.
    gains : list of float
        Children whom each frees beyond those before it.

    Examples
    --------
    Sixty children need crossings 0 and 1 both, ten need crossing 2 alone. Two crossings for sixty
    beat one for ten:

    >>> sets, children = (frozenset({0, 1}), frozenset({2})), np.array([60.0, 10.0])
    >>> needs = Needs(("c1", "c2", "c3"), sets, children)
    >>> greedy(needs, 2)
    ([0, 1], [0.0, 60.0])
    """
    left = [set(own) for own in needs.sets]
    of: dict[int, list[int]] = {}
    for k, own in enumerate(needs.sets):
        for crossing in own:
            of.setdefault(crossing, []).append(k)
    chosen: list[int] = []
    gains: list[float] = []
    known: dict[frozenset[int], float] = {}
    while len(chosen) < budget:
        best = _best_set(needs, left, of, budget - len(chosen), known)
        use = _use(needs, left)
        if not use:
            break
        todo = best or {min(use, key=lambda c: (-round(use[c], 9), c))}
        for crossing in sorted(todo, key=lambda c: (-round(use[c], 9), c)):
            gain = 0.0
            for k in of[crossing]:
                left[k].discard(crossing)
                gain += needs.children[k] if not left[k] else 0.0
            chosen.append(crossing)
            gains.append(float(gain))
        changed = {c for crossing in todo for k in of[crossing] for c in needs.sets[k]}
        known = {own: n for own, n in known.items() if changed.isdisjoint(own)}
    return chosen, gains


def best_list(needs: Needs, budget: int, most: float = np.inf) -> tuple[list[int], list[float]]:
    """Choose by :func:`greedy`, and again after each of the sets that free most children at once.

    The best of these lists stays. It is then put in order anew, so that what can be done first
    frees as many as it can: its first three are the best three of it that greedy finds.

    Parameters
    ----------
    needs : Needs
        Who needs which crossings.
    budget : int
        How many can be mended.
    most : float
        No list frees more: where the first one comes that far no other is tried.

    Returns
    -------
    chosen, gains
        As of :func:`greedy`.
    """
    chosen = _best(needs, budget, most)
    kept = frozenset(chosen)
    own = _narrowed(needs, [k for k, s in enumerate(needs.sets) if s <= kept])
    first = frozenset(_best(own, min(_FIRST, budget)))
    order = _after(own, first, budget)
    order += [crossing for crossing in chosen if crossing not in set(order)]
    totals = [_freed(own, frozenset(order[:k])) for k in range(len(order) + 1)]
    return order, [float(after - before) for before, after in pairwise(totals)]


def _best(needs: Needs, budget: int, most: float = np.inf) -> list[int]:
    lists = [_after(needs, frozenset(), budget)]
    if _freed(needs, frozenset(lists[0])) < most * (1 - _ENOUGH):
        lists += [_after(needs, start, budget) for start in _heaviest(needs, budget)]
    return max(lists, key=lambda own: _freed(needs, frozenset(own)))


def _narrowed(needs: Needs, groups: list[int]) -> Needs:
    return Needs(needs.ids, tuple(needs.sets[k] for k in groups), needs.children[groups])


def _freed(needs: Needs, mended: frozenset[int]) -> float:
    return sum(float(n) for s, n in zip(needs.sets, needs.children, strict=True) if s <= mended)


def _heaviest(needs: Needs, budget: int) -> list[frozenset[int]]:
    """Return some sets that fit, those that free most children all by themselves."""
    of: dict[int, list[int]] = {}
    for k, own in enumerate(needs.sets):
        of.setdefault(min(own), []).append(k)
    found = []
    for own in needs.sets:
        if len(own) <= budget:
            near = [k for crossing in own for k in of.get(crossing, ())]
            free = sum(float(needs.children[k]) for k in near if needs.sets[k] <= own)
            found.append((-round(free, 9), len(own), sorted(own)))
    return [frozenset(own) for *_, own in sorted(found)[:_STARTS]]


def _after(needs: Needs, start: frozenset[int], budget: int) -> list[int]:
    """Crossings of a start, those that most children need first, and what greedy adds to them."""
    sums: dict[frozenset[int], float] = {}
    for own, children in zip(needs.sets, needs.children.tolist(), strict=True):
        sums[own - start] = sums.get(own - start, 0.0) + children
    sums.pop(frozenset(), None)
    left = sorted(sums, key=sorted)
    rest = Needs(needs.ids, tuple(left), np.array([sums[s] for s in left], dtype=np.float64))
    inside = _narrowed(needs, [k for k, s in enumerate(needs.sets) if s <= start])
    first = greedy(inside, len(start))[0]
    return first + greedy(rest, budget - len(start))[0]


def _use(needs: Needs, left: list[set[int]]) -> dict[int, float]:
    """Children who still need each crossing, shared among all those that they still need."""
    use: dict[int, float] = {}
    for own, children in zip(left, needs.children.tolist(), strict=True):
        for crossing in own:
            use[crossing] = use.get(crossing, 0.0) + children / len(own)
    return use


def _best_set(
    needs: Needs,
    left: list[set[int]],
    of: dict[int, list[int]],
    budget: int,
    known: dict[frozenset[int], float],
) -> set[int]:
    """Find what is left of the group that frees most children by crossing; none if none fits."""
    best: set[int] = set()
    rank: tuple[float, int, list[int]] = (0.0, 0, [])
    seen: set[frozenset[int]] = set()
    for own in left:
        key = frozenset(own)
        if not own or len(own) > budget or key in seen:
            continue
        seen.add(key)
        if key not in known:
            near = sorted({k for crossing in own for k in of[crossing]})
            known[key] = sum(float(needs.children[k]) for k in near if left[k] and left[k] <= own)
        now = (-round(known[key] / len(own), 9), len(own), sorted(own))
        if not best or now < rank:
            best, rank = set(own), now
    return best


def bound(needs: Needs, budget: int) -> float:
    """Children whom no choice of ``budget`` crossings can exceed.

    Each child is worth its share of every crossing that it needs, so that no choice frees more
    than its crossings are worth together; children who need more crossings than the budget has
    cannot be freed. Where the groups are not too many the linear relaxation of the choice is
    solved as well, and the lower of the two is the bound.
    """
    fits = [k for k, own in enumerate(needs.sets) if len(own) <= budget]
    worth = np.zeros(len(needs.ids))
    for k in fits:
        worth[list(needs.sets[k])] += needs.children[k] / len(needs.sets[k])
    most = float(min(np.sort(worth)[::-1][:budget].sum(), needs.children[fits].sum()))
    size = sum(len(needs.sets[k]) for k in fits)
    if not 0 < size <= _LINEAR_MOST:
        return most
    return min(most, _relaxed(needs, fits, budget, size))


def _relaxed(needs: Needs, fits: list[int], budget: int, size: int) -> float:
    """Let crossings be mended in part: a group is freed as far as its least mended crossing."""
    groups, crossings = len(fits), len(needs.ids)
    pairs = [(g, c) for g, k in enumerate(fits) for c in sorted(needs.sets[k])]
    row = np.arange(size)
    group, crossing = np.array(pairs).T
    ones = np.ones(size)
    rows = np.concatenate([row, row, np.full(crossings, size)])
    columns = np.concatenate([group, groups + crossing, groups + np.arange(crossings)])
    values = np.concatenate([ones, -ones, np.ones(crossings)])
    limits = csr_array((values, (rows, columns)), shape=(size + 1, groups + crossings))
    gain = np.append(-needs.children[fits], np.zeros(crossings))
    solved = linprog(
        gain, A_ub=limits, b_ub=np.append(np.zeros(size), budget), bounds=(0, 1), method="highs"
    )
    # The solver is right to a millionth; the bound must never fall below the truth.
    return float(-solved.fun * (1 + 1e-6)) + 1e-6 if solved.status == 0 else np.inf
