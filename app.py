"""The launcher: ``streamlit run app.py`` serves the public map, the pages, the map layers."""

from pathlib import Path

import streamlit as st

from spaces.ui import warm as first_views
from spaces.ui.garbage import collect_seldom
from spaces.ui.public_route import warm
from spaces.ui.server import middleware, routes
from spaces.ui.sockets import at_once

MAIN = Path(__file__).resolve().parent / "src" / "spaces" / "ui" / "main.py"

collect_seldom()
warm()
first_views.start()
app = st.App(MAIN, routes=routes(), middleware=middleware(), lifespan=at_once)
