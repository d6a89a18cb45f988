from __future__ import annotations

from pathlib import Path

import pytest

from geo.faults import Fault, InputRefused
from spaces.content.entry import Entry
from spaces.content.toml_reader import read_toml, refuse_if_faulty, unique


def entry(**table: object) -> Entry:
    return Entry(dict(table), "toy.toml", "thing a", [])


def codes(of: Entry) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.column) for fault in of.faults]


def test_good_fields_leave_no_fault():
    one = entry(a="x", b=2, c=1.5, d=True, e=["p", "q"], f=[1, 2])
    assert (one.text("a"), one.integer("b"), one.number("c"), one.boolean("d")) == (
        "x",
        2,
        1.5,
        True,
    )
    assert one.texts("e") == ("p", "q")
    assert one.pair("f") == (1.0, 2.0)
    one.done()
    assert one.faults == []


def test_all_faults_of_an_entry_are_named_together():
    one = entry(a=1, b="two", c=9.0, d="yes", e=["p", 3], g="typo")
    one.text("a"), one.integer("b"), one.number("c", maximum=3), one.boolean("d"), one.texts("e")
    one.text("f")
    one.done()
    assert codes(one) == [
        ("toml.wrong_type", "a"),
        ("toml.wrong_type", "b"),
        ("toml.out_of_bounds", "c"),
        ("toml.wrong_type", "d"),
        ("toml.wrong_type", "e"),
        ("toml.missing", "f"),
        ("toml.unknown_field", "g"),
    ]
    assert {fault.facts["entry"] for fault in one.faults} == {"thing a"}


@pytest.mark.parametrize("wrong", [True, "1", 1.5, [1]])
def test_a_whole_number_is_not_a_boolean_text_fraction_or_list(wrong: object):
    one = entry(n=wrong)
    one.integer("n")
    assert codes(one) == [("toml.wrong_type", "n")]


def test_blank_and_disallowed_texts():
    one = entry(a="  ", b="round", c="")
    one.text("a"), one.text("b", allowed={"square"}), one.text("c", "", allowed={"square"})
    assert codes(one) == [("toml.blank", "a"), ("toml.not_allowed", "b")]


def test_a_file_with_the_mark_of_windows_editors_is_read(tmp_path: Path):
    (tmp_path / "marked.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_toml(tmp_path / "marked.toml", []).integer("a") == 1


def test_a_fault_of_the_grammar_names_its_line_and_a_folder_is_no_file(tmp_path: Path):
    for name, text, code, facts in [
        ("middle.toml", "a = 1\nb b\n", "toml.syntax", {"line": "2"}),
        ("end.toml", "a = 1\nb = ", "toml.syntax", {"line": 2}),
        ("folder.toml", None, "toml.unreadable", {}),
    ]:
        path = tmp_path / name
        path.mkdir() if text is None else path.write_text(text)
        with pytest.raises(InputRefused) as refused:
            read_toml(path, [])
        (fault,) = refused.value.faults
        assert (fault.code, dict(fault.facts)) == (code, facts)


@pytest.mark.parametrize("wrong", [[1], [1, 2, 3], "12"])
def test_a_pair_has_two_numbers(wrong: object):
    one = entry(p=wrong)
    assert one.pair("p") == (0.0, 0.0)
    assert len(one.faults) == 1


def test_a_key_used_twice_is_named():
    one, two = entry(id="x"), entry(id="x")
    unique([(one, "x"), (two, "x")])
    assert (codes(one), codes(two)) == ([], [("toml.duplicate", "id")])


def test_files_that_are_missing_not_utf8_or_no_toml(tmp_path: Path):
    for name, content, code in [
        ("none.toml", None, "toml.no_file"),
        ("gbk.toml", "名 = '字'".encode("gbk"), "toml.not_utf8"),
        ("bad.toml", b"a = ", "toml.syntax"),
    ]:
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(InputRefused) as refused:
            read_toml(tmp_path / name, [])
        assert [(f.code, f.file) for f in refused.value.faults] == [(code, name)]


def test_a_notice_alone_does_not_refuse():
    refuse_if_faulty([Fault("x", "f", severity="notice")])
    with pytest.raises(InputRefused):
        refuse_if_faulty([Fault("x", "f")])
