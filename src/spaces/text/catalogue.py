"""Every sentence that a user reads, by language.

One catalogue per language lies beside this file: ``<code>.toml``. A new language is a new file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
DEFAULT: Final = "zh"


class Text:
    """The catalogue of one language.

    Parameters
    ----------
    code : str
        Language, such as ``"zh"``.
    entries : Mapping[str, str]
        Dotted key to template; ``{name}`` marks a value.
    """

    def __init__(self, code: str, entries: Mapping[str, str]) -> None:
        self.code = code
        self._entries = dict(entries)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence for ``key`` with ``values`` filled in.

        Raises
        ------
        KeyError
            If the catalogue lacks the key or the sentence needs a value that was not given.
        """
        return self._entries[key].format_map(values) if values else self._entries[key]

    def has(self, key: str) -> bool:
        """Whether the catalogue holds ``key``."""
        return key in self._entries

    def keys(self) -> frozenset[str]:
        """All keys."""
        return frozenset(self._entries)

    def template(self, key: str) -> str:
        """Return the unfilled sentence, for checks that two languages ask for the same values."""
        return self._entries[key]


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            out |= _flat(value, key + ".")
        else:
            out[key] = str(value)
    return out


def languages() -> list[str]:
    """Codes of all catalogues, the default first."""
    return list(_codes())


@cache
def _codes() -> tuple[str, ...]:
    """Look for the catalogues once: a page asks for its languages a dozen times."""
    found = sorted(p.stem for p in _HERE.glob("*.toml"))
    return tuple(sorted(found, key=lambda code: (code != DEFAULT, code)))


@cache
def text(code: str = DEFAULT) -> Text:
    """Return the catalogue of a language; an unknown code gives the default's."""
    path = _HERE / f"{code if code in languages() else DEFAULT}.toml"
    return Text(path.stem, _flat(tomllib.loads(path.read_text(encoding="utf-8"))))
