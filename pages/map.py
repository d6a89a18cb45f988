"""地图: all sites, filtered; the list beside it holds the same ones."""

import streamlit as st

from spaces.ui.reach import maps
from spaces.ui.shell import downloads, filters, frame, nav
from spaces.ui.sites import selection as listed
from spaces.ui.sites import tables

with frame.page("map") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.categories(page, t("filter.all_kinds"))
        filters.year(page)
        filters.status(page)

    shown = listed.sites(page)
    placed, missing = shown.placed, len(shown.waiting)
    frame.note(t("map_page.count", n=len(placed), year=page.view.year))

    clicked = maps.all_sites(page)
    if clicked and len(one := placed.one(clicked.feature)):
        frame.card(*tables.site_card(page, one))

    if missing:
        frame.note(t("map_page.missing", n=missing))
        nav.link("sites", t("map_page.to_sites"), t, page.carried)
    frame.heading(t("map_page.list", n=len(placed)))
    if not len(placed):
        st.info(t("map_page.nothing"), icon=":material/search_off:")
    else:
        tables.show_rows(page, placed, t("map_page.list", n=len(placed)))
        downloads.buttons(
            page, {"sites": lambda: tables.to_take_away(page, placed.all())}, {"sites": placed.all}
        )
