"""The launcher: ``streamlit run app.py`` serves the public map, the pages, the map layers."""

from pathlib import Path

import streamlit as st

from spaces.ui.server import warm_up as first_views
from spaces.ui.server.app_routes import middleware, routes
from spaces.ui.server.check_settings import check_settings
from spaces.ui.server.garbage import collect_seldom
from spaces.ui.server.sockets import at_once
from spaces.ui.shell.public_map import PUBLIC_MAP

MAIN = Path(__file__).resolve().parent / "src" / "spaces" / "ui" / "main.py"

check_settings()
collect_seldom()
PUBLIC_MAP.warm()
first_views.start()
app = st.App(MAIN, routes=routes(), middleware=middleware(), lifespan=at_once)
