"""Shapes for the browser."""

from __future__ import annotations

import numpy as np
import pytest

from spaces.public.outlines import UNIT_DEG, path


def test_steps_lead_back_to_the_line():
    line = np.array([[120.5, 27.8], [120.5001, 27.8], [120.4, 27.9]])
    back = np.cumsum(np.array(path(line)).reshape(-1, 2), axis=0) * UNIT_DEG
    assert back == pytest.approx(line, abs=1e-6)
