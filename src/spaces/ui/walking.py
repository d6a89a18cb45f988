"""The walk on the page of gaps: its ruler, its rules, and how good its network is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from spaces.faults import sentence
from spaces.networks import FOLDER
from spaces.results import RULERS, GapQuery
from spaces.ui import cached_walk, frame, state
from spaces.ui.frame import Context
from spaces.walkers import arterials_of

_SHARES = ("share_outside_largest", "footway_share", "arterial_share", "far_share")
_COUNTS = ("nodes", "edges", "components", "dead_ends")


def ruler(context: Context) -> str:
    """Return the ruler to measure by: what the link says, where the place can be walked.

    Without a word in the link both rulers stand side by side where the network is good enough,
    and the circle alone elsewhere.
    """
    if cached_walk.streets(context.version, context.view.place) is None:
        return RULERS[0]
    if context.view.ruler:
        return context.view.ruler
    found = cached_walk.quality(context.version, context.view.place)
    return RULERS[0] if found is None or found.verdict == "too_thin" else "both"


def query(context: Context) -> GapQuery:
    """Return the reach question of the page, with its ruler and the walker's rules."""
    said = context.view.arterials
    rules = arterials_of(said) if said else None
    return cached_walk.asked(context.version, context.query, ruler(context), rules)


def controls(context: Context) -> None:
    """Choose the ruler and whether arterials may be crossed; say so where nothing is to choose."""
    t, chosen = context.t, ruler(context)
    if cached_walk.streets(context.version, context.view.place) is None:
        _none(context)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-rulers"):
        state.remember("cfs_ruler", chosen)
        st.segmented_control(
            t("walk.ruler"),
            RULERS,
            key="cfs_ruler",
            required=True,
            format_func=lambda name: t(f"walk.ruler_{name}"),
            on_change=state.chosen,
            args=("ruler", "cfs_ruler"),
        )
        if chosen != RULERS[0]:
            state.remember("cfs_arterials", query(context).arterials == "not_across")
            st.toggle(
                t("walk.not_across"),
                key="cfs_arterials",
                help=t("walk.not_across_help"),
                on_change=_arterials,
            )
    _verdict(context)


def _arterials() -> None:
    view, _ = state.current()
    state.write(view, arterials="not_across" if st.session_state["cfs_arterials"] else "allowed")


def _none(context: Context) -> None:
    t = context.t
    st.info(t("walk.none"), icon=":material/radio_button_unchecked:")
    frame.bullets([sentence(f, t) for f in cached_walk.faults(context.version, context.view.place)])
    with st.expander(t("walk.how")):
        frame.plain(t("walk.how_1"))
        st.code(
            f"python -m spaces network check FILE --place {context.view.place}\n"
            f"python -m spaces network import FILE --place {context.view.place}",
            language=None,
        )
        frame.note(t("walk.how_2"))


def _verdict(context: Context) -> None:
    """Say whether walks can be measured here, with the figures behind one tap."""
    t, place = context.t, context.view.place
    found = cached_walk.quality(context.version, place)
    network = cached_walk.streets(context.version, place)
    if found is None or network is None:
        return
    said = t(f"network.verdict_{found.verdict}", file=f"{FOLDER}/{place}.npz")
    if found.verdict == "too_thin":
        st.warning(t("walk.too_thin"), icon=":material/warning:")
    with st.expander(t("walk.quality", verdict=t(f"walk.verdict_{found.verdict}"))):
        lines = [said, *(t(f"network.reason.{code}") for code in found.reasons)]
        frame.bullets([*lines, *sources(context)])
        rows = {
            "length_km": f"{found.length_km:,.0f}",
            **{name: f"{getattr(found, name):,}" for name in _COUNTS},
            **{name: _share(getattr(found, name)) for name in _SHARES},
        }
        table = {
            t("walk.column_figure"): [t(f"network.figure.{name}") for name in rows],
            t("walk.column_value"): list(rows.values()),
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, alt=t("walk.column_figure"))


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.1%}"


def sources(context: Context) -> tuple[str, ...]:
    """Whose streets these are, for every picture that rests on them."""
    t, found = context.t, cached_walk.streets(context.version, context.view.place)
    if found is None:
        return ()
    notice = found.network.notice
    said = t("network.notice", notice=notice) if notice else t("network.no_notice")
    return (t("network.demo"), said) if found.network.demo else (said,)
