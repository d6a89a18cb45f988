"""The toy town's sheet: park and school promises, with a partner and words that look like code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spaces.content.folder import Content
from spaces.ledger.assessment import assess
from spaces.ledger.plan_files import load_plans
from spaces.ledger.targets import Plan
from spaces.places.registry import load_places
from spaces.reports.department.sheet import Sheet, build_sheet
from spaces.reports.department.words import Words, words
from spaces.services.inputs import load_inputs
from spaces.services.plan_status import load_evidence
from spaces.sites.categories import load_categories
from spaces.sites.loading import load_sites
from spaces.text import text
from tests.toys import toycontent

PLACE = toycontent.PLACE
CODE_LIKE = (
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.invalid")', "#import 'x'", "#eval('1')",
    "$x^2$", "*bold*", "@label", "<tag>", "\\ #h(1em)", "{=1}", "[link](x)", "`raw`",
)  # fmt: skip


def town(root: Path) -> Content:
    """The toy town's data folder."""
    return toycontent.build(root)


def changed(plan: Plan, **targets: dict[str, object]) -> Plan:
    """The plan with fields of some of its targets changed."""
    new = tuple(replace(t, **targets.get(t.id, {})) for t in plan.targets)
    return replace(plan, targets=new)


def sheet_of(content: Content, lead: str, year: int = 2024, plan: Plan | None = None) -> Sheet:
    """The sheet of a department of the toy town."""
    plan = plan or load_plans(content)[PLACE]
    sites = load_sites(content, PLACE).frame
    ground = replace(load_evidence(load_inputs(content, PLACE)), reach=None)
    return build_sheet(plan, sites, assess(plan, sites, year, ground), lead, year)


def words_of(content: Content, sheet: Sheet, lang: str = "zh") -> Words:
    """The sheet in a language."""
    place = load_places(content)[PLACE]
    return words(sheet, place, load_categories(content), text(lang))


def code_like(plan: Plan) -> Plan:
    """The plan with words that look like code in every field of text."""
    said = " ".join(CODE_LIKE)
    fields = dict.fromkeys(
        ("clause", "indicator_zh", "indicator_en", "unit", "modal", "scope", "quote_read",
         "note_zh", "note_en"), "=" + said,
    )  # fmt: skip
    targets = tuple(
        replace(t, **fields, quote=CODE_LIKE[0], lead=("=甲局 " + said,), partners=("@乙局",))
        for t in plan.targets
    )
    return replace(plan, targets=targets, title_zh="=" + said, note_zh="@" + said)
