"""Scripts, styles, words and licences of the public map, under a folder named after their content.

Below that folder every file lies as it lies below the package ``spaces``: what one script says of
another's place is true in the browser as it is in the checkout, and what both maps use
(``graphics/scripts``, ``graphics/vendor``) stands there once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from spaces.public.page import ASSETS, GRAPHICS, spoken, words

_PACKAGE: Final = Path(__file__).parents[1]
_SENT: Final = {".js", ".css", ".svg", ".png"}
_TYPES: Final = re.compile(rb"^[ \t]*/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE)
"""Comments that fill whole lines and are for a type check: a fifth of what a phone would fetch."""
_LICENCES: Final = {"leaflet": "Leaflet 1.9.4", "qrcode-generator": "qrcode-generator 2.0.4"}
_LATE: Final = {"early.js", "main.js", "share.js"}
"""The first scripts, which the page names itself, and the one that most readers never need."""


def asset_files() -> tuple[dict[str, bytes], str]:
    """Return the files by their path in the map's folder, and the folder they share."""
    found = {}
    for folder in (ASSETS, f"{GRAPHICS}/scripts", f"{GRAPHICS}/vendor"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in _SENT:
                ours = path.suffix == ".js" and "vendor" not in path.parts
                data = _TYPES.sub(b"", path.read_bytes()) if ours else path.read_bytes()
                found[path.relative_to(_PACKAGE).as_posix()] = data
    for code in spoken():
        text = json.dumps(words(code), ensure_ascii=False, separators=(",", ":"))
        found[f"{ASSETS}/words.{code}.json"] = text.encode()
    licences = [
        f"{name}\n\n{(_PACKAGE / GRAPHICS / 'vendor' / folder / 'LICENSE').read_text('utf-8')}"
        for folder, name in _LICENCES.items()
    ]
    found[f"{ASSETS}/licences.txt"] = "\n\n".join(licences).encode()
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"|" + found[name])
    base = f"assets/{digest.hexdigest()[:10]}"
    return {f"{base}/{name}": data for name, data in found.items()}, base


def modules(paths: Iterable[str], base: str) -> list[str]:
    """Scripts that a page fetches at once, by their path below its folder of assets.

    Parameters
    ----------
    paths : iterable of str
        Files of the map.
    base : str
        Its folder of assets.
    """
    wanted = (f"{base}/{ASSETS}/", f"{base}/{GRAPHICS}/scripts/")
    ours = sorted(path for path in paths if path.startswith(wanted) and path.endswith(".js"))
    return [path.removeprefix(f"{base}/") for path in ours if path.split("/")[-1] not in _LATE]
