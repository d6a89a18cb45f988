"""``progress``: planned by a year against built by that year."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from spaces.cli import lookups as look
from spaces.cli.options import LAYER, Option, SaysNo, WrongUse
from spaces.cli.output import Report, Table, exit_status
from spaces.cli.own_files import own_files
from spaces.content import Content
from spaces.ledger import Plan, Target
from spaces.ledger.assessment import COLUMNS as MEASURED
from spaces.ledger.default_year import built_since, default_year
from spaces.ledger.progress import STATES
from spaces.ledger.school_route_shares import route_query
from spaces.ledger.site_counts import counted_sites
from spaces.ledger.words import by_definition, deadline_word, why_sentence
from spaces.services import FolderInputs, assess_plan, load_inputs
from spaces.services.plan_status import faults_behind, load_evidence
from spaces.text import Text, sentence

OPTIONS = (
    Option("--place"),
    Option("--year"),
    Option("--reading", many=True),
    Option("--sites"),
    LAYER,
    Option("--routes-by"),
)
COLUMNS = ("place", "year", "target", "indicator", "unit", *MEASURED, "reason", "demo")


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Say for each promise how far the place is; without ``--year`` see ``default_year``."""
    folder = FolderInputs(content)
    place = look.place(asked, folder.places)
    year, routes_by = look.year(asked), look.routes_by(asked)
    # A list of sites is held against the place's own children, as those of the folder are.
    inputs = load_inputs(folder, place.code, replace(own_files(asked), folders_children=True))
    plan = inputs.plan
    if plan is None:
        raise SaysNo("no_plan", place=place.name(t.code))
    year = default_year(plan) if year is None else year
    chosen = readings(asked.reading, plan)
    table = assess_plan(inputs, year, chosen, evidence=load_evidence(inputs, routes_by))
    sites = inputs.sites
    rows: list[dict[str, Any]] = []
    for target_id, row in table.to_dict(orient="index").items():
        target = plan.target(str(target_id))
        counted = row["method"] in ("sites", "units", "capacity", "routes")
        demo = counted and bool(counted_sites(target, sites)["demo"].any())
        named = {"target": target.id, "indicator": target.indicator(t.code), "unit": target.unit}
        measured = {str(key): value for key, value in row.items()}
        measured["reason"] = _reason(target, row, routes_by, year, t)
        rows.append({"place": place.code, "year": str(year)} | named | measured | {"demo": demo})
    demo = any(row["demo"] for row in rows)
    definition, since = t("cli.progress.definition", year=year), built_since(sites, year)
    notes, faults = _notes(table, year, since, t), faults_behind(inputs)
    states = {state: int((table["state"] == state).sum()) for state in STATES}
    return Report(
        facts={
            "place": place.code,
            "name": place.name(t.code),
            "year": year,
            "plan": plan.id,
            "built_since": since,
            "demo": demo,
            "definition": definition,
            "notes": notes,
            "states": states,
            "rows": [
                row
                | {"year": year, "readings": [r.id for r in plan.target(row["target"]).readings]}
                for row in rows
            ],
        },
        columns=COLUMNS,
        rows=rows,
        lines=[*([t("cli.demo")] if demo else []), definition, *notes],
        tables=[_table(rows, t)],
        messages=[sentence(fault, t) for fault in faults],
        status=exit_status(faults),
    )


def _notes(table: pd.DataFrame, year: int, since: int, t: Text) -> list[str]:
    """Say what the figures leave out: sites without a year, and those built after it."""
    undated = bool(table["undated"].fillna(0).any())
    notes = [t("cli.progress.undated")] if undated else []
    return notes + ([t("progress.built_since", year=year, n=since)] if since else [])


def _reason(target: Target, row: Mapping[Any, Any], routes_by: str, year: int, t: Text) -> str:
    """Say why a promise was not computed, or by what its share of ways to school was measured."""
    why = why_sentence(str(row["why"]), target, t)
    if row["method"] != "routes":
        return why
    query = route_query(target, target.place, year)
    if row["why"]:  # measured over the whole place
        query = replace(query, within="")
    return " ".join(one for one in (by_definition(routes_by, query, t), why) if one)


def _table(rows: list[dict[str, Any]], t: Text) -> Table:
    shown = (
        "clause", "indicator", "planned", "measured", "built", "building", "undated", "surplus",
        "shortfall", "state", "deadline",
    )  # fmt: skip
    worded = [
        row
        | {
            "state": t(f"progress_state.{row['state']}"),
            "deadline": deadline_word(row["deadline"], t),
        }
        for row in rows
    ]
    return Table("", {key: t(f"cli.head.{key}") for key in shown}, worded)


def readings(words: list[str], plan: Plan) -> dict[str, str]:
    """Read ``TARGET=READING`` pairs; WrongUse for an unknown target or reading."""
    chosen: dict[str, str] = {}
    for word in words:
        target_id, equals, reading_id = word.partition("=")
        known = {target.id: [r.id for r in target.readings] for target in plan.targets}
        if not equals or target_id not in known:
            several = [target for target, ids in known.items() if len(ids) > 1]
            raise WrongUse("unknown_target", got=word, known=", ".join(several))
        if reading_id not in known[target_id]:
            raise WrongUse("unknown_reading", got=word, known=", ".join(known[target_id]))
        chosen[target_id] = reading_id
    return chosen
