"""15分钟缺口: who lives farther than the walk, and where."""

import streamlit as st

from spaces.reach.words import reasons
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import clicked_point, figures, maps, ruler_controls, walk_figures, walk_tables
from spaces.ui.shell import downloads, filters, frame
from spaces.ui.sites import tables

with frame.page("gaps") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.categories(page, t("filter.any_space"))
        filters.walker(page)
        filters.minutes(page)
        filters.year(page)
    ruler_controls.controls(page)

    with st.spinner(t("page.working")):
        query = ruler_controls.query(page)
        result = cached_walk.gap_result(page.version, query)
    frame.figures(walk_figures.figures(page, result))
    maps.gaps(page, result)
    clicked_point.shown(page, query)
    frame.note(walk_figures.measured(page, result))
    frame.bullets(reasons(result, t))
    walk_tables.standards(page, result)

    walk_tables.by_group(page, result)

    frame.heading(t("gaps.list"))
    if result.gaps.empty:
        st.info(figures.no_gap(result, t)[1], icon=":material/info:")
    else:
        shown = walk_tables.gaps(page, result)
        frame.note(walk_figures.gaps_note(page, result))
        tables.show(shown, t("gaps.list"))
        downloads.buttons(
            page,
            {"gaps": lambda: walk_tables.exported(page, result, shown)},
            {"gaps": lambda: walk_tables.shapes(page, result)},
            ruler_controls.sources(page) if query.on_foot else (),
        )
