"""The top of the 牵头单位 sheet: what a section chief understands in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spaces.reports.department.sheet import LATE, REACHED, UNREPORTED, Promise, Sheet
from spaces.reports.department.sites import SheetSite
from spaces.text import Text
from spaces.text.numbers import number_text, quantity_text

_NAMED: Final = 3
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Card:
    """One figure; ``share`` (0 to 1) is drawn as a bar, ``tone`` is ``good``, ``bad`` or calm."""

    label: str
    value: str
    unit: str
    line: str
    tone: str = "calm"
    share: float | None = None


def late(promises: Iterable[Promise]) -> list[Promise]:
    """Promises that are behind, the one that misses most first."""
    found = [one for one in promises if one.state in LATE]
    return sorted(found, key=lambda one: -(one.shortfall or 0))


def sentences(sheet: Sheet, t: Text) -> tuple[str, ...]:
    """Return the summary as sentences: how many, how many reached, what misses most."""
    own, year = sheet.main, sheet.year
    reached, behind = _count(own, REACHED), late(own)
    said = []
    if not sheet.lead:
        if not any(one.target.lead for one in sheet.own):
            said.append(t("sheet.no_leads"))
        said.append(t("sheet.sum_whole", year=year, n=len(own)))
    elif sheet.own:
        said.append(t("sheet.sum_own", lead=sheet.lead, n=len(own)))
        if sheet.shared:
            said[-1] += t("sheet.sum_also", shared=len(sheet.shared))
    else:
        said.append(t("sheet.sum_shared", lead=sheet.lead, shared=len(sheet.shared)))
    if reached or behind:
        counted = reached + len(behind)
        said.append(t("sheet.sum_counted", n=counted, reached=reached, behind=len(behind)))
    elif own:
        said.append(t("sheet.sum_none_counted", year=year))
    if behind:
        said.append(t("sheet.sum_behind", names=_misses(behind, t)))
    overdue = sum(one.when == "earlier" for one in behind)
    if overdue:
        said.append(t("sheet.sum_overdue", n=overdue))
    return (*said, *_left_out(sheet, t))


def _left_out(sheet: Sheet, t: Text) -> list[str]:
    """Say what the figures do not hold: sites built since, promises that nobody reported on."""
    said, own = [], sheet.main
    since = sum(site.counted_as == "later" for site in sheet.main_sites)
    if since:
        said.append(t("sheet.sum_since", year=sheet.year, n=since))
    unknown = sum(bool(one.needs) for one in own)
    if unknown:
        said.append(t("sheet.sum_needs", n=unknown) + _among(own, t))
    return said


def _among(own: Iterable[Promise], t: Text) -> str:
    """Say how many of those to be reported are named projects of which nobody has said a word."""
    n = _count(own, UNREPORTED)
    return t("sheet.sum_unreported", n=n) if n else ""


def _misses(behind: list[Promise], t: Text) -> str:
    named = [
        t("sheet.misses", name=one.target.indicator(t.code), n=_missing(one, t))
        for one in behind[:_NAMED]
    ]
    names = t("sheet.between").join(named)
    more = len(behind) - _NAMED
    return t("sheet.and_more", names=names, n=more) if more > 0 else names


def _missing(promise: Promise, t: Text) -> str:
    return quantity_text(number_text(promise.shortfall), promise.target.unit, t)


def cards(sheet: Sheet, t: Text) -> tuple[Card, ...]:
    """Return the four figures: promised, due this year, reached, to be answered."""
    own = sheet.main
    due = [one for one in own if one.when == "now"]
    reached, behind = _count(own, REACHED), _count(own, LATE)
    counted = reached + behind
    unknown, unreported = sum(bool(one.needs) for one in own), _count(own, UNREPORTED)
    repeated = len(sheet.own or sheet.shared) - len(own)
    partly = t("sheet.card_shared", n=len(sheet.shared)) if sheet.own and sheet.shared else ""
    first = "whole" if not sheet.lead else "own" if sheet.own else "only_shared"
    twice = t("sheet.card_repeated", n=repeated) if repeated else ""
    return (
        Card(
            t(f"sheet.card_{first}"),
            str(len(own)),
            t("sheet.items"),
            t("sheet.between").join(one for one in (partly, twice) if one),
        ),
        Card(
            t("sheet.card_due", year=sheet.year),
            str(len(due)),
            t("sheet.items"),
            _due(due, t),
            tone="bad" if _count(due, LATE) else "calm",
        ),
        Card(
            t("sheet.card_reached"),
            str(reached) if counted else "–",
            t("sheet.card_of", n=counted) if counted else "",
            t("sheet.card_reached_line", n=behind) if counted else t("sheet.card_none_counted"),
            tone=("bad" if behind else "good") if counted else "calm",
            share=reached / counted if counted else None,
        ),
        Card(
            t("sheet.card_needs"),
            str(unknown),
            t("sheet.items"),
            t("sheet.card_needs_line")
            + (t("sheet.card_needs_unreported", n=unreported) if unreported else ""),
        ),
    )


def _due(due: list[Promise], t: Text) -> str:
    """Say what became of what falls due; the parts add up to the whole."""
    parts = {"reached": _count(due, REACHED), "behind": _count(due, LATE)}
    parts["needs"] = sum(bool(one.needs) for one in due)
    left = len(due) - sum(parts.values())
    said = t("sheet.card_due_line", **parts)
    return said + (t("sheet.card_due_open", n=left) if left else "")


def missing(sheet: Sheet, t: Text) -> tuple[str, ...]:
    """Return what is missing, line by line: shortfalls, places, years, the department's word."""
    said = [
        t(
            "sheet.missing_shortfall",
            clause=one.target.clause,
            name=one.target.indicator(t.code),
            planned=quantity_text(number_text(one.planned), one.target.unit, t),
            built=number_text(one.measured),
            n=_missing(one, t),
        )
        for one in late(sheet.main)
    ]
    undated = tuple(site for site in sheet.main_sites if site.counted_as == "undated")
    nowhere = tuple(site for site in sheet.main_sites if not site.located)
    if nowhere:
        said.append(_places("sheet.missing_unlocated", nowhere, t))
    if undated:
        said.append(_places("sheet.missing_undated", undated, t))
    unknown = sum(bool(one.needs) for one in sheet.main)
    if unknown:
        said.append(t("sheet.missing_needs", n=unknown))
    checked = _count(sheet.main, REACHED)
    if not said:
        said = [t("sheet.missing_none", n=checked) if checked else t("sheet.missing_unchecked")]
    return tuple(said)


def _places(key: str, sites: tuple[SheetSite, ...], t: Text) -> str:
    names = t("sheet.join").join(site.name(t.code) for site in sites[:_LISTED])
    more = len(sites) - _LISTED
    names = t("sheet.and_more_sites", names=names, n=more) if more > 0 else names
    return t(key, n=len(sites), names=names)


def _count(promises: Iterable[Promise], states: tuple[str, ...]) -> int:
    return sum(one.state in states for one in promises)
