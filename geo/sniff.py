"""What a file is, by its first bytes: a name proves nothing."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path

from geo.faults import Fault, InputRefused

_HEAD = 4096
_MAGIC = (
    (b"SQLite format 3\0", "sqlite"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"\xd0\xcf\x11\xe0", "old office file"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
)
_PUNCTUATION = "，；：（）！？“”‘’—…·"
_XML_ROOT = re.compile(r"<(?![?!])([\w:.]+)")


def kind_of(head: bytes) -> str:
    """Name the kind of content: ``sqlite``, ``zip``, ``json``, ``xml``, ``vrt``, ``text`` etc."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "text"
    if head.count(b"\0") * 50 > len(head):
        return "binary"
    text = head.decode("utf-8-sig", errors="ignore").lstrip()
    if text.startswith("<"):
        root = _XML_ROOT.search(text)
        return _XML.get(root.group(1).casefold(), "xml") if root else "xml"
    if text.startswith(("{", "[")):
        return "gdalg" if re.search(r'"type"\s*:\s*"gdal_streamed_alg"', text) else "json"
    return "gdalg" if text.startswith("gdal ") else "text"


_XML = {
    "ogrvrtdatasource": "vrt",
    "vrtdataset": "vrt",
    "ogrwfsdatasource": "wfs",
    "wfs_capabilities": "wfs",
    "wfs:wfs_capabilities": "wfs",
    "kml": "kml",
    "html": "html",
}


def require_kind(path: Path, wanted: frozenset[str], file: str) -> str:
    """Return the kind of content of a file, or refuse one that its name does not promise.

    Raises
    ------
    InputRefused
        ``empty_file``, or ``content_mismatch`` with what was found.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputRefused([Fault("empty_file", file)])
    found = kind_of(head)
    if found not in wanted:
        suffix = Path(file).suffix.lower()
        raise InputRefused(
            [Fault("content_mismatch", file, facts={"suffix": suffix, "found": found})]
        )
    return found


def decode(data: bytes, file: str) -> tuple[str, list[Fault]]:
    """Return text of UTF-8, UTF-16 with its mark, or else GB 18030, which is named in a notice.

    Raises
    ------
    InputRefused
        ``encoding`` when the bytes are none of these.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig":
            return text, []
        if encoding == "gb18030" and not _looks_chinese(text):
            break
        name = encoding.upper().replace("GB18030", "GBK / GB 18030")
        return text, [Fault("encoding_read_as", file, facts={"encoding": name}, severity="notice")]
    raise InputRefused([Fault("encoding", file)])


def _looks_chinese(text: str) -> bool:
    """Whether text decoded as GB 18030 is everyday Chinese, not bytes that happened to fit."""
    high = [char for char in text if ord(char) > 0x7F]
    common = sum(
        "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or c in _PUNCTUATION for c in high
    )
    return bool(high) and common >= 0.8 * len(high)


def load_json(text: str, file: str) -> object:
    """Parse JSON, and tell a file that was cut off from one that is no JSON.

    Raises
    ------
    InputRefused
        ``truncated_json`` or ``not_json``, with line and column.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        # Cut off: the parser ran to the end, a string never closed, or a word broke off.
        broken_off = error.pos > 0 and len(rest) < 20 and not rest.endswith(("}", "]"))
        cut = not rest or broken_off or error.msg.startswith("Unterminated string")
        code = "truncated_json" if cut else "not_json"
        facts: dict[str, str | int | float] = {"line": error.lineno, "position": error.colno}
        raise InputRefused([Fault(code, file, facts=facts)]) from None
    except (RecursionError, ValueError):
        raise InputRefused([Fault("not_json", file, facts={"line": 1, "position": 1})]) from None
