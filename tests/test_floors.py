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
SOUND = {
    "pages/__init__.py": "",  # else the product's own folder of that name is merged in
    "pages/overview.py": "import streamlit\nimport spaces.ui.frame\n",
    "src/spaces/__init__.py": "",
    "src/spaces/reach.py": "import geo.crs\nimport numpy\n",
    "src/spaces/ui/__init__.py": "",
    "src/spaces/ui/frame.py": (
        "import streamlit\nimport streamlit_folium\nimport folium\nimport branca\n"
        "import spaces.reach\n"
    ),
    "geo/__init__.py": "",
    "geo/crs.py": "import shapely\n",
}
BREACHES = {
    "geo imports spaces": ("geo/crs.py", "import spaces.reach", "Floors"),
    "geo imports streamlit": ("geo/crs.py", "import streamlit", "geo draws nothing"),
    "geo imports altair": ("geo/crs.py", "import altair", "geo draws nothing"),
    "spaces imports a page": ("src/spaces/reach.py", "import pages.overview", "Floors"),
    "spaces imports spaces.ui": ("src/spaces/reach.py", "import spaces.ui.frame", "stand above"),
    "spaces imports streamlit": ("src/spaces/reach.py", "import streamlit", "know Streamlit"),
    "spaces imports folium": ("src/spaces/reach.py", "import folium", "know Streamlit"),
    "a page imports geo": ("pages/overview.py", "import geo.crs", "no arithmetic"),
    "a page imports pandas": ("pages/overview.py", "import pandas", "no arithmetic"),
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
