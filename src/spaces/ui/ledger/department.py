"""The 牵头单位 page: one department's sheet on screen and to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from spaces.ledger.departments import departments
from spaces.reports import build_sheet, sheet_bytes
from spaces.reports.department.files import MIME
from spaces.reports.department.sheet import Sheet
from spaces.reports.department.summary import Card, cards
from spaces.reports.department.terms import SYMBOLS
from spaces.reports.department.words import SITE, Group, Row, Words, words
from spaces.text.numbers import number_text
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.ledger.promise_markup import LedgerRow
from spaces.ui.shell import cache as cached
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure, Tone

FOLDED: Final = frozenset({"shared"})
"""Groups that open on demand."""
_TONES: Final[Mapping[str, Tone]] = {"good": "good", "bad": "bad", "calm": "calm"}
_FACTS: Final = (
    "clause", "promised", "deadline", "needs", "shortfall", "surplus", "building", "planned_sites",
    "undated", "lead", "partners", "scope", "modal", "reading", "repeats", "quote_read", "note",
    "demo",
)  # fmt: skip
_NOT_IN_NAMES: Final = re.compile(r"[^\w\-]+")


@st.cache_resource(max_entries=64, show_spinner=False)
def _sheet(
    version: str,
    place: str,
    lead: str,
    year: int,
    readings: tuple[tuple[str, str], ...],
    routes_by: str,
    *,
    walked: bool = False,
) -> Sheet:
    plan, sites = cached.plans(version)[place], cached.sites(version, place).frame
    assess = cached_ledger.assessed if walked else cached_ledger.for_sheet
    table = assess(version, place, year, readings, routes_by)
    return build_sheet(plan, sites, table, lead, year)


def choose(context: Context) -> str:
    """Choose a department of the plan; the first one unless the link says another."""
    known = departments(context.plan) if context.plan else ()
    if not known:
        return ""
    shown = context.view.lead or known[0]
    state.remember("cfs_lead", shown)
    st.selectbox(
        context.t("department.choose"),
        known,
        key="cfs_lead",
        on_change=state.chosen,
        args=("lead", "cfs_lead"),
    )
    return shown


def sheet(context: Context, lead: str) -> tuple[Sheet, Words]:
    """Return the sheet of a department, and the same in the language of the screen."""
    view = context.view
    found = _sheet(context.version, view.place, lead, view.year, view.readings, view.routes_by)
    return found, words(found, context.place, cached.categories(context.version), context.t)


def figures(cards: tuple[Card, ...]) -> list[Figure]:
    """Return the cards of the summary as the page draws them."""
    return [
        Figure(
            card.label, card.value, card.unit, card.line, share=card.share, tone=_TONES[card.tone]
        )
        for card in cards
    ]


def summary(context: Context) -> list[Figure]:
    """Return the figures of a department's sheet, or of the whole plan where none is chosen.

    Unlike the sheet itself they know the time circles, as the promises on the same page do.
    """
    view = context.view
    asked = (view.place, view.lead, view.year, view.readings, view.routes_by)
    found = _sheet(context.version, *asked, walked=True)
    return figures(cards(found, context.t))


def rows(context: Context, group: Group, heads: Mapping[str, str]) -> list[LedgerRow]:
    """Return the promises of one group, each with its clause, quote and facts on demand."""
    return [_row(context, row, heads) for row in group.rows]


def _row(context: Context, row: Row, heads: Mapping[str, str]) -> LedgerRow:
    t, one, cells = context.t, row.promise, row.cells
    measured = "" if one.measured is None else number_text(one.measured)
    promised = str(cells["promised"])
    key = "department.of" if measured else "department.promised"
    compared = one.share is not None and one.planned is not None and one.planned > 0
    soft = one.building / one.planned if compared and one.building and one.planned else None
    return LedgerRow(
        state=one.state,
        symbol=SYMBOLS.get(one.state, "·"),
        state_word=t(f"progress_state.{one.state}"),
        name=str(cells["indicator"]),
        count=measured,
        count_of=t(key, promised=promised) if one.planned is not None else "",
        share=one.share if compared else None,
        building_share=soft,
        quote=one.target.quote,
        facts=tuple((heads[name], _shown(cells[name])) for name in _FACTS if cells[name]),
        opened=context.view.target == one.target.id,
        hint=str(cells["needs"]),
    )


def _shown(value: str | float | None) -> str:
    return value if isinstance(value, str) else f"{value:.10g}"


def sites(context: Context, said: Words) -> None:
    """Draw the sites, those that count first, or say that there are none."""
    if not said.sites:
        st.info(context.t("sheet.no_sites"))
        return
    name = said.heads["site"]
    wide = {name: st.column_config.Column(width="large")}
    st.dataframe(site_table(said), hide_index=True, column_config=wide, placeholder="")


def site_table(said: Words) -> pd.DataFrame:
    """Return the sites as a table, named in the reader's language."""
    table = pd.DataFrame([{said.heads[name]: site[name] for name in SITE} for site in said.sites])
    if said.heads["year"] in table:
        table[said.heads["year"]] = table[said.heads["year"]].astype("Int64")
    return table


def downloads(context: Context, found: Sheet, said: Words) -> None:
    """Draw the buttons; a file is made only when its button is pressed."""
    t = context.t
    with st.container(horizontal=True):
        for suffix in (".xlsx", ".pdf", ".csv"):
            st.download_button(
                t(f"department.download_{suffix[1:]}"),
                partial(sheet_bytes, suffix, found, said, t),
                file_name=_file_name(context, found, suffix),
                mime=MIME[suffix],
                key=f"cfs_sheet_{suffix[1:]}",
                icon=":material/download:",
                on_click="ignore",
            )


def _file_name(context: Context, found: Sheet, suffix: str) -> str:
    t = context.t
    who = found.lead or t("department.whole")
    parts = [context.place_name, who, t("department.file"), str(found.year)]
    parts += [t("demo.file")] if found.demo else []
    return "_".join(_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts) + suffix
