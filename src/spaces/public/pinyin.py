"""How Chinese letters are read, so that a name is found by pinyin or by its initials.

The browser gets one small table, letter to readings, and not a key for every site: a city uses
some thousand letters, whatever the number of its sites.
"""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import Style, pinyin

_MOST = 4
"""Readings of one letter; rarer ones are scholarship and would only find what nobody meant."""


def readings(texts: Iterable[str]) -> dict[str, str]:
    """List the readings of every Chinese letter in some texts, without tones.

    Returns
    -------
    dict of str to str
        Letter to its readings with blanks between, the usual one first; sorted by letter.

    Examples
    --------
    >>> readings(["瑞安", "park"])
    {'安': 'an', '瑞': 'rui'}
    """
    letters = sorted(
        {letter for text in texts for letter in text if "\u3400" <= letter <= "\u9fff"}
    )
    if not letters:
        return {}
    # A blank between keeps the library from reading neighbours as a phrase.
    found = (pinyin(one, style=Style.NORMAL, heteronym=True, errors="ignore") for one in letters)
    out = {}
    for letter, sounds in zip(letters, found, strict=True):
        plain = [sound.replace("ü", "v") for sound in (sounds[0] if sounds else [])]
        known = [sound for sound in dict.fromkeys(plain) if sound.isascii() and sound.isalpha()]
        if known:
            out[letter] = " ".join(known[:_MOST])
    return out
