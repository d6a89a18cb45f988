"""Tests mirror the code: ``tests/spaces/reach/test_query.py`` tests ``spaces/reach/query.py``.

A module without a test file of its name stands here with the file that tests it, and why. A row
that is no longer needed must go: the list only shrinks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UNMIRRORED = ("ui", "cli")  # screens and commands are tested by page and by command

PLAIN = "plain data without a decision in it"
WHOLE = "its faults are told by whole files: the golden table of faulty ones holds each of them"
FORMATS = "one format of several, which must all give the same network"
STREETS = "small files as people draw them, each held against walks done by hand"
INNER = "a step of one job, and what it decides shows only in the job's answer"
SPOKEN = "one text after the other is read by the whole reader, as people write it"
FAULTY, READING = "geo/test_faulty.py", "geo/network/sources/test_reading.py"
HOURS = "spaces/sites/opening_hours/test_chinese.py"

ELSEWHERE: dict[str, tuple[str, str]] = {
    "geo/archives": (FAULTY, WHOLE),
    "geo/arrays": ("test_house.py", "names of types: no other file may name them again"),
    "geo/contracts/values": ("geo/contracts/test_contract.py", INNER),
    "geo/contracts/matching": ("geo/contracts/test_contract.py", INNER),
    "geo/datum/conversion": ("spaces/sites/test_grounds.py", INNER),
    "geo/datum/witnesses": ("geo/datum/test_check.py", INNER),
    "geo/datum/placing": (FAULTY, WHOLE),
    "geo/contracts/columns": ("geo/contracts/test_contract.py", INNER),
    "geo/faults": ("spaces/text/test_faults.py", PLAIN),
    "geo/intake": (FAULTY, WHOLE),
    "geo/points": (FAULTY, WHOLE),
    "geo/contracts/shapes": (FAULTY, WHOLE),
    "geo/sniff": (FAULTY, WHOLE),
    "geo/table": ("geo/contracts/test_contract.py", PLAIN),
    "geo/network/flows/crossing_steps": ("geo/network/flows/test_crossings.py", INNER),
    "geo/network/sources/build": ("geo/network/test_properties.py", INNER),
    **{
        f"geo/network/sources/{name}": ("cli/test_streets_by_hand.py", STREETS)
        for name in (
            *("carriageways", "gates", "line_ends", "line_kinds", "osm_edits", "osm_places"),
            *("osm_scan", "stubs", "unknown_kinds"),
        )
    },
    "geo/network/sources/graphml": (READING, FORMATS),
    "geo/network/sources/lines": (READING, FORMATS),
    "geo/network/sources/osm": (READING, FORMATS),
    "geo/network/sources/osm_columns": (READING, FORMATS),
    "geo/network/sources/simplify": ("geo/network/test_properties.py", INNER),
    "geo/network/sources/ways": (READING, FORMATS),
    "spaces/content/entry": ("spaces/content/test_toml_reader.py", INNER),
    "spaces/content/state_folder": ("ui/server/test_public_map.py", "one line of one setting"),
    "spaces/graphics/chart_style": ("spaces/graphics/test_reach_charts.py", PLAIN),
    "spaces/ledger/evidence": ("spaces/ledger/test_assessment.py", PLAIN),
    "spaces/ledger/life_circles": ("spaces/ledger/test_assessment.py", INNER),
    "spaces/ledger/plan_names": ("spaces/ledger/test_plan_files.py", INNER),
    "spaces/ledger/schedule_reader": ("spaces/ledger/test_plan_files.py", INNER),
    "spaces/ledger/targets": ("spaces/ledger/test_plan_files.py", PLAIN),
    "spaces/services/folder_reading": ("spaces/services/test_damages.py", INNER),
    "spaces/ledger/words": ("ui/ledger/test_page.py", "sentences, read where they stand"),
    "spaces/places/population_cells": ("spaces/reach/test_gap_areas.py", INNER),
    "spaces/public/live_map": ("ui/server/test_public_map.py", "what it keeps shows over HTTP"),
    "spaces/public/packed_map": ("ui/server/test_public_map.py", "what it packs shows over HTTP"),
    "spaces/reach/result": ("spaces/reach/test_analysis.py", PLAIN),
    "spaces/reach/walk_classes": ("spaces/reach/test_on_foot.py", INNER),
    "spaces/reports/department/terms": ("spaces/reports/department/test_words.py", INNER),
    "spaces/reports/school/words": ("spaces/reports/school/test_pdf.py", INNER),
    "spaces/school_routes/link_loads": ("spaces/school_routes/test_one_school.py", INNER),
    "spaces/school_routes/result": ("spaces/school_routes/test_analysis.py", PLAIN),
    "spaces/text/catalogue": ("spaces/text/test_catalogues.py", INNER),
    "spaces/services/ground": ("cli/test_gaps_walk.py", "what is said of a user's own points"),
    "spaces/services/own_files": ("cli/test_layers.py", "which file is read shows by command"),
    "spaces/walking/cache": ("spaces/walking/test_distance_raster.py", INNER),
    "spaces/walking/network": ("spaces/reach/test_on_foot.py", INNER),
    "spaces/walking/network_files": ("cli/test_network.py", "files are put there by the command"),
    "spaces/walking/search_limits": ("spaces/walking/test_large_networks.py", PLAIN),
}
ELSEWHERE |= {
    f"spaces/sites/opening_hours/{name}": (HOURS, SPOKEN)
    for name in (
        *("chinese_clauses", "chinese_reader", "chinese_times", "chinese_words"),
        *("rules", "seasons", "table"),
    )
}


def modules() -> list[str]:
    found = []
    for base, folder in ((ROOT, ROOT / "geo"), (ROOT / "src", ROOT / "src" / "spaces")):
        for path in folder.rglob("*.py"):
            name = path.relative_to(base).with_suffix("")
            inside = name.parts[1:2] == () or name.parts[1] not in UNMIRRORED
            if inside and path.stem not in ("__init__", "__main__"):
                found.append(name.as_posix())
    return sorted(found)


def mirror(module: str) -> Path:
    folder, _, name = module.rpartition("/")
    return ROOT / "tests" / folder / f"test_{name}.py"


def test_every_module_has_a_test_file_of_its_name_or_says_where_it_is_tested():
    assert len(modules()) > 200
    without = {module for module in modules() if not mirror(module).is_file()}
    assert without - set(ELSEWHERE) == set(), "write a test of their name"
    assert set(ELSEWHERE) - without == set(), "these rows are not needed any more"


@pytest.mark.parametrize("module", ELSEWHERE)
def test_the_file_that_tests_it_is_there_and_the_reason_written(module):
    file, why = ELSEWHERE[module]
    path = ROOT / "tests" / file
    assert path.is_file(), file
    assert "def test_" in path.read_text(encoding="utf-8")
    assert len(why) > 20
