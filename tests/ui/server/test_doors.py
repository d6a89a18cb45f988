"""What comes in and what does not: against the real app, over HTTP and websocket."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest

from spaces.content.settings import HOSTS
from spaces.text import languages, text
from spaces.ui.server.doors import is_served
from spaces.ui.shell.nav import ROWS

ADDRESSES = (
    *("/", "/public/", "/overview", "/layers/sites.geojson?place=330381", "/assets/icon.png"),
    *("/_stcore/health", "/_stcore/host-config", "/media/x", "/static/x", "/nonsense"),
)
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def ask(server, path, **headers):
    """Status and words of one answer; ``host=None`` leaves the header out."""
    at = urlsplit(server.url)
    connection = http.client.HTTPConnection(at.hostname, at.port, timeout=30)
    try:
        connection.putrequest("GET", path, skip_host=True)
        sent = {"host": at.netloc, **headers}
        for name, value in sent.items():
            for one in value if isinstance(value, list) else [value]:
                if one is not None:
                    connection.putheader(name, one)
        connection.endheaders()
        answer = connection.getresponse()
        words = b"" if answer.status == 101 else answer.read()
        return answer.status, words.decode()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("host", ["evil.com", "evil.com:8501", "127.0.0.1.evil.com", "10.9.9.9"])
def test_a_foreign_name_is_refused_everywhere(app_server, path, host):
    status, words = ask(app_server(), path, host=host)
    assert status == 403
    assert words.splitlines() == [
        text(lang)("door.foreign_host", variable=HOSTS.name) for lang in languages()
    ]


@pytest.mark.parametrize("hosts", [["127.0.0.1", "evil.com"], ["evil.com", "127.0.0.1"]])
def test_two_names_at_once_are_refused(app_server, hosts):
    assert ask(app_server(), "/overview", host=hosts)[0] in (400, 403)


def test_the_websocket_asks_for_the_name_too(app_server):
    server = app_server()
    own = urlsplit(server.url).netloc
    for host, origin in (("evil.com", "http://evil.com"), (own, "http://evil.com")):
        assert ask(server, "/_stcore/stream", host=host, origin=origin, **UPGRADE)[0] == 403
    assert ask(server, "/_stcore/stream", origin=f"http://{own}", **UPGRADE)[0] == 101


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"),
        *("/_stcore/agent/mcp", "/auth/login", "/oauth2callback", "/docs", "/overview2"),
        *("/nonsense", "/overview/extra", "/x.txt", "/..%2f..%2fetc/passwd", "/app/static/x"),
    ],
)
def test_what_is_not_ours_is_a_404_and_not_the_app(app_server, path):
    status, words = ask(app_server(), path)
    assert status == 404
    assert "stApp" not in words
    assert "static/js" not in words


def test_a_lost_reader_is_led_back_in_every_language(app_server):
    words = ask(app_server(), "/nonsense?lang=en")[1]
    assert all(text(lang)("visitor.gone") in words for lang in languages())
    assert 'href="/"' in words


def test_every_page_is_served():
    assert all(is_served(f"/{row.key}") for row in ROWS)
    assert len(ROWS) > 5


def test_health_says_no_when_the_data_cannot_be_read(app_server, toy):
    server = app_server(toy)
    places = toy / "places.toml"
    sound = places.read_bytes()
    assert ask(server, "/_stcore/health") == (200, "ok")
    places.write_bytes(b"[[place]\n")
    status, words = ask(server, "/_stcore/health")
    assert status == 503
    assert "places.toml" in words
    # The planners' own page still opens: it says what is wrong.
    own = {"referer": f"{server.url}/overview"}
    assert ask(server, "/_stcore/health", **own)[0] == 200
    assert ask(server, "/overview")[0] == 200
    places.write_bytes(sound)
    assert ask(server, "/_stcore/health") == (200, "ok")


def test_streamlits_page_learns_only_what_it_needs(app_server):
    told = json.loads(ask(app_server(), "/_stcore/host-config")[1])
    assert "allowedOrigins" in told
