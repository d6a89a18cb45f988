"""Reading of a target's schedule from TOML."""

from __future__ import annotations

from spaces.content import Entry
from spaces.ledger.schedule import (
    MODES,
    TYPES,
    ByYear,
    EachYear,
    EventsEachTerm,
    EventsEachYear,
    Growth,
    Reading,
    Schedule,
)
from spaces.sites.selection import YEARS


def read_reading(entry: Entry) -> Reading:
    """Read one ``[[target.reading]]``; faults go to the entry."""
    kind = entry.text("type", allowed=TYPES)
    reading_id, zh, en = entry.text("id"), entry.text("zh"), entry.text("en", "")
    schedule = _by_year(entry) if kind == "by" else _spanned(entry, kind)
    entry.done()
    return Reading(reading_id, zh, en or zh, schedule)


def _by_year(entry: Entry) -> Schedule:
    points = []
    for item in entry.tables("points", key="year"):
        points.append((_year(item, "year"), item.number("value", minimum=0)))
        item.done()
    years = [year for year, _ in points]
    if not points:
        entry.fault("toml.missing", "points")
        return ByYear(((0, 0.0),))
    if years != sorted(set(years)):
        got = ", ".join(str(year) for year in years)
        entry.fault("toml.wrong_order", "points", got=got)
    return ByYear(tuple(points))


def _spanned(entry: Entry, kind: str) -> Schedule:
    start, end = _year(entry, "start"), _year(entry, "end")
    if start > end:
        entry.fault("toml.wrong_order", "end", got=f"{start} > {end}")
    if kind == "growth":
        first, growth = entry.number("first", minimum=0), entry.number("growth", minimum=0)
        return Growth(start, end, first, growth, entry.text("mode", allowed=MODES))
    value = entry.number("value", minimum=0)
    if kind == "each_year":
        return EachYear(start, end, value)
    if kind == "events_each_term":
        return EventsEachTerm(start, end, value)
    return EventsEachYear(start, end, value)


def _year(entry: Entry, field: str) -> int:
    return entry.integer(field, minimum=YEARS[0], maximum=YEARS[1])
