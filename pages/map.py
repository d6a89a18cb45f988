"""地图: all sites, filtered; the list beside it holds the same ones."""

import streamlit as st

from spaces.ui import downloads, filters, frame, maps, nav, tables

with frame.page("map") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.categories(page, t("filter.all_kinds"))
        filters.year(page)
        filters.status(page)

    shown = tables.shown_sites(page)
    placed = tables.located(shown)
    missing = len(shown) - len(placed)
    frame.note(t("map_page.count", n=len(placed), year=page.view.year))

    clicked = maps.all_sites(page)
    if clicked and clicked.feature in placed.index:
        frame.card(*tables.site_card(page, placed, clicked.feature))

    if missing:
        frame.note(t("map_page.missing", n=missing))
        nav.link("sites", t("map_page.to_sites"), t, page.carried)
    frame.heading(t("map_page.list", n=len(placed)))
    if placed.empty:
        st.info(t("map_page.nothing"), icon=":material/search_off:")
    else:
        tables.show_sites(page, tables.sites(page, placed), t("map_page.list", n=len(placed)))
        downloads.buttons(
            page,
            {"sites": lambda: tables.sites(page, placed)},
            {"sites": lambda: placed},
        )
