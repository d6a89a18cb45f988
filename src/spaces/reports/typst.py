"""One call of Typst for every printed report.

It sets with the Chinese fonts of a package, never with those of the machine, and knows no day: the
same data give the same bytes everywhere. Words reach a template as JSON input: none is markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from pylopdf_fonts_zh_cn import sans_path

from spaces.graphics.palette import PRINTED, SCHOOL_ROUTES


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Set a template with data.

    Parameters
    ----------
    template : Path
        A ``.typ`` file that reads ``json(bytes(sys.inputs.sheet))``.
    data : mapping
        What it asks for, as JSON can hold it. ``colors`` is added: the colours that mean
        something, by name (:data:`spaces.graphics.palette.PRINTED`, ``SCHOOL_ROUTES``).

    Returns
    -------
    bytes
        A PDF.

    Raises
    ------
    typst.TypstError
        If the template asks for something that ``data`` lacks.
    """
    colors = {**SCHOOL_ROUTES, **PRINTED}
    made: Any = typst.compile(  # type: ignore[misc]
        template.read_bytes(),
        sys_inputs={"sheet": json.dumps({**data, "colors": colors}, ensure_ascii=False)},
        font_paths=[str(sans_path().parent)],
        ignore_system_fonts=True,
        timestamp=0,
    )
    return bytes(made)
