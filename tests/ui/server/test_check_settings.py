"""The settings looked at when the server starts."""

from __future__ import annotations

import pytest

from spaces.ui.server.check_settings import check_settings


def test_a_value_that_cannot_be_understood_ends_the_start(monkeypatch, capsys):
    monkeypatch.setenv("GEO_MAX_MB", "lots")
    with pytest.raises(SystemExit) as ended:
        check_settings()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "GEO_MAX_MB：要写大于 0 的整数" in said
    assert "GEO_MAX_MB: must be a whole number" in said


def test_a_name_that_is_not_known_only_warns(monkeypatch, capsys):
    monkeypatch.setenv("SPACES_DTA", "/x")
    check_settings()
    assert "SPACES_DATA" in capsys.readouterr().err


def test_it_is_quiet_when_all_is_well(capsys):
    check_settings()
    assert capsys.readouterr().err == ""
