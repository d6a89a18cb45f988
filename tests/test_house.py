"""Rules of the house that no other tool checks: sizes, names, outside hosts, licences."""

from __future__ import annotations

import ast
import re
import tomllib
from email.message import Message
from importlib import metadata
from importlib.util import resolve_name
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from packaging.requirements import Requirement
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

ROOT = Path(__file__).resolve().parents[1]
CODE = ("app.py", "geo", "src", "pages", "scripts", "benchmarks")
VENDORED = ROOT / "src" / "spaces" / "graphics" / "vendor"
PAGE_LINES, MODULE_LINES, FUNCTION_LINES, ROOM_MODULES = 80, 250, 50, 25
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
HOST = re.compile(r"\b(?:https?|wss?)://([^/\s\"'`)>\\:,;|]+)")
# Hosts that files we write may name, and why. Nothing is fetched from them without a key.
KNOWN_HOSTS = {
    "127.0.0.1": "the app itself",
    "www.w3.org": "names of XML dialects, never fetched",
    "t{{s}}.tianditu.gov.cn": "the base map of a configured key",
}
# Licences that a distribution's own metadata leave out, read from its source repository.
READ_BY_US = {"streamlit-folium": "MIT"}


def files(*suffixes: str, inside: tuple[str, ...] = CODE) -> list[Path]:
    found = []
    for name in inside:
        path = ROOT / name
        found += [path] if path.is_file() else sorted(path.rglob("*"))
    return [p for p in found if p.suffix in suffixes and VENDORED not in p.parents]


def modules() -> list[Path]:
    return files(".py")


def lines_without_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    size = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        doc = function.body[0]
        assert doc.end_lineno is not None
        size -= doc.end_lineno - doc.lineno + 1
    return size


def test_pages_stay_thin():
    sizes = {p.name: len(p.read_text("utf-8").splitlines()) for p in (ROOT / "pages").glob("*.py")}
    assert sizes, "no pages found"
    assert {name: n for name, n in sizes.items() if n > PAGE_LINES} == {}


def test_modules_and_functions_stay_short():
    long = []
    for path in modules():
        source = path.read_text(encoding="utf-8")
        where = path.relative_to(ROOT)
        if len(source.splitlines()) > MODULE_LINES:
            long.append(f"{where}: {len(source.splitlines())} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = lines_without_docstring(node)
                if size > FUNCTION_LINES:
                    long.append(f"{where}:{node.lineno} {node.name}: {size} lines")
    assert long == []


def test_rooms_stay_small_enough_to_look_over():
    rooms = [*(ROOT / "src" / "spaces").rglob("*/"), ROOT / "geo", *(ROOT / "geo").rglob("*/")]
    sizes = {
        str(room.relative_to(ROOT)): sum(p.stem != "__init__" for p in room.glob("*.py"))
        for room in rooms
        if room.is_dir()
    }
    assert sizes["src/spaces/reach"] > 10, "the rooms were not found"
    assert {room: n for room, n in sizes.items() if n > ROOM_MODULES} == {}


def test_the_types_of_arrays_are_named_in_one_place():
    """``Floats`` and its like stand in ``geo/arrays.py``; nobody names the same type again."""
    alias = re.compile(r"^\w+ = (NDArray\[.+\])$", re.MULTILINE)
    named = alias.findall((ROOT / "geo" / "arrays.py").read_text("utf-8"))
    assert "NDArray[np.float64]" in named
    again = {
        str(path.relative_to(ROOT)): set(alias.findall(path.read_text("utf-8"))) & set(named)
        for path in modules()
        if path.name != "arrays.py"
    }
    assert {where: types for where, types in again.items() if types} == {}


def circles(root: Path) -> list[list[str]]:
    """Groups of modules below ``geo`` and ``src/spaces`` that import each other, however far round.

    Counted is every import that is written: at the top, in a function, for the type checker.
    """
    paths = [*(root / "geo").rglob("*.py"), *(root / "src" / "spaces").rglob("*.py")]
    named = {}
    for path in paths:
        parts = path.relative_to(root).with_suffix("").parts
        parts = parts[1:] if parts[0] == "src" else parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    imports = {}
    for name, path in named.items():
        found = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                package = name if path.stem == "__init__" else name.rpartition(".")[0]
                module = resolve_name("." * node.level + (node.module or ""), package)
                whole = {f"{module}.{alias.name}" for alias in node.names}
                found |= {full if full in named else module for full in whole}
        imports[name] = sorted((found & set(named)) - {name})
    numbers = {name: k for k, name in enumerate(named)}
    pairs = [(numbers[a], numbers[b]) for a, those in imports.items() for b in those]
    shape = (len(named), len(named))
    graph = csr_array((np.ones(len(pairs)), np.array(pairs).T), shape=shape)
    group = connected_components(graph, connection="strong")[1]
    found = [[n for n in named if group[numbers[n]] == g] for g in np.unique(group)]
    return [sorted(those) for those in found if len(those) > 1]


def test_no_two_modules_import_each_other():
    assert circles(ROOT) == []


@pytest.mark.parametrize(
    "back",
    [
        "from geo.one import A\n",
        "import geo.one\n",
        "from . import one\n",
        "def f():\n    from geo.one import A\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from geo import one\n",
    ],
)
def test_a_circle_is_seen_wherever_it_is_written(tmp_path, back):
    for name, code in {"one": "import geo.two\nA = 1\n", "two": back, "three": ""}.items():
        path = tmp_path / "geo" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(code, encoding="utf-8")
    assert circles(tmp_path) == [["geo.one", "geo.two"]]


def test_modules_are_named_for_what_they_hold():
    assert [str(p.relative_to(ROOT)) for p in modules() if p.stem in EMPTY_NAMES] == []


def test_settings_are_read_in_one_place():
    """Each is declared with its default and meaning; ``OGR_SKIP`` is GDAL's own, set not asked."""
    readers = [
        str(path.relative_to(ROOT))
        for path in files(".py", inside=("app.py", "geo", "src", "pages"))
        if re.search(r"\b(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["geo/drivers.py", "geo/settings.py"]


def test_nothing_in_the_root_bears_a_dependencys_name():
    """The root is on the path, so a file there named ``click.py`` would replace click."""
    theirs = {
        name
        for name, owners in metadata.packages_distributions().items()
        if "child-friendly-spaces" not in owners
    }
    own = {p.stem for folder in (ROOT, ROOT / "src") for p in folder.glob("*.py")}
    own |= {p.parent.name for p in (*ROOT.glob("*/__init__.py"), *ROOT.glob("src/*/__init__.py"))}
    assert own >= {"app", "geo", "spaces"}
    assert own & theirs == set()


def test_files_we_write_name_no_outside_host():
    named = []
    for path in files(".py", ".js", ".css", ".html", ".toml", inside=(*CODE, ".streamlit")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            hosts = [h for h in HOST.findall(line) if not h.startswith("{")]
            where = f"{path.relative_to(ROOT)}:{number}"
            named += [f"{where} {host}" for host in hosts if host not in KNOWN_HOSTS]
    assert named == []


def test_vendored_styles_and_scripts_fetch_nothing_from_outside():
    """Links for a reader may stand in a vendored file; an import or a url() may not."""
    fetch = re.compile(
        r"@import[^;]*//|url\(\s*['\"]?(?:https?:)?//|\b(?:import|importScripts|fetch)\(['\"]https?:"
    )
    vendored = [p for p in VENDORED.rglob("*") if p.suffix in {".js", ".css"}]
    assert vendored, "no vendored assets found"
    bad = [p for p in vendored if fetch.search(p.read_text("utf-8"))]
    assert [str(p.relative_to(VENDORED)) for p in bad] == []


def test_every_vendored_library_ships_its_licence():
    libraries = [p for p in VENDORED.iterdir() if p.is_dir()]
    assert libraries, "no vendored libraries found"
    assert [p.name for p in libraries if not any(p.glob("LICEN[SC]E*"))] == []


def running() -> dict[str, metadata.Distribution]:
    """The distributions that the app needs to run, followed from our own requirements."""
    found: dict[str, metadata.Distribution] = {}
    todo = ["child-friendly-spaces"]
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name in found:
            continue
        found[name] = metadata.distribution(name)
        wanted = [Requirement(text) for text in found[name].requires or ()]
        todo += [r.name for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})]
    return found


def licence(distribution: metadata.Distribution) -> str:
    """What a distribution says of its own licence: expression, classifiers, else first line."""
    meta = cast("Message", distribution.metadata)
    classifiers = [c for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]
    said = [meta.get("License-Expression") or "", *classifiers]
    if not any(said):
        said.append((meta.get("License") or "").strip().partition("\n")[0])
    if not any(said):
        texts = [f for f in distribution.files or () if re.match(r"(?i)licen[sc]e", f.name)]
        said += [f.read_text(encoding="utf-8").strip().partition("\n")[0] for f in texts]
    return " / ".join(filter(None, said))


def is_strong_copyleft(said: str) -> bool:
    without_exception = re.sub(r"GPL-[\d.]+(-or-later|-only)? WITH \S+", "", said)
    strong = r"(?<!L)A?GPL|(?<!Lesser )(?:Affero )?General Public License"
    return re.search(strong, without_exception) is not None


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0", "GNU General Public License v2"])
def test_the_licence_check_knows_a_strong_copyleft(said):
    assert is_strong_copyleft(said)


@pytest.mark.parametrize("said", ["MIT", "LGPL-2.1", "GNU Lesser General Public License v3"])
def test_the_licence_check_knows_the_others(said):
    assert not is_strong_copyleft(said)


def test_no_running_dependency_is_under_gpl_or_agpl():
    said = {name: licence(d) or READ_BY_US.get(name, "") for name, d in running().items()}
    assert len(said) > 20
    assert {name: text for name, text in said.items() if is_strong_copyleft(text)} == {}
    assert [name for name, text in said.items() if not text] == []


def test_requirements_are_pinned_and_are_the_projects_own():
    rows = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [row for row in rows if row and row[0] not in "#-"]
    assert rows[-1] == "-e ."
    assert [row for row in pins if "==" not in row] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {Requirement(text).name: Requirement(text) for text in project["dependencies"]}
    pinned = dict(row.split("==") for row in pins)
    assert sorted(pinned) == sorted(declared)
    assert [n for n, r in declared.items() if not r.specifier.contains(pinned[n])] == []


def test_installed_versions_are_the_constrained_ones():
    rows = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = dict(row.lower().split("==") for row in rows if row and not row.startswith("#"))
    wanted = {name.replace("_", "-"): version for name, version in wanted.items()}
    installed = {name: d.version for name, d in running().items() if name in wanted}
    assert set(running()) - set(installed) == {"child-friendly-spaces"}
    assert {n: v for n, v in installed.items() if wanted[n] != v} == {}
