"""Personal data within a text: identity numbers, mobile numbers, names of persons.

Found in the dress that clerks and forms give them: blanks, dashes and full-width digits within a
number, ``张三13812345678`` after an address. A number is taken for one by its form alone: a slip of
the pen in the check digit still tells who somebody is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

IDENTITY: Final = "identity_number"
PHONE: Final = "phone_number"
PERSON: Final = "person_name"
SIGNATURE: Final = "signature"

IDENTITY_DIGITS: Final = 15
"""Length of the shortest identity number (until 1999)."""
_PHONE_DIGITS: Final = 11
_GAP: Final = r"[\s\-‐‑–—_·]{0,2}"
_PROVINCE: Final = ("1[1-5]", "2[1-3]", "3[1-7]", "4[1-6]", "5[0-4]", "6[1-5]", "71", "8[1-3]")
_MONTH_DAY: Final = f"(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\\d|3{_GAP}[01])"


def _digits(count: int) -> str:
    return _GAP.join([r"\d"] * count)


_REGION: Final = (
    f"(?:{'|'.join(part[0] + _GAP + part[1:] for part in _PROVINCE)}){_GAP}{_digits(4)}{_GAP}"
)
_IDENTITY: Final = re.compile(
    rf"(?<!\d){_REGION}"
    rf"(?:(?:1{_GAP}9|2{_GAP}0){_GAP}{_digits(2)}{_GAP}{_MONTH_DAY}{_GAP}{_digits(3)}"
    rf"{_GAP}[\dXx×✕]|{_digits(2)}{_GAP}{_MONTH_DAY}{_GAP}{_digits(3)})(?!\d)"
)
_PHONE: Final = re.compile(
    r"(?<![\d.])(?:\+?(?:00)?86[\s\-]?|0)?"
    r"1[3-9]\d(?:[\-‐‑–—_·.]?\d{4}[\-‐‑–—_·.]?\d{4}|(?:\s{0,2}\d){8}|[\s\-]\d{4}[\s\-]\d{4})(?!\d)"
    r"|(?<![\d.])1\s?[3-9](?:\s\d){9}(?!\d)"
)
_TEN_DIGITS: Final = re.compile(r"1\s?[3-9](?:[\s\-‐‑–—_·.]?\d){9}")
_SURNAME: Final = (
    "(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范廖石韦贾夏付傅邹熊白孟秦邱侯江尹薛闫雷黎史陶贺顾毛郝龚邵钱"
    "严覃戴莫孔汤])"
)
_GIVEN: Final = "[\u4e00-\u9fff某]"
_OFFICE: Final = (
    "(?:联系人|负责人|经办人|管理员|管理人|联络人|联系方式|责任人|法定代表人|法人代表|法人|园长|校长|"
    "馆长|站长|所长|院长|书记|主任|社工|值班员|业主|房东|户主|姓名|联系电话)"
)
_FAMILY: Final = "(?:家长|监护人|父亲|母亲|爸爸|妈妈|孩子|儿童|学生|幼儿|宝宝)"
_TITLE: Final = "(?:先生|女士|小姐|阿姨|师傅|同志|大爷|大妈|老师)"
_NO_PERSON: Final = "(?:故居|纪念|路|街|广场|公园|铜像|塑像|墓|祠|大道)"
_NO_DAY: Final = "(?!周[一二三四五六日末])"
_PERSON: Final = re.compile(
    rf"{_OFFICE}\s*[:是为]?\s*{_NO_DAY}{_SURNAME}{_GIVEN}{{1,2}}"
    rf"|{_FAMILY}\s*[:是]\s*{_NO_DAY}{_SURNAME}{_GIVEN}{{1,2}}"
    rf"|{_FAMILY}(?:姓名|名字)\s*[:是]?\s*{_GIVEN}{{1,3}}"
    rf"|{_SURNAME}{_GIVEN}{{0,2}}{_TITLE}(?!{_NO_PERSON})"
    r"|(?:contact|manager|principal|owner)(?: person| name)?\s*:\s*[a-z]{2,}",
    re.IGNORECASE,
)
_HINT: Final = re.compile(rf"{_OFFICE}|{_FAMILY}(?:姓名|名字|\s*[:是])|{_TITLE}|[A-Za-z]\s*:")
"""Quick to look for; most texts have none of it."""
_NAME: Final = re.compile(
    rf"{_SURNAME}(?!.*[局委办处科站所中心镇乡村道区县市校园馆院会组室部队社司厅]$){_GIVEN}{{1,2}}"
)
_LEAST: Final = 2


def identity_number(text: str) -> bool:
    """Whether a text holds a citizen's identity number, of 18 or (until 1999) of 15 digits.

    Parameters
    ----------
    text : str
        Any length; full-width digits, blanks and dashes within the number do not hide it.

    Examples
    --------
    >>> identity_number("330381 19900101 123X"), identity_number("２０２６年 330381")
    (True, False)
    """
    if len(text) < IDENTITY_DIGITS:
        return False
    return bool(_IDENTITY.search(_plain(text)))


def tells_of_persons(text: str, kinds: Collection[str] = (PHONE, PERSON)) -> tuple[str, ...]:
    """Name what a text says of persons; empty for nothing.

    Parameters
    ----------
    text : str
        An address, a name of a site, a remark.
    kinds : collection of str
        What to look for besides identity numbers: mobile numbers (a desk's own is nobody's),
        names of persons beside an office, a family word or a title, and with :data:`SIGNATURE` a
        text that is nothing but a name.

    Returns
    -------
    tuple of str
        Of :data:`IDENTITY`, :data:`PHONE` and :data:`PERSON`.

    Examples
    --------
    >>> tells_of_persons("人民路1号 联系人张三 138 1234 5678")
    ('phone_number', 'person_name')
    >>> tells_of_persons("人民路1号，电话 0577-65812345")
    ()
    """
    if len(text) < _LEAST:
        return ()
    plain = _plain(text)
    found = [IDENTITY] if identity_number(plain) else []
    if PHONE in kinds and len(plain) >= _PHONE_DIGITS and _has_phone(plain):
        found.append(PHONE)
    if (PERSON in kinds and _names_person(plain)) or (SIGNATURE in kinds and _is_name(plain)):
        found.append(PERSON)
    return tuple(found)


def _has_phone(plain: str) -> bool:
    return bool(_TEN_DIGITS.search(plain) and _PHONE.search(plain))


def _names_person(plain: str) -> bool:
    return bool(_HINT.search(plain) and _PERSON.search(plain))


def _is_name(plain: str) -> bool:
    return bool(_NAME.fullmatch(plain.strip()))


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
