"""A column of the sheet stands in every form of it, or here with the reason why not.

Excel needs no row here: it takes every column, and its test fails on one without a width.
"""

from __future__ import annotations

from spaces.reports.department import pdf
from spaces.reports.department.files import COLUMNS
from spaces.reports.department.words import PROMISE
from spaces.ui.ledger import department

NOT_FOR_SCRIPTS = {
    "promised": "scripts get comparator, value and unit apart",
    "own_figure": "a figure that the reader fills in by hand",
    "scope": "of the plan, not of the state: `targets` gives it to scripts",
    "modal": "of the plan, not of the state: `targets` gives it to scripts",
}
NOT_IN_PDF = {
    "role": "a heading of its own",
    "when": "a heading of its own",
    "deadline": "the heading says by when",
    "planned": "with its unit in what is promised",
    "unit": "with its number in what is promised",
    "planned_sites": "left to Excel and the page: the table has no room",
    "undated": "what is missing names those sites above the table",
    "surplus": "left to Excel and the page: the table shows what is short",
    "needs": "in the row, in place of figures that are not there",
    "own_figure": "a figure that the reader fills in by hand",
    "modal": "the quote says it in the plan's own words",
    "quote": "under the name of the row",
    "note": "left to Excel and the page: remarks of who read the plan",
}
NOT_ON_PAGE = {
    "role": "a heading of its own",
    "when": "a heading of its own",
    "indicator": "the name of the row",
    "planned": "the bar of the row",
    "unit": "with its number in what is promised",
    "built": "the figure of the row, with what was measured",
    "state": "the sign of the row",
    "own_figure": "a figure that the reader fills in by hand",
    "quote": "under the name of the row",
}


def test_every_column_is_for_scripts_too():
    assert set(PROMISE) - set(COLUMNS) == set(NOT_FOR_SCRIPTS)


def test_every_column_is_in_the_pdf():
    assert set(PROMISE) - {*pdf._HEADS, *pdf._SMALL} == set(NOT_IN_PDF)


def test_every_column_is_on_the_page():
    assert set(PROMISE) - set(department._FACTS) == set(NOT_ON_PAGE)
