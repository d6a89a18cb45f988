"""The plan's targets as rows: bar, figures, state; clause and exact quote on demand."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from spaces.plans import Target
from spaces.sheet_terms import SYMBOLS
from spaces.text import Text
from spaces.ui import markup
from spaces.ui.frame import Context
from spaces.ui.markup import LedgerRow

COMPARED: Final = ("behind", "met", "ahead")
GROUPS: Final = {
    "compared": COMPARED,
    "projects": COMPARED,
    "not_yet": ("not_yet",),
    "no_number": ("no_number",),
    "not_measurable": ("not_measurable",),
}
"""Sections of the page and the states that stand in them; named projects stand apart."""
FOLDED: Final = frozenset({"not_measurable"})
"""Sections that open on demand."""


def word(t: Text, state: str) -> str:
    """Return the word for a state."""
    return t(f"progress_state.{state}")


def counts(context: Context, table: pd.DataFrame) -> str:
    """Return the number of targets in each state as a line of symbols and words."""
    t = context.t
    found = table["state"].value_counts()
    return markup.strip(
        (state, symbol, t("progress.state_count", word=word(t, state), n=int(found[state])))
        for state, symbol in SYMBOLS.items()
        if state in found.index
    )


def rows(context: Context, table: pd.DataFrame, group: str) -> list[LedgerRow]:
    """Return the rows of one section; what is farthest behind comes first."""
    plan = context.plan
    if plan is None:
        return []
    own = table[table["state"].isin(GROUPS[group])]
    if GROUPS[group] is COMPARED:
        own = own[(own["kind"] == "project") == (group == "projects")]
    order = own["share"].astype("float64").fillna(2.0).sort_values(kind="stable").index
    return [_row(context, plan.target(str(name)), own.loc[name].to_dict()) for name in order]


def number(value: Any) -> str:  # noqa: ANN401  a cell of a frame: number or missing
    """Return a number without needless decimals; nothing for a missing one."""
    if value is None or pd.isna(value):
        return ""
    return f"{float(value):,.0f}" if float(value).is_integer() else f"{float(value):,.1f}"


def unit(t: Text, written: str) -> str:
    """Return the plan's unit where the reader can read it: 个 means nothing in English, % does."""
    return written if t.code == "zh" or written.isascii() else ""


def _row(context: Context, target: Target, row: dict[str, Any]) -> LedgerRow:
    t, lang = context.t, context.view.lang
    state = str(row["state"])
    planned, built, building = number(row["planned"]), number(row["built"]), row["building"]
    compared = state in COMPARED and float(row["planned"]) > 0
    if planned and built:
        count_of = t("progress.of", planned=planned, unit=unit(t, target.unit)).strip()
    elif planned:
        count_of = t("progress.promised", planned=planned, unit=unit(t, target.unit))
    else:
        count_of = t("progress.built_only") if built else t("progress.nothing_to_count")
    return LedgerRow(
        state=state,
        symbol=SYMBOLS[state],
        state_word=word(t, state),
        name=target.indicator(lang),
        count=built,
        count_of=count_of,
        share=float(row["share"]) if compared else None,
        building_share=float(building) / float(row["planned"]) if compared else None,
        quote=target.quote,
        facts=tuple(_facts(context, target, row)),
        opened=context.view.target == target.id,
    )


def _facts(context: Context, target: Target, row: dict[str, Any]) -> list[tuple[str, str]]:
    t, lang = context.t, context.view.lang
    reading = target.reading(str(row["reading"])) if row["reading"] else None
    several = reading is not None and len(target.readings) > 1
    facts = {
        "clause": t("progress.clause_no", clause=target.clause),
        "lead": t("progress.join").join(target.lead) or t("progress.no_lead"),
        "partners": t("progress.join").join(target.partners),
        "scope": target.scope,
        "modal": target.modal,
        "reading": reading.name(lang) if reading is not None and several else "",
        "surplus": number(row["surplus"]) if row["state"] == "ahead" else "",
        "shortfall": number(row["shortfall"]) if row["state"] == "behind" else "",
        "building": number(row["building"]),
        "planned_sites": number(row["planned_sites"]),
        "undated": number(row["undated"]) if number(row["undated"]) != "0" else "",
        "repeats": _repeats(context, target),
        "inferred": t("progress.join").join(_inferred(t, name) for name in target.inferred),
        "note": target.note(lang),
    }
    return [(t(f"progress.{name}"), value) for name, value in facts.items() if value]


def _repeats(context: Context, target: Target) -> str:
    if not target.canonical or context.plan is None:
        return ""
    return context.plan.target(target.canonical).indicator(context.view.lang)


def _inferred(t: Text, field: str) -> str:
    key = f"progress.inferred_{field.replace('.', '_')}"
    return t(key) if t.has(key) else field
