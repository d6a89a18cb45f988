"""场地: the table of sites, what is not located yet, and what is wrong with the file."""

import streamlit as st

from spaces.ui import downloads, faults_view, filters, frame, tables

with frame.page("sites") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.search(page)
        filters.categories(page, t("filter.all_kinds"))
        filters.year(page)
        filters.status(page)

    found = tables.searched(tables.shown_sites(page), page.view.search)
    frame.heading(t("sites.list", n=len(found)))
    if found.empty:
        st.info(t("sites.nothing"), icon=":material/search_off:")
    else:
        shown = tables.sites(page, found)
        tables.show_sites(page, shown, t("sites.list", n=len(found)))
        downloads.buttons(page, {"sites": lambda: shown}, {"sites": lambda: found})

    waiting = tables.unlocated(found)
    frame.heading(t("sites.unlocated", n=len(waiting)))
    frame.note(t("sites.unlocated_note"))
    if len(waiting):
        tables.show_sites(page, tables.unlocated_sites(page, waiting), t("sites.unlocated_note"))

    faults_view.show(page)
