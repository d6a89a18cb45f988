"""The face of a room: the few names that others take from it, and who may use it."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SPACES = ROOT / "src" / "spaces"
ROOMS = sorted(path.parent.name for path in SPACES.glob("*/__init__.pyi"))
WITHOUT = {"graphics", "cli", "ui"}
"""Rooms that others take whole modules from, or nothing."""


def face(room: str) -> dict[str, str]:
    """Name to the module of the room that it is from."""
    tree = ast.parse((SPACES / room / "__init__.pyi").read_text(encoding="utf-8"))
    return {
        alias.name: str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


FACES = {room: face(room) for room in ROOMS}


def imports(source: str) -> list[tuple[str, str]]:
    """Module and name of every import; "" for a whole module."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
    return found


def past_the_face(source: str, own: str) -> list[tuple[str, str]]:
    """Imports that take a face's name from a module, or a room's own names from its own face."""
    wrong = []
    for module, name in imports(source):
        parts = module.split(".")
        if parts[0] != "spaces" or len(parts) < 2 or parts[1] not in FACES:
            continue
        room = parts[1]
        if room == own:
            wrong += [(module, name)] if len(parts) == 2 and not is_module(room, name) else []
        elif len(parts) > 2 and name in FACES[room] and is_the_face_s(module, name, room):
            wrong.append((module, name))
    return wrong


def is_module(room: str, name: str) -> bool:
    return (SPACES / room / f"{name}.py").is_file() and bool(name)


def is_the_face_s(module: str, name: str, room: str) -> bool:
    """Whether a module holds the very thing that the face names; others may share the name."""
    one = getattr(importlib.import_module(module), name, None)
    return one is getattr(importlib.import_module(f"spaces.{room}"), name)


def product() -> list[Path]:
    folders = (ROOT / name for name in ("src", "pages", "scripts", "benchmarks"))
    return [ROOT / "app.py", *(p for folder in folders for p in sorted(folder.rglob("*.py")))]


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[2] if parts[:2] == ("src", "spaces") and len(parts) > 3 else ""


def test_every_room_has_a_face_or_is_known_to_have_none():
    rooms = {path.parent.name for path in SPACES.glob("*/__init__.py")}
    assert set(ROOMS) | WITHOUT == rooms
    assert not set(ROOMS) & WITHOUT


@pytest.mark.parametrize("room", ROOMS)
def test_each_name_is_of_a_module_of_the_room(room: str):
    taken = importlib.import_module(f"spaces.{room}")
    assert taken.__all__ == sorted(FACES[room])
    for name, module in FACES[room].items():
        home = importlib.import_module(f"spaces.{room}.{module}")
        assert getattr(taken, name) is getattr(home, name), name


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_is_a_module_s_too(room: str):
    """A module that is imported takes its own name in the room, whatever stood there."""
    there = {path.stem for path in (SPACES / room).glob("*.py")}
    there |= {path.parent.name for path in (SPACES / room).glob("*/__init__.py")}
    assert set(FACES[room]) & there == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_is_small(room: str):
    assert 0 < len(FACES[room]) <= 12


def test_others_take_names_from_the_face_and_the_room_itself_never():
    wrong = {
        path.relative_to(ROOT).as_posix(): past_the_face(path.read_text("utf-8"), room_of(path))
        for path in product()
    }
    assert len(wrong) > 200
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("line", "own", "bad"),
    [
        ("from spaces.reach.query import GapQuery", "ledger", True),
        ("from spaces.reach.query import GapQuery", "reach", False),
        ("from spaces.reach import GapQuery", "ledger", False),
        ("from spaces.reach import GapQuery", "reach", True),
        ("import spaces.reach", "reach", True),
        ("from spaces.reach import nearest", "reach", False),
        ("from spaces.reach.query import USUAL_MINUTES", "ledger", False),
        ("from spaces.graphics.charts import bands_chart", "ui", False),
    ],
)
def test_a_breach_is_seen(line: str, own: str, bad: bool):
    assert bool(past_the_face(line, own)) == bad


def test_a_face_loads_nothing_until_it_is_asked():
    ask = (
        "import json, sys, importlib\n"
        f"for room in {ROOMS}: importlib.import_module('spaces.' + room)\n"
        "print(json.dumps([n for n in sys.modules if n.startswith(('spaces.', 'geo'))]))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True)
    assert sorted(json.loads(done.stdout)) == sorted(f"spaces.{room}" for room in ROOMS)
