"""Files of the toy folder with a word changed, and the faults they give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.faults import InputRefused
from spaces.content.folder import Content


def refused(load: Callable[[Content], object], content: Content) -> list[tuple[str, str, str]]:
    with pytest.raises(InputRefused) as error:
        load(content)
    return [(f.code, str(f.facts["entry"]), str(f.column)) for f in error.value.faults]


def edit(content: Content, name: str, *changes: tuple[str, str]) -> None:
    path = content.path(name)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
