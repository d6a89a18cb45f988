"""The two figures of reach that the overview shows: by the walk where streets are known."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from spaces.reach import GapQuery, GapResult
from spaces.text.numbers import children_text, share_text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import figures as reach_figures
from spaces.ui.reach import ruler_controls, walk_figures
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure


def query(context: Context) -> GapQuery:
    """Return the question for any space by the ruler and the rules of the page of gaps."""
    return replace(ruler_controls.query(context), categories=())


def within(context: Context, result: GapResult) -> Figure:
    """Children within the walk, and beside them what a circle would say."""
    figure = reach_figures.children(context, result)
    if not result.query.on_foot:
        return figure
    figure = replace(figure, definition=walk_figures.short(context, result, "overview.within_def"))
    if result.share_covered is None:
        return figure
    both = cached_walk.two_rulers(context.version, result.query)
    share, over = share_text(both.share_circle), both.children_false
    if over is None or math.isnan(over):
        line = context.t("overview.beside_circle_hidden", line=figure.line, share=share)
    else:
        n = children_text(over, context.t, modelled=result.modelled)
        line = context.t("overview.beside_circle", line=figure.line, share=share, n=n)
    return replace(figure, line=line)


def biggest_gap(context: Context, result: GapResult) -> Figure:
    """Return the gap with most children by the ruler of the question."""
    if result.query.on_foot and result.share_covered is not None:
        return walk_figures.biggest_gap(context, result)
    return reach_figures.biggest_gap(context, result)


def measured(context: Context, result: GapResult) -> None:
    """Say the whole of how a walk was measured, and on whose streets, behind one tap."""
    if not result.query.on_foot:
        return
    with st.expander(context.t("overview.how_measured"), icon=":material/info:"):
        frame.note(walk_figures.measured(context, result))
        if not result.gaps.empty:
            frame.note(walk_figures.gaps_note(context, result))
        frame.bullets(ruler_controls.sources(context))
