"""The frame around every page: name, page links, place, language, demo badge, source line."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

import streamlit as st

from geo.faults import InputRefused
from spaces import __version__
from spaces.ledger import Plan
from spaces.places import Place
from spaces.reach import GapQuery
from spaces.text import Text, languages, sentence, text
from spaces.ui.shell import boundary_source, damage_notice, markup, nav
from spaces.ui.shell import cache as cached
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
    modelled: bool = False

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

    A file that cannot be read is named on every page; what needs it is left out, or goes on with
    the last good copy. Without places, plans' folder or walkers there is no page but its links.
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
    if "place" in wrong:
        name = markup.escape_markdown(context.place_name)
        st.warning(t("nav.wrong_place", place=name), icon=":material/wrong_location:")
    unread = [name for name in wrong if name != "place"]
    if unread:
        names = t("nav.and").join(t(f"nav.param_{name}") for name in unread)
        st.caption(t("nav.wrong", names=names))
    damage_notice.tell(version, view.place, t)
    if key == "overview":
        public_state.tell(t)
    try:
        yield context
    except InputRefused as refused:
        damage_notice.part_refused(version, view.place, refused, t)
    _foot(context)


def _context(view: state.View, version: str) -> Context:
    known = _known(version, view.place)
    return Context(
        text(view.lang), view, version, known.place, known.plan, known.demo, known.modelled
    )


class _Known(NamedTuple):
    """What the content says of a place, whatever the view."""

    place: Place
    plan: Plan | None
    demo: bool
    modelled: bool
    places: Mapping[str, Place]


@lru_cache(maxsize=16)
def _known(version: str, place: str) -> _Known:
    """Ask once for all views: a lookup in Streamlit's caches costs as much as an element."""
    places, plan = cached.places(version), cached.plans(version).get(place)
    return _Known(places[place], plan, *_made_up(version, place), places)


def _made_up(version: str, place: str) -> tuple[bool, bool]:
    """Whether sites are demonstration data, and children a model's; of files that can be read."""
    demo = modelled = False
    with suppress(InputRefused):
        demo = bool(cached.sites(version, place).frame["demo"].any())
    with suppress(InputRefused):
        people = cached.population(version, place)
        modelled = people is not None and people.modelled
    return demo, modelled


def _explain(refused: InputRefused) -> None:
    t = text(state.language())
    nav.links(t, {"lang": t.code})
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
        boundary_source.sources(context.version, context.view.place, t),
        t("demo.help") if context.demo else "",
        t("demo.modelled") if context.modelled and not context.demo else "",
        t("page.product", name=t("app.name"), version=__version__),
        t("page.version", version=context.version),
    ]
    body = "<br>".join(escape(line) for line in lines if line)
    st.html(f'<footer class="cfs-foot">{body}</footer>')
