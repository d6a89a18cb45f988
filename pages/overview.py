"""总览: what a section chief sees in ten seconds."""

import streamlit as st

from spaces.headline import headline
from spaces.ui import (
    cached_ledger,
    cached_walk,
    charts_view,
    frame,
    maps,
    nav,
    reach_summary,
    summary,
)

with frame.page("overview") as page:
    t, view, params = page.t, page.view, page.carried
    with st.spinner(t("page.working")):
        table = cached_ledger.viewed(page.version, view)
        result = cached_walk.gap_result(page.version, reach_summary.query(page))
    head = headline(page.plan, table) if page.plan else None

    frame.figures(
        [
            summary.built(page, head),
            reach_summary.within(page, result),
            reach_summary.biggest_gap(page, result),
            summary.behind(page, head, table),
        ]
    )

    reach_summary.measured(page, result)

    left, right = st.columns([3, 2], gap="large")
    with left:
        frame.heading(t("overview.map_title", place=page.place_name))
        maps.every_site(page)
        nav.link("map", t("overview.to_map"), t, params)
        if head and head.counted:
            frame.heading(t("overview.plan", year=view.year))
            charts_view.plan_bars(page, table, head.counted)
            nav.link("progress", t("overview.to_progress"), t, params)
    with right:
        frame.heading(t("overview.by_kind", minutes=view.minutes))
        charts_view.by_category(page, result)
        nav.link("gaps", t("overview.to_gaps"), t, params)
