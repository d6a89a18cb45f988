"""One damaged file of the data folder takes nothing else down: tried for every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geo.faults import InputRefused
from spaces.content.folder import Content
from spaces.content.last_good import LastGood
from spaces.places.unread_files import ANY_NAME, BY_PLACE, ROOT_FILES
from spaces.services.damages import damages, rows_left_out
from spaces.services.folder_inputs import FolderInputs
from spaces.services.inputs import PlaceInputs, load_inputs
from tests.toys.servicetown import PLACE

SHIPPED = Path(__file__).resolve().parents[3] / "data"
FILES = (
    "places.toml",
    "boundaries.geojson",
    "categories.toml",
    "route_kinds.toml",
    "walkers.toml",
    "standards.toml",
    "sites.geojson",
    "plans/toy.toml",
    f"population/{PLACE}.parquet",
    f"network/{PLACE}.npz",
    f"units/{PLACE}.csv",
    f"centres/{PLACE}.geojson",
    f"catchments/{PLACE}.geojson",
)
"""Every kind of file but public.toml, which the map for parents reads."""


@pytest.fixture
def whole(town: Content) -> Content:
    """The toy town with one file of every kind."""
    shipped = (SHIPPED / "route_kinds.toml").read_text("utf-8").split("\n[[kind]]\n")
    town.path("route_kinds.toml").write_text("[[kind]]\n" + shipped[1], encoding="utf-8")
    for folder in ("units", "centres", "catchments"):
        town.path(folder).mkdir()
    units = f"code,name,level,parent\n{PLACE}1,甲村,village,{PLACE}\n"
    town.path("units", f"{PLACE}.csv").write_text(units, encoding="utf-8")
    inputs = load_inputs(town, PLACE)
    middle = shapely.to_geojson(inputs.outline.buffer(-0.001))
    feature = '{"type": "Feature", "properties": {"school": "s1", "name": "心"}, "geometry": %s}'
    for folder in ("centres", "catchments"):
        path = town.path(folder, f"{PLACE}.geojson")
        path.write_text(feature % middle, encoding="utf-8")
    return town


@pytest.fixture
def copies(whole: Content, tmp_path: Path) -> LastGood:
    return LastGood(whole, tmp_path / "copies")


def read(content: Content, copies: LastGood | None) -> PlaceInputs:
    return load_inputs(FolderInputs(content, copies), PLACE)


def answers(inputs: PlaceInputs) -> tuple[object, ...]:
    """One value from every file."""
    folder = inputs.folder
    people, streets, centre = inputs.population, inputs.streets, inputs.centre
    catchments = inputs.catchments(("school",))
    return (
        list(folder.places),
        list(folder.boundaries.index),
        list(folder.categories),
        list(folder.safe_route_types),
        list(folder.walkers.by_id),
        list(folder.standards),
        list(inputs.sites.index),
        inputs.plan.id,
        people.cells["children"].sum(),
        streets.network.node_count,
        list(inputs.units.frame.index),
        centre.name,
        catchments.schools,
    )


def test_the_table_names_every_kind_of_file():
    tops = {Path(name).parts[0] for name in FILES}
    kinds = {*ROOT_FILES, *BY_PLACE, *(name.partition("/")[0] for name in ANY_NAME)}
    assert tops == kinds - {"public.toml"}


def test_a_sound_folder_has_no_damage(whole: Content, copies: LastGood):
    assert damages(read(whole, copies)) == ()
    assert rows_left_out(read(whole, copies)) == {}


@pytest.mark.parametrize("name", FILES)
def test_after_damage_the_last_good_copy_goes_on_and_a_repair_ends_it(whole, copies, name):
    sound_folder = read(whole, copies)
    assert damages(sound_folder) == ()
    before = answers(sound_folder)
    path = whole.path(*name.split("/"))
    sound = path.read_bytes()
    path.write_bytes(b"{[ \xe5 stray" + sound[:40])
    for restarted in (LastGood(whole, copies._folder), copies):
        inputs = read(whole, restarted)
        assert answers(inputs) == before
        (told,) = damages(inputs)
        assert {fault.file for fault in told.faults} == {path.name}
        assert len(told.kept_from) == len("2026-11-30 17:05")
    path.write_bytes(sound)
    assert damages(read(whole, copies)) == ()


@pytest.mark.parametrize("name", FILES)
def test_without_a_copy_the_fault_is_told_and_nothing_stands_in(whole, copies, name):
    path = whole.path(*name.split("/"))
    path.write_bytes(b"{[ \xe5 stray")
    if name == "places.toml":
        with pytest.raises(InputRefused) as refused:
            read(whole, copies)
        assert {fault.file for fault in refused.value.faults} == {path.name}
        return
    inputs = read(whole, copies)
    (told,) = damages(inputs)
    assert told.kept_from == ""
    assert {fault.file for fault in told.faults} == {path.name}


def test_a_list_that_was_taken_out_does_not_come_back(whole, copies):
    damages(read(whole, copies))
    path = whole.path("population", f"{PLACE}.parquet")
    path.unlink()
    assert read(whole, copies).population is None
    path.write_bytes(b"PAR1 damaged")
    with pytest.raises(InputRefused):
        read(whole, copies).population  # noqa: B018


def test_two_lists_of_children_leave_the_one_that_was_there(whole, copies):
    before = read(whole, copies).population.cells["children"].sum()
    second = whole.path("population", f"{PLACE}.csv")
    second.write_text("id,lon,lat,children\na,120.5,27.8,7\n", encoding="utf-8")
    inputs = read(whole, copies)
    assert inputs.population.cells["children"].sum() == before
    assert [fault.code for damage in damages(inputs) for fault in damage.faults] == [
        "children.two_files"
    ]


def test_the_command_line_has_no_memory(whole):
    damages(read(whole, None))
    whole.path("sites.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(InputRefused):
        read(whole, None).sites  # noqa: B018


def test_rows_that_were_left_out_are_counted_by_file(whole, copies):
    path = whole.path("sites.geojson")
    text = path.read_text("utf-8").replace('"category": "park"', '"category": "moat"', 1)
    path.write_text(text, encoding="utf-8")
    assert rows_left_out(read(whole, copies)) == {"sites.geojson": 1}
