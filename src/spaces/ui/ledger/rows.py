"""The plan's promises as rows: bar, figures, state; clause, quote and the sites on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pandas as pd

from spaces.content import names_in
from spaces.ledger import Target
from spaces.ledger.deadlines import steps
from spaces.ledger.life_circles import MINUTES
from spaces.ledger.schedule import Reading
from spaces.ledger.school_route_shares import route_query
from spaces.ledger.site_counts import counted_sites
from spaces.ledger.words import by_definition, why_sentence
from spaces.reports.department.terms import SYMBOLS
from spaces.sites import site_names
from spaces.text import Text
from spaces.text.numbers import number_text, quantity_text, unit_text
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.ledger import links as promise_links
from spaces.ui.ledger.promise_markup import LedgerRow
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context

_COMPARED: Final = ("behind", "met", "ahead")
_AREAS: Final = 60
number: Final = partial(number_text, decimals=1, none="")
"""A figure of the plan as the page writes it; nothing for a missing one."""


def asked(context: Context, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return promises that nothing here answers by what it would take, rarest need first."""
    said = [
        why_sentence(str(why), _target(context, name), context.t)
        for name, why in rows["why"].items()
    ]
    needs = pd.Series(said, index=rows.index, dtype="object")
    order = needs.value_counts(ascending=True, sort=True).index
    return {str(need): rows[needs == need] for need in order}


def rows(context: Context, table: pd.DataFrame, *, hints: bool = True) -> list[LedgerRow]:
    """Return one row for each promise of an assessment; ``hints`` say why there is no bar."""
    return [
        _row(context, _target(context, name), row, hints=hints)
        for name, row in table.to_dict(orient="index").items()
    ]


def _target(context: Context, name: object) -> Target:
    if context.plan is None:
        raise KeyError(name)
    return context.plan.target(str(name))


def _row(
    context: Context, target: Target, row: Mapping[Any, Any], *, hints: bool = True
) -> LedgerRow:
    t, state = context.t, str(row["state"])
    compared = state in _COMPARED and float(row["planned"] or 0) > 0
    building = row["building"] if row["method"] == "sites" else None
    soft = float(building) / float(row["planned"]) if compared and building else None
    return LedgerRow(
        state=state,
        symbol=SYMBOLS[state],
        state_word=t(f"progress_state.{state}"),
        name=target.indicator(t.code),
        count=_with_percent(number(row["measured"]), str(row["measured_unit"])),
        count_of=_count_of(t, target, row),
        share=float(row["share"]) if compared else _later_share(row),
        building_share=soft,
        quote=target.quote,
        facts=tuple(_facts(context, target, row)),
        opened=context.view.target == target.id,
        hint=why_sentence(str(row["why"]), target, t) if hints else "",
        links=promise_links.links(context, target, row),
    )


def _count_of(t: Text, target: Target, row: Mapping[Any, Any]) -> str:
    measured, planned = number(row["measured"]), number(row["planned"])
    if row["method"] in ("circle", "walk"):
        minutes = (target.value or 0) * MINUTES[target.unit]
        return t(f"progress.in_{row['method']}", minutes=number(minutes))
    unit = str(row["measured_unit"]) or target.unit
    later = "" if planned else number(row["due_value"])
    if later:
        key = "progress.of_later" if measured else "progress.promised_later"
        return t(key, planned=quantity_text(later, unit, t), year=row["due"])
    if planned:
        key = "progress.of" if measured else "progress.promised"
        return t(key, planned=quantity_text(planned, unit, t))
    written = unit_text(unit, t)
    return t("progress.only", unit=written) if measured and written != "%" else ""


def _with_percent(figure: str, written: str) -> str:
    return f"{figure}%" if figure and written == "%" else figure


def _later_share(row: Mapping[Any, Any]) -> float | None:
    """How much of the next number is there already, for one that is not due yet."""
    if row["state"] != "not_yet" or not number(row["measured"]) or not number(row["due_value"]):
        return None
    return float(row["measured"]) / float(row["due_value"])


def _facts(context: Context, target: Target, row: Mapping[Any, Any]) -> list[tuple[str, str]]:
    t = context.t
    join = t("progress.join").join
    why = why_sentence(str(row["why"]), target, t)
    facts = {
        "clause": t("progress.clause_no", clause=target.clause),
        "needs": why,
        "measured_by": _measured_by(t, target, row),
        "schedule": _schedule(t, target, row),
        "lead": join(target.lead) or t("progress.no_lead"),
        "partners": join(target.partners),
        "scope": target.scope,
        "modal": target.modal,
        "surplus": number(row["surplus"]) if row["state"] == "ahead" else "",
        "shortfall": number(row["shortfall"]) if row["state"] == "behind" else "",
        "building": _some(row["building"]),
        "planned_sites": _some(row["planned_sites"]),
        "undated": _some(row["undated"]),
        "sites": _named_sites(context, target),
        "areas": _areas(context, target, row),
        "repeats": _target(context, target.canonical).clause if target.canonical else "",
        "inferred": join(_inferred(t, name) for name in target.inferred),
        "quote_read": target.quote_read,
        "note": target.note(t.code),
    }
    return [(t(f"progress.{name}"), value) for name, value in facts.items() if value]


def _measured_by(t: Text, target: Target, row: Mapping[Any, Any]) -> str:
    """Define the share of safe ways to school that stands in the row."""
    if row["method"] != "routes":
        return ""
    query = route_query(target, "", None)
    if row["why"] == "routes_whole_place":
        query = replace(query, within="")
    return by_definition(str(row["routes_by"]), query, t)


def _some(value: Any) -> str:  # noqa: ANN401  a cell of a frame
    found = number(value)
    return "" if found == "0" else found


def _schedule(t: Text, target: Target, row: Mapping[Any, Any]) -> str:
    """Say what is promised by which year, the reading in use first."""
    used = str(row["reading"])
    ordered = sorted(target.readings, key=lambda reading: reading.id != used)
    said = [_dates(t, reading, named=len(ordered) > 1) for reading in ordered]
    return t("progress.line_end").join(said)


def _dates(t: Text, reading: Reading, *, named: bool) -> str:
    points = [t("progress.line_point", year=y, n=number(v)) for y, v in steps(reading)]
    dates = t("progress.join").join(points)
    return t("progress.read_as", name=reading.name(t.code), dates=dates) if named else dates


def _named_sites(context: Context, target: Target) -> str:
    if not target.sites:
        return ""
    own = counted_sites(target, cached.sites(context.version, context.view.place).frame)
    return context.t("progress.join").join(site_names(own, context.t.code))


def _areas(context: Context, target: Target, row: Mapping[Any, Any]) -> str:
    """Say which areas have no site yet, behind a share of areas."""
    if row["method"] != "units":
        return ""
    view, t = context.view, context.t
    found = cached_ledger.area_coverage(context.version, view.place, view.year, target.id)
    empty = found.by_unit.loc[list(found.without)]
    names = [str(name) for name in names_in(empty, t.code)]
    shown = t("progress.join").join(names[:_AREAS])
    more = len(names) - _AREAS
    if more > 0:
        shown = t("progress.areas_more", names=shown, n=more)
    said = t("progress.areas_said", having=found.having, total=found.total, n=len(names))
    return said + (t("progress.areas_without", names=shown) if names else "")


def _inferred(t: Text, field: str) -> str:
    key = f"progress.inferred_{field.replace('.', '_')}"
    return t(key) if t.has(key) else field
