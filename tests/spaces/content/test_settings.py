"""All settings: one table, the same in the README, and each fault a sentence."""

from __future__ import annotations

import pytest

from geo.limits import MAX_MB, MAX_ROWS, Limits
from spaces.content import settings
from spaces.content.settings import HOSTS, MAP_KEY, SETTINGS
from spaces.text import languages, text
from spaces.text.faults import sentence
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


def test_the_readme_has_the_table():
    rows = [
        f"| `{s.name}` | {s.kind.words} | {s.default_words or f'{s.default:,}'} | {s.meaning} |"
        for s in SETTINGS
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in readme if line.startswith(("| `SPACES_", "| `GEO_"))] == rows


def test_without_any_there_is_nothing_to_say():
    assert settings.faults() == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_the_default_is_what_the_product_does(setting):
    assert setting.value() == setting.default


def test_the_limits_of_geo_are_the_defaults_of_the_table():
    assert MAX_MB.default * 1_000_000 == Limits().file_bytes
    assert MAX_ROWS.default == Limits().rows


@pytest.mark.parametrize(
    ("text_given", "value"),
    [
        ("Spaces.City.example , *.lan.example", ("spaces.city.example", "*.lan.example")),
        ("10.0.0.5,fd00::5", ("10.0.0.5", "fd00::5")),
    ],
)
def test_hosts(monkeypatch, text_given, value):
    monkeypatch.setenv(HOSTS.name, text_given)
    assert HOSTS.value() == value


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("SPACES_DATA", __file__),
        ("SPACES_STATE", __file__),
        ("SPACES_WARM", "perhaps"),
        ("SPACES_TIANDITU_KEY", "a&b=<script>"),
        ("SPACES_MAP_APPROVAL", "a\tb"),
        *(("SPACES_HOSTS", name) for name in ("http://a.example", "a.example:80", "a/b", "*")),
        ("GEO_MAX_MB", "lots"),
        ("GEO_MAX_ROWS", "-1"),
        ("SPACES_DTA", "x"),
        ("GEO_QQQQQQ", "x"),
    ],
)
@pytest.mark.parametrize("lang", languages())
def test_each_fault_is_a_sentence(monkeypatch, name, wrong, lang):
    monkeypatch.setenv(name, wrong)
    (fault,) = settings.faults()
    said = sentence(fault, text(lang))
    assert said.startswith(name)
    assert said.endswith(("。", "？", ".", "?"))
    assert "{" not in said
    assert not any(t("fault.then.file_refused") in said for t in map(text, languages()))


def test_a_key_is_never_told(monkeypatch):
    monkeypatch.setenv(MAP_KEY.name, "s3cret&more")
    (fault,) = settings.faults()
    assert "s3cret" not in sentence(fault, text("zh"))
