"""The sheet of the toy department in each of its forms."""

from __future__ import annotations

import io
import re

import openpyxl
import pypdf

from spaces.reports.department.files import sheet_bytes
from spaces.text import text
from tests.toys.sheettown import sheet_of, words_of


def own(sheet):
    return {one.target.id: one for one in sheet.own}


def made(toy, suffix, lang="zh", plan=None, lead="甲局", **more):
    sheet = sheet_of(toy, lead, plan=plan)
    return sheet_bytes(suffix, sheet, words_of(toy, sheet, lang), text(lang), **more)


def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def pages(data):
    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader, [re.sub(r"\s+", "", page.extract_text()) for page in reader.pages]
