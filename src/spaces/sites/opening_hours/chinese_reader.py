"""Goes through the words of Chinese opening hours and takes down the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from spaces.sites.opening_hours.chinese_clauses import Clauses
from spaces.sites.opening_hours.chinese_times import interval
from spaces.sites.opening_hours.chinese_words import Token
from spaces.sites.opening_hours.rules import EVERY, USUAL, Days, NotUnderstood, Rule
from spaces.sites.opening_hours.table import joined


class Reader(Clauses):
    """Goes through the words once, keeping what the next one may belong to."""

    def rules_of(self, words: list[Token]) -> list[Rule]:
        """Read all words; refuse what leaves a loose end."""
        self._left = list(reversed(words))
        while self._left:
            kind, value = self._left.pop()
            handler: Callable[[Any], None] = getattr(self, f"_on_{kind}")
            handler(value)
            self._before = kind
        self._end_of_clause()
        loose = self._days or self._begins or self._but or self._outer or self._season_names
        if loose or not self.rules or self._excepted_follow:
            raise NotUnderstood
        return self.rules

    # ---- when

    def _on_season(self, value: tuple[int, int]) -> None:
        self._end_of_clause()
        if self._outer and self.rules and self._before == "in" and not self._season_names:
            raise NotUnderstood
        self._season, self._season_names = value, 0

    def _on_season_name(self, _: str) -> None:
        if self._before == "season":
            return
        self._season_names += 1  # whose months must follow

    def _on_days(self, value: Days) -> None:
        if self._excepted_follow:
            self._days, self._excepted_follow = value, False
            self._on_except("")
            return
        if self._days is None:
            self._days = value
        else:
            self._days |= value

    def _on_others(self, _: str) -> None:
        named = frozenset(day for rule in self.rules for day in rule.days.weekdays)
        if not self.rules or self._days:
            raise NotUnderstood
        self._days = Days(EVERY - named) if named else None

    # ---- open

    def _on_time(self, value: Any) -> None:  # noqa: ANN401  tuple of one interval
        if self._closed_follow:
            raise NotUnderstood
        follows = self._before in ("time", "and", "comma", "") and self._days is None
        last = self.rules[-1] if self.rules else None
        if follows and last is not None and last.opens and self._season == last.season:
            times = joined([*last.times, *value]) if last.times != value else value  # type: ignore[misc]
            if times is None or times[-1] != value[0]:
                raise NotUnderstood  # not in order: half of the day was left out
            self.rules[-1] = replace(last, times=times)
            return
        self._say(value)

    def _on_open_at(self, value: str) -> None:
        if self._begins:
            raise NotUnderstood
        self._begins = re.sub("开馆|开门|开园|开放", "", value)

    def _on_close_at(self, value: str) -> None:
        ends = re.sub("闭馆|关门|闭园|关闭|结束", "", value)
        if self._begins is None:
            self._closes_as_said(ends)
            return
        begins, self._begins = self._begins, None
        self._on_time(interval(f"{begins}-{ends}"))

    def _closes_as_said(self, ends: str) -> None:
        """Take no notice of 17:00闭馆 after 9:00-17:00."""
        last = self.rules[-1] if self.rules else None
        if last is None or not last.opens or self._days is not None:
            raise NotUnderstood
        if last.times[-1][1] != interval(f"0:00-{ends}")[0][1]:  # type: ignore[index]
            raise NotUnderstood

    def _on_usual(self, _: str) -> None:
        if self._left and self._left[-1][0] == "time":
            return  # 正常开放 9:00-17:00
        if self._days is None:
            if self.rules and self.rules[-1].without.holiday:
                return  # 除外，正常开放
            raise NotUnderstood
        self._as_usual()

    def _on_never_closed(self, _: str) -> None:
        if self._days is None:
            self._days = Days(holiday=True)  # 全年无休
        self._as_usual()

    def _as_usual(self) -> None:
        """Say that some days are open as others are."""
        days = self._days or Days()
        last = self.rules[-1] if self.rules else None
        if days.weekdays and last is not None and last.opens and not last.stated:
            days = replace(days, weekdays=frozenset())  # 周末不休: said already
        if days.weekdays:
            raise NotUnderstood
        self._days = days
        self._say(USUAL)

    # ---- closed

    def _on_close(self, _: str) -> None:
        if self._days is None:
            if self._before == "time" or not self._left or self._left[-1][0] != "days":
                raise NotUnderstood
            self._closed_follow = True
            return
        if self._before == "time":
            raise NotUnderstood
        self._say(())

    def _on_head_closed(self, value: str) -> None:
        if self._days is not None:
            self._on_close(value)
        else:
            self._closed_follow = True

    def _on_announced(self, _: str) -> None:
        if self._days is None:
            raise NotUnderstood
        self._say(None)

    def _on_move(self, _: str) -> None:
        self._end_of_clause()
        self.moves = True

    # ---- excepted

    def _on_except(self, _: str) -> None:
        """除外 turns round what was said last: an opening, or a closing."""
        excepted, self._days = self._days, None
        if excepted is None:
            raise NotUnderstood
        if self._outer and self._outer[-1][0] is not None:
            days, without = self._outer[-1]
            self._outer[-1] = (days, without | excepted)
        elif self.rules:
            last = self.rules[-1]
            if last.times is None or (last.times == () and excepted.weekdays):
                raise NotUnderstood
            self.rules[-1] = replace(last, without=last.without | excepted)
        else:
            raise NotUnderstood

    def _on_excepting(self, _: str) -> None:
        self._end_of_clause(keep=bool(self._outer))
        self._excepted_follow = True

    def _on_but(self, _: str) -> None:
        self._end_of_clause()
        if self._but:
            raise NotUnderstood
        self._but = True
        self._whole, self._days = self._days, None

    def _on_but_end(self, _: str) -> None:
        if not self._but:
            raise NotUnderstood
        self._but = False
        if self._days is not None:
            self._without |= self._days
        self._days = self._whole

    # ---- between

    def _on_note(self, _: str) -> None:
        self.more = True

    def _on_not_rest(self, _: str) -> None:
        """Nothing is closed at noon: the hours say so already."""

    def _on_and(self, _: str) -> None:
        """More of the same follows."""

    def _on_comma(self, _: str) -> None:
        if self._closed_follow or self._trails():
            self._end_of_clause()

    def _on_stop(self, _: str) -> None:
        self._end_of_clause()
        if self._days is not None:
            raise NotUnderstood

    def _on_in(self, _: str) -> None:
        if self._closed_follow:
            self._end_of_clause()
        self._outer.append((self._days, self._without))
        self._days, self._without = None, Days()

    def _on_out(self, _: str) -> None:
        if not self._outer:
            raise NotUnderstood
        inner = self._days
        if inner is not None and self._trails():
            self._end_of_clause()
            inner = None
        days, self._without = self._outer.pop()
        if inner is not None and days is None:
            raise NotUnderstood
        self._days = days if inner is None else (days or Days()) | inner
