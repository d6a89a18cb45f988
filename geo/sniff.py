"""What a file is, by its first bytes: a name proves nothing."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from pathlib import Path

from geo.faults import Fact, Fault, InputRefused

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
_LOST = "\N{REPLACEMENT CHARACTER}"
_WHOLE_A_LOST = 5
"""Letters beyond ASCII that must be whole for each damaged one, for a file to be UTF-8."""
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
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


_OF_TABLES = (".csv", ".tsv", ".txt")


def is_workbook(path: Path) -> bool:
    """Whether a zip is a workbook of Excel or WPS, by the part that each of them has."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False


def require_kind(path: Path, wanted: frozenset[str], file: str) -> str:
    """Return the kind of content of a file, or refuse one that its name does not promise.

    Parameters
    ----------
    path : Path
        Where it lies.
    wanted : frozenset of str
        Kinds of content that its name promises.
    file : str
        Name of the input, for the faults.

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
        if found == "zip" and suffix in _OF_TABLES and is_workbook(path):
            raise InputRefused([Fault("spreadsheet", file, facts={"suffix": ".xlsx"})])
        raise InputRefused(
            [Fault("content_mismatch", file, facts={"suffix": suffix, "found": found})]
        )
    return found


def decode(data: bytes, file: str) -> tuple[str, list[Fault]]:
    """Return text of UTF-8, UTF-16 with its mark, or else GB 18030, which is named in a notice.

    UTF-8 with a few damaged letters, as when a file was cut within one, is read as UTF-8: the
    damage is told with its line. It is never taken for GB 18030, in which it would be gibberish.

    Raises
    ------
    InputRefused
        ``encoding`` when the bytes are none of these.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, code = _or_none(data, "utf-16"), "UTF-16"
    elif (text := _or_none(data, "utf-8-sig")) is not None:
        code = ""
    elif (text := _damaged_utf8(data)) is not None:
        lines = [n for n, line in enumerate(text.split("\n"), 1) if _LOST in line]
        facts: dict[str, Fact] = {"line": lines[0], "count": text.count(_LOST)}
        return text, [Fault("encoding_damaged", file, facts=facts, severity="warning")]
    else:
        text, code = _or_none(data, "gb18030"), "GBK / GB 18030"
        text = text if text is not None and _looks_chinese(text) else None
    if text is None:
        raise InputRefused([Fault("encoding", file)])
    if not code:
        return text, []
    return text, [Fault("encoding_read_as", file, facts={"encoding": code}, severity="notice")]


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """Text of UTF-8 of which few letters are damaged; None if it is hardly UTF-8 at all."""
    text = data.decode("utf-8-sig", errors="replace")
    whole = sum(char > "\x7f" and char != _LOST for char in text)
    return text if whole >= _WHOLE_A_LOST * text.count(_LOST) else None


def _looks_chinese(text: str) -> bool:
    """Whether text decoded as GB 18030 is everyday Chinese, not bytes that happened to fit."""
    high = [char for char in text if ord(char) > 0x7F]
    common = sum(
        "\u4e00" <= c <= "\u9fff"
        or "\u3000" <= c <= "\u303f"
        or c in _PUNCTUATION
        or "\uff01" <= c <= "\uff5e"
        for c in high
    )
    return bool(high) and common >= 0.8 * len(high)


class NotedObject(dict[str, object]):
    """A JSON object of which something is to be told.

    Parameters
    ----------
    pairs : list of (str, object)
        Its members, as they stand in the file.
    """

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__((str(_storable(key)), _storable(value)) for key, value in pairs)
        names = [_storable(key) for key, _ in pairs]
        self.twice = sorted({str(name) for name in names if names.count(name) > 1})
        self.damaged = sorted(
            str(_storable(key)) for key, value in pairs if _storable((key, value)) != (key, value)
        )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else NotedObject(pairs)


def _object_with_surrogates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    noted = NotedObject(pairs)
    return noted if noted.twice or noted.damaged else dict(noted)


def _storable(value: object) -> object:
    """Put a mark where half a letter stands, which no file and no database can hold."""
    if isinstance(value, str):
        return _HALF.sub(_LOST, value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, tuple):
        return tuple(_storable(item) for item in value)
    return value


def load_json(text: str, file: str) -> object:
    """Parse JSON, and tell a file that was cut off from one that is no JSON.

    An object that names a member twice, or holds half a letter (a lone surrogate), comes as a
    :class:`NotedObject`; of two equal names the last one holds, as everywhere.

    Raises
    ------
    InputRefused
        ``truncated_json`` or ``not_json``, with line and column.
    """
    hook = _object_with_surrogates if _HALF_ESCAPED.search(text) else _object
    try:
        return json.loads(text, object_pairs_hook=hook)
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
