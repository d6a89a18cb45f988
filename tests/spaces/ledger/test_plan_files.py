from __future__ import annotations

from pathlib import Path

import pytest

from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.ledger.plan_files import load_plans, read_plan, read_plans
from spaces.ledger.schedule import ByYear, Growth, planned_by
from tests.toys import toycontent
from tests.toys.toycontent import HEAD, PLACE, by, reading, target

KINDS = ("park", "school")
OTHER = "990009"
GOOD = target("parks", "park", by(2024, 2), value="value = 2")


def plan_file(folder: Path, *targets: str, head: str = HEAD) -> Path:
    path = folder / "plan.toml"
    path.write_text(head + "".join(targets), encoding="utf-8")
    return path


def faults(path: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputRefused) as refused:
        read_plan(path, KINDS, (PLACE,))
    assert {f.file for f in refused.value.faults} == {"plan.toml"}
    return [(f.code, str(f.facts["entry"]), str(f.column)) for f in refused.value.faults]


def test_the_toy_plan_loads(tmp_path: Path):
    plan = load_plans(toycontent.build(tmp_path))[PLACE]
    assert [t.id for t in plan.targets] == ["parks", "schools", "all", "clinics", "share"]
    schools = plan.target("schools")
    assert [r.schedule for r in schools.readings] == [
        Growth(2022, 2024, 1, 1, "add"),
        Growth(2022, 2024, 1, 1, "batch"),
    ]
    assert schools.lead == ("甲局", "乙局")
    assert plan.target("parks").counts == ("park",)
    assert plan.target("all").counts == ("park", "school")
    assert plan.target("clinics").reading() is None
    assert plan.target("parks").reading().schedule == ByYear(((2024, 2.0),))
    assert (plan.title("en"), plan.target("parks").indicator("en")) == (
        "玩具镇规划",
        "parks indicator",
    )


def test_every_fault_of_a_file_is_named_with_entry_and_field(tmp_path: Path):
    bad = target("a", "moat", by(2024, 1), kind="wish", comparator="about", value='value = "3"')
    worse = target("b", "park", by(1066, 1), value='value = 1\nsurprise = 2\ncanonical = "z"')
    assert set(faults(plan_file(tmp_path, GOOD, bad, worse))) == {
        ("toml.not_allowed", "target a", "category"),
        ("toml.not_allowed", "target a", "kind"),
        ("toml.not_allowed", "target a", "comparator"),
        ("toml.wrong_type", "target a", "value"),
        ("toml.out_of_bounds", "target b / reading by / points 1066", "year"),
        ("toml.unknown_field", "target b", "surprise"),
        ("toml.no_such_target", "target b", "canonical"),
    } | {("toml.not_allowed", "target a", "counts")}


@pytest.mark.parametrize(
    ("one", "code", "field"),
    [
        (target("x", "park", value=""), "toml.missing", "value"),
        (
            target("x", "park", comparator="none", value="value = 1"),
            "toml.number_without_comparator",
            "comparator",
        ),
        (
            target("x", "park", comparator="range", value="value = 3"),
            "toml.range_needs_two",
            "value_max",
        ),
        (
            target("x", "park", value="value = 3\nvalue_max = 5"),
            "toml.range_needs_two",
            "value_max",
        ),
        (
            target("x", "park", comparator="range", value="value = 5\nvalue_max = 3"),
            "toml.wrong_order",
            "value_max",
        ),
        (
            target("x", "park", by(2024, 1), comparator="none"),
            "toml.reading_without_number",
            "reading",
        ),
        (GOOD.replace("建设公园", "园" * 31), "toml.too_long", "quote"),
        (GOOD.replace('"parks"', '""', 1), "toml.blank", "id"),
        (GOOD + GOOD, "toml.duplicate", "id"),
    ],
)
def test_one_fault(tmp_path: Path, one: str, code: str, field: str):
    assert [(c, f) for c, _, f in faults(plan_file(tmp_path, one))] == [(code, field)]


@pytest.mark.parametrize(
    ("schedule", "code", "field"),
    [
        ('type = "soon"', "toml.not_allowed", "type"),
        ('type = "by"\npoints = []', "toml.missing", "points"),
        (
            'type = "by"\npoints = [{year=2024,value=1},{year=2023,value=2}]',
            "toml.wrong_order",
            "points",
        ),
        ('type = "each_year"\nstart = 2024\nend = 2022\nvalue = 1', "toml.wrong_order", "end"),
        ('type = "each_year"\nstart = 2022\nend = 2024\nvalue = -1', "toml.out_of_bounds", "value"),
        (
            'type = "growth"\nstart=2022\nend=2024\nfirst=1\ngrowth=1\nmode="up"',
            "toml.not_allowed",
            "mode",
        ),
    ],
)
def test_one_fault_of_a_schedule(tmp_path: Path, schedule: str, code: str, field: str):
    one = target("x", "park", reading("r", schedule), value="value = 1")
    assert (code, "target x / reading r", field) in faults(plan_file(tmp_path, one))


def test_unknown_place_and_turned_period(tmp_path: Path):
    head = HEAD.replace(PLACE, "1").replace("[2022, 2024]", "[2024, 2022]")
    assert faults(plan_file(tmp_path, GOOD, head=head)) == [
        ("toml.not_allowed", "plan", "place"),
        ("toml.wrong_order", "plan", "period"),
    ]


def test_a_file_without_a_head_says_so_once(tmp_path: Path):
    with pytest.raises(InputRefused) as refused:
        read_plan(plan_file(tmp_path, GOOD, head=""))
    assert [(f.code, f.column) for f in refused.value.faults] == [("toml.missing", "plan")]


def test_two_plans_for_one_place_are_refused(tmp_path: Path):
    toy = toycontent.build(tmp_path)
    toy.path("plans", "zweiter.toml").write_text(HEAD + GOOD, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_plans(toy)
    assert [(f.code, f.file) for f in refused.value.faults] == [("toml.two_plans", "zweiter.toml")]


def two_places(folder: Path) -> Content:
    """The toy town and a second place, each with a plan in a file of its name."""
    toy = toycontent.build(folder)
    places = toy.path("places.toml")
    second = f'[[place]]\ncode = "{OTHER}"\nname_zh = "乙镇"\nlevel = "town"\ncenter = [121, 28]\n'
    places.write_text(second + places.read_text("utf-8"), encoding="utf-8")
    toy.path("plans", "toy.toml").rename(toy.path("plans", f"{PLACE}.toml"))
    other = (HEAD + GOOD).replace(PLACE, OTHER)
    toy.path("plans", f"{OTHER}.toml").write_text(other, encoding="utf-8")
    return toy


def test_a_template_under_another_name_takes_no_plan_away(tmp_path: Path):
    toy = two_places(tmp_path)
    assert set(read_plans(toy).plans) == {PLACE, OTHER}
    toy.path("plans", f"{OTHER}.toml").write_text(HEAD + GOOD, encoding="utf-8")
    found = read_plans(toy)
    assert set(found.plans) == {PLACE}
    (fault,) = found.faults[OTHER]
    assert (fault.code, fault.file) == ("toml.plan_of_another_place", f"{OTHER}.toml")
    assert (fault.facts["named"], fault.facts["got"]) == (OTHER, PLACE)
    with pytest.raises(InputRefused):
        found.of(OTHER)


def test_a_second_file_for_a_place_takes_no_plan_away(tmp_path: Path):
    toy = two_places(tmp_path)
    toy.path("plans", "aaa.toml").write_text(HEAD + GOOD, encoding="utf-8")
    found = read_plans(toy)
    assert found.of(PLACE).targets[0].id == "parks"
    assert [(f.code, f.file) for f in found.faults[PLACE]] == [("toml.two_plans", "aaa.toml")]


def test_faults_of_two_plan_files_come_together(tmp_path: Path):
    toy = toycontent.build(tmp_path)
    for name in ("b.toml", "c.toml"):
        toy.path("plans", name).write_text(HEAD + "x = 1", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_plans(toy)
    assert [f.file for f in refused.value.faults] == ["b.toml", "c.toml"]


def test_a_faulty_plan_is_a_matter_of_its_own_place(tmp_path: Path):
    toy = toycontent.build(tmp_path)
    other = toycontent.PLACES.split("[[part]]")[0].replace(PLACE, "990002")
    places = toy.path("places.toml")
    places.write_text(places.read_text("utf-8") + other.replace('"W", "E"', ""), "utf-8")
    bad = toy.path("plans", "second.toml")
    bad.write_text((HEAD + GOOD).replace(PLACE, "990002") + "\nx = 1", encoding="utf-8")
    found = read_plans(toy)
    assert found.of(PLACE) is found.plans[PLACE]
    with pytest.raises(InputRefused) as refused:
        found.of("990002")
    assert {f.file for f in refused.value.faults} == {"second.toml"}
    # A file that is no TOML at all: its name says whose it is.
    bad.write_text("[plan", encoding="utf-8")
    bad.rename(bad.with_name("990002.toml"))
    found = read_plans(toy)
    assert list(found.plans) == [PLACE]
    assert list(found.faults) == ["990002"]
    # Nobody can tell whose it is: it is told where a plan is missing, and stops no other.
    bad.with_name("990002.toml").rename(bad)
    found = read_plans(toy)
    assert list(found.faults) == [""]
    assert found.of(PLACE) is not None
    with pytest.raises(InputRefused):
        found.of("990002")
    bad.unlink()
    assert read_plans(toy).of("990002") is None


def test_a_made_up_plan_needs_no_code(tmp_path: Path):
    toy = toycontent.build(tmp_path)
    toy.path("plans", "toy.toml").write_text(
        HEAD + target("new", "school", by(2030, 7), value="value = 7"), encoding="utf-8"
    )
    plan = load_plans(toy)[PLACE]
    assert planned_by(plan.target("new").reading(), 2030) == 7


def test_shipped_plans_load():
    plans = load_plans(default_content())
    assert "330381" in plans
    assert isinstance(default_content(), Content)
