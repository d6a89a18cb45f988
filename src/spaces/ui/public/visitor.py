"""The public map within the planners' pages: framed, with the ways to hand it on."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from spaces.public.page import PUBLIC
from spaces.ui.shell import public_map as shown
from spaces.ui.shell.addresses import base_path
from spaces.ui.shell.frame import Context

_HEIGHT_PX: Final = 720
_COMMAND: Final = "python3 -m spaces publish DIR"


def address(context: Context, path: str) -> str:
    """Return the address of something of the public map, with place and language of the view."""
    asked = urlencode({"place": context.view.place, "lang": context.view.lang})
    return f"{base_path()}{path}?{asked}"


def links(context: Context) -> None:
    """Draw the links for parents: the map by itself, and the code for a poster at the gate."""
    poster = f"poster/{context.view.place}.svg"
    snapshot = shown.PUBLIC_MAP.ready() or shown.PUBLIC_MAP.current()
    if snapshot is None or poster not in snapshot.files:
        _alone(context)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="cfs-visitor-links"):
        _alone(context)
        st.link_button(
            context.t("visitor.poster"),
            f"{base_path()}{PUBLIC}{poster}",
            icon=":material/qr_code_2:",
        )


def _alone(context: Context) -> None:
    words = context.t("visitor.alone")
    st.link_button(words, address(context, "/"), icon=":material/open_in_new:")


def map_frame(context: Context) -> None:
    """Draw the public map of the view's place in its own frame, as high as the screen allows."""
    t = context.t
    st.iframe(
        address(context, f"{PUBLIC}{context.view.place}/"),
        height=_HEIGHT_PX,
        alt=t("visitor.frame", place=context.place_name),
    )


def for_it(context: Context) -> None:
    """Say how the map gets onto another server, and how posters get their code."""
    t = context.t
    with st.expander(t("visitor.for_it"), icon=":material/dns:"):
        told = f"# {t('visitor.settings')}\n# {t('visitor.publish')}\n{_COMMAND}"
        st.code(told, language=None, wrap_lines=True)
