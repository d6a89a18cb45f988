"""The frame around every page: name, page links, place, language, demo badge, source line."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from geo.faults import InputRefused
from spaces.faults import sentence
from spaces.places import Place
from spaces.plans import Plan
from spaces.results import GapQuery
from spaces.text import Text, languages, text
from spaces.ui import cached, markup, nav, state
from spaces.ui.markup import Figure

_STYLE: Final = Path(__file__).with_name("frame.css")
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
    def space_query(self) -> GapQuery:
        """The same question for any space, whatever kinds are chosen."""
        return replace(self.query, categories=())

    @property
    def carried(self) -> dict[str, str]:
        """What a link to another page takes along."""
        return {k: v for k, v in self.view.params().items() if k not in _PAGE_ONLY}


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
    st.html(_STYLE)
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
    yield context
    _foot(context)


def _context(view: state.View, version: str) -> Context:
    frame = cached.sites(version, view.place).frame
    people = cached.population(version, view.place)
    return Context(
        t=text(view.lang),
        view=view,
        version=version,
        place=cached.places(version)[view.place],
        plan=cached.plans(version).get(view.place),
        demo=bool(frame["demo"].any()) or bool(people is not None and people.modelled),
    )


def _plan_faults(context: Context) -> None:
    """Say what is wrong with the plan of this place; everything else of it, and others, goes on."""
    faults = cached.plan_faults(context.version, context.view.place)
    if faults:
        st.error(context.t("page.plan_refused"), icon=":material/error:")
        bullets([sentence(fault, context.t) for fault in faults])


def _explain(refused: InputRefused) -> None:
    t = text(state.language())
    st.error(t("page.refused"), icon=":material/error:")
    bullets([sentence(fault, t) for fault in refused.faults])


def _top(context: Context) -> None:
    t, view = context.t, context.view
    with st.container(key="cfs-top", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<div class="cfs-brand"><i></i>{escape(t("app.name"))}</div>', width="content")
        nav.links(t, context.carried)
        if context.demo:
            help_ = t("demo.help")
            st.badge(t("demo.badge"), icon=":material/science:", color="orange", help=help_)
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


def _head(context: Context, key: str) -> None:
    t, view, places = context.t, context.view, cached.places(context.version)
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
        t("page.version", version=context.version),
    ]
    body = "<br>".join(escape(line) for line in lines if line)
    st.html(f'<footer class="cfs-foot">{body}</footer>')
