"""The progress page of one place: lines of each kind, the promises section by section, totals."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from spaces.graphics.burn_up_svg import picture, sentence
from spaces.ledger.burn_up import kind_targets
from spaces.ledger.site_counts import WHY_NOT
from spaces.ledger.words import why_not_counted
from spaces.sites import site_names
from spaces.ui.ledger import promise_markup
from spaces.ui.ledger import rows as promise_rows
from spaces.ui.ledger.promise_markup import Picture
from spaces.ui.ledger.sections import FOLDED, adds_up, sections
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame, markup
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Bar

_SERIES = ("first", "second", "built", "building")


def pictures(context: Context, table: pd.DataFrame) -> None:
    """Draw the line of each kind that the listed promises name, and offer the figures."""
    t, view, plan = context.t, context.view, context.plan
    found = cached.lines(context.version, view.place)
    kinds = [
        kind for kind in found
        if plan and any(target.id in table.index for target in kind_targets(plan, kind))
    ]  # fmt: skip
    if not kinds:
        if not found:
            frame.heading(t("progress.lines"))
            frame.note(t("progress.no_lines"))
        return
    frame.heading(t("progress.lines"))
    st.html(_legend(context, kinds))
    st.html(promise_markup.pictures(_picture(context, kind) for kind in kinds))
    with _fold(t("page.as_table"), "lines") as fold:
        if fold.open:
            st.dataframe(line_table(context, kinds), hide_index=True, alt=t("progress.lines"))


def _picture(context: Context, kind: str) -> Picture:
    t, year = context.t, context.view.year
    own = cached.lines(context.version, context.view.place)[kind]
    name = cached.categories(context.version)[kind].name(t.code)
    first, known = dict(own.first).get(year), [n for y, n in own.built if y <= year]
    # The line ends where the list does; what stood then still stands, as the row below says.
    figure = f"{known[-1]:,.0f}" if known else ""
    if first is not None:
        figure = f"{figure or '–'} / {first:,.0f}"
    alt = t("progress.line_alt", name=name, said=sentence(own, t))
    return Picture(name, figure, picture(own, year), alt)


def _legend(context: Context, kinds: list[str]) -> str:
    frames = cached.lines(context.version, context.view.place)
    shown = [frames[kind] for kind in kinds]
    there = {
        "first": any(own.first for own in shown),
        "second": any(own.second for own in shown),
        "built": any(own.built for own in shown),
        "building": any(value for own in shown for _, value in own.building),
    }
    words = [(name, context.t(f"progress.key_{name}")) for name in _SERIES if there[name]]
    return promise_markup.legend(words, context.t("progress.lines_note"))


def line_table(context: Context, kinds: list[str]) -> pd.DataFrame:
    """Figures of the lines as a table: one row for each kind, line and year."""
    t, names = context.t, cached.categories(context.version)
    frames = cached.lines(context.version, context.view.place)
    rows = [
        {
            t("filter.category"): names[kind].name(t.code),
            t("progress.line"): t(f"progress.key_{name}"),
            t("progress.year"): str(year),
            t("progress.count"): value,
        }
        for kind in kinds
        for name in _SERIES
        for year, value in getattr(frames[kind], name)
    ]
    return pd.DataFrame(rows)


def listing(context: Context, table: pd.DataFrame) -> None:
    """Draw the promises, what matters most first; the long tail opens on demand."""
    t, view = context.t, context.view
    if table.empty:
        st.info(t("progress.nothing"), icon=":material/search_off:")
        return
    frame.note(adds_up(table, t))
    narrowed = bool(view.due or view.state)
    for name, rows in sections(table).items():
        title = t(f"progress.section_{name}", n=len(rows), year=view.year)
        if name in FOLDED:
            asked = narrowed or view.target in rows.index
            with _fold(title, name, asked=asked) as fold:
                if fold.open:
                    _rows(context, name, rows)
            continue
        frame.heading(title)
        _rows(context, name, rows)


def _rows(context: Context, name: str, rows: pd.DataFrame) -> None:
    frame.note(context.t(f"progress.about_{name}", year=context.view.year))
    if name != "asked":
        st.html(promise_markup.ledger(promise_rows.rows(context, rows)))
        return
    for need, own in promise_rows.asked(context, rows).items():
        said = context.t("progress.needs_count", need=need, n=len(own))
        st.html(
            promise_markup.why(said)
            + promise_markup.ledger(promise_rows.rows(context, own, hints=False))
        )


def _fold(title: str, name: str, *, asked: bool = False) -> ExpanderContainer:
    """Draw a fold that says whether it is open, so that nothing is made for a closed one."""
    key = f"cfs_fold_{name}_{'asked' if asked else 'own'}"
    return st.expander(title, expanded=asked, key=key, on_change="rerun")


def nine(context: Context) -> None:
    """Draw 九大类 together, each site once, with what is counted and what is not."""
    t, view = context.t, context.view
    found = cached.nine(context.version, view.place, view.year)
    kinds, most = cached.categories(context.version), max(int(found.by_kind["counted"].max()), 1)
    frame.heading(t("progress.nine", n=found.total, year=view.year))
    missed = len(found.listing) - found.total
    facts = {"listed": len(found.listing), "n": found.total, "missed": missed}
    frame.note(t("progress.nine_adds_up", **facts))
    bars = [
        Bar(kinds[str(name)].name(t.code), int(n) / most, f"{int(n):,}")
        for name, n in found.by_kind["counted"].items()
    ]
    out = found.listing["why"].value_counts()
    reasons = [
        t("progress.nine_out", why=why_not_counted(why, view.year, t), n=out[why])
        for why in WHY_NOT
        if why in out.index
    ]
    left_out = markup.titled_list(t("progress.nine_not", n=missed), reasons)
    st.html(
        markup.grid([markup.bars(t("progress.nine_in", n=found.total), bars, short=True), left_out])
    )
    title = t("progress.nine_list", n=len(found.listing))
    with _fold(title, "nine") as fold:
        if fold.open:
            st.dataframe(_nine_table(context, found.listing), hide_index=True, alt=title)


def _nine_table(context: Context, listing: pd.DataFrame) -> pd.DataFrame:
    t, kinds, year = context.t, cached.categories(context.version), context.view.year
    columns: dict[str, object] = {
        "name": site_names(listing, t.code).to_numpy(),
        "category": [kinds[k].name(t.code) if k in kinds else k for k in listing["category"]],
        "status": [t(f"site_status.{status}") for status in listing["status"]],
        "year": listing["year"].to_numpy(),
        "demo": [t("demo.yes") if made_up else t("demo.no") for made_up in listing["demo"]],
    }
    named = {t(f"sites.{name}"): values for name, values in columns.items()}
    said = [why_not_counted(str(why), year, t) or t("progress.counted") for why in listing["why"]]
    return pd.DataFrame({**named, t("progress.is_counted"): said})
