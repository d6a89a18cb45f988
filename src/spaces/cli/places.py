"""``places``: what the data folder knows."""

from __future__ import annotations

from argparse import Namespace

from spaces.cli.output import Report, Table, exit_status
from spaces.content import Content
from spaces.services import FolderInputs
from spaces.text import Text, sentence

OPTIONS = ()
COLUMNS = (
    "code", "name_zh", "name_en", "level", "parent", "parts", "residents", "children",
    "census", "targets", "sites", "demo_sites", "note",
)  # fmt: skip


def run(asked: Namespace, content: Content, t: Text) -> Report:  # noqa: ARG001  same for all
    """List the places with their census, plan and sites."""
    folder = FolderInputs(content)
    places, files, loaded = folder.places, folder.plans, folder.sites
    plans, sites = files.plans, loaded.frame
    faults = [fault for some in files.faults.values() for fault in some]
    rows = []
    for place in places.values():
        own = sites[sites["place"] == place.code]
        census = place.census
        rows.append(
            {
                "code": place.code,
                "name_zh": place.name_zh,
                "name_en": place.name_en,
                "name": place.name(t.code),
                "level": place.level,
                "parent": place.parent(t.code),
                "parts": len(place.parts),
                "residents": census.residents if census else None,
                "children": census.children if census else None,
                "census": census.source if census else "",
                "targets": len(plans[place.code].targets) if place.code in plans else 0,
                "sites": len(own),
                "demo_sites": int(own["demo"].sum()),
                "note": place.demo_note,
            }
        )
    demo = any(row["demo_sites"] for row in rows)
    shown = ("code", "name", "parent", "residents", "children", "targets", "sites", "demo_sites")
    heads = {key: t(f"cli.head.{key}") for key in shown}
    return Report(
        facts={"demo": demo, "places": rows},
        columns=COLUMNS,
        rows=rows,
        lines=[t("cli.demo")] if demo else [],
        tables=[Table("", heads, rows)],
        messages=[sentence(fault, t) for fault in (*faults, *loaded.faults)],
        status=exit_status((*faults, *loaded.faults)),
    )
