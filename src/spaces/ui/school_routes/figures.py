"""The figures on ways to school as cards of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spaces.school_routes import SchoolRoutes
from spaces.school_routes.key_figures import facts
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure, Tone

_TONES: Final[Mapping[str, Tone]] = {"good": "good", "bad": "bad"}


def figures(context: Context, ways: SchoolRoutes, school: str) -> list[Figure]:
    """Return the cards of the place, or of one school."""
    return [
        Figure(
            one.label,
            one.value,
            line=one.line,
            definition=one.definition,
            share=one.share,
            tone=_TONES.get(one.tone, ""),
            words=one.words,
        )
        for one in facts(ways, context.t, school)
    ]
