"""安全通学路: which crossings to mend first, and how much of the way to school is safe."""

import streamlit as st

from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import controls as school_controls
from spaces.ui.school_routes import figures as school_figures
from spaces.ui.school_routes import first_crossings as school_head
from spaces.ui.school_routes import lists as school_lists
from spaces.ui.school_routes import notes as school_notes
from spaces.ui.school_routes import one_school as school_one
from spaces.ui.school_routes import priorities as school_mend
from spaces.ui.school_routes import without_network as school_bare
from spaces.ui.shell import frame

with frame.page("school_ways") as page:
    with st.spinner(page.t("page.working")):
        ways = cached_school.ways(page.version, school_controls.query(page))
    if ways is None:
        school_bare.show(page)
    else:
        school = school_controls.school(page, ways)
        school_controls.controls(page, ways)
        school_head.show(page, ways)
        frame.figures(school_figures.figures(page, ways, school))
        school_notes.missing(page, ways, school)
        if school:
            school_one.show(page, ways, school)
        school_mend.show(page, ways)
        school_lists.files(page, ways, school_notes.sources(page))
        school_lists.show(page, ways)
        school_notes.definitions(page, ways)
