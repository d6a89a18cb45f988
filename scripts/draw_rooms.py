"""Draw the rooms of the code and who imports whom: ``python scripts/draw_rooms.py``.

Writes ``docs/rooms.svg`` from the imports as they are. An arrow means "imports from"; one that
follows from two others is left out, so that the picture stays one. What a room holds is the first
sentence of its own docstring.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable
from html import escape
from itertools import product
from pathlib import Path

import grimp
import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "rooms.svg"
WIDE, HIGH, ACROSS, DOWN, EDGE = 320, 62, 390, 104, 16
LINE, LETTERS, LINES = 14, 44, 2


def room_of(module: str) -> str:
    """Return the room that a module belongs to; "" for a package's own front door."""
    names = module.split(".")
    if names[0] == "spaces":
        return names[1] if len(names) > 1 and not names[1].startswith("__") else ""
    return "geo.network" if names[:2] == ["geo", "network"] else names[0]


def rooms() -> nx.DiGraph:
    """Return the rooms with an arrow wherever a module of one imports from another."""
    modules, found = grimp.build_graph("pages", "spaces", "geo"), nx.DiGraph()
    for module in sorted(modules.modules):
        for imported in sorted(modules.find_modules_directly_imported_by(module)):
            above, below = room_of(module), room_of(imported)
            if above and below and above != below:
                found.add_edge(above, below)
    return nx.transitive_reduction(found)


def holds(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    if room == "pages":
        return "Thin views: which part stands where on a page."
    folder = ROOT / room.replace(".", "/") if room.startswith("geo") else ROOT / "src/spaces" / room
    doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return doc.split("\n\n")[0].replace("\n", " ")


def placed(graph: nx.DiGraph) -> dict[str, tuple[int, int]]:
    """Give each room a row, as many as can stand below it, and a column with short arrows."""
    below: dict[str, int] = {}
    for room in reversed(list(nx.lexicographical_topological_sort(graph))):
        below[room] = 1 + max((below[b] for b in graph.successors(room)), default=-1)
    top = max(below.values())
    rows = [sorted(r for r in below if below[r] == top - k) for k in range(top + 1)]
    if max(map(len, rows)) > 2:
        raise ValueError("more than two rooms in a row: make the picture wider")

    def columns(turned: Iterable[bool]) -> dict[str, int]:
        return {
            r: abs(k - t) for row, t in zip(rows, turned, strict=True) for k, r in enumerate(row)
        }

    def length(column: dict[str, int]) -> int:
        return sum(column[a] != column[b] for a, b in graph.edges)

    best = min((columns(turned) for turned in product((False, True), repeat=len(rows))), key=length)
    return {room: (top - below[room], best[room]) for room in sorted(below)}


HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-size="12"
 font-family="system-ui, sans-serif" role="img" aria-label="Rooms of the code">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"
 orient="auto"><path d="M0 0 8 4 0 8z" fill="#556"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
"""
ARROW = '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#556" marker-end="url(#tip)"/>\n'
BOX = '<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="6" fill="{fill}" stroke="#334"/>\n'
NAME = '<text x="{}" y="{}" font-weight="bold" font-size="14">{}/</text>\n'
WORDS = '<text x="{}" y="{}">{}</text>\n'


def svg() -> str:
    """Return the picture."""
    graph = rooms()
    at = {room: (EDGE + x * ACROSS, EDGE + y * DOWN) for room, (y, x) in placed(graph).items()}
    high = 2 * EDGE + HIGH + max(y for _, y in at.values())
    out = HEAD.format(size=f"{2 * EDGE + ACROSS + WIDE} {high}")
    for above, below in sorted(graph.edges):
        (x1, y1), (x2, y2) = at[above], at[below]
        out += ARROW.format(x1 + WIDE // 2, y1 + HIGH, x2 + WIDE // 2, y2)
    for room, (x, y) in sorted(at.items()):
        fill = "#eef2ee" if room.startswith("geo") else "#f4f6fb"
        out += BOX.format(x=x, y=y, w=WIDE, h=HIGH, fill=fill)
        out += NAME.format(x + 10, y + 19, room)
        lines = textwrap.wrap(holds(room), LETTERS, max_lines=LINES, placeholder=" …")
        for k, line in enumerate(lines):
            out += WORDS.format(x + 10, y + 37 + k * LINE, escape(line))
    return out + "</svg>\n"


def main() -> int:
    """Write the picture."""
    PICTURE.write_text(svg(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
