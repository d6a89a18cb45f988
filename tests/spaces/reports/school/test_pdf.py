"""The printed sheet of one school, read back as text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader

from spaces.reports.school.pdf import school_pdf_bytes
from spaces.school_routes.result import WHY_NOT, Figures
from spaces.text import text
from tests.toys import schoolways
from tests.toys.payloads import ALL

MADE = date(2026, 11, 22)


def read(data: bytes) -> str:
    """The text of all pages, each ended by a form feed."""
    return "".join(f"{page.extract_text()}\f" for page in PdfReader(io.BytesIO(data)).pages)


def flat(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_page_with_figures_map_and_lists(lang):
    t, ways = text(lang), schoolways.ways()
    said = read(school_pdf_bytes(ways, "s1", t, made=MADE, sites=schoolways.sites()))
    assert said.count("\f") == 1
    name = {"zh": "东小", "en": "East"}[lang]
    # Chinese and Latin words are set apart by thin spaces, so spaces do not count.
    for words in (
        t("school_sheet.title", school=name),
        t("school_page.first_school_one"),
        *("64.3%", "67.9%", "40.0%", "60"),
        t("school_page.others_too", n=30),
        t("school_page.street"),
        t("school_page.child"),
        t("school_page.safe"),
        t("school_sheet.crossings", n=1),
        t("demo.note"),
        t("sheet.date", date="2026-11-22"),
        schoolways.NOTICE,
        t("school_sheet.mark_gate"),
    ):
        assert flat(words) in flat(said), words
    assert "{" not in said


def test_it_is_one_page_however_much_there_is_to_say():
    """Long names, many streets, every reason: still one page, and its last lines are there."""
    ways, t = schoolways.ways(), text("en")
    many = pd.concat([ways.streets.loc[["e1"]]] * 9).set_index(
        pd.Index([f"e{k}" for k in range(1, 10)])
    )
    many["name"] = "A very long name of a street that goes on and on along the river " * 2
    many["schools"] = [["s1"]] * 9
    number = np.arange(1, 10)
    loads = replace(
        ways.loads, school=number * 0, edge=number,
        children=number * 9.0, child_m=number * 9.0, untreated_m=number * 9.0,
    )  # fmt: skip
    full = replace(
        ways, streets=many, loads=loads, why_not=tuple(c for c in WHY_NOT if c != "no_network")
    )
    said = read(school_pdf_bytes(full, "s1", t, sites=schoolways.sites()))
    assert said.count("\f") == 1
    assert flat(t("school_ways.modelled_short")) in flat(said)
    assert flat(t("school_ways.why_not.no_bands")) in flat(said)


def test_a_catchment_is_named_where_it_sends_the_children():
    t, ways = text("zh"), schoolways.ways()
    given = replace(ways, query=replace(ways.query, catchment="学区.csv"))
    said = flat(read(school_pdf_bytes(given, "s1", t)))
    assert flat(t("school_ways.goal_catchment", name="学区.csv")) in said
    assert flat(t("school_ways.goal_nearest")) not in said
    assert flat(t("school_ways.goal_nearest")) in flat(read(school_pdf_bytes(ways, "s1", t)))


def test_the_same_answer_gives_the_same_bytes():
    t, ways = text("zh"), schoolways.ways()
    assert school_pdf_bytes(ways, "s2", t) == school_pdf_bytes(ways, "s2", t)


def test_real_data_bear_no_badge():
    t = text("zh")
    said = read(school_pdf_bytes(schoolways.ways(demo=False), "s1", t))
    assert flat(t("demo.note")) not in flat(said)


def test_names_are_text_whatever_they_say():
    names = {"s1": ALL, "s2": '#import "x" $ _a_ *b*'}
    for school in names:
        data = school_pdf_bytes(
            schoolways.ways(names), school, text("zh"), sites=schoolways.sites(names)
        )
        said = flat(read(data))
        assert flat(names[school])[:12] in said


def test_an_unknown_school_is_refused():
    with pytest.raises(KeyError):
        school_pdf_bytes(schoolways.ways(), "nobody", text("zh"))


def test_without_children_the_sheet_says_so():
    unknown = ("children", "child_m", "child_treated_m", "child_share", "children_safe")
    table = schoolways.schools().assign(**dict.fromkeys((*unknown, "safe_share"), float("nan")))
    bare = Figures(schools=2, schools_on_network=2, touched_share=0.5, street_share=0.4)
    data = school_pdf_bytes(schoolways.ways(schools=table, figures=bare), "s1", text("zh"))
    said = flat(read(data))
    assert flat(text("zh")("school_page.first_unknown")) in said
    assert said.count(flat(text("zh")("page.unknown"))) >= 2
