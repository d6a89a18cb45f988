"""The script that Streamlit runs for every page: one guard, one router."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from spaces.text import text
from spaces.ui import nav, state

_ICON = Path(__file__).parent / "assets" / "icon.png"


def run() -> None:
    """Set the page up, then run the page that the address names.

    Only the pages of ``nav`` are served: a file that merely lies in ``pages/`` is not a page.
    """
    t = text(state.language())
    st.set_page_config(
        page_title=t("app.name"),
        page_icon=str(_ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.navigation(nav.pages(t), position="hidden").run()


run()
