"""What the progress page lists: by department, kind, state and deadline, all of it in the link."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from spaces.ledger import ROUTES_BY
from spaces.ledger.deadlines import DEADLINES
from spaces.ledger.departments import ROLES, select
from spaces.ledger.progress import STATES
from spaces.ledger.school_route_shares import is_of_routes
from spaces.ledger.targets import PROMISE_KINDS
from spaces.ledger.words import by_words, deadline_definition, deadline_word
from spaces.reports.department.terms import SYMBOLS
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.ledger.sections import once
from spaces.ui.shell import filters, frame
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context
from spaces.ui.shell.view import TABS

_ALWAYS = ("overdue", "due_this_year")
_CLEARED = ("lead", "role", "kind", "category", "state", "due")


def tab(context: Context) -> str:
    """Choose between this place and the places side by side."""
    t = context.t
    state.remember("cfs_tab", context.view.tab)
    st.segmented_control(
        t("progress.tabs"),
        TABS,
        key="cfs_tab",
        required=True,
        format_func=lambda name: t(f"progress.tab_{name}"),
        label_visibility="collapsed",
        on_change=state.chosen,
        args=("tab", "cfs_tab"),
    )
    return context.view.tab


def department(context: Context) -> None:
    """Choose a department of the plan, or all; nothing for a plan that names none."""
    t = context.t
    known = state.choices(context.version).leads.get(context.view.place, ())
    if known:
        everyone = t("filter.every_lead")
        filters.select(
            context, "lead", ["", *known], context.view.lead, lambda name: name or everyone
        )


def more(context: Context) -> None:
    """Choose role, kind of site and kind of promise behind one button that says how many are."""
    t, view = context.t, context.view
    chosen = sum(bool(one) for one in (view.role, view.kind, view.categories))
    label = t("filter.more_chosen", n=chosen) if chosen else t("filter.more")
    roles = {role: t(f"filter.role_{role or 'any'}") for role in ("", *ROLES[1:])}
    with st.popover(label, icon=":material/filter_alt:"):
        if view.lead:
            filters.select(context, "role", list(roles), view.role, roles.__getitem__)
        filters.categories(context, t("filter.all_kinds"))
        filters.select(
            context,
            "kind",
            ["", *PROMISE_KINDS],
            view.kind,
            lambda kind: t(f"plan.kind.{kind}") if kind else t("filter.every_kind"),
        )
        if context.plan and any(is_of_routes(target) for target in context.plan.targets):
            used = view.routes_by or ROUTES_BY[0]
            filters.select(context, "routes_by", ROUTES_BY, used, lambda by: by_words(by, t))
    if any(view.params().get(name) for name in _CLEARED):
        st.button(t("filter.clear"), icon=":material/close:", type="tertiary", on_click=_clear)


def _clear() -> None:
    view, _ = state.current()
    state.write(view, **dict.fromkeys(_CLEARED, ""))


def asked_for(context: Context) -> pd.DataFrame:
    """Promises of the view's department and kinds, by whatever state."""
    view, plan = context.view, context.plan
    table = cached_ledger.viewed(context.version, view)
    if plan is None:
        return table
    found = select(
        table,
        plan,
        department=view.lead or None,
        role=view.role or ROLES[0],
        kind=view.kind or None,
    )
    if not view.categories:
        return found
    wanted = set(view.categories)
    fits = {t.id for t in plan.targets if t.category in wanted or wanted & set(t.counts)}
    return found[found.index.isin(fits)]


def chips(context: Context, table: pd.DataFrame) -> pd.DataFrame:
    """Draw the counts by deadline and by state, each of them a filter; return what they leave."""
    t, view = context.t, context.view
    own = once(table)
    due = own["deadline"].value_counts()
    found = own["state"].value_counts()
    with st.container(key="cfs-chips", horizontal=True, vertical_alignment="bottom"):
        _pills(
            context,
            "due",
            [d for d in DEADLINES if d in _ALWAYS or due.get(d, 0) or d == view.due],
            {d: f"{deadline_word(d, t)} {due.get(d, 0)}" for d in DEADLINES},
        )
        _pills(
            context,
            "state",
            [s for s in STATES if found.get(s, 0) or s == view.state],
            {s: f"{SYMBOLS[s]} {t(f'progress_state.{s}')} {found.get(s, 0)}" for s in STATES},
        )
        with st.popover(t("progress.words"), icon=":material/help:", type="tertiary"):
            frame.bullets(_definitions(context))
    if context.plan is None:
        return table
    return select(table, context.plan, state=view.state or None, deadline=view.due or None)


def _pills(context: Context, name: str, options: Sequence[str], labels: dict[str, str]) -> None:
    """Draw one row of chips; the labels hold our own words and numbers only."""
    shown = getattr(context.view, name) or None
    state.remember(f"cfs_{name}", shown)
    st.pills(
        context.t(f"filter.{name}"),
        options,
        key=f"cfs_{name}",
        format_func=labels.__getitem__,
        wrap=True,
        on_change=state.chosen,
        args=(name, f"cfs_{name}"),
    )


def _definitions(context: Context) -> list[str]:
    t, year = context.t, context.view.year
    dates = [(deadline_word(d, t), deadline_definition(d, year, t)) for d in DEADLINES]
    states = [(t(f"progress_state.{s}"), t(f"progress.state_means_{s}", year=year)) for s in STATES]
    return [t("progress.word_means", word=word, said=said) for word, said in (*dates, *states)]
