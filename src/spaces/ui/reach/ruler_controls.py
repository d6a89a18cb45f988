"""The walk on the page of gaps: its ruler, its rules, and how good its network is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.network.quality import THRESHOLDS, Quality
from geo.network.rules import ARTERIALS
from spaces.reach import GapQuery, usual_ruler
from spaces.reach.rulers import KINDS, kind_of
from spaces.text import Text, sentence
from spaces.text.numbers import share_text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context
from spaces.walking.network_files import FOLDER
from spaces.walking.walkers import DELAY_S, arterials_of

_SHARES = ("share_outside_largest", "footway_share", "arterial_share", "small_share", "far_share")
_LIMITS = (
    "far_thin",
    "far_too_thin",
    "outside_thin",
    "outside_too_thin",
    "arterial_too_thin",
    "small_thin",
)
_COUNTS = ("nodes", "edges", "components", "dead_ends")


def ruler(context: Context) -> str:
    """Return the ruler to measure by: what the link says, where the place can be walked.

    Without a word in the link both rulers stand side by side where the network is good enough,
    and the circle alone elsewhere.
    """
    offered = _offered(context)
    if context.view.ruler in offered:
        return context.view.ruler
    return (
        offered[0]
        if len(offered) == 1
        else usual_ruler(cached_walk.quality(context.version, context.view.place))
    )


def query(context: Context) -> GapQuery:
    """Return the reach question of the page, with its ruler and the walker's rules."""
    said, delay_s = context.view.arterials, context.view.delay
    rules = arterials_of(said) if said else None
    asked = cached_walk.asked(context.version, context.query, ruler(context), rules)
    if delay_s is None or not asked.on_foot:
        return asked
    return replace(asked, crossing_delay_s=float(delay_s))


def controls(context: Context) -> None:
    """Choose the ruler and the rules of a walk; say so where nothing is to choose."""
    t, chosen = context.t, ruler(context)
    offered = _offered(context)
    if cached_walk.streets(context.version, context.view.place) is None:
        _none(context)
    if len(offered) == 1:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-rulers"):
        state.remember("cfs_ruler", chosen)
        st.segmented_control(
            t("walk.ruler"),
            offered,
            key="cfs_ruler",
            required=True,
            format_func=lambda name: t(f"walk.ruler_{name}"),
            on_change=state.chosen,
            args=("ruler", "cfs_ruler"),
        )
        if kind_of(chosen).on_streets:
            _rules(context)
    _verdict(context)


def _offered(context: Context) -> tuple[str, ...]:
    """Return the rulers that the place can be measured by."""
    streets = cached_walk.streets(context.version, context.view.place)
    return tuple(kind.name for kind in KINDS if streets is not None or not kind.on_streets)


def _rules(context: Context) -> None:
    """Choose what the walker may do with arterials, and how long crossing one takes."""
    t, asked = context.t, query(context)
    own = cached.walkers(context.version).by_id[context.view.walker].arterials
    state.remember("cfs_arterials", asked.arterials)
    st.selectbox(
        t("walk.arterials"),
        ARTERIALS,
        key="cfs_arterials",
        width=270,
        help=t("walk.arterials_help", own=t(f"walk.arterials_{own}")),
        format_func=lambda name: t(f"walk.arterials_{name}"),
        on_change=_chosen_rule,
        args=("arterials", own),
    )
    seconds = round(asked.crossing_delay_s)
    with st.popover(t("walk.delay", seconds=seconds), icon=":material/traffic:"):
        state.remember("cfs_delay", seconds)
        st.number_input(
            t("walk.delay_label"),
            min_value=0,
            max_value=DELAY_S,
            step=5,
            key="cfs_delay",
            on_change=_chosen_rule,
            args=("delay", round(cached.walkers(context.version).crossing_delay_s)),
        )
        frame.note(t("walk.delay_note"))


def _chosen_rule(param: str, usual: object) -> None:
    """Write a rule into the link, unless it is the usual one: that goes without saying."""
    view, _ = state.current()
    value = st.session_state[f"cfs_{param}"]
    state.write(view, **{param: "" if value == usual else str(value)})


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
    if found is None:
        return
    said = caution(context)
    if said:
        (st.warning if found.verdict == "too_thin" else st.info)(said[0], icon=":material/warning:")
        frame.bullets(judged(found, t))
    with st.expander(t("walk.quality", verdict=t(f"walk.verdict_{found.verdict}"))):
        file = f"{FOLDER}/{place}.npz"
        streets = cached_walk.streets(context.version, place)
        bare = streets is not None and not len(streets.network.barriers)
        lacks = [t("network.no_barriers")] if bare else []
        frame.bullets([t(f"network.verdict_{found.verdict}", file=file), *sources(context), *lacks])
        frame.note(t("walk.judged_how", **_limits()))
        rows = {
            "length_km": f"{found.length_km:,.0f}",
            **{name: f"{getattr(found, name):,}" for name in _COUNTS},
            **{name: share_text(getattr(found, name)) for name in _SHARES},
        }
        table = {
            t("walk.column_figure"): [t(f"network.figure.{name}") for name in rows],
            t("walk.column_value"): list(rows.values()),
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, alt=t("walk.column_figure"))


def caution(context: Context) -> tuple[str, ...]:
    """Say in one line that the streets are thin, or too thin; nothing where they are not."""
    found = cached_walk.quality(context.version, context.view.place)
    if found is None or found.verdict == "ok":
        return ()
    return (context.t(f"walk.{found.verdict}"),)


def judged(found: Quality, t: Text) -> list[str]:
    """Say why a network is thin: each reason with its figure and where the limits lie."""
    figures = {"far_cells": found.far_share, "scattered": found.share_outside_largest}
    figures |= {"arterials_only": found.arterial_share, "roads_only": found.small_share}
    return [
        t(f"network.reason.{code}")
        + (t("walk.judged", share=share_text(figures[code])) if code in figures else "")
        for code in found.reasons
    ]


def _limits() -> dict[str, str]:
    return {name: f"{getattr(THRESHOLDS, name):.0%}" for name in _LIMITS}


def sources(context: Context) -> tuple[str, ...]:
    """Whose streets these are, for every picture that rests on them."""
    t, found = context.t, cached_walk.streets(context.version, context.view.place)
    if found is None:
        return ()
    notice = found.network.notice
    said = t("network.notice", notice=notice) if notice else t("network.no_notice")
    return (t("network.demo"), said) if found.network.demo else (said,)
