"""A ruler is told in one row: page, map, link and commands take it from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spaces.reach.rulers import KINDS, RULERS, STRAIGHT, kind_of
from spaces.text import languages, text

ROOT = Path(__file__).resolve().parents[3]
EVERY_DOOR = """
import dataclasses, io, json, sys
from contextlib import redirect_stdout
from spaces.reach import rulers
rulers.KINDS = (*rulers.KINDS, rulers.RulerKind("blocks"))
rulers.RULERS = tuple(kind.name for kind in rulers.KINDS)
from spaces.services import reach
from tests.spaces.reach.test_ruler import Blocks
reach.MEASURED_BY["blocks"] = lambda inputs, query: Blocks()
from spaces.text import languages, text
for code in languages():
    entries = text(code)._entries
    entries |= {"walk.ruler_blocks": "Along blocks", "definition.ruler_blocks": "By blocks"}

from pathlib import Path
from tests.toys import servicetown
from tests.toys.servicetown import PLACE
content = servicetown.build(Path(sys.argv[1]))

from spaces.cli.main import main
def command(*words):
    out = io.StringIO()
    with redirect_stdout(out):
        status = main([*words])
    return status, out.getvalue()
asked = ("gaps", "--place", PLACE, "--year", "2024", "--walker", "metre", "--minutes", "45")
status, said = command(*asked, "--ruler", "blocks", "--format", "json")
assert status == 0, said
by_command = json.loads(said)
assert by_command["ruler"] == "blocks"
assert "By blocks" in by_command["definition"]
straight = json.loads(command(*asked, "--ruler", "radius", "--format", "json")[1])
assert by_command["children_covered"] < straight["children_covered"]
assert "blocks = Along blocks" in command("gaps", "--help")[1]
assert "|blocks" in command("reach", "--help")[1]

from tests.ui.conftest import html, open_screen
from spaces.ui.map import widget
urls = []
show = widget.show_map
def seen(view, *args, **named):
    urls.extend(layer.url for layer in view.layers)
    return show(view, *args, **named)
from spaces.ui.reach import maps
maps.show_map = seen
link = {"place": PLACE, "year": "2024", "walker": "metre", "minutes": "45", "ruler": "blocks"}
for streets in (True, False):
    if not streets:
        content.path("network", f"{PLACE}.npz").unlink()
    urls.clear()
    app = open_screen("gaps", **link)
    shares = f"{int(by_command['children_covered']):,}"
    assert shares in html(app), html(app)
    drawn = [url for url in urls if "/cells." in url or "/gaps." in url]
    assert drawn and all("ruler=blocks" in url for url in drawn), urls
    assert "按“Along blocks”量 4.0 千米" in html(app)
    assert "直线 4.0" not in html(app)
    options = [tuple(c.options) for c in app.get("button_group")]
    assert ("Along blocks" in str(options)), options

from urllib.parse import parse_qsl, urlsplit
from spaces.ui.server import layers
from spaces.ui.server.layer_query import checked
from spaces.ui.reach import cache as walked
from spaces.ui.shell import cache as cached
version = cached.content_version()
for url in drawn:
    query = checked("cells", dict(parse_qsl(urlsplit(url).query)), version).query()
    assert query.ruler == "blocks"
    found = walked.gap_result(version, query)
    assert found.children_covered == by_command["children_covered"]
    asked = checked("gaps", dict(parse_qsl(urlsplit(url).query)), version)
    made = json.loads(layers.MAKERS["gaps"](asked))
    assert {row["properties"]["by"] for row in made["features"]} == {"blocks"}
print("every door")
"""


def test_one_more_ruler_is_one_row_and_what_it_measures(tmp_path):
    """A made-up one, along the blocks of a grid, in a process that knows it from the start."""
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SPACES_DATA": str(tmp_path / "data"),
    }
    run = [sys.executable, "-W", "ignore", "-c", EVERY_DOOR, str(tmp_path / "data")]
    done = subprocess.run(run, env=env, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.endswith("every door\n"), done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.parametrize("lang", languages())
def test_every_ruler_has_its_words(lang):
    t = text(lang)
    for name in RULERS:
        assert t.has(f"walk.ruler_{name}")
        assert t.has(f"definition.ruler_{name}")


def test_what_is_known_of_each():
    known = {kind.name: (kind.on_streets, kind.beside_line, kind.measured_as) for kind in KINDS}
    assert known.items() >= {
        "radius": (False, False, ""), "network": (True, False, "both"), "both": (True, True, "")
    }.items()  # fmt: skip
    assert kind_of(STRAIGHT).name == KINDS[0].name


def test_of_a_ruler_of_the_caller_s_own_only_its_name_is_known():
    own = kind_of("crow")
    assert (own.name, own.on_streets, own.beside_line) == ("crow", False, False)
