"""Settings from the environment: understood, the default, or refused; never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.faults import InputRefused
from geo.settings import FOLDER, LINE, SWITCH, WHOLE, Kind, Setting, setting_faults

SECRET = Kind("key", "letters", lambda text: text if text.isalpha() else None, secret=True)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WHOLE, "12", 12),
        (WHOLE, " 1 ", 1),
        *((SWITCH, word, True) for word in ("1", "on", "Yes", "TRUE")),
        *((SWITCH, word, False) for word in ("0", "off", "No", "false")),
        (LINE, "GS(2024)0650号", "GS(2024)0650号"),
    ],
)
def test_what_is_understood(monkeypatch, kind, text, value):
    monkeypatch.setenv("GEO_TRIAL", text)
    setting = Setting("GEO_TRIAL", kind, None, "")
    assert setting.value() == value
    assert setting.fault() is None


@pytest.mark.parametrize("text", [None, "", "  "])
def test_nothing_written_is_the_default(monkeypatch, text):
    monkeypatch.delenv("GEO_TRIAL", raising=False)
    if text is not None:
        monkeypatch.setenv("GEO_TRIAL", text)
    setting = Setting("GEO_TRIAL", WHOLE, 7, "")
    assert (setting.value(), setting.text(), setting.fault()) == (7, "", None)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((WHOLE, text) for text in ("lots", "0", "-3", "1.5", "1e3", "٣")),
        *((SWITCH, text) for text in ("perhaps", "2")),
        *((LINE, text) for text in ("a\nb", "x" * 101)),
        (FOLDER, __file__),
    ],
)
def test_what_cannot_be_understood_is_refused(monkeypatch, kind, text):
    monkeypatch.setenv("GEO_TRIAL", text)
    setting = Setting("GEO_TRIAL", kind, None, "")
    with pytest.raises(InputRefused) as refused:
        setting.value()
    assert refused.value.faults == (setting.fault(),)
    assert setting.fault().code == f"setting.{kind.name}"
    assert setting.fault().facts == {"got": text[:60]}


def test_a_folder_may_not_be_there_yet(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("GEO_TRIAL", str(tmp_path / "new"))
    assert Setting("GEO_TRIAL", FOLDER, Path(), "").value() == tmp_path / "new"


def test_a_secret_is_never_quoted(monkeypatch):
    monkeypatch.setenv("GEO_TRIAL", "s3cret")
    fault = Setting("GEO_TRIAL", SECRET, "", "").fault()
    assert fault is not None
    assert "s3cret" not in repr(fault)


def test_names_that_are_not_known_are_told_with_the_nearest():
    known = [Setting("GEO_MAX_MB", WHOLE, 1, "")]
    there = {"GEO_MAX_MB": "1", "GEO_MAX_MBS": "1", "geo_max_mb": "1", "GEO_ZZ": "", "HOME": ""}
    found = setting_faults(known, ("GEO_",), there)
    assert [(f.code, f.file, f.facts.get("nearest"), f.severity) for f in found] == [
        ("setting.unknown_near", "GEO_MAX_MBS", "GEO_MAX_MB", "warning"),
        ("setting.unknown", "GEO_ZZ", None, "warning"),
        ("setting.unknown_near", "geo_max_mb", "GEO_MAX_MB", "warning"),
    ]
