"""GDAL must not follow what a stranger's file says: proven on the real library."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from geo.drivers import ALLOWED

ROOT = Path(__file__).parents[2]
SECRET = "the server's own file"


def fresh(code: str, *arguments: str) -> str:
    """Run code in a process that has not imported pyogrio yet and inherits no settings."""
    clean = {name: value for name, value in os.environ.items() if name != "OGR_SKIP"}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=clean, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


LISTED = """
import json
import geo.io
from geo.drivers import gdal
print(json.dumps(sorted(gdal().list_drivers())))
"""
OPENED = """
import sys
if sys.argv[2] == "guarded":
    import geo.io
import geopandas
try:
    print(list(geopandas.read_file(sys.argv[1])["secret"]))
except Exception as error:
    print("refused", type(error).__name__)
"""


@pytest.fixture
def traps(tmp_path):
    """Files that make an unguarded GDAL read another file."""
    point = {"type": "Point", "coordinates": [120.6, 27.8]}
    feature = {"type": "Feature", "properties": {"secret": SECRET}, "geometry": point}
    target = tmp_path / "server.geojson"
    target.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    vrt = tmp_path / "vrt.geojson"
    vrt.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="server"><SrcDataSource>{target}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    pipeline = tmp_path / "gdalg.geojson"
    command = f"gdal vector pipeline ! read {target}"
    pipeline.write_text(json.dumps({"type": "gdal_streamed_alg", "command_line": command}))
    packed = tmp_path / "sites.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(vrt, "sites.shp")
    return {"vrt": vrt, "gdalg": pipeline, "zip": packed}


def test_only_the_allowed_drivers_are_awake():
    assert json.loads(fresh(LISTED)) == sorted(ALLOWED)


@pytest.mark.parametrize("trap", ["vrt", "gdalg", "zip"])
def test_gdal_itself_refuses_the_trap(traps, trap):
    assert SECRET in fresh(OPENED, str(traps[trap]), "open"), "the trap itself must work"
    assert fresh(OPENED, str(traps[trap]), "guarded").startswith("refused")


def test_pyogrio_imported_too_early_is_noticed():
    code = """
import pyogrio
from geo.drivers import gdal
try:
    gdal()
except RuntimeError as error:
    print("noticed" if "OGR_VRT" in str(error) else error)
"""
    assert fresh(code) == "noticed"
