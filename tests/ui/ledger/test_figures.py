"""The cards of the ledger, where a promise cannot be compared."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from spaces.text import text
from spaces.ui.ledger import figures


@pytest.mark.parametrize(
    ("unreported", "undated", "said"),
    [(15, 1, "15 项未报；1 项年份不明"), (0, 1, "1 项年份不明"), (2, 0, "2 项未报"), (0, 0, "")],
)
def test_what_cannot_be_compared_is_a_sentence_of_its_own(unreported, undated, said):
    head = SimpleNamespace(unreported=unreported, undated=undated)
    assert figures._open(head, text("zh")) == said


def test_nothing_can_be_compared_begins_with_a_word(monkeypatch):
    head = SimpleNamespace(numbered=0, unreported=15, undated=1)
    context = SimpleNamespace(t=text("zh"), plan=object(), view=SimpleNamespace(year=2025))
    card = figures.behind(context, head, None)
    assert card.line.startswith("15")
