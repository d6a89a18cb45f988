"""What a city decides about its public map: sound days, or a fault that says which is not."""

from __future__ import annotations

import pytest

from geo.faults import InputRefused
from spaces.public.settings import load_settings
from tests.toys import toycontent


def settings(tmp_path, said: str):
    content = toycontent.build(tmp_path / str(len(said)))
    content.path("public.toml").write_text(said, encoding="utf-8")
    return load_settings(content)


def test_holidays_come_sorted_and_once(tmp_path):
    said = 'holidays = ["2027-02-17", "2027-01-01", "2027-01-01"]'
    assert settings(tmp_path, said).holidays == ("2027-01-01", "2027-02-17")
    assert settings(tmp_path, "").holidays == ()


@pytest.mark.parametrize("day", ["2027-02-29", "20270101", "元旦"])
def test_a_day_that_no_calendar_has_is_refused(tmp_path, day):
    with pytest.raises(InputRefused) as refused:
        settings(tmp_path, f'holidays = ["{day}"]')
    assert [fault.facts["got"] for fault in refused.value.faults] == [day]


def test_worked_weekends_are_listed_too_and_no_day_is_both(tmp_path):
    said = 'holidays = ["2027-02-17"]\nworkdays = ["2027-02-20"]'
    assert settings(tmp_path, said).workdays == ("2027-02-20",)
    both = 'holidays = ["2027-02-17"]\nworkdays = ["2027-02-17", "2027-02-20"]'
    with pytest.raises(InputRefused) as refused:
        settings(tmp_path, both)
    assert [fault.facts["got"] for fault in refused.value.faults] == ["2027-02-17"]
