"""Hours in words, in the reader's language; in Chinese they can be read again."""

from __future__ import annotations

import pytest

from spaces.sites.opening_hours import parse_hours
from spaces.sites.opening_hours.words import hours_words
from spaces.text import text as words_of


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("Tu-Su 09:00-20:00",
         "周一 不开门; 周二至周日 09:00–20:00; 节假日 没有写明",
         "Mon closed; Tue–Sun 09:00–20:00; Public holidays not stated"),
        ("24/7", "每天 全天", "Every day all day"),
        ("Fr 22:00-02:00; PH off",
         "周一至周四 不开门; 周五 22:00–次日02:00; 周六至周日 不开门; 节假日 不开门",
         "Mon–Thu closed; Fri 22:00–02:00 next day; Sat–Sun closed; Public holidays closed"),
        ("周一闭馆", "周一 不开门; 周二至周日 没有写明; 节假日 没有写明",
         "Mon closed; Tue–Sun not stated; Public holidays not stated"),
        ("工作日 8:30-17:30",
         "周一至周五 08:30–17:30; 周六至周日 不开门; 节假日 不开门; 调休上班的周末 08:30–17:30",
         "Mon–Fr"),
        ("5-9月8:00-18:00；10-4月8:30-17:00",
         ("5月1日至9月30日： 每天 08:00–18:00; 节假日 没有写明; "
          "10月1日至4月30日： 每天 08:30–17:00; 节假日 没有写明"),
         "1 May to 30 September: Every day 08:00–18:00"),
        ("9:00-17:00，全年无休（春节除外）", "每天 09:00–17:00; 春节 不开门",
         "Every day 09:00–17:00; Spring Festival closed"),
        ("周二至周日9:00-17:00，节假日照常开放",
         "周一 不开门; 周二至周日 09:00–17:00; 节假日 照常",
         "Mon closed; Tue–Sun 09:00–17:00; Public holidays as usual"),
    ],
)  # fmt: skip
def test_in_both_languages(text, zh, en):
    hours = parse_hours(text)
    assert hours is not None
    assert hours_words(hours, words_of("zh")) == zh
    assert hours_words(hours, words_of("en")).startswith(en)
