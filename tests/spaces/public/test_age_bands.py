"""Ages as parents choose them, each with its walker."""

from __future__ import annotations

from spaces.public.age_bands import bands
from spaces.walking.walkers import Walker, Walkers


def walker(id_, ages, speed):  # short for the table below
    return Walker(id_, id_, id_, speed, ages, "", "", "")


def test_every_age_has_the_walker_made_for_it():
    made = [walker("all", (3, 9), 1.1), walker("a", (0, 2), 0.8), walker("b", (3, 6), 0.9),
            walker("c", (6, 9), 1.0)]  # fmt: skip
    found = bands(Walkers({w.id: w for w in made}, "all", 15))
    assert [(b.youngest, b.oldest, b.walker.id) for b in found] == [
        (0, 2, "a"),
        (3, 6, "b"),  # at 6 both fit: the slower one
        (7, 9, "c"),
    ]
    gap = bands(Walkers({"x": walker("x", (4, 5), 1.0)}, "x", 15))
    assert [(b.youngest, b.oldest) for b in gap] == [(4, 5)]
