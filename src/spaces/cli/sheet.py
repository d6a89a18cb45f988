"""``sheet``: what one department promised and where it stands, to take along."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.atomic import replace_bytes
from spaces.cli import lookups as look
from spaces.cli.options import Option, SaysNo, WrongUse
from spaces.cli.output import Report, Table, exit_status
from spaces.cli.progress import readings
from spaces.content import Content
from spaces.ledger import Plan
from spaces.ledger.default_year import default_year
from spaces.ledger.departments import departments, nearest
from spaces.reports import SHEET_SUFFIXES, build_sheet, sheet_bytes
from spaces.reports.department.files import COLUMNS, facts, promise_rows
from spaces.reports.department.sheet import Sheet
from spaces.reports.department.words import Words, words
from spaces.services import FolderInputs, load_inputs
from spaces.services.plan_status import assess_for_sheet, faults_behind, load_evidence
from spaces.text import Text, sentence

OPTIONS = (
    Option("--place"),
    Option("--lead"),
    Option("--year"),
    Option("--reading", many=True),
    Option("--routes-by"),
    Option("-o"),
)
_SHOWN = ("clause", "indicator", "promised", "built", "building", "shortfall", "state", "needs")


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Make the sheet; with ``-o`` write it as Excel, PDF, CSV or JSON by the file's ending."""
    folder = FolderInputs(content)
    place = look.place(asked, folder.places)
    year, routes_by = look.year(asked), look.routes_by(asked)
    inputs = load_inputs(folder, place.code)
    plan = inputs.plan
    if plan is None:
        raise SaysNo("no_plan", place=place.name(t.code))
    lead = _department(asked.lead, plan)
    path = _file(asked.o)
    year = default_year(plan) if year is None else year
    evidence = load_evidence(inputs, routes_by)
    table = assess_for_sheet(inputs, year, readings(asked.reading, plan), evidence=evidence)
    sheet = build_sheet(plan, inputs.sites, table, lead, year)
    said = words(sheet, place, folder.categories, t)
    if path is not None:
        _write(path, sheet_bytes(path.suffix.lower(), sheet, said, t))
    faults = faults_behind(inputs)
    messages = [sentence(fault, t) for fault in faults]
    answer = _report(sheet, said, t, path)
    return replace(answer, messages=messages, status=exit_status(faults))


def _department(name: str | None, plan: Plan) -> str:
    """Return the department asked for; a plan that names none gives the whole plan."""
    known = departments(plan)
    if not known:
        if name is None:
            return ""
        raise WrongUse("no_departments", got=name)
    if name is None:
        raise WrongUse("needs_option", option="--lead", known=", ".join(known))
    if name not in known:
        raise WrongUse("unknown_lead", got=name, known=", ".join(nearest(name, plan) or known))
    return name


def _file(name: str | None) -> Path | None:
    if name is None:
        return None
    path = Path(name)
    if path.suffix.lower() not in SHEET_SUFFIXES:
        raise WrongUse("unknown_suffix", got=name, known=", ".join(SHEET_SUFFIXES))
    return path


def _write(path: Path, data: bytes) -> None:
    try:
        replace_bytes(path, data)
    except (OSError, ValueError):
        raise WrongUse("cannot_write", got=str(path)) from None


def _report(sheet: Sheet, said: Words, t: Text, path: Path | None) -> Report:
    found: dict[str, Any] = facts(sheet, said)
    lines = [said.title, " · ".join((said.place, said.plan, said.year))]
    lines += [said.demo] if said.demo else []
    lines += said.sentences
    tables = []
    if path is None:
        heads = {name: said.heads[name] for name in _SHOWN}
        tables = [Table(g.title, heads, [row.cells for row in g.rows]) for g in said.groups]
    else:
        found["file"] = str(path)
        lines.append(t("cli.written", file=path))
    return Report(
        facts=found,
        columns=COLUMNS,
        rows=promise_rows(sheet, said),
        lines=lines,
        tables=tables,
    )
