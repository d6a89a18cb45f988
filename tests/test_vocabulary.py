"""The words and bounds of a question stand in one module each; whoever needs them imports them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import faults
from geo.datum import china
from geo.network import rules
from spaces.ledger import school_route_shares, targets
from spaces.places import population
from spaces.reach import result, rulers
from spaces.school_routes import query as school
from spaces.sites import selection, statuses
from spaces.walking import walkers

ROOT = Path(__file__).resolve().parents[1]
WORDS: dict[str, list[tuple[str, ...]]] = {
    "geo/datum/china.py": [china.DATUMS, china.SHIFTED],
    "geo/faults.py": [faults.SEVERITIES],
    "geo/network/rules.py": [rules.ARTERIALS],
    "src/spaces/places/population.py": [population.BANDS],
    "src/spaces/sites/statuses.py": [statuses.EXISTING, tuple(statuses.STATUSES)],
    "src/spaces/reach/rulers.py": [rulers.RULERS],
    "src/spaces/reach/result.py": [result.STATES, result.WALK_STATES],
    "src/spaces/school_routes/query.py": [school.SCHOOL_KINDS, school.WITHIN],
    "src/spaces/ledger/targets.py": [targets.PROMISE_KINDS],
    "src/spaces/ledger/school_route_shares.py": [school_route_shares.ROUTES_BY],
}
BOUNDS: dict[str, list[tuple[float, float]]] = {
    "src/spaces/sites/selection.py": [selection.YEARS],
    "src/spaces/walking/walkers.py": [walkers.SPEED_MPS, walkers.MINUTES],
    "src/spaces/school_routes/query.py": [
        *(school.RADII_M, school.LIMITS_M, school.CROSSING_BUDGETS, school.METRE_BUDGETS),
        *(school.CROSSINGS_SHOWN, school.METRES_SHOWN),
        *((school.USUAL_RADIUS_M, school.USUAL_LIMIT_M),),
        *((school.USUAL_CROSSINGS, school.USUAL_METRES),),
    ],
}
"""Home, from the root, to what is written there and nowhere else."""


def written(source: str) -> Iterator[tuple[object, ...]]:
    """Constants that stand side by side: in a tuple, a list, a set, a Literal, or a call.

    A mapping says something of each word, so it may name them all.
    """
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            parts = node.elts
        elif isinstance(node, ast.Call):
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
        yield tuple(part.value for part in parts if isinstance(part, ast.Constant))


def anew(source: str, words: list[tuple], bounds: list[tuple]) -> list[tuple[object, ...]]:
    """What of a vocabulary a module writes again, whatever the order; ``range`` ends one later."""
    known = [set(one) for one in words]
    pairs = {tuple(map(float, one)) for one in bounds if one != (1, 100)}  # too common a pair
    pairs |= {(low, high + 1) for low, high in pairs}
    found = []
    for said in written(source):
        numbers = [float(v) for v in said if isinstance(v, int | float) and not isinstance(v, bool)]
        texts = [v for v in said if isinstance(v, str)]
        if set(texts) in known or tuple(numbers) in pairs:
            found.append(said)
    return found


def test_no_module_writes_a_vocabulary_anew():
    found = {}
    for path in sorted(
        p for folder in ("geo", "src", "pages") for p in (ROOT / folder).rglob("*.py")
    ):
        name = path.relative_to(ROOT).as_posix()
        words = [one for home, known in WORDS.items() if home != name for one in known]
        bounds = [one for home, known in BOUNDS.items() if home != name for one in known]
        found[name] = anew(path.read_text(encoding="utf-8"), words, bounds)
    assert len(found) > 200
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "line",
    [
        'DATUMS = ("bd09", "wgs84", "gcj02")',
        'frozenset(["wgs84", "gcj02", "bd09"])',
        '_number("year", value, 1990, 2100)',
        "range(50, 3001)",
        'entry.integer("minutes", minimum=1, maximum=120)',
    ],
)
def test_a_vocabulary_written_anew_is_seen(line: str):
    words = [one for known in WORDS.values() for one in known]
    assert len(anew(line, words, [one for known in BOUNDS.values() for one in known])) == 1


def test_every_home_is_a_module():
    assert [home for home in (*WORDS, *BOUNDS) if not (ROOT / home).is_file()] == []
