"""The 牵头单位 sheet in words: written once, read as Excel, PDF, CSV and on screen.

Everything here is plain text or a number; no form may take any of it for markup or a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spaces.ledger.words import why_sentence
from spaces.places import Place
from spaces.reports.department.sheet import WHEN, Promise, Sheet
from spaces.reports.department.sites import SheetSite
from spaces.reports.department.summary import Card, cards, missing, sentences
from spaces.reports.department.terms import promised, state_words
from spaces.sites import Category
from spaces.text import Text
from spaces.text.numbers import number_text, unit_text

Cell = str | float | None
PROMISE: Final = (
    "role", "when", "clause", "indicator", "promised", "planned", "unit", "built", "building",
    "planned_sites", "undated", "shortfall", "surplus", "state", "deadline", "needs", "own_figure",
    "lead", "partners", "scope", "modal", "reading", "repeats", "quote", "quote_read", "note",
    "demo",
)  # fmt: skip
"""Columns of a promise; their heads stand in the catalogues under ``sheet.head``."""
SITE: Final = ("site", "category", "status", "year", "sub_area", "counts", "clauses", "located",
               "demo")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One promise and its cells by the names in :data:`PROMISE`."""

    promise: Promise
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Group:
    """Promises that fall due at one time, or that the department only helps with."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The sheet in one language.

    Parameters
    ----------
    title, place, plan, year, demo : str
        What stands on top; ``demo`` is empty where everything is real.
    sentences, missing, definitions : tuple of str
        The summary, what is missing, how it is measured.
    cards : tuple of Card
        The figures of the summary.
    groups : tuple of Group
        The promises.
    sites : tuple of mapping
        The sites by the names in :data:`SITE`; those behind the summary come first.
    main_sites : int
        How many of the sites stand behind the summary.
    heads : mapping of str to str
        Column to its head.
    """

    title: str
    place: str
    plan: str
    year: str
    demo: str
    sentences: tuple[str, ...]
    cards: tuple[Card, ...]
    missing: tuple[str, ...]
    groups: tuple[Group, ...]
    sites: tuple[Mapping[str, Cell], ...]
    main_sites: int
    definitions: tuple[str, ...]
    heads: Mapping[str, str]


def words(sheet: Sheet, place: Place, categories: Mapping[str, Category], t: Text) -> Words:
    """Put a sheet into the language of ``t``.

    Parameters
    ----------
    sheet : Sheet
        The facts.
    place : Place
        The place.
    categories : mapping of str to Category
        Kinds of sites by id.
    t : Text
        The catalogue.
    """
    return Words(
        title=t("sheet.title", lead=sheet.lead) if sheet.lead else t("sheet.title_whole"),
        place=place.name(t.code),
        plan=sheet.plan.title(t.code),
        year=t("sheet.by_year", year=sheet.year),
        demo=t("sheet.demo") if sheet.demo else "",
        sentences=sentences(sheet, t),
        cards=cards(sheet, t),
        missing=missing(sheet, t),
        groups=_groups(sheet, t),
        sites=tuple(_site(site, categories, t) for site in sheet.sites),
        main_sites=len(sheet.main_sites),
        definitions=_definitions(sheet, t),
        heads={name: t(f"sheet.head.{name}") for name in (*PROMISE, *SITE)},
    )


def _groups(sheet: Sheet, t: Text) -> tuple[Group, ...]:
    found = []
    for when in WHEN:
        rows = tuple(_row(one, sheet, "own", t) for one in sheet.own if one.when == when)
        title = t(f"sheet.when_{when}", year=sheet.year, n=len(rows))
        found.append(Group(when, title, _late_first(rows)))
    rows = tuple(_row(one, sheet, "shared", t) for one in sheet.shared)
    found.append(Group("shared", t("sheet.shared", n=len(rows)), _late_first(rows)))
    return tuple(group for group in found if group.rows)


def _late_first(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Put what is behind first, then what is counted, then what the department must answer."""
    order = {"behind": 0, "met": 1, "ahead": 1, "no_number": 2, "not_yet": 2}
    return tuple(sorted(rows, key=lambda row: order.get(row.promise.state, 3)))


def _row(promise: Promise, sheet: Sheet, role: str, t: Text) -> Row:
    target, reading = promise.target, promise.reading
    role = role if sheet.lead else "whole"
    cells: dict[str, Cell] = {
        "role": t(f"sheet.role_{role}"),
        "when": t(f"sheet.due_{promise.when}", year=sheet.year),
        "clause": target.clause,
        "indicator": target.indicator(t.code),
        "promised": promised(promise, t),
        "planned": promise.planned,
        "unit": unit_text(target.unit, t),
        "built": promise.built,
        "building": promise.building,
        "planned_sites": promise.planned_sites,
        "undated": promise.undated,
        "shortfall": promise.shortfall,
        "surplus": promise.surplus,
        "state": state_words(promise.state, t),
        "deadline": promise.deadline,
        "needs": _needs(promise, t),
        "own_figure": "",
        "lead": t("sheet.join").join(target.lead) or t("sheet.no_lead"),
        "partners": t("sheet.join").join(target.partners),
        "scope": target.scope,
        "modal": target.modal,
        "reading": _readings(promise, t) if reading else "",
        "repeats": t("sheet.repeats", clause=promise.repeats) if promise.repeats else "",
        "quote": target.quote,
        "quote_read": target.quote_read,
        "note": target.note(t.code),
        "demo": t("sheet.demo_short") if promise.demo else "",
    }
    return Row(promise, cells)


def _needs(promise: Promise, t: Text) -> str:
    """Say what it takes to answer a promise, or in how far the answer is one."""
    if promise.why:
        return why_sentence(promise.why, promise.target, t)
    return t("sheet.needs_prefix") + t(f"sheet.needs.{promise.needs}") if promise.needs else ""


def _readings(promise: Promise, t: Text) -> str:
    """Say which reading is used and what the others would give, where there are several."""
    if promise.reading is None or not promise.others:
        return ""
    used = t("sheet.read_as", name=promise.reading.name(t.code), n=number_text(promise.planned))
    others = [
        t("sheet.read_else", name=other.name(t.code), n=number_text(value))
        for other, value in promise.others
    ]
    return t("sheet.between").join([used, *others])


def _site(site: SheetSite, categories: Mapping[str, Category], t: Text) -> Mapping[str, Cell]:
    kind = categories.get(site.category)
    return {
        "site": site.name(t.code),
        "category": kind.name(t.code) if kind else site.category,
        "status": t(f"site_status.{site.status}"),
        "year": site.year,
        "sub_area": site.sub_area,
        "counts": t(f"sheet.standing_{site.counted_as}"),
        "clauses": t("sheet.join").join(site.clauses),
        "located": t("sheet.located") if site.located else t("sheet.unlocated"),
        "demo": t("sheet.demo_short") if site.demo else "",
    }


def _definitions(sheet: Sheet, t: Text) -> tuple[str, ...]:
    plan = sheet.plan
    states = dict.fromkeys(promise.state for promise in (*sheet.own, *sheet.shared))
    said = [
        t("sheet.about_promised", year=sheet.year),
        t("sheet.about_built", year=sheet.year),
        t("sheet.about_shortfall"),
        t("sheet.about_states", states=t("sheet.join").join(state_words(s, t) for s in states)),
        t("sheet.about_needs"),
        t("sheet.about_repeats"),
        t("sheet.about_names"),
        t("sheet.about_leaderless", n=sheet.leaderless) if sheet.lead and sheet.leaderless else "",
        t("sheet.about_source", plan=plan.title(t.code)),
        plan.note_en if t.code == "en" and plan.note_en else plan.note_zh,
        t("sheet.demo") if sheet.demo else "",
    ]
    return tuple(one for one in said if one)
