"""``sites check FILE``: what is wrong with a list of sites, row by row."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from geo.faults import SEVERITIES, Fault, InputRefused, counted
from spaces.cli import lookups as look
from spaces.cli.options import LAYER, Option, file, layer
from spaces.cli.output import Report, Table
from spaces.content import Content
from spaces.places import load_places
from spaces.sites import is_located, read_sites
from spaces.text import Text, sentence

OPTIONS = (Option("--place"), Option("--datum"), LAYER)
COLUMNS = ("file", "row", "column", "severity", "code", "sentence")


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Check a file; exit status 1 if a row or the file cannot be used."""
    path = file(asked.files[0])
    datum, named = look.datum(asked), layer(asked, asked.files[0])
    place = look.place(asked, load_places(content)).code if asked.place is not None else ""
    good = nowhere = 0
    try:
        loaded = read_sites(path, content, place, datum=datum, layer=named)
        faults: Sequence[Fault] = loaded.faults
        good, demo = len(loaded.frame), bool(loaded.frame["demo"].any())
        nowhere = int((~is_located(loaded.frame)).sum())
    except InputRefused as refused:
        faults, demo = refused.faults, False
    rows = [
        {
            "file": fault.file,
            "row": fault.row,
            "column": fault.column or "",
            "severity": fault.severity,
            "code": fault.code,
            "sentence": sentence(fault, t),
        }
        for fault in faults
    ]
    counts = {
        severity: sum(counted(fault) for fault in faults if fault.severity == severity)
        for severity in SEVERITIES
    }
    fine = not counts["error"]
    head = t("cli.check.fine" if fine else "cli.check.faulty", file=path.name, rows=good, **counts)
    if nowhere:
        head += ("" if t.code == "zh" else " ") + t("cli.check.not_located", count=nowhere)
    heads = {key: t(f"cli.head.{key}") for key in ("severity", "sentence")}
    worded = [row | {"severity": t(f"cli.severity.{row['severity']}")} for row in rows]
    return Report(
        facts={"file": path.name, "ok": fine, "sites": good, "not_located": nowhere, "demo": demo}
        | counts
        | {"faults": rows},
        columns=COLUMNS,
        rows=rows,
        lines=[*([t("cli.demo")] if demo else []), head],
        tables=[Table("", heads, worded)] if rows else [],
        status=0 if fine else 1,
    )
