"""What is wrong with the data files of a place, sentence by sentence."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.faults import SEVERITIES, Fault, InputRefused, counted
from spaces.text import sentence
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context

_SHOWN: Final = 50


def show(context: Context) -> None:
    """Show the faults of sites, children and areas, the gravest first, and the files not used."""
    t = context.t
    version, place = context.version, context.view.place
    faults = [*cached.sites(version, place).faults]
    faults += [*_of_children(version, place), *_of_areas(version, place)]
    unread = cached.unread_files(version)
    frame.heading(t("sites.faults"))
    if not faults and not unread:
        st.success(t("sites.no_faults"), icon=":material/check_circle:")
        return
    if unread:
        with st.expander(t("sites.files_unread", n=len(unread)), expanded=True):
            frame.bullets([sentence(fault, t) for fault in unread])
    for level in SEVERITIES:
        own = [fault for fault in faults if fault.severity == level]
        if own:
            _level(context, level, own)


def _of_children(version: str, place: str) -> tuple[Fault, ...]:
    try:
        found = cached.population(version, place)
    except InputRefused as refused:
        return refused.faults
    return () if found is None else found.faults


def _of_areas(version: str, place: str) -> tuple[Fault, ...]:
    try:
        return cached.inputs(version, place).units.faults
    except InputRefused as refused:
        return refused.faults


def _level(context: Context, level: str, faults: list[Fault]) -> None:
    t = context.t
    with st.expander(
        t(f"sites.faults_{level}", n=sum(map(counted, faults))), expanded=level == "error"
    ):
        frame.bullets([sentence(fault, t) for fault in faults[:_SHOWN]])
        if len(faults) > _SHOWN:
            frame.note(t("sites.faults_more", n=len(faults) - _SHOWN))
