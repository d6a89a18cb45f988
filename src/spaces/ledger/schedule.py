"""When a promise falls due: the planned number by each year, as the plan states it.

Nothing is extrapolated: before the first year that a plan names there is no number, and after
its last year the number stays where the plan left it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spaces.content import name_in


@dataclass(frozen=True, slots=True)
class ByYear:
    """Cumulative steps: ``value`` in all by the end of ``year``.

    Parameters
    ----------
    points : tuple of (int, float)
        Year and number, years rising.
    """

    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """A first batch and its growth, "首批6个，逐年增长6个".

    Parameters
    ----------
    start, end : int
        First and last year.
    first, growth : float
        First batch, and what is added each year.
    mode : {"add", "batch"}
        ``add``: the total grows by ``growth`` (6, 12, 18). ``batch``: each year's batch is
        larger by ``growth`` than the one before (6, 12, 18, in all 6, 18, 36).
    """

    start: int
    end: int
    first: float
    growth: float
    mode: str


@dataclass(frozen=True, slots=True)
class EachYear:
    """``value`` more in each year from ``start`` to ``end``; they add up."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class EventsEachYear:
    """``value`` events in each year from ``start`` to ``end``; they do not add up."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class EventsEachTerm:
    """``value`` events in each school term of ``start`` to ``end``; they do not add up.

    No plan says how many terms a year has: the number stays one of a term.
    """

    start: int
    end: int
    value: float


Schedule = ByYear | Growth | EachYear | EventsEachYear | EventsEachTerm
TYPES = ("by", "growth", "each_year", "events_each_year", "events_each_term")
MODES = ("add", "batch")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a promise.

    Parameters
    ----------
    id, zh, en : str
        Name inside the target, and what it means for people.
    schedule : Schedule
        What is due when.
    """

    id: str
    zh: str
    en: str
    schedule: Schedule

    def name(self, lang: str) -> str:
        """Return the reading in words, ``zh`` unless ``en`` is asked."""
        return name_in(self.zh, self.en, lang)


def first_year(reading: Reading) -> int:
    """First year for which the reading names a number."""
    schedule = reading.schedule
    return schedule.points[0][0] if isinstance(schedule, ByYear) else schedule.start


def last_year(reading: Reading) -> int:
    """Last year for which the reading names a number: the deadline."""
    schedule = reading.schedule
    return schedule.points[-1][0] if isinstance(schedule, ByYear) else schedule.end


def planned_by(reading: Reading | None, year: int) -> float | None:
    """Return the number promised in all by the end of a year.

    Parameters
    ----------
    reading : Reading or None
        None for a target without a number.
    year : int
        Calendar year.

    Returns
    -------
    float or None
        None before the first year the plan names, and without a number. After the last year
        the last number. For events the number of that one year (or of each of its terms), None
        outside its years.

    Examples
    --------
    >>> six = Growth(2022, 2024, 6, 6, "batch")
    >>> [planned_by(Reading("r", "", "", six), y) for y in (2021, 2022, 2023, 2024, 2025)]
    [None, 6.0, 18.0, 36.0, 36.0]
    """
    if reading is None or year < first_year(reading):
        return None
    schedule = reading.schedule
    if isinstance(schedule, ByYear):
        return float([value for due, value in schedule.points if due <= year][-1])
    if isinstance(schedule, EventsEachYear | EventsEachTerm):
        return float(schedule.value) if year <= schedule.end else None
    years = min(year, schedule.end) - schedule.start + 1
    if isinstance(schedule, EachYear):
        return float(schedule.value * years)
    later = years - 1
    if schedule.mode == "add":
        return float(schedule.first + schedule.growth * later)
    return float(schedule.first * years + schedule.growth * later * years / 2)
