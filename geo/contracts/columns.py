"""One column of a contract: what it may hold, and by which headers it is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["text", "integer", "number", "boolean", "date", "text_list"]

PERSONAL = (
    r"(child|kid|pupil|student|guardian|parent|father|mother)s?[ _]?(full)?[ _]?name",
    r"(儿童|孩子|幼儿|学生|家长|监护人|父亲|母亲|爸爸|妈妈|宝宝)(的)?(姓名|名字|名单|电话|手机号?)",
    r"(first|last|full|family|given)[ _]?name|姓名|name[ _]of[ _](child|pupil|student)",
    r"id[ _]?(card|number|no)|identity[ _]?(card|number)?|passport|身份证(号|号码)?|护照(号|号码)?",
    r"(date[ _]of[ _]birth|birth[ _]?(date|day)|dob|出生(日期|年月|年月日)|生日)",
    r"(mobile|cell)[ _]?(phone|number)?|手机(号|号码)?|家庭住址|home[ _]?address",
)
"""Names of columns that point at a person; such columns are never read."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column may hold.

    Parameters
    ----------
    name : str
        Its name in our frames.
    kind : {"text", "integer", "number", "boolean", "date", "text_list"}
        A ``text_list`` cell is a list, or text parted by ``; ；、 , ， |``.
    required : bool
        Whether a row without a good value is left out.
    aliases : tuple of str
        Other headers that mean the same, best first; case, spaces and width do not matter.
    allowed : frozenset of str or None
        The only values a text (or each text of a list) may have.
    minimum, maximum : float or None
        Bounds of a number, both included.
    unit : str
        Unit of a number, for the message.
    default : object
        Stands where the value is missing or cannot be used.
    max_length : int
        Longest text, in characters.
    private : tuple of str
        What is told when people write it into this text, see :mod:`geo.contracts.personal`.
        Identity numbers are never kept, wherever they stand.
    """

    name: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    allowed: frozenset[str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    default: object = None
    max_length: int = 500
    private: tuple[str, ...] = ()
    code: bool = False


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """Header without what people vary: case, width, outer space, BOM, blanks as underscores."""
    plain = unicodedata.normalize("NFKC", name).replace("\ufeff", "").strip().casefold()
    return re.sub(r"[\s\-]+", "_", plain)


def is_personal(header: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether a header points at a person, so that its column must not be read."""
    name = normal(header)
    if name in {normal(other) for other in more}:
        return True
    return any(re.fullmatch(pattern, name) for pattern in PERSONAL)
