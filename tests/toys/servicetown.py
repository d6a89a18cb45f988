"""The school town with a plan that asks for everything: a count, a circle, and ways to school.

Within 1,000 m in a straight line of the park or the school live 900 of 3,600 children; along its
streets, which lie 500 m apart and as straight, the same. With the park alone they are 300.
"""

from __future__ import annotations

from pathlib import Path

from spaces.content.folder import Content
from tests.toys import schooltown, toycontent
from tests.toys.toycontent import PLACE, by, target

CIRCLE, ROUTES = "circle", "ways"


def build(root: Path) -> Content:
    """Write the folder."""
    content = schooltown.build(root)
    circle = target(CIRCLE, "none", by(2024, 15), kind="circle", comparator="=", value="value = 15")
    circle = circle.replace("quote", 'counts = ["park", "school"]\nquote', 1)
    ways = target(ROUTES, "safe_route", by(2024, 100), kind="coverage", value="value = 100")
    asked = (circle.replace('"个"', '"分钟"'), ways.replace('"个"', '"%"'))
    content.path("plans", "toy.toml").write_text(toycontent.PLAN + "".join(asked), "utf-8")
    return content


def own_sites(path: Path) -> Path:
    """Write a list of the user's own: the park of the toy town and nothing else."""
    frame = schooltown.sites()
    return toycontent.write_geojson(frame[frame["category"] == "park"].iloc[:1], path)


__all__ = ["CIRCLE", "PLACE", "ROUTES", "build", "own_sites"]
