"""What a command loads before it answers: the libraries it needs, and no others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from spaces.cli.commands import COMMANDS

HEAVY = {"geopandas", "pandas", "numpy", "shapely", "scipy", "pyarrow", "pypinyin", "streamlit"}
HEAVY |= {"altair", "folium", "typst", "segno", "xlsxwriter", "osmium", "starlette", "contourpy"}
ASK = """
import json, sys
from spaces.cli.main import main
status = main(sys.argv[1:])
print("\\n" + json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def loaded_by(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *words], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    status, names = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stderr
    assert "spaces" in names
    return set(names) & HEAVY


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("network", "--help"),
        *((*name.split(), "--help") for name in COMMANDS),
    ],
    ids=" ".join,
)
def test_help_loads_no_library_of_measuring_or_drawing(words: tuple[str, ...]):
    assert loaded_by(*words) == set()


def test_places_loads_only_what_reads_the_list_of_sites():
    assert loaded_by("places") <= {"geopandas", "pandas", "numpy", "shapely", "pyarrow"}


def test_progress_loads_what_measures_and_nothing_that_draws():
    drawn = {"pypinyin", "streamlit", "altair", "folium", "typst", "segno", "xlsxwriter"}
    assert loaded_by("progress", "--place", "330381") & (drawn | {"starlette"}) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_where_the_table_says(command: str):
    run, options = COMMANDS[command].load()
    assert callable(run)
    assert all(option.flag.startswith("-") for option in options)
