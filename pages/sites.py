"""场地: the table of sites, what is not located yet, and what is wrong with the file."""

import streamlit as st

from spaces.ui.shell import downloads, filters, frame
from spaces.ui.sites import faults as faults_view
from spaces.ui.sites import selection as listed
from spaces.ui.sites import tables

with frame.page("sites") as page:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.search(page)
        filters.categories(page, t("filter.all_kinds"))
        filters.year(page)
        filters.status(page)

    shown = listed.searched(page)
    found, waiting = shown.found, shown.waiting
    frame.heading(t("sites.list", n=len(found)))
    if not len(found):
        st.info(t("sites.nothing"), icon=":material/search_off:")
    else:
        tables.show_rows(page, found, t("sites.list", n=len(found)))
        downloads.buttons(
            page, {"sites": lambda: tables.to_take_away(page, found.all())}, {"sites": found.all}
        )

    frame.heading(t("sites.unlocated", n=len(waiting)))
    frame.note(t("sites.unlocated_note"))
    if len(waiting):
        tables.show_rows(page, waiting, t("sites.unlocated_note"), tables.unlocated_sites)

    faults_view.show(page)
