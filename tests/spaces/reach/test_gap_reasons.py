"""Why a gap is one: no site near, something in between, or too few streets known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from spaces.reach.gap_reasons import told_share
from spaces.reach.words import why_gap
from spaces.text import text
from spaces.walking.network import WalkNetwork
from tests.toys import toynet
from tests.toys.rivertown import QUERY, X, Y, walk


def test_gaps_say_why():
    gaps = walk().gaps
    assert gaps["children"].sum() == 3300
    barrier = gaps[gaps["share_false_comfort"] > 0]
    assert barrier["why"].tolist() == ["no_site_near"]  # 200 of 2,400 are no reason for all
    near = walk(dataclasses.replace(QUERY, minutes=15 * 3.5)).gaps  # 3,500 m
    # The circle of 3,500 m holds nearly all of the eastern bank, the walk none of it; of the
    # three squares that the walk leaves out on the western bank it holds two.
    assert near["why"].tolist() == ["barrier", "barrier"]
    assert near["share_false_comfort"].round(3).tolist() == [0.75, 0.667]
    assert near["nearest_site"].tolist() == ["s0", "s0"]
    assert (near["nearest_m"] > 3500).all()


def test_a_gap_tells_which_part_of_it_lies_behind_a_barrier():
    """1,500 m: the circle holds "3,0" and "3,1" beyond the river, and "1,1" on this bank.

    The bank beyond has 2,400 children, 400 of them in the circle; on this one 900 are beyond the
    walk, and the 100 in "1,1" walk 2,000 m round the corner.
    """
    gaps = walk(dataclasses.replace(QUERY, minutes=15 * 1.5)).gaps
    assert gaps["children"].tolist() == [2400, 900]
    assert gaps["share_false_comfort"].tolist() == pytest.approx([400 / 2400, 100 / 900])
    assert gaps["why"].tolist() == ["partly_barrier", "partly_barrier"]
    said = [why_gap(row, text("en")) for row in gaps.to_dict("records")]
    assert [words[words.index("(") :] for words in said] == [
        "(17% of these children are inside the circle, yet beyond the walk)",
        "(11% of these children are inside the circle, yet beyond the walk)",
    ]
    few = walk().gaps.iloc[0].to_dict()  # 200 of 2,400: too few to be a reason, yet they are told
    assert why_gap(few, text("zh")) == "附近没有场地（这里 8% 的儿童在圆内却走不到）"
    assert told_share(few | {"hidden": True}) is None
    assert told_share(few | {"why": "network_too_thin"}) is None
    assert told_share(few | {"share_false_comfort": 0.004}) is None


def test_a_gap_without_any_way_names_the_site_that_looks_near():
    west = [([(x, y) for x in X[:3]], 0) for y in Y] + [([(X[0], y) for y in Y], 0)]
    east = [([(x, y) for x in X[3:]], 0) for y in Y] + [([(X[3], y) for y in Y], 0)]
    found = walk(net=WalkNetwork(toynet.network(west + east, key="banks")))
    lost = found.gaps[found.gaps["sub_area"] == "E"].iloc[0]
    assert np.isinf(lost["nearest_m"])
    assert lost["nearest_site"] == "s0"
    assert lost["why"] == "network_too_thin"
