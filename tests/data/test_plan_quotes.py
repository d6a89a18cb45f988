"""Every record of the plan ledger against the document it was read from."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
PLANS = sorted((DATA / "plans").glob("*.toml"))
SEEDS = {
    "330381": "000_63432291b3dd8293.txt",
    "320400": "001_596b17931ad69f89.txt",
    "140000": "002_952da7e7466100a6.txt",
    "370321": "003_85f3fbe67b85ef57.txt",
    "310105": "004_38c623323a78a7b9.txt",
}
INFERABLE = {
    "value", "value_max", "unit", "counts", "schedule.year", "schedule.start", "schedule.end",
}  # fmt: skip
MODAL = {"力争", "争取", "基本", "普遍", "左右", "约", "以上", "以下", "以内", "保持"}
NO_DEADLINE = "没有期限"
"""In the note of a number that the plan gives no year, and for which none may be inferred."""
YEAR_REACH = 120
"""Characters around a quote within which a year of its schedule counts as read."""
PREAMBLE = "前言"
"""Clause of what stands before the first number of a document: each document has that."""
NUMBER = re.compile(r"\d[\d,.]*")
MEASURES = "个(?!百分点)|家|所|名|次|场|套|部|大类|类|项|处|条|座|支|分钟|小时"
COUNTED = re.compile(f"[一二三四五六七八九十百两]+(?={MEASURES})")
NUMBERING = re.compile(r"[(（]\d{1,3}[)）]|(?<![\d.])\d{1,2}[.．](?!\d)")


@cache
def _plan(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _reasons(path: Path) -> dict[str, Any]:
    file = DATA / "plans" / "exceptions" / path.name
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _targets(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _plan(path)["target"]
    return found


def _readings(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for target in _targets(path):
        for reading in target.get("reading", []):
            yield target, reading


@pytest.fixture(params=PLANS, ids=lambda p: p.stem)
def plan(request: pytest.FixtureRequest) -> Path:
    """Each plan file in turn."""
    path: Path = request.param
    return path


@pytest.fixture
def seed(plan: Path, shared_data: Path) -> str:
    """Document of the plan, as it was read."""
    name = SEEDS[_plan(plan)["plan"]["place"]]
    return (shared_data.parent / "seeds" / name).read_text(encoding="utf-8")


def test_there_are_plans() -> None:
    assert PLANS


def test_ids_are_unique_and_made_from_the_clause(plan: Path) -> None:
    ids = [target["id"] for target in _targets(plan)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(rf"{plan.stem}-[a-z0-9-]+[a-z]", i)] == []


def test_canonical_records_exist_and_repeat_nothing(plan: Path) -> None:
    repeats = {t["id"]: t["canonical"] for t in _targets(plan) if t.get("canonical")}
    ids = {target["id"] for target in _targets(plan)}
    wrong = {i: c for i, c in repeats.items() if c not in ids or c in repeats}
    assert wrong == {}


def test_categories_exist(plan: Path) -> None:
    known = {c["id"] for c in tomllib.loads((DATA / "categories.toml").read_text())["category"]}
    used = {t["category"] for t in _targets(plan)} - {"none"}
    used |= {kind for t in _targets(plan) for kind in t.get("counts", [])}
    assert used - known == set()


def test_named_sites_exist(plan: Path) -> None:
    features = json.loads((DATA / "sites.geojson").read_text(encoding="utf-8"))["features"]
    known = {feature["properties"]["id"] for feature in features}
    assert {site for t in _targets(plan) for site in t.get("sites", [])} - known == set()


def test_words_are_of_the_reading_rules(plan: Path) -> None:
    for target in _targets(plan):
        words = set(filter(None, target["modal"].split("、")))
        assert words <= MODAL, target["id"]
        assert set(target.get("inferred", [])) <= INFERABLE, target["id"]


def test_measurable_records_name_what_is_counted(plan: Path) -> None:
    for target in _targets(plan):
        named = target["category"] != "none" or target.get("counts") or target.get("sites")
        assert named or not target["measurable"], target["id"]


def test_numbers_and_comparators_go_together(plan: Path) -> None:
    for target in _targets(plan):
        numbered = target["comparator"] != "none"
        assert numbered == ("value" in target), target["id"]
        assert (target["kind"] == "unnumbered") <= (not numbered), target["id"]
        assert (target["comparator"] == "range") == ("value_max" in target), target["id"]
        promised = numbered and target["kind"] != "baseline"
        undated = NO_DEADLINE in target.get("note_zh", "")
        assert (promised and not undated) == bool(target.get("reading")), target["id"]
        assert undated <= promised, target["id"]


def test_a_percentage_is_a_percentage(plan: Path) -> None:
    for target in _targets(plan):
        if target["unit"] == "%":
            assert 0 <= target["value"] <= 100, target["id"]


def test_default_readings_say_the_value(plan: Path) -> None:
    for target in _targets(plan):
        for reading in target.get("reading", [])[:1]:
            said = {
                "by": lambda r: r["points"][-1]["value"],
                "growth": lambda r: r["first"],
                "each_year": lambda r: r["value"],
                "events_each_year": lambda r: r["value"],
                "events_each_term": lambda r: r["value"],
            }[reading["type"]](reading)
            assert said == target["value"], target["id"]


def test_readings_are_named_apart_and_run_forward(plan: Path) -> None:
    for target in _targets(plan):
        ids = [reading["id"] for reading in target.get("reading", [])]
        assert len(ids) == len(set(ids)), target["id"]
    for target, reading in _readings(plan):
        assert reading["zh"], target["id"]
        assert reading["en"], target["id"]
        if reading["type"] == "by":
            years = [point["year"] for point in reading["points"]]
            assert years == sorted(set(years)), target["id"]
        else:
            assert reading["start"] <= reading["end"], target["id"]


def test_full_coverage_is_marked_as_our_reading(plan: Path) -> None:
    for target in _targets(plan):
        if target["kind"] == "project" or (
            target.get("value") == 100 and target["unit"] == "%" and "100" not in target["quote"]
        ):
            read = re.search(r"[Ii1][Oo0]{2}", target["quote"])
            assert read or "value" in target.get("inferred", []), target["id"]


def test_quotes_are_short_and_verbatim(plan: Path, seed: str) -> None:
    text = _bare(seed)
    long = [t["id"] for t in _targets(plan) if not 0 < len(t["quote"]) <= 30]
    absent = [t["id"] for t in _targets(plan) if _bare(t["quote"]) not in text]
    assert (long, absent) == ([], [])


def test_a_misread_quote_has_its_reading(plan: Path) -> None:
    for target in _targets(plan):
        assert target.get("quote_read") != target["quote"], target["id"]
        assert not target.get("note_zh", "").startswith("读作“"), target["id"]


def test_only_coverage_is_a_share_of_areas(plan: Path) -> None:
    shares = {t["id"] for t in _targets(plan) if t.get("of")}
    kinds = {t["id"] for t in _targets(plan) if t["kind"] in {"coverage", "baseline"}}
    assert shares <= kinds


def test_departments_stand_in_the_document(plan: Path, seed: str) -> None:
    text = _unpaged(plan, seed)
    wrong = {
        (target["id"], name)
        for target in _targets(plan)
        for name in (*target["lead"], *target["partners"])
        if _bare(name) not in text
    }
    assert wrong == set()


def test_clauses_stand_in_the_document(plan: Path, seed: str) -> None:
    text, printed = _unpaged(plan, seed), _reasons(plan).get("printed", [])
    aliases = {entry["clause"]: entry["printed"] for entry in printed}
    clauses = {target["clause"] for target in _targets(plan)} - {PREAMBLE}
    assert {c for c in clauses if not _has_clause(text, aliases.get(c, c))} == set()


def _has_clause(text: str, clause: str) -> bool:
    """Whether the numbers of a clause, from the highest down, follow each other in the text."""
    start = 0
    tokens = re.findall(r"[(（][^()（）]+[)）]|\d+|[一二三四五六七八九十]+", clause)
    if not tokens or "".join(tokens) != clause:
        return False
    for token in tokens:
        inner = re.escape(token.strip("()（）"))
        pattern = rf"[(（]{inner}[)）]"
        if token.isdigit():
            pattern += rf"|(?<![\d.]){inner}[.．、](?!\d)"
        elif token[0] not in "(（":
            pattern = rf"{inner}、"
        found = re.compile(pattern).search(text, start)
        if not found:
            return False
        start = found.end()
    return True


def _unpaged(plan: Path, seed: str) -> str:
    """Return the document in one line, without the page numbers inside sentences."""
    marker = _reasons(plan).get("scan", {}).get("page_marker")
    return _bare(re.sub(marker, "", seed) if marker else seed)


def _scanned(plan: Path, seed: str) -> str:
    """Return the part with numbered tasks and goals, numbering blanked out in its place."""
    text, scan = _unpaged(plan, seed), _reasons(plan).get("scan", {})
    start = text.index(scan["from"]) if "from" in scan else 0
    end = text.index(scan["to"], start) if "to" in scan else len(text)
    return NUMBERING.sub(lambda found: "#" * len(found[0]), text[start:end])


def _spans(text: str, part: str) -> Iterator[tuple[int, int]]:
    blanked = NUMBERING.sub(lambda found: "#" * len(found[0]), _bare(part))
    at = text.find(blanked)
    while at >= 0:
        yield at, at + len(blanked)
        at = text.find(blanked, at + 1)


def _years(target: dict[str, Any]) -> set[str]:
    years: set[int] = set()
    for reading in target.get("reading", []):
        years |= {point["year"] for point in reading.get("points", [])}
        years |= {reading[key] for key in ("start", "end") if key in reading}
    return {str(year) for year in years}


def _unread(plan: Path, seed: str) -> list[str]:
    text = _scanned(plan, seed)
    quotes = [(s, t) for t in _targets(plan) for s in _spans(text, t["quote"])]
    reasons = [s for e in _reasons(plan).get("exception", []) for s in _spans(text, e["text"])]
    covered = [span for span, _ in quotes] + reasons
    left = []
    for found in sorted((*NUMBER.finditer(text), *COUNTED.finditer(text)), key=lambda m: m.start()):
        year = found[0].rstrip(".,")
        if any(a <= found.start() and found.end() <= b for a, b in covered):
            continue
        if any(
            year in _years(target)
            for (a, b), target in quotes
            if a - YEAR_REACH <= found.start() <= b + YEAR_REACH
        ):
            continue
        left.append(text[max(0, found.start() - 12) : found.end() + 12])
    return left


def test_no_number_of_the_tasks_is_left_unread(plan: Path, seed: str) -> None:
    """A number is in a quote, is a year of a nearby record, or is an exception with a reason."""
    assert _unread(plan, seed) == []


def test_a_number_outside_every_quote_is_found(plan: Path, seed: str) -> None:
    start = _reasons(plan).get("scan", {}).get("from", "一、")
    told = seed.replace(start, f"{start}另建成七百三十一个和8642个", 1)
    assert len(_unread(plan, told)) == len(_unread(plan, seed)) + 2


def test_exceptions_have_a_reason_and_are_needed(plan: Path, seed: str) -> None:
    text, ids = _scanned(plan, seed), {target["id"] for target in _targets(plan)}
    for entry in _reasons(plan).get("exception", []):
        assert entry["reason"].strip(), entry
        assert list(_spans(text, entry["text"])), entry
        assert entry.get("record") in {None, *ids}, entry


def test_the_product_accepts_every_plan() -> None:
    from spaces.content.folder import Content
    from spaces.ledger.plan_files import load_plans

    plans = load_plans(Content(DATA))
    assert set(plans) == {path.stem for path in PLANS}


def test_ratios_to_people_say_which_people(plan: Path) -> None:
    for target in _targets(plan):
        wanted = "1000_residents" if "/千" in target["unit"] else None
        if "/千名儿童" in target["unit"]:
            wanted = "1000_children"
        assert target.get("per") == (wanted if target["kind"] == "ratio" else None), target["id"]
