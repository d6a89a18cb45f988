"""The map's own scripts, run outside of a browser by the node that comes with playwright."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from spaces import public
from spaces.public.page import words

ASSETS = Path(public.__file__).parent / "assets"

# The page's own language and its words stand in for the document and the network.
_FRAME = """
globalThis.document = { documentElement: { dataset: {} } };
const given = JSON.parse((await import("node:fs")).readFileSync(0, "utf8"));
const wordsOf = (path) => given.words[path.slice(-7, -5)];
globalThis.fetch = async (path) => ({ ok: true, json: async () => wordsOf(path) });
const names = ["hours", "say", "words", "filters", "streets", "walk"];
const modules = await Promise.all(names.map((name) => import(`${given.assets}/${name}.js`)));
const run = new Function(...names, "data", `return (async () => {${given.code}})()`);
process.stdout.write(JSON.stringify(await run(...modules, given.data)));
"""


def node() -> str:
    """Path of the node to run scripts with."""
    return str(compute_driver_executable()[0])


def run(code: str, data: Any = None) -> Any:
    """Run ``code``, which returns something, with the scripts that need no page, by name."""
    given = {
        "code": code,
        "data": data,
        "assets": ASSETS.as_uri(),
        "words": {lang: words(lang) for lang in ("zh", "en")},
    }
    done = subprocess.run(
        [node(), "--input-type=module", "-e", _FRAME],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
