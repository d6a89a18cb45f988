"""The list of pages, and the links between them.

A new page is a file in ``pages/`` and one row in ``ROWS``.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from spaces.text import Text

FOLDER: Final = Path(__file__).resolve().parents[4] / "pages"


class Row(NamedTuple):
    """One page: its file and address (``key``) and its icon."""

    key: str
    icon: str


ROWS: Final = (
    Row("public", ":material/family_restroom:"),
    Row("overview", ":material/dashboard:"),
    Row("map", ":material/map:"),
    Row("progress", ":material/flag:"),
    Row("department", ":material/assignment_ind:"),
    Row("gaps", ":material/directions_walk:"),
    Row("school_ways", ":material/school:"),
    Row("sites", ":material/list_alt:"),
    Row("methods", ":material/menu_book:"),
)


# Streamlit gives the first page's address to the root, whatever its name is. There we serve the
# public map ourselves, so this one is reached only by who has come from within.
ROOT: Final = "home"
# The pages of the present run of the script, which has a thread to itself: making them twice
# would cost as much as all other elements of a frame.
_RUN: Final = threading.local()


def pages(t: Text) -> list[StreamlitPage]:
    """Return every page for ``st.navigation``: the root, which leads on, and those of ``ROWS``.

    The frame draws its own links (``links``) because they carry place, year and language with
    them, so the router is called with ``position="hidden"``.
    """
    # Copies, because Streamlit notes in a page that it may run now.
    first, *own = (copy(page) for page in _made(t))
    _RUN.pages = own
    return [first, *own]


@cache
def _made(t: Text) -> tuple[StreamlitPage, ...]:
    """Make the pages of one language once: Streamlit looks each file up on the disk."""
    own = [
        st.Page(
            FOLDER / f"{row.key}.py", title=t(f"nav.{row.key}"), icon=row.icon, url_path=row.key
        )
        for row in ROWS
    ]

    def root() -> None:
        st.switch_page(own[0], query_params=st.query_params.to_dict())

    first = st.Page(root, title=t("app.name"), url_path=ROOT, default=True, visibility="hidden")
    return (first, *own)


def _here(t: Text) -> list[StreamlitPage]:
    found: list[StreamlitPage] | None = getattr(_RUN, "pages", None)
    return found if found is not None else list(_made(t)[1:])


def links(t: Text, params: Mapping[str, str]) -> None:
    """Draw the row of page links: a bar on a wide screen, tabs under the thumb on a phone."""
    with st.container(key="cfs-nav", horizontal=True, gap="xsmall"):
        for row, page in zip(ROWS, _here(t), strict=True):
            st.page_link(
                page,
                label=t(f"nav.{row.key}"),
                icon=row.icon,
                width="content",
                query_params=params,
            )


def link(key: str, label: str, t: Text, params: Mapping[str, str]) -> None:
    """Draw one link to the page named ``key``; ``label`` is a catalogue sentence."""
    at = [row.key for row in ROWS].index(key)
    st.page_link(
        _here(t)[at],
        label=label,
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=params,
    )
