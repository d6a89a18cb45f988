"""The catalogues match each other and the code that reads them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from spaces.text import DEFAULT, languages, text

ROOT = Path(__file__).resolve().parents[3]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FILES = (
    ".geojson",
    ".toml",
    ".csv",
    ".js",
    ".css",
    ".json",
    ".html",
    ".py",
    ".txt",
    ".typ",
    ".parquet",
)
SPEAKERS = {"t", "say", "words"}  # names under which code holds a catalogue


@cache
def sources() -> dict[Path, ast.Module]:
    files = [ROOT / "app.py"]
    for folder in ("src", "pages", "geo"):
        files += sorted((ROOT / folder).rglob("*.py"))
    return {f: ast.parse(f.read_text(encoding="utf-8")) for f in files if f.exists()}


def said(tree: ast.Module) -> list[ast.Call]:
    """Calls such as ``t(…)``, ``self.t(…)``, ``context.t(…)`` and ``text(…)(…)``."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in calls if _is_catalogue(call.func)]


def _is_catalogue(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "text"
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in SPEAKERS


def placeholders(template: str) -> set[str]:
    return {name.partition(":")[0] for _, name, _, _ in Formatter().parse(template) if name}


def test_the_default_language_comes_first():
    assert languages()[0] == DEFAULT == "zh"
    assert "en" in languages()


@pytest.mark.parametrize("code", [c for c in languages() if c != DEFAULT])
def test_every_language_has_the_same_keys(code):
    here, there = text(DEFAULT).keys(), text(code).keys()
    assert sorted(here ^ there) == []


@pytest.mark.parametrize("code", [c for c in languages() if c != DEFAULT])
def test_every_language_asks_for_the_same_values(code):
    zh, other = text(DEFAULT), text(code)
    differ = [
        key
        for key in sorted(zh.keys() & other.keys())
        if placeholders(zh.template(key)) != placeholders(other.template(key))
    ]
    assert differ == []


@pytest.mark.parametrize("code", languages())
def test_no_entry_is_empty(code):
    t = text(code)
    assert [key for key in sorted(t.keys()) if not t.template(key).strip()] == []


def test_every_key_that_code_says_exists():
    keys = text(DEFAULT).keys()
    missing = []
    for file, tree in sources().items():
        for call in said(tree):
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                known = first.value in keys
            elif isinstance(first, ast.JoinedStr):
                known = any(re.fullmatch(_pattern(first), key) for key in keys)
            else:
                continue
            if not known:
                missing.append(f"{file.relative_to(ROOT)}:{call.lineno} {ast.unparse(first)}")
    assert missing == []


def test_every_text_that_looks_like_a_key_exists():
    """Keys are also handed on in tables and arguments; a wrong one there fails only on screen."""
    keys = text(DEFAULT).keys()
    tables = {key.partition(".")[0] for key in keys}
    missing = []
    for file, tree in sources().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant):
                continue
            value = node.value
            if not (isinstance(value, str) and KEY.fullmatch(value)) or value.endswith(FILES):
                continue
            begins = value.endswith("_") and any(key.startswith(value) for key in keys)
            known = value in keys or f"fault.{value}" in keys  # codes of faults look like keys
            if value.partition(".")[0] in tables and not known and not begins:
                missing.append(f"{file.relative_to(ROOT)}:{node.lineno} {value}")
    assert missing == []


def test_every_sentence_gets_its_values():
    t = text(DEFAULT)
    wrong = []
    for file, tree in sources().items():
        for call in said(tree):
            key = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
            names = {keyword.arg for keyword in call.keywords}
            if not isinstance(key, str) or not t.has(key) or None in names:
                continue
            lacks = placeholders(t.template(key)) - names
            if lacks:
                where = f"{file.relative_to(ROOT)}:{call.lineno}"
                wrong.append(f"{where} {key} lacks {sorted(lacks)}")
    assert wrong == []


def test_every_entry_is_used():
    """An entry that nothing says is a sentence somebody keeps translating for nobody."""
    exact, patterns = set(), set()
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr) and "." in ast.unparse(node):
                patterns.add(_pattern(node))
    alive = [re.compile(p) for p in patterns if p.replace(r"\S+", "").strip("\\.")]
    unused = [
        key
        for key in sorted(text(DEFAULT).keys())
        if key not in exact and not any(p.fullmatch(key) for p in alive)
    ]
    assert unused == []


def _pattern(joined: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\S+"
        for part in joined.values
    )
