import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.contracts.cells import Unreadable
from geo.datum.degrees import as_text, degrees, looks_packed, unpacked

AT = 120 + 38 / 60 + 30 / 3600


@pytest.mark.parametrize(
    "text",
    [
        "120°38'30\"",
        "120°38′30″E",
        "E120°38'30\"",
        "120度38分30秒",
        "东经120度38分30秒",
        "120:38:30",
        "120 38 30",
        "120°38.5'",
        "120d38m30s",
        "１２０°３８′３０″",
        " 120° 38' 30'' E ",
        "120°38’30”",
    ],
)
def test_degrees_minutes_seconds(text):
    assert degrees(text) == pytest.approx(AT, abs=1e-9)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("120.65", 120.65),
        (120.65, 120.65),
        ("120.65°", 120.65),
        ("120.65E", 120.65),
        ("北纬27.78", 27.78),
        ("43°10'S", -43 - 1 / 6),
        ("-43°10'", -43 - 1 / 6),
        ("1e2", 100.0),
    ],
)
def test_decimals_and_sides(given, value):
    assert degrees(given) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "120°61'", "120°10'60\"", "120.5°30'", "120,65", "-43°10'S", "E120°38'W", "一百"],
)
def test_what_is_no_degree_is_not_guessed(text):
    with pytest.raises(Unreadable):
        degrees(text)


def test_decimals_that_could_be_minutes_and_seconds():
    given = np.array([120.3830, 120.65, 27.4648, 27.0, np.nan, 120.6417])
    assert looks_packed(given).tolist() == [True, False, True, False, False, False]
    assert unpacked(given)[0] == pytest.approx(AT)
    assert as_text(unpacked(given)[0]) == "120°38′30″"


@given(st.integers(0, 179), st.integers(0, 59), st.integers(0, 59))
def test_packing_is_undone(deg, minutes, seconds):
    packed = np.array([deg + minutes / 100 + seconds / 10_000])
    assert unpacked(packed)[0] == pytest.approx(deg + minutes / 60 + seconds / 3600, abs=1e-9)
    assert looks_packed(packed)[0] == (minutes + seconds > 0)
    assert degrees(as_text(float(unpacked(packed)[0]))) == pytest.approx(unpacked(packed)[0])
