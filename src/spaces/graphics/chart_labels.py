"""Words in charts: long names in two lines, equal names told apart."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd

# A line of a name, in Latin letters; a Chinese character takes two.
_LINE_CHARS: Final = 22
_NOTE_CHARS: Final = 52
_WIDE_CHAR: Final = 2
_LATIN_END: Final = 0x2E7F
_UNSEEN: Final = "\u200b"  # a space without width


def wrapped(label: str) -> str:
    """Break a long name in two lines; what does not fit in them ends in an ellipsis."""
    first = _fitting(label)
    if first == len(label):
        return label
    space = label.rfind(" ", 1, first + 1)
    head, rest = (
        (label[:space], label[space + 1 :]) if space > 0 else (label[:first], label[first:])
    )
    second = _fitting(rest)
    return f"{head}\n{rest}" if second == len(rest) else f"{head}\n{rest[: second - 1]}…"


def in_lines(text: str, most: int = _NOTE_CHARS) -> list[str]:
    """Break a sentence in as many lines as it needs, none wider than ``most`` Latin letters."""
    lines, rest = [], " ".join(text.split())
    while rest:
        stop = _fitting(rest, most)
        space = rest.rfind(" ", 1, stop + 1) if stop < len(rest) else -1
        # Chinese has no spaces: a break far from the end of the line would look like a mistake.
        cut = space if space > stop * 2 // 3 else stop
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return lines


def _fitting(text: str, most: int = _LINE_CHARS) -> int:
    """How many characters of ``text`` fit in a line."""
    used = 0
    for at, char in enumerate(text):
        used += _WIDE_CHAR if ord(char) > _LATIN_END else 1
        if used > most:
            return at
    return len(text)


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Names in two lines, and different ones: equal names would become one row of bars."""
    seen: Counter[str] = Counter()
    labels = []
    for label in map(wrapped, frame["label"]):
        labels.append(label + _UNSEEN * seen[label])
        seen[label] += 1
    return frame.assign(label=labels)
