"""The map's scripts as published: each where the others say it is, and nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from spaces.public import asset_files as made
from spaces.public.asset_files import asset_files, modules
from spaces.public.page import ASSETS
from tests.toys.mapscripts import node

IMPORT = re.compile(r"""(?:^import [^"]*|\bimport\()"([^"]+)";?""", re.MULTILINE)
FILES, BASE = asset_files()
PACKAGE = Path(made.__file__).parents[1]


def imports(path: str) -> list[str]:
    """Files that a script imports, by their path in the map's folder."""
    named = IMPORT.findall(FILES[path].decode())
    return [normpath(join(dirname(path), name)) for name in named]


def test_what_a_script_imports_lies_where_it_says():
    scripts = [path for path in FILES if path.endswith(".js") and "/vendor/" not in path]
    assert len(scripts) > 30
    named = {path: imports(path) for path in scripts}
    assert [path for all_ in named.values() for path in all_ if path not in FILES] == []
    shared = f"{BASE}/graphics/scripts/symbols.js"
    assert sum(shared in all_ for all_ in named.values()) >= 4


def test_every_script_is_used():
    todo, used = [f"{BASE}/{ASSETS}/main.js"], set()
    while todo:
        path = todo.pop()
        if path not in used:
            used.add(path)
            todo += imports(path)
    unused = {path for path in FILES if path.endswith(".js")} - used
    # The page loads these two itself.
    assert {path.split("/")[-1] for path in unused} == {"early.js", "leaflet.js"}


def test_all_that_a_reader_needs_at_once_is_asked_for_at_once():
    wanted = {f"{BASE}/{path}" for path in modules(FILES, BASE)}
    todo, needed = [f"{BASE}/{ASSETS}/main.js"], set()
    while todo:
        path = todo.pop()
        if path not in needed:
            needed.add(path)
            todo += [other for other in imports(path) if not other.endswith("/share.js")]
    assert wanted == needed - {f"{BASE}/{ASSETS}/main.js"}


def test_only_what_a_browser_reads_is_published():
    kinds = {path.rsplit(".", 1)[-1] for path in FILES}
    assert kinds == {"js", "css", "svg", "png", "json", "txt"}
    licences = FILES[f"{BASE}/{ASSETS}/licences.txt"].decode()
    assert "Leaflet" in licences
    assert "MIT" in licences


def test_the_folder_is_named_after_its_content(monkeypatch: pytest.MonkeyPatch):
    assert asset_files()[1] == BASE
    monkeypatch.setattr(made, "words", lambda lang: {"name": f"another {lang}"})
    assert asset_files()[1] != BASE


def without_types(source: str) -> list[str]:
    """Lines of a script that belong to no comment for types."""
    within, kept = False, []
    for line in map(str.strip, source.splitlines()):
        within = within or (line.startswith("/**") and (line.endswith("*/") or "*/" not in line))
        if not within:
            kept.append(line)
        within = within and not line.endswith("*/")
    return kept


def test_nothing_but_comments_for_types_is_left_out():
    scripts = [path for path in FILES if path.endswith(".js") and "/vendor/" not in path]
    spared = 0
    for path in scripts:
        source = (PACKAGE / path.removeprefix(f"{BASE}/")).read_text(encoding="utf-8")
        published = FILES[path].decode()
        assert [line.strip() for line in published.splitlines()] == without_types(source), path
        spared += len(source) - len(published)
        kind = "commonjs" if path.endswith("early.js") else "module"
        check = [node(), "--check", f"--input-type={kind}", "-"]
        done = subprocess.run(check, input=FILES[path], capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
    assert spared > 20_000
