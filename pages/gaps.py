"""15分钟缺口: who lives farther than the walk, and where."""

import streamlit as st

from spaces.definition import reasons
from spaces.ui import cached, charts_view, downloads, filters, frame, maps, summary, tables

with frame.page("gaps") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.categories(page, t("filter.any_space"))
        filters.walker(page)
        filters.minutes(page)
        filters.year(page)

    with st.spinner(t("page.working")):
        result = cached.gap_result(page.version, page.query)
    frame.figures(
        [
            summary.children(page, result),
            summary.biggest_gap(page, result),
            summary.area(page, result),
        ]
    )
    frame.bullets(reasons(result, t))

    maps.gaps(page, result)

    left, right = st.columns(2, gap="large")
    with left:
        charts_view.by_band(page, result)
    with right:
        charts_view.by_sub_area(page, result)

    frame.heading(t("gaps.list"))
    if result.gaps.empty:
        st.info(t("gaps.none_line"), icon=":material/check_circle:")
    else:
        shown = tables.gaps(page, result)
        frame.note(t("gaps.list_note", n=len(shown)))
        st.dataframe(shown, hide_index=True, alt=t("gaps.list"))
        downloads.buttons(
            page, {"gaps": lambda: shown}, {"gaps": lambda: tables.gap_shapes(page, result)}
        )
