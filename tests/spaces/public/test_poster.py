"""The QR code for the poster at the gate."""

from __future__ import annotations

import json

import pytest

from spaces.public.publish import snapshot
from tests.toys import publictown
from tests.toys.publicparts import AS_OF


@pytest.fixture
def content(tmp_path):
    return publictown.build(tmp_path / "data")


def test_poster_and_approval(content):
    files = snapshot(content, None, AS_OF, approval="测审图号2026")
    assert b"<svg" in files[f"poster/{publictown.PLACE}.svg"]
    data = json.loads(next(v for k, v in files.items() if k.startswith("data/")))
    assert data["approval"] == "测审图号2026"
    assert data["report"] == {"url": "", "mail": "map@example.cn"}
    assert data["as_of"] == AS_OF
