"""Which names this server answers to."""

from __future__ import annotations

import socket

import pytest
from streamlit import config

from spaces.content.settings import HOSTS
from spaces.ui.server.hosts import host_name, is_own

OURS = ("localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", socket.gethostname().lower())
FOREIGN = (
    *("evil.com", "127.0.0.1.evil.com", "localhost.evil.com", "evil-localhost", "0.0.0.0"),
    *("10.0.0.6", "2130706433", "0x7f.1", "", f"{socket.gethostname().lower()}.evil.com"),
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("example.cn", "example.cn"),
        ("Example.CN:8501", "example.cn"),
        ("example.cn.", "example.cn"),
        (" 10.0.0.5:80 ", "10.0.0.5"),
        ("[::1]:8501", "::1"),
        ("[fe80::1]", "fe80::1"),
        *((bad, "") for bad in ("", "a b", "a/b", "a:b", "a:1:2", "[::1", "[x]", "[::1]x", "a@b")),
        *((bad, "") for bad in ("evil.com/../", "<script>", "a:999999", ":8501", "..", "a..b")),
        *((bad, "") for bad in ("[::1]:", "evil.com#localhost", "evil.com?localhost", "é.cn")),
    ],
)
def test_a_header_is_read_strictly(header, name):
    assert host_name(header) == name


@pytest.mark.parametrize("name", OURS)
def test_the_machines_own_names_are_answered(name):
    assert is_own(name, "10.0.0.5")


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_names_are_not(name):
    assert not is_own(name, "10.0.0.5")


def test_the_address_that_the_request_came_in_at_is_ours():
    assert is_own("10.0.0.5", "10.0.0.5")
    assert not is_own("10.0.0.5", "10.0.0.7")
    assert not is_own("10.0.0.5", "")


def test_names_are_configured_by_the_environment(monkeypatch):
    assert not is_own("spaces.ruian.example", "")
    monkeypatch.setenv(HOSTS.name, "Spaces.Ruian.example , *.city.example")
    assert is_own("spaces.ruian.example", "")
    assert is_own("map.city.example", "")
    assert not is_own("city.example", "")
    assert not is_own("evilcity.example", "")


def test_a_star_alone_opens_nothing(monkeypatch):
    monkeypatch.setenv(HOSTS.name, "*")
    assert not is_own("evil.com", "")


def test_the_address_that_is_listened_on_is_ours():
    before = config.get_option("server.address")
    config.set_option("server.address", "spaces.lan")
    try:
        assert is_own("spaces.lan", "")
    finally:
        config.set_option("server.address", before)


def test_to_listen_everywhere_names_nobody():
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        assert not is_own("0.0.0.0", "10.0.0.5")
        assert not is_own("evil.com", "10.0.0.5")
    finally:
        config.set_option("server.address", before)


def test_the_public_maps_own_address_is_ours(toy):
    (toy / "public.toml").write_text('address = "https://map.toy.example/spaces/"\n', "utf-8")
    assert is_own("map.toy.example", "")
    (toy / "public.toml").write_text("address = [", "utf-8")  # what it said last still holds
    assert is_own("map.toy.example", "")


def test_a_public_address_that_nobody_could_ever_read_is_not_ours(toy):
    (toy / "public.toml").write_text("address = [", "utf-8")
    assert not is_own("map.toy.example", "")
