"""``targets``: the promises of a place, one row each."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from spaces.cli import lookups as look
from spaces.cli.options import Option, SaysNo
from spaces.cli.output import Report, Table
from spaces.content import Content, name_in
from spaces.ledger import Target
from spaces.ledger.schedule import first_year, last_year, planned_by
from spaces.ledger.school_route_shares import is_of_routes, route_query
from spaces.ledger.words import by_definition, by_words
from spaces.services import FolderInputs
from spaces.text import Text, sentence

OPTIONS = (Option("--place"), Option("--routes-by"))
COLUMNS = (
    "place", "id", "clause", "category", "indicator", "kind", "comparator", "value",
    "value_max", "unit", "year", "modal", "scope", "lead", "partners", "quote", "note",
)  # fmt: skip
_SHOWN = (
    "clause", "indicator", "kind", "comparator", "value", "value_max", "unit", "year", "lead",
)  # fmt: skip


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """List the promises of one place in the order of its plan."""
    folder = FolderInputs(content)
    place = look.place(asked, folder.places)
    by = look.routes_by(asked)
    plan = folder.plans.of(place.code)
    if plan is None:
        raise SaysNo("no_plan", place=place.name(t.code))
    rows = [target_row(target, t.code) for target in plan.targets]
    return Report(
        facts={
            "place": place.code,
            "name": place.name(t.code),
            "plan": plan.id,
            "title": plan.title(t.code),
            "period": list(plan.period),
            "note": name_in(plan.note_zh, plan.note_en, t.code),
            "targets": [
                row | _more(target, t.code) | _measured_by(target, by, t)
                for row, target in zip(rows, plan.targets, strict=True)
            ],
        },
        columns=COLUMNS,
        rows=rows,
        lines=[
            f"{place.name(t.code)} · {plan.title(t.code)}",
            *(
                t("routes_by.of_target", clause=target.clause, by=by_words(by, t))
                for target in plan.targets
                if is_of_routes(target)
            ),
        ],
        tables=[_table(rows, t)],
        messages=[sentence(fault, t) for fault in folder.plans.faults.get(place.code, ())],
    )


def _table(rows: list[dict[str, Any]], t: Text) -> Table:
    """Show the promises for reading: kinds in words, no comparator where there is none."""
    worded = [
        row
        | {
            "kind": t(f"plan.kind.{row['kind']}"),
            "comparator": None if row["comparator"] == "none" else row["comparator"],
        }
        for row in rows
    ]
    return Table("", {key: t(f"cli.head.{key}") for key in _SHOWN}, worded)


def target_row(target: Target, lang: str) -> dict[str, Any]:
    """One promise in the columns of the CSV."""
    reading = target.reading()
    return {
        "place": target.place,
        "id": target.id,
        "clause": target.clause,
        "category": target.category,
        "indicator": target.indicator(lang),
        "kind": target.kind,
        "comparator": target.comparator,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "year": str(last_year(reading)) if reading else None,
        "modal": target.modal,
        "scope": target.scope,
        "lead": list(target.lead),
        "partners": list(target.partners),
        "quote": target.quote,
        "note": target.note(lang),
    }


def _measured_by(target: Target, by: str, t: Text) -> dict[str, Any]:
    """Return what a share of safe ways to school is measured by; nothing for other promises."""
    if not is_of_routes(target):
        return {}
    query = route_query(target, target.place, None)
    return {"routes_by": by, "definition": by_definition(by, query, t)}


def _more(target: Target, lang: str) -> dict[str, Any]:
    """Return what only the JSON carries; the year as a number."""
    reading = target.reading()
    return {
        "year": last_year(reading) if reading else None,
        "counts": list(target.counts),
        "canonical": target.canonical,
        "inferred": list(target.inferred),
        "measurable": target.measurable,
        "readings": [
            {
                "id": one.id,
                "name": one.name(lang),
                "planned": [
                    {"year": year, "value": planned_by(one, year)}
                    for year in range(first_year(one), last_year(one) + 1)
                ],
            }
            for one in target.readings
        ],
    }
