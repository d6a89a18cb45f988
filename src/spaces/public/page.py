"""The page itself: one fixed template, our own words, and where its files lie."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spaces.places import Place
from spaces.text import Text, languages, text

ASSETS: Final = "public/assets"
"""The map's own scripts and styles, below its folder of assets."""
GRAPHICS: Final = "graphics"
"""What both maps draw with, there too."""

PUBLIC: Final = "/public/"
"""Where the map's files lie, below the base path."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""Nothing from elsewhere, nothing inline: a page may not say who frames it, a server may."""

TAGS: Final = {"zh": "zh-CN"}
"""Languages whose HTML tag is not their code."""

_TEMPLATE: Final = Path(__file__).with_name("page.html")
_BLANK: Final = re.compile(r"\{\{([a-z_]+)\}\}")
_WORDS: Final = (
    "name", "skip", "what", "search_label", "search_hint", "near_me", "age_label", "grip",
    "quick_label", "loading", "map_region", "no_script",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Files:
    """Where a page's files lie, as seen from the root of the folder.

    Parameters
    ----------
    assets : str
        Folder of scripts and styles; see :mod:`spaces.public.asset_files`.
    data : str
        The sites of the page's place.
    modules : tuple of str
        Scripts to fetch at once, by name within ``assets``.
    """

    assets: str
    data: str
    modules: Sequence[str] = ()


def page(place: Place, files: Files, root: str, lang: str) -> bytes:
    """Write the page of a place.

    Parameters
    ----------
    place : Place
        Whose map opens.
    files : Files
        What it loads.
    root : str
        Way from the page to the root of the folder: ``""``, ``"./"`` or ``"../"``.
    lang : str
        Language of the words that stand there before any script has run.
    """
    t = text(lang)
    values = {key: t(f"public.{key}") for key in _WORDS}
    values |= {
        "tag": TAGS.get(lang, lang),
        "lang": lang,
        "place": place.code,
        "root": root,
        "data": files.data,
        "assets": f"{files.assets}/{ASSETS}",
        "graphics": f"{files.assets}/{GRAPHICS}",
        "policy": POLICY,
        "where": place.name(lang),
        "title": t("public.title", place=place.name(lang)),
    }
    marks = {"modules": "\n".join(_preload(f"{root}{files.assets}/{m}") for m in files.modules)}

    def filled(found: re.Match[str]) -> str:
        name = found[1]
        return marks[name] if name in marks else html.escape(values[name], quote=True)

    return _BLANK.sub(filled, _TEMPLATE.read_text(encoding="utf-8")).encode()


def _preload(address: str) -> str:
    return f'<link rel="modulepreload" href="{html.escape(address, quote=True)}">'


def words(lang: str) -> dict[str, str]:
    """All sentences of the public map in one language, by short key, values as ``{name}``."""
    t: Text = text(lang)
    lead = "public."
    keys = sorted(key for key in t.keys() if key.startswith(lead))  # noqa: SIM118  not a dict
    return {key.removeprefix(lead): t.template(key) for key in keys}


def spoken() -> dict[str, str]:
    """Languages of the map: code to how the language calls itself."""
    return {code: text(code)("language.name") for code in languages()}
