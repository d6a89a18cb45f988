"""Docstrings by numpydoc's checks: ``python scripts/docstrings.py``; exit status 1 if any fails.

Every docstring: its sections are known and in order, and what it documents exists and has a type
and a description. Public functions of ``geo`` and the domain with three parameters or more: all
of them are documented. What is not done yet stands in ``[tool.docstrings]`` of pyproject.toml,
module by module; a module that is done there must go.
"""

from __future__ import annotations

import ast
import sys
import tomllib
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from numpydoc.docscrape import NumpyDocString as Docstring
from numpydoc.hooks.validate_docstrings import process_file

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "GL02": "the closing quotes stand on a line of their own",
    "GL03": "no two blank lines",
    "GL05": "no tabs",
    "GL06": "no unknown section",
    "GL07": "sections in their order",
    "GL10": "directives are written right",
    "PR01": "every parameter is documented",
    "PR02": "what is documented is a parameter",
    "PR04": "a parameter has a type",
    "PR06": "types by their Python names",
    "PR07": "a parameter has a description",
    "PR10": "a blank before the colon",
}
MANY = 3
"""From so many parameters on, all are documented."""
SCREENS = ("spaces/ui/", "spaces/cli/")
"""Pages and commands: their functions are called by one caller each, and say it in a line."""


T = TypeVar("T")


class Finding(NamedTuple):
    """One check that a docstring fails."""

    file: str
    line: int
    item: str
    check: str
    said: str


def findings(path: Path, root: Path = ROOT) -> list[Finding]:
    """Return the checks that the docstrings of one module fail."""
    file = path.relative_to(root).as_posix()
    config: dict[str, object] = {
        "checks": set(CHECKS),
        "exclude": None,
        "exclude_files": None,
        "overrides": {},
    }
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {
        node.lineno: node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    found = []
    for where, item, check, said in _quietly(process_file, str(path), config):
        line = int(where.rpartition(":")[2])
        function = functions.get(line)
        if check == "PR01":
            missing = _missing(function, item, file) if function else []
            if not missing:
                continue
            said = f"not documented: {', '.join(missing)}"
        if check == "PR02" and function is None:
            continue  # fields of a class, which numpydoc takes for unknown parameters
        found.append(Finding(file, line, item, check, said))
    return found


def _missing(function: ast.FunctionDef | ast.AsyncFunctionDef, item: str, file: str) -> list[str]:
    """Parameters that must be documented and are not."""
    doc = ast.get_docstring(function) or ""
    given = function.args
    names = [arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    names = [name for name in names if name not in ("self", "cls") and name[0] != "_"]
    private = any(part.startswith("_") for part in item.split(".")[1:])
    few = len(names) < MANY or any(part in file for part in SCREENS)
    if not doc or private or (few and "\nParameters\n---" not in doc):
        return []
    heads = ",".join(head for head, _, _ in _quietly(Docstring, doc)["Parameters"])
    said = {name.strip("* ") for name in heads.split(",")}
    return [name for name in names if name not in said]


def _quietly(ask: Callable[..., T], *given: object) -> T:
    """Ask numpydoc without its warning of unknown sections, which GL06 names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return ask(*given)


def main() -> int:
    """Check every module of ``geo`` and ``spaces``, and that no done one is excused."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    excused = set(settings["docstrings"]["not_yet"])
    wrong, still = [], set()
    for path in sorted((*(ROOT / "geo").rglob("*.py"), *(ROOT / "src").rglob("*.py"))):
        found = findings(path)
        name = path.relative_to(ROOT).as_posix()
        if found and name in excused:
            still.add(name)
        else:
            wrong += found
    for one in wrong:
        print(f"{one.file}:{one.line}: {one.check} {one.item}: {one.said}")
    for name in sorted(excused - still):
        print(f"pyproject.toml: {name} is done: take it out of [tool.docstrings] not_yet")
    return 1 if wrong or excused != still else 0


if __name__ == "__main__":
    sys.exit(main())
