"""Ages of children as a parent chooses them, each with the walker that fits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from spaces.walking import Walker, Walkers


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring ages that walk alike.

    Parameters
    ----------
    youngest, oldest : int
        Years, both included.
    walker : Walker
        How a child of this age walks.
    """

    youngest: int
    oldest: int
    walker: Walker


def bands(walkers: Walkers) -> tuple[Band, ...]:
    """Cut the ages that the presets name into bands without overlap, youngest first.

    An age belongs to the preset made for the fewest ages; of two alike, to the slower one: a walk
    that takes less time than promised disappoints nobody.
    """
    oldest = max((walker.ages[1] for walker in walkers.by_id.values()), default=-1)
    fitting = [(age, _walker(age, walkers)) for age in range(oldest + 1)]
    out = []
    for walker, group in groupby(fitting, key=lambda pair: pair[1]):
        ages = [age for age, _ in group]
        if walker is not None:
            out.append(Band(ages[0], ages[-1], walker))
    return tuple(out)


def _walker(age: int, walkers: Walkers) -> Walker | None:
    fitting = [w for w in walkers.by_id.values() if w.ages[0] <= age <= w.ages[1]]
    return min(fitting, key=lambda w: (w.ages[1] - w.ages[0], w.speed_mps), default=None)
