"""Headers on every answer, and our words in Streamlit's page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from spaces.ui.map.skeleton import COMPONENT_PATH, inline_script
from spaces.ui.server.headers import SafeHeaders, policy, rewritten, script_hash
from spaces.ui.shell.addresses import asset

INDEX = (
    '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title><script>window.a = 1</script>'
    "</head><body><noscript>You need JavaScript.</noscript></body></html>"
)


def answer(path="/map", query="", index=INDEX, kind="text/html", request=(), method="GET"):
    """Status, headers and body that come back through the middleware, and what it asked for."""
    got: dict[str, Any] = {}
    asked: dict[bytes, bytes] = {}

    async def inner(scope, receive, send):
        asked.update(dict(scope["headers"]))
        body = index.encode()
        headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
        headers += [(b"etag", b'"x"'), (b"last-modified", b"yesterday")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def send(message):
        if message["type"] == "http.response.start":
            got["headers"] = {k.decode().lower(): v.decode() for k, v in message["headers"]}
            got["body"] = b""
        else:
            got["body"] += message["body"]

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:8501"), *request],
    }
    app = SafeHeaders(inner, base_path="")
    # Not asyncio.run: a browser test of the same session may have left a loop running. Nothing
    # here waits, so one step runs it to its end.
    with pytest.raises(StopIteration):
        app(scope, None, send).send(None)
    return got["headers"], got["body"].decode(), asked


def directives(csp: str) -> dict[str, list[str]]:
    return {d.split()[0]: d.split()[1:] for d in csp.split("; ")}


@pytest.mark.parametrize(
    "path", ["/overview", "/public", "/static/js/a.js", "/layers/sites.geojson", "/x.png"]
)
def test_every_answer_has_its_headers(path):
    headers, _, _ = answer(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "geolocation=(self)" in headers["permissions-policy"]
    csp = directives(headers["content-security-policy"])
    assert csp["default-src"] == ["'self'"]
    assert csp["frame-ancestors"] == ["'self'"]
    assert csp["object-src"] == ["'none'"]
    assert csp["img-src"] == ["'self'", "data:", "blob:"]
    assert csp["connect-src"] == ["'self'", "ws://127.0.0.1:8501", "wss://127.0.0.1:8501"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(csp["script-src"])


def test_only_the_scripts_of_the_page_itself_run_inline():
    headers, body, _ = answer("/map")
    allowed = directives(headers["content-security-policy"])["script-src"]
    assert allowed == ["'self'", "blob:", script_hash("window.a = 1")]
    assert len(re.findall(r"<script>", body)) == 1


def test_the_frame_of_the_map_runs_one_script_by_its_hash():
    headers, body, _ = answer(f"{COMPONENT_PATH}index.html")
    allowed = directives(headers["content-security-policy"])["script-src"]
    assert allowed == ["'self'", "blob:", script_hash(inline_script())]
    assert body == INDEX
    other, _, _ = answer("/component/other.thing/index.html")
    assert directives(other["content-security-policy"])["script-src"] == ["'self'", "blob:"]


def test_tiles_are_allowed_only_when_they_are_configured(monkeypatch):
    key = "0123456789abcdef0123456789abcdef"
    monkeypatch.setenv("SPACES_TIANDITU_KEY", key)
    monkeypatch.delenv("SPACES_MAP_APPROVAL", raising=False)
    headers, _, _ = answer(f"{COMPONENT_PATH}index.html")
    assert "tianditu" not in headers["content-security-policy"]
    monkeypatch.setenv("SPACES_MAP_APPROVAL", "GS(2024)0650号")
    headers, _, _ = answer(f"{COMPONENT_PATH}index.html")
    images = directives(headers["content-security-policy"])["img-src"]
    assert "https://t0.tianditu.gov.cn" in images
    page, _, _ = answer("/map")
    assert "tianditu" not in page["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "tag"),
    [("", "zh-CN"), ("lang=en", "en"), ("lang=zh", "zh-CN"), ('lang="><script>', "zh-CN")],
)
def test_the_page_says_its_language_and_name(query, tag):
    _, body, _ = answer("/gaps", query)
    assert f'<html lang="{tag}">' in body
    assert "<title>Streamlit</title>" not in body
    assert "You need JavaScript" not in body
    assert f'<script src="/{asset("ui/assets/page.js")}" defer></script></head>' in body


def test_a_changed_page_is_asked_for_whole_and_measured_anew():
    request = [(b"accept-encoding", b"gzip"), (b"if-none-match", b'"x"'), (b"cookie", b"a=b")]
    headers, body, asked = answer("/map", request=request)
    assert headers["content-length"] == str(len(body.encode()))
    assert not {"etag", "last-modified"} & set(headers)
    assert set(asked) == {b"host", b"cookie"}


def test_what_is_not_a_page_goes_through_unchanged():
    headers, body, asked = answer("/assets/page.js", request=[(b"accept-encoding", b"gzip")])
    assert (body, headers["etag"]) == (INDEX, '"x"')
    assert b"accept-encoding" in asked
    _, body, _ = answer("/anything", kind="application/json")
    assert body == INDEX


def test_a_strange_host_is_not_written_into_the_policy():
    assert "evil" not in policy(host="x; script-src evil")
    assert "ws://[::1]:80" in policy(host="[::1]:80")


def test_streamlit_still_writes_what_we_replace():
    from pathlib import Path

    import streamlit

    index = Path(streamlit.__file__).parent / "static" / "index.html"
    html = rewritten(index.read_text(encoding="utf-8"), "zh", "")
    assert '<html lang="zh-CN">' in html
    assert "<title>Streamlit</title>" not in html
    assert "AI" not in html.split("<noscript>")[1].split("</noscript>")[0]
    assert asset("ui/assets/page.js") in html
