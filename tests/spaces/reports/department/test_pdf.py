"""The sheet as PDF."""

from __future__ import annotations

import re
from datetime import date

import pytest

from spaces.text import text
from tests.toys.sheetforms import made, pages
from tests.toys.sheettown import CODE_LIKE, sheet_of, words_of


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pdf_is_a4_numbered_and_labelled_on_each_page(toy, lang):
    reader, said = pages(made(toy, ".pdf", lang))
    t = text(lang)
    for at, page in enumerate(said, 1):
        number = t("sheet.page_of", page=at, pages=len(said))
        assert re.sub(r"\s+", "", number) in page
        assert re.sub(r"\s+", "", t("sheet.demo_short")) in page
    size = reader.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)
    assert "甲局" in said[0]
    assert "2024" in said[0]
    whole = "".join(said)
    for sentence in words_of(toy, sheet_of(toy, "甲局"), lang).sentences:
        assert re.sub(r"\s+", "", sentence) in whole
    assert "沙园" in whole
    assert "建设公园" in whole


def test_the_pdf_bears_a_date_only_when_it_is_given(toy):
    reader, plain = pages(made(toy, ".pdf"))
    assert not (reader.metadata or {}).get("/CreationDate")
    assert "制表日期" not in "".join(plain)
    assert "制表日期：2025-01-08" in pages(made(toy, ".pdf", made=date(2025, 1, 8)))[1][0]


def test_the_pdf_uses_its_own_fonts_only(toy):
    reader, _ = pages(made(toy, ".pdf"))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSansSC" in name or "NotoSerifSC" in name for name in fonts), fonts


def test_no_text_becomes_markup(toy, coded):
    plan, lead = coded
    whole = "".join(pages(made(toy, ".pdf", plan=plan, lead=lead))[1])
    for payload in CODE_LIKE:
        assert re.sub(r"\s+", "", payload) in whole, payload
