"""What is wrong with the data file, sentence by sentence."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.faults import Fault
from spaces.text.faults import sentence
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context

_SHOWN: Final = 50
_LEVELS: Final = ("error", "warning", "notice")


def show(context: Context) -> None:
    """Show the faults of the sites' file by how grave they are; good rows stand above."""
    t = context.t
    faults = cached.sites(context.version, context.view.place).faults
    frame.heading(t("sites.faults"))
    if not faults:
        st.success(t("sites.no_faults"), icon=":material/check_circle:")
        return
    for level in _LEVELS:
        own = [fault for fault in faults if fault.severity == level]
        if own:
            _level(context, level, own)


def _level(context: Context, level: str, faults: list[Fault]) -> None:
    t = context.t
    with st.expander(t(f"sites.faults_{level}", n=len(faults)), expanded=level == "error"):
        frame.bullets([sentence(fault, t) for fault in faults[:_SHOWN]])
        if len(faults) > _SHOWN:
            frame.note(t("sites.faults_more", n=len(faults) - _SHOWN))
