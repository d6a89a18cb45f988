"""What the tests of the sheet share."""

from __future__ import annotations

import pytest

from spaces.ledger.plan_files import load_plans
from tests.toys.sheettown import PLACE, code_like, town


@pytest.fixture
def toy(tmp_path):
    return town(tmp_path / "data")


@pytest.fixture
def plan(toy):
    return load_plans(toy)[PLACE]


@pytest.fixture
def coded(toy):
    """A plan full of words that look like code, and its one department."""
    plan = code_like(load_plans(toy)[PLACE])
    return plan, plan.targets[0].lead[0]
