"""The public map within the planners' pages: framed, with the ways to hand it on."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from spaces.ui.frame import Context
from spaces.ui.public_route import PUBLIC, SHELF
from spaces.ui.server import base_path

_STYLE: Final = Path(__file__).with_name("visitor.css")
_HEIGHT_PX: Final = 720
_COMMAND: Final = "python3 -m spaces publish DIR"


def address(context: Context, path: str) -> str:
    """Return the address of something of the public map, with place and language of the view."""
    asked = urlencode({"place": context.view.place, "lang": context.view.lang})
    return f"{base_path()}{path}?{asked}"


def links(context: Context) -> None:
    """Draw the links for parents: the map by itself, and the code for a poster at the gate."""
    t, poster = context.t, f"poster/{context.view.place}.svg"
    snapshot = SHELF.ready() or SHELF.current()
    with st.container(horizontal=True, vertical_alignment="center", key="cfs-visitor-links"):
        st.link_button(t("visitor.alone"), address(context, "/"), icon=":material/open_in_new:")
        if snapshot is not None and poster in snapshot.files:
            st.link_button(
                t("visitor.poster"), f"{base_path()}{PUBLIC}{poster}", icon=":material/qr_code_2:"
            )


def map_frame(context: Context) -> None:
    """Draw the public map of the view's place in its own frame, as high as the screen allows."""
    t = context.t
    st.html(_STYLE)
    with st.container(key="cfs-visitor"):
        st.iframe(
            address(context, f"{PUBLIC}{context.view.place}/"),
            height=_HEIGHT_PX,
            alt=t("visitor.frame", place=context.place_name),
        )


def for_it(context: Context) -> None:
    """Say how the map gets onto another server, and how posters get their code."""
    t = context.t
    with st.expander(t("visitor.for_it"), icon=":material/dns:"):
        st.html(f"<p>{escape(t('visitor.publish'))}</p>")
        st.code(_COMMAND, language=None)
        st.html(f"<p>{escape(t('visitor.settings'))}</p>")
