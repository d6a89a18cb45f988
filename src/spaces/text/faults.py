"""A fault as a sentence that its reader understands: which file, row and column, and what then."""

from __future__ import annotations

from string import Formatter
from typing import Final

from geo.faults import Fault, counted
from spaces.text.catalogue import Text

_WORDED: Final = frozenset({"found", "datum", "used", "told", "said", "named", "wanted", "lacking"})
_SHAPES: Final = frozenset({"geometry_kind", "sites.geometry_not_of_kind"})
_DRAWN: Final = "sites.kind_not_of_geometry"
_VALUE_STAYS: Final = frozenset(
    {
        *("outside_place", "order_turned", "encoding_damaged", "member_twice", "text_damaged"),
        *("too_few_cells", "key_renamed", "key_given", "excel_day_kept", "sites.status_blank"),
        *("outside_own_place", "outside_china", "packed_minutes", "null_island"),
        *("datum_word_unknown", "datum_old"),
        *("sites.status_not_understood", "sites.geometry_not_of_kind", "catchments.overlap"),
        *("phone_number", "person_name"),
    }
)
"""Warnings that say themselves what became of the value."""


def sentence(fault: Fault, t: Text) -> str:
    """Return one full sentence in the language of ``t``.

    Parameters
    ----------
    fault : Fault
        Of any kind; one that the catalogue does not know is named by its code.
    t : Text
        The catalogue. The sentence is plain text: it may quote the file, so it must never be
        put where markup is read.
    """
    code = fault.code if t.has(f"fault.{fault.code}") else "unknown"
    facts = {name: _word(fault, name, str(value), t) for name, value in fault.facts.items()}
    facts.setdefault("code", fault.code)
    for name in ("allowed", "wanted", "category", "place"):
        if f"{name}_{t.code}" in fault.facts:
            facts[name] = str(fault.facts[f"{name}_{t.code}"])
    key = f"fault.{code}"
    needed = {name for _, name, _, _ in Formatter().parse(t.template(key)) if name}
    what = t(key, **{name: facts.get(name, "–") for name in needed}) if needed else t(key)
    others = counted(fault) - 1
    more = t("fault.others", count=f"{others:,}") if others else ""
    return t("fault.whole", where=_where(fault, t), what=what) + _then(fault, t) + more


def _where(fault: Fault, t: Text) -> str:
    column = fault.column or ""
    if column == "geometry":
        column = t("fault.word.geometry")
    if "entry" in fault.facts:
        entry = str(fault.facts["entry"])
        return t("fault.at.entry", file=fault.file, entry=entry, column=column)
    if fault.row is not None and column:
        return t("fault.at.cell", file=fault.file, row=fault.row, column=column)
    if fault.row is not None:
        return t("fault.at.row", file=fault.file, row=fault.row)
    if column and "count" in fault.facts:
        count = fault.facts["count"]
        return t("fault.at.many", file=fault.file, column=column, count=count)
    if column:
        return t("fault.at.column", file=fault.file, column=column)
    return t("fault.at.file", file=fault.file)


def _then(fault: Fault, t: Text) -> str:
    """Say what became of the row or the file."""
    if "entry" in fault.facts or fault.severity == "notice" or fault.code.startswith("setting."):
        return ""
    if fault.severity == "error":
        return t("fault.then.file_refused" if fault.row is None else "fault.then.row_left_out")
    if fault.row is None or fault.code in _VALUE_STAYS:
        return ""
    return t("fault.then.value_not_used")


def _word(fault: Fault, name: str, value: str, t: Text) -> str:
    """Give a technical word its plain name; a fact that quotes the file is left as it is."""
    shape = fault.code in _SHAPES and name in {"got", "allowed"}
    shape |= fault.code == _DRAWN and name in {"shape", "allowed"}
    if name not in _WORDED and not shape:
        return value
    separator = " / " if " / " in value else ", "
    parts = [
        t(f"fault.word.{part.lower()}") if t.has(f"fault.word.{part.lower()}") else part
        for part in value.split(separator)
    ]
    return t("fault.word.joint").join(parts)
