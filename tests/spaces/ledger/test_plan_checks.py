from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content, default_content
from spaces.ledger.plan_checks import check_plan
from spaces.text import languages, text
from spaces.text.faults import sentence
from tests.toys import toycontent
from tests.toys.toycontent import HEAD, PLACE, by, reading, target

ROOT = Path(__file__).resolve().parents[3]
GOOD = target(f"{PLACE}-1a", "park", by(2024, 2), value="value = 2")
SHIPPED = sorted((ROOT / "data" / "plans").glob("*.toml"))


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def found(toy: Content, *targets: str) -> list[tuple[str, str, str, str]]:
    path = toy.root.parent / "mine.toml"
    path.write_text(HEAD + "".join(targets), encoding="utf-8")
    faults = check_plan(path, toy)
    assert {fault.file for fault in faults} <= {"mine.toml"}
    return [(f.severity, f.code, str(f.facts["entry"]), str(f.column)) for f in faults]


def test_a_good_plan_has_no_fault(toy: Content):
    assert found(toy, GOOD) == []


@pytest.mark.parametrize(
    ("one", "code", "field"),
    [
        (GOOD.replace("value = 2 }", "value = 3 }"), "reading_not_value", "reading"),
        (GOOD + 'of = "town"\n', "unknown_field", "of"),
        (GOOD.replace('unit = "个"', 'unit = "个"\nof = "town"'), "of_without_coverage", "of"),
        (
            GOOD.replace('unit = "个"', 'unit = "个"\nper = "1000_children"'),
            "per_without_ratio",
            "per",
        ),
        (GOOD.replace('unit = "个"', 'unit = "个"\nper = "1000_dogs"'), "not_allowed", "per"),
        (
            GOOD.replace('unit = "个"', 'unit = "个"\ninferred = ["mood"]'),
            "not_inferable",
            "inferred",
        ),
        (GOOD.replace('category = "park"', 'category = "none"'), "nothing_counts", "counts"),
        (
            target(f"{PLACE}-1a", "park", by(2024, 120), kind="coverage", value="value = 120")
            .replace("个", "%"),
            "not_a_percentage",
            "value",
        ),
        (
            target(f"{PLACE}-1a", "park", kind="unnumbered", comparator="=", value="value = 1"),
            "unnumbered_with_number",
            "value",
        ),
    ],
)  # fmt: skip
def test_one_error(toy: Content, one: str, code: str, field: str):
    errors = [fault for fault in found(toy, one) if fault[0] == "error"]
    assert [(c, f) for _, c, _, f in errors] == [(f"toml.{code}", field)]


def test_a_repeat_of_a_repeat(toy: Content):
    chain = [
        GOOD,
        GOOD.replace("-1a", "-2a") .replace("lead", f'canonical = "{PLACE}-1a"\nlead'),
        GOOD.replace("-1a", "-3a").replace("lead", f'canonical = "{PLACE}-2a"\nlead'),
    ]  # fmt: skip
    assert found(toy, *chain) == [
        ("error", "toml.canonical_repeats", f"target {PLACE}-3a", "canonical")
    ]


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (target(f"{PLACE}-1a", "park", value="value = 2"), "number_without_year"),
        (GOOD.replace(f"{PLACE}-1a", "parks"), "id_not_of_place"),
        (GOOD.replace("measurable", 'sites = ["nowhere"]\nmeasurable'), "no_such_site"),
    ],
)
def test_one_warning(toy: Content, one: str, code: str):
    assert [(s, c) for s, c, _, _ in found(toy, one)] == [("warning", f"toml.{code}")]


def test_faults_of_form_and_of_rules_come_together(toy: Content):
    wrong = GOOD.replace("-1a", "-2a").replace('category = "park"', 'category = "moat"')
    other = GOOD.replace("value = 2 }", "value = 3 }")
    codes = {(code, entry) for _, code, entry, _ in found(toy, wrong, other)}
    assert ("toml.not_allowed", f"target {PLACE}-2a") in codes
    assert ("toml.reading_not_value", f"target {PLACE}-1a") in codes


def test_a_first_batch_is_the_value(toy: Content):
    growth = 'type = "growth"\nstart = 2022\nend = 2024\nfirst = 6\ngrowth = 6\nmode = "add"'
    six = target(f"{PLACE}-1a", "park", reading("add", growth), value="value = 6")
    assert found(toy, six) == []


def test_a_plan_without_promises(toy: Content):
    assert found(toy) == [("error", "toml.no_targets", "plan", "target")]


def test_no_toml_is_one_fault(toy: Content):
    path = toy.root.parent / "mine.toml"
    path.write_text("[plan", encoding="utf-8")
    assert [fault.code for fault in check_plan(path, toy)] == ["toml.syntax"]


@pytest.mark.parametrize("lang", languages())
def test_every_rule_has_its_sentence(toy: Content, lang: str):
    t = text(lang)
    path = toy.root.parent / "mine.toml"
    path.write_text(HEAD + GOOD.replace("value = 2 }", "value = 3 }"), encoding="utf-8")
    (fault,) = check_plan(path, toy)
    said = sentence(fault, t)
    assert "mine.toml" in said
    assert f"{PLACE}-1a" in said
    assert "3" in said


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_plans_have_no_error(path: Path):
    faults = check_plan(path, default_content())
    assert [fault for fault in faults if fault.severity == "error"] == []


def test_the_template_passes():
    assert check_plan(ROOT / "docs" / "plan-template.toml", default_content()) == ()
