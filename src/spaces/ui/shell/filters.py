"""The controls: each shows what the link says and writes what the viewer chooses into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from spaces.ledger import Target
from spaces.ledger.progress import is_counted
from spaces.sites.statuses import STATUSES
from spaces.ui.shell import cache as cached
from spaces.ui.shell import markup
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context


def year(context: Context) -> None:
    """Choose the year by which promised and built are compared."""
    years = state.choices(context.version).years[context.view.place]
    select(context, "year", list(years), context.view.year, str)


def walker(context: Context) -> None:
    """Choose who walks."""
    known = cached.walkers(context.version).by_id
    lang = context.view.lang
    select(context, "walker", list(known), context.view.walker, lambda i: known[i].name(lang))


def minutes(context: Context) -> None:
    """Choose how long the walk may take."""
    offered = sorted({*state.MINUTES, context.view.minutes})
    t = context.t
    select(context, "minutes", offered, context.view.minutes, lambda m: t("filter.min", n=m))


def categories(context: Context, everything: str) -> None:
    """Choose kinds of sites; none chosen means all, in the words ``everything``."""
    known = cached.categories(context.version)
    lang = context.view.lang
    state.remember("cfs_category", list(context.view.categories))
    st.multiselect(
        context.t("filter.category"),
        list(known),
        key="cfs_category",
        format_func=lambda name: known[name].name(lang),
        placeholder=everything,
        on_change=state.chosen,
        args=("category", "cfs_category"),
    )


def status(context: Context) -> None:
    """Choose site states; none chosen means all."""
    t = context.t
    state.remember("cfs_status", list(context.view.status))
    st.pills(
        t("filter.status"),
        tuple(STATUSES),
        selection_mode="multi",
        key="cfs_status",
        format_func=lambda name: t(f"site_status.{name}"),
        on_change=state.chosen,
        args=("status", "cfs_status"),
    )


def search(context: Context) -> None:
    """Type words to look for."""
    state.remember("cfs_q", context.view.search)
    st.text_input(
        context.t("filter.search"),
        key="cfs_q",
        type="search",
        max_chars=80,
        placeholder=context.t("filter.search_hint"),
        on_change=state.chosen,
        args=("q", "cfs_q"),
    )


def readings(context: Context) -> None:
    """Choose a reading for each target that can be read two ways."""
    plan = context.plan
    chosen = dict(context.view.readings)
    several = [t for t in plan.targets if len(t.readings) > 1 and is_counted(t)] if plan else []
    if not several:
        return
    label = context.t("filter.readings", n=len(several))
    with st.popover(label, icon=":material/rule:"):
        _readings(context, several, chosen)


def _readings(context: Context, several: list[Target], chosen: dict[str, str]) -> None:
    st.caption(context.t("filter.readings_note"))
    for item in several:
        names = {reading.id: reading.name(context.view.lang) for reading in item.readings}
        key = f"cfs_reading_{item.id}"
        state.remember(key, chosen.get(item.id, item.readings[0].id))
        what = markup.escape_markdown(item.indicator(context.view.lang))
        st.selectbox(
            context.t("filter.reading_of", what=what),
            list(names),
            key=key,
            format_func=names.__getitem__,
            on_change=_reading_chosen,
            args=(item.id, key),
        )


def _reading_chosen(target_id: str, key: str) -> None:
    view, _ = state.current()
    pairs = {**dict(view.readings), target_id: st.session_state[key]}
    state.write(view, reading=",".join(f"{name}:{reading}" for name, reading in pairs.items()))


def select(
    context: Context,
    param: str,
    options: Sequence[Any],
    shown: object,
    name: Callable[[Any], str],
) -> None:
    """Choose one of ``options``; the link names the choice ``param``."""
    key = f"cfs_{param}"
    state.remember(key, shown)
    st.selectbox(
        context.t(f"filter.{param}"),
        options,
        key=key,
        format_func=name,
        on_change=state.chosen,
        args=(param, key),
    )
