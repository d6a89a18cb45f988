"""``publish``: writes the folder, says what it wrote, refuses what it must."""

from __future__ import annotations

import json

from tests.toys.toycontent import PLACE


def test_it_writes_the_map_and_says_so(ask, tmp_path):
    folder = tmp_path / "www"
    answer = ask("publish", str(folder), "--place", PLACE, "--as-of", "2026-11-22")
    assert answer.status == 0
    assert str(folder) in answer.out
    assert (folder / "index.html").is_file()
    assert (folder / PLACE / "index.html").is_file()
    assert json.loads((folder / "places.json").read_text("utf-8"))["as_of"] == "2026-11-22"
    data = next((folder / "data").glob("*.json"))
    assert "沙园" in data.read_text(encoding="utf-8")


def test_json_lists_every_file(ask, tmp_path):
    answer = ask("publish", str(tmp_path / "www"), "--format", "json", "--approval", "测图号")
    found = json.loads(answer.out)
    assert found["bytes"] == sum(row["bytes"] for row in found["files"])
    assert "index.html" in {row["file"] for row in found["files"]}
    again = ask("publish", str(tmp_path / "www"), "--format", "json", "--approval", "测图号")
    assert json.loads(again.out)["files"] == found["files"]


def test_what_it_refuses(ask, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.txt").write_text("x")
    for words, said in (
        (("publish",), "文件"),
        (("publish", str(tmp_path / "other")), "places.json"),
        (("publish", str(tmp_path / "w"), "--place", "000"), PLACE),
        (("publish", str(tmp_path / "w"), "--as-of", "heute"), "heute"),
        (("publish", str(tmp_path / "other" / "x.txt" / "w")), "x.txt"),
    ):
        answer = ask(*words)
        assert answer.status == 2, words
        assert said in answer.err
    assert [p.name for p in (tmp_path / "other").iterdir()] == ["x.txt"]


def test_a_list_without_public_sites_gives_no_map(ask, toy, tmp_path):
    path = toy.path("sites.geojson")
    read = json.loads(path.read_text(encoding="utf-8"))
    for feature in read["features"]:
        feature["properties"]["public"] = False
    path.write_text(json.dumps(read), encoding="utf-8")
    answer = ask("publish", str(tmp_path / "www"))
    assert answer.status == 1
    assert not (tmp_path / "www").exists()


def test_what_stays_in_the_house_is_told(ask, toy, tmp_path):
    """A site of no known kind, a closed one and one that nobody knows of are not dropped mutely."""
    path = toy.path("sites.geojson")
    read = json.loads(path.read_text(encoding="utf-8"))
    for name, change in {
        "s0": {"category": "moat"},
        "s1": {"status": "已拆除"},
        "s2": {"status": "基本建成"},
    }.items():
        for feature in read["features"]:
            if feature["properties"]["id"] == name:
                feature["properties"] |= change
    extra = {**read["features"][0], "properties": {**read["features"][0]["properties"]}}
    extra["properties"] |= {"id": "s9", "name_zh": "还在", "category": "park", "status": "built"}
    read["features"].append(extra)
    path.write_text(json.dumps(read, ensure_ascii=False), encoding="utf-8")
    folder = tmp_path / "www"
    answer = ask("publish", str(folder), "--format", "json")
    assert answer.status == 1  # a row was lost
    assert json.loads(answer.out)["kept_back"] == {"closed": 1, "unknown": 1, "personal": 0}
    said = answer.err.splitlines()
    assert any("moat" in line and "sites.geojson" in line for line in said)
    assert any("基本建成" in line for line in said)
    assert sum(line.startswith("1 处标记为公开的场地") for line in said) == 2
    sent = next((folder / "data").glob("*.json")).read_text("utf-8")
    assert "还在" in sent
    assert not any(f["properties"]["name_zh"] in sent for f in read["features"][:3])
