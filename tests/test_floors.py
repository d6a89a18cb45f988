"""The floors hold, and every contract in pyproject.toml notices a breach of it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_ROOMS = (
    *("content/folder", "places/registry", "sites/loading", "walking/network"),
    *("reach/analysis", "school_routes/analysis", "ledger/assessment", "graphics/charts"),
    *("services/inputs", "reports/sheet", "public/publish", "cli/main"),
    *("ui/server/headers", "ui/public/visitor", "ui/ledger/page", "ui/school_routes/figures"),
    *("ui/reach/figures", "ui/sites/tables", "ui/map/widget"),
)
_NETWORK = (
    *("graph", "rules", "snap", "search", "walks", "segments", "tiles", "paths", "around"),
    *("raster", "raster_points", "quality", "sources/osm", "flows/loads"),
)
_FACES = {
    f"src/spaces/{parent}/__init__.py": ""
    for room in _ROOMS
    for parent in (room.rpartition("/")[0], room.partition("/")[0])
}
_WORDS = ("reach/words", "ledger/words", "school_routes/words", "sites/walking_bus")
_WORDS += ("sites/names", "sites/opening_hours/words")
_WORDS += ("school_routes/key_figures", "school_routes/none_words", "school_routes/locations")
SOUND = {
    "pages/__init__.py": "",  # else the product's own folder of that name is merged in
    "pages/overview.py": "import streamlit\nimport spaces.ui.shell.frame\n",
    "src/spaces/__init__.py": "",
    **_FACES,
    **{f"src/spaces/{room}.py": "" for room in _ROOMS},
    **{f"src/spaces/{room}.py": "import spaces.text\n" for room in _WORDS},
    "src/spaces/text/__init__.py": "",
    "src/spaces/sites/opening_hours/__init__.py": "",
    "src/spaces/reach/coverage.py": "import geo.crs\nimport numpy\n",
    "src/spaces/ui/shell/__init__.py": "",
    "src/spaces/ui/shell/frame.py": (
        "import streamlit\nimport streamlit_folium\nimport folium\nimport branca\n"
        "import spaces.reach.coverage\n"
    ),
    "geo/__init__.py": "",
    "geo/crs.py": "import shapely\n",
    "geo/network/__init__.py": "",
    "geo/network/sources/__init__.py": "",
    "geo/network/flows/__init__.py": "",
    **{f"geo/network/{name}.py": "" for name in _NETWORK},
}
_FLOORS, _ALONE, _STREAMLIT = "Floors", "stand above", "know Streamlit"
_DOMAIN, _SCREENS, _STREETS = "Rooms of the domain", "Rooms of the screens", "never on each other"
_REACH, _GEO = "src/spaces/reach/coverage.py", "geo/crs.py"
BREACHES = {
    "geo imports spaces": (_GEO, "import spaces.reach.coverage", _FLOORS),
    "geo imports streamlit": (_GEO, "import streamlit", "geo draws nothing"),
    "geo imports altair": (_GEO, "import altair", "geo draws nothing"),
    "spaces imports a page": (_REACH, "import pages.overview", _FLOORS),
    "spaces imports spaces.ui": (_REACH, "import spaces.ui.shell.frame", _ALONE),
    "spaces imports streamlit": (_REACH, "import streamlit", _STREAMLIT),
    "spaces imports folium": (_REACH, "import folium", _STREAMLIT),
    "a page imports geo": ("pages/overview.py", "import geo.crs", "no arithmetic"),
    "a page imports pandas": ("pages/overview.py", "import pandas", "no arithmetic"),
    "reach imports ledger": (_REACH, "import spaces.ledger.assessment", _DOMAIN),
    "reach imports school_routes": (_REACH, "import spaces.school_routes.analysis", _DOMAIN),
    "services imports ui": (
        *("src/spaces/services/inputs.py", "import spaces.ui.shell.frame", _DOMAIN),
    ),
    "services imports cli": ("src/spaces/services/inputs.py", "import spaces.cli.main", _DOMAIN),
    "services imports public": (
        *("src/spaces/services/inputs.py", "import spaces.public.publish", _DOMAIN),
    ),
    "ledger imports graphics": (
        *("src/spaces/ledger/assessment.py", "import spaces.graphics.charts", _DOMAIN),
    ),
    "content imports places": (
        *("src/spaces/content/folder.py", "import spaces.places.registry", _DOMAIN),
    ),
    "ui.shell imports ui.reach": (
        *("src/spaces/ui/shell/frame.py", "import spaces.ui.reach.figures", _SCREENS),
    ),
    "ui.map imports ui.sites": (
        *("src/spaces/ui/map/widget.py", "import spaces.ui.sites.tables", _SCREENS),
    ),
    "sources import flows": (
        *("geo/network/sources/osm.py", "import geo.network.flows.loads", _STREETS),
    ),
    "search imports flows": (
        *("geo/network/search.py", "import geo.network.flows.loads", "knows neither"),
    ),
    "graph imports sources": (
        *("geo/network/graph.py", "import geo.network.sources.osm", "knows neither"),
    ),
    "a measure imports the words": (_REACH, "import spaces.text", "speak no language"),
    "a measure of the plan imports the words": (
        *("src/spaces/ledger/assessment.py", "import spaces.text", "speak no language"),
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(folder), str(folder / "src")))}
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


def town(folder: Path, path: str = "", line: str = "") -> Path:
    for name, text in SOUND.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + (line + "\n" if name == path else ""), encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_a_sound_tree_keeps_all_contracts(tmp_path):
    result = lint(town(tmp_path))
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("path", "line", "contract"), BREACHES.values(), ids=BREACHES)
def test_a_breach_breaks_its_contract(tmp_path, path, line, contract):
    result = lint(town(tmp_path, path, line))
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), result.stdout


def test_the_product_keeps_all_contracts():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_the_launcher_imports_the_ui_and_no_lower_floor():
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    ours = {n for n in names if n.split(".")[0] in {"spaces", "geo", "pages"}}
    assert ours, "the launcher must use spaces.ui"
    assert all(n.startswith("spaces.ui") for n in ours), ours
