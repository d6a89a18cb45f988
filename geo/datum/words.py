"""What people write for a coordinate system, and what it means: one vocabulary for every door.

A word is understood whole or not at all. 高德地图坐标 says GCJ-02; 高德（未纠偏） says something
else, and must be asked about, not read as GCJ-02.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Said = Literal[
    "wgs84", "gcj02", "bd09", "bd09mc", "epsg", "beijing54", "xian80", "none", "open", "unknown"
]
"""What a text says of coordinates.

``wgs84``, ``gcj02``, ``bd09``: degrees in that datum; CGCS2000 is WGS-84 within a metre.
``bd09mc``: Baidu's metres. ``epsg``: a code of EPSG, see :func:`epsg_code`. ``beijing54``,
``xian80``: degrees on an old Chinese datum whose parameters are not public. ``none``: there are no
coordinates. ``open``: nothing about the datum (blank, or only that they are degrees).
``unknown``: a word that is not understood.
"""

_NAMES: Final[dict[Said, str]] = {  # searched in this order: a longer name before its beginning
    "bd09mc": r"bd0?9mc|bdmc|百度(?:墨卡托|平面|米制|投影)|baidumercator",
    "bd09": r"bd0?9(?:ll)?|百度|baidu(?:map)?|bdll|^bd$",
    "gcj02": (
        r"gcj0?2(?:ll)?|gcj|火星|国测局(?:0?2)?|国测0?2|高德|gaode|amap|autonavi|腾讯|腾迅|tencent|qq地图"
        r"|mars|^(?:gd|tx|qq)$"
    ),
    "beijing54": (r"北京(?:19)?54年?|(?:19)?54年?北京|beijing(?:19)?54|bjz?(?:19)?54|^54(?=坐标)"),
    "xian80": r"西安(?:19)?80(?:年)?|(?:19)?80年?西安|xi'?an(?:19)?80|xa(?:19)?80|^80(?=坐标)",
    "wgs84": (
        r"gcswgs(?:19)?84|wgs(?:19)?84(?:ll)?|wgs|gps|crs:?84|epsg:?(?:4326|4490)|^(?:4326|4490)$"
        r"|gcschinageodetic(?:coordinatesystem)?2000|chinageodetic(?:coordinatesystem)?2000"
        r"|cgcs(?:20)?(?:00)?|国家(?:大地)?(?:坐标系?)?2000|2000国家(?:大地)?|大地2000|中国2000"
        r"|^2000(?=坐标|大地|$)|天地图|tianditu|北斗|谷歌地球|googleearth|^84(?=坐标|经纬|$)"
    ),
    "epsg": r"epsg:?\d{4,6}|^[2-9]\d{3,5}$|(?:web|网络)(?:mercator|墨卡托)(?:投影)?|pseudomercator",
}
_ANY: Final = re.compile("|".join(f"(?P<{said}>{names})" for said, names in _NAMES.items()))
_FILLER: Final = re.compile(
    r"坐标系统?|坐标|经纬度|大地|地理|球面|系统|地图|数据|来源|来自|取自|采自|采集|拾取器?|拾取|查询|获取|导出|格式|"
    r"标准|开放平台|平台|官方|加密|国家|手机|手持|定位|测量|实测|api|webapi|coordinates?|"
    r"coordinatesystem|system|datum|crs|srs|geographic|lonlat|lnglat|latlng|degrees?|decimal|"
    r"(?:小数|十进制)?度|map|maps|from|of|as|in|the|by|是|为|由|从|用|即|的|系|和|ll|lng|lat|lon"
)
_OPEN: Final = frozenset(
    {
        "",
        "坐标",
        "坐标系",
        "地理坐标",
        "地理坐标系",
        "经纬度",
        "经纬度坐标",
        "大地坐标",
        "球面坐标",
        "经纬度坐标系",
    }
    | {
        "十进制度",
        "小数度",
        "度",
        "degrees",
        "lonlat",
        "lnglat",
        "latlng",
        "geographic",
        "na",
        "nan",
    }
    | {
        "null",
        "不详",
        "未知",
        "不清楚",
        "不知道",
        "待核实",
        "待定",
        "unknown",
        "未说明",
        "未注明",
        "其他",
    }
)
_NONE: Final = frozenset({"none", "无", "无坐标", "没有坐标", "没有", "未定位", "nocoordinates"})
_TURNED: Final = re.compile(
    r"(?:转换?|换算|纠偏)(?:成|为|到|至)?(?=[a-z\d一-鿿])|->|→|=>|(?<=\w)to(?=wgs|gcj|bd|cgcs)"
)
_EPSG: Final = re.compile(r"(?:epsg:?)?(\d{4,6})")


def _plain(text: str) -> str:
    """Text without what people vary: case, width, blanks and marks between the parts."""
    folded = unicodedata.normalize("NFKC", text).replace("\ufeff", "").casefold()
    return re.sub(r"[\s\-_·.,;:/\\|()\[\]{}<>、，；：。（）【】《》“”\"'+&和与及]+", "", folded)


@lru_cache(maxsize=4096)
def understand(text: str) -> Said:
    """Say what a text means for coordinates; see :data:`Said`.

    Several names that agree, such as ``高德/腾讯``, are one statement. Of "converted from X to Y"
    the last counts. Names that disagree, and any word beside them that is not known to mean
    nothing here, make the text ``unknown``.

    Examples
    --------
    >>> [understand(word) for word in ("火星坐标系", "BD09ll", "国家2000", "高德未纠偏")]
    ['gcj02', 'bd09', 'wgs84', 'unknown']
    """
    plain = _plain(text)
    if plain in _OPEN:
        return "open"
    if plain in _NONE:
        return "none"
    target = _target(text)
    found = {_said(match) for match in _ANY.finditer(target)}
    if "bd09mc" in found:  # 百度坐标 beside it only says whose
        found.discard("bd09")
    if len(found) != 1 or _FILLER.sub("", _ANY.sub("", target)):
        return "unknown"
    return found.pop()


def _target(text: str) -> str:
    """Of "converted from X to Y" only Y, else the whole text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = _TURNED.split(re.sub(r"\s+", "", folded))
    before, after = _plain("".join(parts[:-1])), _plain(parts[-1])
    if len(parts) > 1 and _ANY.search(after):
        rest = _FILLER.sub("", _ANY.sub("", before))
        return after if rest in ("", "已", "原") else "?" + after
    return _plain(text)


def _said(match: re.Match[str]) -> Said:
    return next(said for said in _NAMES if match.group(said) is not None)


def epsg_code(text: str) -> int | None:
    """Return the EPSG code that a text names; 3857 for the web's Mercator; None without one."""
    plain = _plain(text)
    if re.search("mercator|墨卡托", plain):
        return 3857
    found = _EPSG.search(plain)
    return int(found[1]) if found else None
