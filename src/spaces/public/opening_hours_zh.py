"""Opening hours as departments write them in Chinese, put into OpenStreetMap's form.

Only whole sentences of known words are put over: what remains Chinese is not understood, and
then stays what it was.
"""

from __future__ import annotations

import re
from typing import Final

_WEEKDAY: Final = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_CODES: Final = dict(
    zip("一二三四五六日天", ("mo", "tu", "we", "th", "fr", "sa", "su", "su"), strict=True)
)
_ALWAYS: Final = re.compile("(?:每天|每日)?(?:全天|24小时|二十四小时)(?:免费)?(?:开放)?")
_WORDS: Final = (
    ("[，,、]?(?:法定)?节假日除外", ";ph off"),
    ("(?:法定)?节假日", "ph"),
    ("每天|每日", "mo-su"),
    ("工作日", "mo-fr"),
    ("周末|双休日", "sa-su"),
    ("闭馆|休馆|休息|闭园|不开放|不开门|关闭", "off"),
    ("上午|开放时间[:：]?|对外开放|开放|营业", ""),
    ("[至到~～—－–]+", "-"),
    ("[（(，,]\\s*(?=(?:mo|tu|we|th|fr|sa|su|ph)[^;]*off)", ";"),
    ("[)）。]", ""),
    ("[，、]", ","),
    ("；", ";"),
)
_AFTERNOON: Final = re.compile(r"(?:下午|晚上|晚)(?=(?:1[2-9]|2[0-4]):)")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")


def translated(text: str) -> str:
    """Put Chinese opening hours into OpenStreetMap's form; anything else comes back as it is.

    Parameters
    ----------
    text : str
        Such as ``周二至周日 9:00—17:00（周一闭馆）``.

    Examples
    --------
    >>> translated("周二至周日 9:00—17:00（周一闭馆）")
    'tu-su 9:00-17:00;mo off'
    >>> translated("周末下午，请先打电话")
    '周末下午，请先打电话'
    """
    if not _CHINESE.search(text):
        return text
    said = text.strip().replace("：", ":")
    if _ALWAYS.fullmatch(said):
        return "24/7"
    said = _WEEKDAY.sub(lambda found: _CODES[found[1]], said.replace("周六日", "周末"))
    for words, form in _WORDS:
        said = re.sub(words, form, said)
    said = _AFTERNOON.sub("", said)
    return text if _CHINESE.search(said) else said
