"""15分钟缺口: who lives farther than the walk, and where."""

import streamlit as st

from spaces.reach.words import reasons
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import clicked_point as spot
from spaces.ui.reach import maps
from spaces.ui.reach import ruler_controls as walking
from spaces.ui.reach import walk_figures as walk_summary
from spaces.ui.reach import walk_tables as walk_view
from spaces.ui.shell import downloads, filters, frame
from spaces.ui.sites import tables

with frame.page("gaps") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.categories(page, t("filter.any_space"))
        filters.walker(page)
        filters.minutes(page)
        filters.year(page)
    walking.controls(page)

    with st.spinner(t("page.working")):
        query = walking.query(page)
        result = cached_walk.gap_result(page.version, query)
    frame.figures(walk_summary.figures(page, result))
    maps.gaps(page, result)
    spot.shown(page, query)
    frame.note(walk_summary.measured(page, result))
    frame.bullets(reasons(result, t))
    walk_view.standards(page, result)

    walk_view.by_group(page, result)

    frame.heading(t("gaps.list"))
    if result.gaps.empty:
        st.info(t("gaps.none_line"), icon=":material/check_circle:")
    else:
        shown = walk_view.gaps(page, result)
        frame.note(walk_summary.gaps_note(page, result))
        tables.show(shown, t("gaps.list"))
        downloads.buttons(
            page,
            {"gaps": lambda: walk_view.exported(page, result, shown)},
            {"gaps": lambda: walk_view.shapes(page, result)},
            walking.sources(page) if query.on_foot else (),
        )
