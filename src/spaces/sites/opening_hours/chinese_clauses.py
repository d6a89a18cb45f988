"""Rules as they are taken down, clause by clause, with what the next word may belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spaces.sites.opening_hours.chinese_words import Token
from spaces.sites.opening_hours.rules import EVERY, Days, NotUnderstood, Rule


class Clauses:
    """What was said so far, and what was named without anything being said of it."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.moves = self.more = False
        self._season: tuple[int, int] | None = None
        self._season_names = 0
        self._days: Days | None = None
        """Days named, of which nothing is said yet."""
        self._without = Days()
        self._whole: Days | None = None
        """Days that 除…外 takes some away from."""
        self._outer: list[tuple[Days | None, Days]] = []
        self._closed_follow = self._excepted_follow = self._but = False
        self._begins: str | None = None
        self._before = ""
        self._left: list[Token] = []

    def _say(self, times: Any) -> None:  # noqa: ANN401  Times or USUAL
        days, self._days = self._days, None
        without, self._without = self._without, Days()
        if times == () and days is not None and days.weekdays == EVERY:
            raise NotUnderstood
        self.rules.append(Rule(days or Days(EVERY), times, days is not None, without, self._season))

    def _trails(self) -> bool:
        """Whether the days that were named belong to the times before them."""
        last = self.rules[-1] if self.rules else None
        return self._days is not None and last is not None and last.opens and not last.stated

    def _end_of_clause(self, *, keep: bool = False) -> None:
        if self._days is None or keep:
            self._closed_follow = False
        elif self._closed_follow:
            self._closed_follow = False
            self._say(())
        elif self._trails():
            self.rules[-1] = replace(self.rules[-1], days=self._days, stated=True)
            self._days = None
