"""总览: what a section chief sees in ten seconds."""

import streamlit as st

from spaces.ledger.headline import headline
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.ledger import figures as plan_figures
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import charts, maps, overview_figures
from spaces.ui.shell import frame, nav

with frame.page("overview") as page:
    t, view, params = page.t, page.view, page.carried
    with st.spinner(t("page.working")):
        table = cached_ledger.viewed(page.version, view)
        result = cached_walk.gap_result(page.version, overview_figures.query(page))
    head = headline(page.plan, table) if page.plan else None

    frame.figures(
        [
            plan_figures.built(page, head),
            overview_figures.within(page, result),
            overview_figures.biggest_gap(page, result),
            plan_figures.behind(page, head, table),
        ]
    )

    plan_figures.since(page)
    overview_figures.measured(page, result)

    left, right = st.columns([3, 2], gap="large")
    with left:
        frame.heading(t("overview.map_title", place=page.place_name))
        maps.every_site(page)
        nav.link("map", t("overview.to_map"), t, params)
        if head and head.counted:
            frame.heading(t("overview.plan", year=view.year))
            charts.plan_bars(page, table, head.counted)
            nav.link("progress", t("overview.to_progress"), t, params)
    with right:
        frame.heading(t("overview.by_kind", minutes=view.minutes))
        charts.by_category(page, result)
        nav.link("gaps", t("overview.to_gaps"), t, params)
