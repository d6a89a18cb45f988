"""The frame around every page: name, page links, place, language, demo badge, source line."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

import streamlit as st

from geo.faults import Fault, InputRefused
from spaces import __version__
from spaces.ledger import Plan
from spaces.places import Place
from spaces.reach import GapQuery
from spaces.text import Text, languages, sentence, text
from spaces.ui.shell import cache as cached
from spaces.ui.shell import markup, nav
from spaces.ui.shell import public_notice as public_state
from spaces.ui.shell import view_state as state
from spaces.ui.shell.markup import Figure

# What belongs to one page only is not carried to the next one.
_PAGE_ONLY: Final = (
    *("target", "q", "status", "role", "kind", "state", "due", "tab", "spot"),
    *("school", "crossing", "fix", "metres"),
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a page needs: sentences, the view and the content it is looking at."""

    t: Text
    view: state.View
    version: str
    place: Place
    plan: Plan | None
    demo: bool

    @property
    def place_name(self) -> str:
        """Name of the place in the language of the screen."""
        return self.place.name(self.view.lang)

    @property
    def query(self) -> GapQuery:
        """The reach question that the view asks."""
        view = self.view
        return GapQuery(
            place=view.place,
            categories=view.categories,
            speed_mps=cached.walkers(self.version).by_id[view.walker].speed_mps,
            walker=view.walker,
            minutes=view.minutes,
            year=view.year,
        )

    @property
    def carried(self) -> dict[str, str]:
        """What a link to another page takes along: the year, and what is not usual."""
        usual = state.usual(self.version)
        said = self.view.params().items()
        return {k: v for k, v in said if k not in _PAGE_ONLY and usual.get(k) != v}


def plain(value: str) -> None:
    """Show words from data as they are: no markdown, no HTML."""
    st.html(markup.plain(value))


def note(value: str) -> None:
    """Show words from data small and quiet."""
    st.html(markup.note(value))


def bullets(values: Sequence[str]) -> None:
    """Show words from data as a list."""
    st.html(markup.bullets(values))


def card(title: str, facts: Sequence[tuple[str, str]]) -> None:
    """Show one thing's facts."""
    st.html(markup.card(title, facts))


def figures(items: Sequence[Figure]) -> None:
    """Show headline figures, each with its definition beside it."""
    st.html(markup.figures(items))


def heading(words: str) -> None:
    """Show the heading of a section; a name from data may stand in it."""
    st.subheader(markup.escape_markdown(words), anchor=False)


@contextmanager
def section(sentence_: str, *, folded: bool) -> Generator[None, None, None]:
    """Draw a section under its heading, or folded behind it."""
    if folded:
        with st.expander(sentence_):
            yield
        return
    heading(sentence_)
    yield


@contextmanager
def page(key: str) -> Generator[Context, None, None]:
    """Draw the frame around the page named ``key`` and hand its context to the body.

    Content that cannot be read at all is explained sentence by sentence, and the page ends.
    """
    version = cached.content_version()
    try:
        view, wrong = state.read(version)
        context = _context(view, version)
    except InputRefused as refused:
        _explain(refused)
        st.stop()
    t = context.t
    _top(context)
    _head(context, key)
    if wrong:
        names = t("nav.and").join(t(f"nav.param_{name}") for name in wrong)
        st.caption(t("nav.wrong", names=names))
    _plan_faults(context)
    if key == "overview":
        public_state.tell(t)
    yield context
    _foot(context)


def _context(view: state.View, version: str) -> Context:
    known = _known(version, view.place)
    return Context(text(view.lang), view, version, known.place, known.plan, known.demo)


class _Known(NamedTuple):
    """What the content says of a place, whatever the view."""

    place: Place
    plan: Plan | None
    demo: bool
    faults: tuple[Fault, ...]
    places: Mapping[str, Place]


@lru_cache(maxsize=16)
def _known(version: str, place: str) -> _Known:
    """Ask once for all views: a lookup in Streamlit's caches costs as much as an element."""
    frame, people = cached.sites(version, place).frame, cached.population(version, place)
    demo = bool(frame["demo"].any()) or bool(people is not None and people.modelled)
    places, plan = cached.places(version), cached.plans(version).get(place)
    return _Known(places[place], plan, demo, cached.plan_faults(version, place), places)


def _plan_faults(context: Context) -> None:
    """Say what is wrong with the plan of this place; everything else of it, and others, goes on."""
    faults = _known(context.version, context.view.place).faults
    if faults:
        st.error(context.t("page.plan_refused"), icon=":material/error:")
        bullets([sentence(fault, context.t) for fault in faults])


def _explain(refused: InputRefused) -> None:
    t = text(state.language())
    st.error(t("page.refused"), icon=":material/error:")
    bullets([sentence(fault, t) for fault in refused.faults])
    public_state.tell(t, faults=False)


def _top(context: Context) -> None:
    t, view = context.t, context.view
    with st.container(key="cfs-top", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(_brand(context), width="content")
        nav.links(t, context.carried)
        state.remember("cfs_lang", view.lang)
        st.segmented_control(
            t("nav.lang"),
            languages(),
            key="cfs_lang",
            required=True,
            format_func=lambda code: text(code)("language.name"),
            label_visibility="collapsed",
            on_change=state.chosen,
            args=("lang", "cfs_lang"),
        )


def _brand(context: Context) -> str:
    """Name of the product, and beside it that its data are demonstration data."""
    t = context.t
    demo = f'<span title="{escape(t("demo.help"))}">{escape(t("demo.badge"))}</span>'
    return (
        f'<div class="cfs-brand"><i></i>{escape(t("app.name"))}{demo if context.demo else ""}</div>'
    )


def _head(context: Context, key: str) -> None:
    t, view = context.t, context.view
    places = _known(context.version, view.place).places
    with st.container(key="cfs-head", horizontal=True, vertical_alignment="center"):
        st.header(t(f"page.{key}"), anchor=False, width="content")
        state.remember("cfs_place", view.place)
        st.selectbox(
            t("nav.place"),
            list(places),
            key="cfs_place",
            format_func=lambda code: places[code].name(view.lang),
            label_visibility="collapsed",
            width=220,
            on_change=state.chosen,
            args=("place", "cfs_place"),
        )


def _foot(context: Context) -> None:
    t = context.t
    lines = [
        t("page.sources"),
        t("demo.help") if context.demo else "",
        t("page.product", name=t("app.name"), version=__version__),
        t("page.version", version=context.version),
    ]
    body = "<br>".join(escape(line) for line in lines if line)
    st.html(f'<footer class="cfs-foot">{body}</footer>')
