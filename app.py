"""The launcher: ``streamlit run app.py`` serves the pages, the map layers and our own assets."""

from pathlib import Path

import streamlit as st

from spaces.ui.server import collect_seldom, middleware, routes

MAIN = Path(__file__).resolve().parent / "src" / "spaces" / "ui" / "main.py"

collect_seldom()
app = st.App(MAIN, routes=routes(), middleware=middleware())
