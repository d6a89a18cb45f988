"""The top of the sheet, in sentences."""

from __future__ import annotations

from tests.toys.sheettown import sheet_of, words_of


def test_the_summary_says_it_in_sentences(toy):
    said = words_of(toy, sheet_of(toy, "甲局"))
    assert said.sentences == (
        "甲局牵头5项承诺。",
        "有数量、能用数据核对的3项：0项已达到，3项未达到。",
        "差得最多的：schools指标还差 2 个；parks指标还差 1 个；all指标还差 1 个。",
        "1项不能用场地数据得出，要由单位填报。",
    )
    late = words_of(toy, sheet_of(toy, "甲局", 2025)).sentences
    assert "3项早已到期，至今未达到。" in late
    assert [card.value for card in said.cards] == ["5", "4", "0", "1"]
    assert any("远园" in line for line in said.missing)
    assert said.demo
    assert said.groups[0].rows[0].cells["demo"] == "示范数据"
    english = words_of(toy, sheet_of(toy, "甲局"), "en")
    assert english.sentences[0] == "Promises that 甲局 leads: 5."
