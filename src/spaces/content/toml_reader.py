"""Strict reading of TOML content: every fault of a file named at once, by entry and field."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from geo.faults import Fact, Fault, InputRefused
from spaces.content.entry import Entry

_AT = re.compile(r"at line (\d+)")


def read_toml(path: Path, faults: list[Fault]) -> Entry:
    """Whole TOML file as an entry; a file that is missing or no TOML is refused.

    Raises
    ------
    InputRefused
        With code ``toml.no_file``, ``toml.unreadable``, ``toml.not_utf8``,
        ``toml.syntax`` or ``toml.too_deep``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows editors put a mark in front
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise InputRefused([Fault("toml.no_file", path.name)]) from None
    except OSError:
        raise InputRefused([Fault("toml.unreadable", path.name)]) from None
    except UnicodeDecodeError:
        raise InputRefused([Fault("toml.not_utf8", path.name)]) from None
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        facts: dict[str, Fact] = {"line": found[1] if found else text.count("\n") + 1}
        raise InputRefused([Fault("toml.syntax", path.name, facts=facts)]) from None
    except (RecursionError, ValueError):  # a table in a table …, a number of 5,000 digits
        raise InputRefused([Fault("toml.too_deep", path.name)]) from None
    return Entry(table, path.name, "", faults)


def refuse_if_faulty(faults: list[Fault]) -> None:
    """Raise :class:`~geo.faults.InputRefused` with all faults, if there are any errors."""
    if any(f.severity == "error" for f in faults):
        raise InputRefused(faults)


def unique(entries: list[tuple[Entry, str]], field: str = "id") -> None:
    """Write down every entry that uses a key a second time."""
    seen: set[str] = set()
    for entry, key in entries:
        if key and key in seen:
            entry.fault("toml.duplicate", field, got=key)
        seen.add(key)
