"""The script that Streamlit runs for every page: one guard, one router."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

from spaces.text import text
from spaces.ui.shell import nav
from spaces.ui.shell import view_state as state

_PICTURE = (Path(__file__).parent / "assets" / "icon.png").read_bytes()
# As an address: a file would lie in the server's memory for every session.
_ICON = f"data:image/png;base64,{b64encode(_PICTURE).decode()}"

_TITLED = "cfs_titled_in"


def run() -> None:
    """Set the page up, then run the page that the address names.

    Only the pages of ``nav`` are served: a file that merely lies in ``pages/`` is not a page.
    """
    t = text(state.language())
    if st.session_state.get(_TITLED) != t.code:  # the browser keeps all of it for the session
        st.session_state[_TITLED] = t.code
        st.set_page_config(
            page_title=t("app.name"),
            page_icon=_ICON,
            layout="wide",
            initial_sidebar_state="collapsed",
        )
    st.navigation(nav.pages(t), position="hidden").run()


run()
