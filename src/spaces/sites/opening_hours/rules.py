"""What opening hours say, rule by rule: about which days, and when they are open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

DAY_MIN: Final = 24 * 60
Interval = tuple[int, int]
"""Minutes after the midnight that the day begins with; a night ends after :data:`DAY_MIN`."""
Times = tuple[Interval, ...] | None
"""When a day is open, in order: empty for closed, None for not known."""
Week = tuple[Times, ...]
"""Seven days from Monday. A night belongs to the day that it begins on."""

ALL_DAY: Final[Times] = ((0, DAY_MIN),)
EVERY: Final = frozenset(range(7))
WEEKDAYS: Final = frozenset(range(5))
WEEKEND: Final = frozenset({5, 6})
USUAL: Final = "usual"
"""Open as on other days."""


class NotUnderstood(ValueError):
    """The text says something that cannot be read for certain."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a rule is about.

    Parameters
    ----------
    weekdays : frozenset of int
        From 0, Monday.
    holiday : bool
        Whether it is about public holidays.
    festivals : frozenset of str
        Festivals by name, see :data:`spaces.public.holidays.FESTIVALS`.
    part : bool
        Whether only some days of those festivals are meant.
    work, rest : bool
        Whether the weekdays stand for days of work (工作日) or of rest (双休日).
    loose : bool
        Whether the word for public holidays (节假日) may mean weekends as well.
    """

    weekdays: frozenset[int] = frozenset()
    holiday: bool = False
    festivals: frozenset[str] = frozenset()
    part: bool = False
    work: bool = False
    rest: bool = False
    loose: bool = False

    def __or__(self, other: Days) -> Days:
        """Days of both."""
        return Days(
            self.weekdays | other.weekdays,
            self.holiday or other.holiday,
            self.festivals | other.festivals,
            self.part or other.part,
            self.work or other.work,
            self.rest or other.rest,
            self.loose or other.loose,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is said.

    Parameters
    ----------
    days : Days
        About which days.
    times : tuple of (int, int), None or "usual"
        Empty for closed, None for "will be announced".
    stated : bool
        Whether the days are named; otherwise the rule is about every weekday.
    without : Days
        Days that are excepted from it.
    season : tuple of (int, int), optional
        First and last day of the year, such as ``(401, 1031)``; None for the whole year.
    """

    days: Days
    times: Times | Literal["usual"]
    stated: bool = True
    without: Days = field(default_factory=Days)
    season: tuple[int, int] | None = None

    @property
    def opens(self) -> bool:
        """Whether it names times at which the site is open."""
        return bool(self.times) and self.times != USUAL
