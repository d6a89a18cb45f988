"""The list of plain text: all public sites, none other, escaped, in pages an old phone opens."""

from __future__ import annotations

import re

from spaces.places.registry import load_places
from spaces.public import plain_lists as plain
from spaces.public.site_payload import public_sites
from spaces.sites.categories import load_categories
from spaces.sites.loading import load_sites
from spaces.text import text
from tests.toys import publictown


def files(tmp_path, **more):
    content = publictown.build(tmp_path)
    places = load_places(content)
    sites = public_sites(load_sites(content).frame)
    return plain.plain_lists(
        places[publictown.PLACE],
        sites,
        load_categories(content),
        list(places.values()),
        assets="assets/x",
        as_of="2031-01-01",
        **more,
    )


def items(page: bytes) -> list[str]:
    return re.findall(r"<li>.*?</li>", page.decode())


def test_every_public_site_is_there_and_nothing_else(tmp_path):
    made = files(tmp_path)
    assert sorted(made) == ["990001/list.en.html", "990001/list.html"]
    zh, en = (made[f"990001/list{lang}.html"] for lang in ("", ".en"))
    assert len(items(zh)) == len(items(en)) == 7
    assert publictown.SECRET not in (zh + en).decode()
    park = next(one for one in items(zh) if "重阳沙园" in one)
    for said in (
        "公园 · 已建成 · 0–6岁",
        "母婴室、遮阴、免费",
        "沙河街道1号",
        "每天 全天",
        "示范数据",
        "<h3>重阳沙园（示范数据）</h3>",
    ):
        assert said in park
    assert zh.decode().count("（示范数据）") == 1
    clinic = next(one for one in items(zh) if "新诊所" in one)
    assert text("zh")("public.building_late", year=2030) in clinic  # as of 2031
    assert '<h3><span lang="zh-CN">新诊所</span></h3>' in en.decode()
    assert "<h3>Sand Park (demo data)</h3>" in en.decode()
    assert zh.decode().index("沙河街道</h2>") < zh.decode().index(text("zh")("public.list_no_area"))


def test_texts_of_the_data_are_no_markup(tmp_path):
    for page in files(tmp_path).values():
        tags = set(re.findall(r"<(\w+)", page.decode()))
        assert not tags & {"script", "img", "iframe", "svg", "b"}
        assert "&lt;img" in page.decode()


def test_a_long_list_goes_on_in_the_next_file(tmp_path, monkeypatch):
    monkeypatch.setattr(plain, "MOST", 3)
    made = files(tmp_path)
    pages = [made[f"990001/list{part}.html"] for part in ("", "-2", "-3")]
    assert [len(items(page)) for page in pages] == [3, 3, 1]
    assert b'href="list-3.html"' in pages[1]
    assert b'href="list.html"' in pages[1]
    assert b"list-4" not in pages[2]
    assert text("zh")("public.count_all", n=7).encode() in pages[1]


def test_hours_are_said_in_words_and_what_is_not_understood_as_it_is_written(tmp_path):
    made = files(tmp_path)
    zh, en = (made[f"990001/list{lang}.html"].decode() for lang in ("", ".en"))
    assert "周一至周五 08:00–18:00; 周六至周日 不开门; 节假日 没有写明" in zh
    assert "Mon–Fri 08:00–18:00; Sat–Sun closed; Public holidays not stated" in en
    assert "Mo-Fr" not in zh + en
    assert "周末下午，请先打电话" in zh
    assert '<span lang="zh-CN">周末下午，请先打电话</span>' in en


def test_the_last_admission_stands_beside_the_hours():
    words = plain._Words("en", {}, "2031-01-01")
    said = words._opening("周二至周日9:00-17:00（16:30停止入馆）")
    assert said.startswith("Mon closed; Tue–Sun 09:00–17:00")
    assert "16:30停止入馆" in said
