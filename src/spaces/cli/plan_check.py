"""``plan check FILE``: what is wrong with a plan file, entry by entry."""

from __future__ import annotations

from argparse import Namespace

from spaces.cli.options import file
from spaces.cli.output import Report, Table
from spaces.content import Content
from spaces.ledger import check_plan
from spaces.text import Text, sentence

OPTIONS = ()
COLUMNS = ("file", "entry", "field", "severity", "code", "sentence")


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Check a file; exit status 1 if it breaks a rule."""
    path = file(asked.files[0])
    faults = check_plan(path, content)
    rows = [
        {
            "file": fault.file,
            "entry": str(fault.facts.get("entry", "")),
            "field": fault.column or "",
            "severity": fault.severity,
            "code": fault.code,
            "sentence": sentence(fault, t),
        }
        for fault in faults
    ]
    counts = {
        severity: sum(fault.severity == severity for fault in faults)
        for severity in ("error", "warning")
    }
    fine = not counts["error"]
    head = t("cli.plan_check.fine" if fine else "cli.plan_check.faulty", file=path.name, **counts)
    heads = {key: t(f"cli.head.{key}") for key in ("severity", "sentence")}
    worded = [row | {"severity": t(f"cli.severity.{row['severity']}")} for row in rows]
    return Report(
        facts={"file": path.name, "ok": fine} | counts | {"faults": rows},
        columns=COLUMNS,
        rows=rows,
        lines=[head],
        tables=[Table("", heads, worded)] if rows else [],
        status=0 if fine else 1,
    )
