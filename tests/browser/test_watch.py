"""The record notices what it is there to notice: without this, a clean record means nothing."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

PAGE = b"""<!doctype html><title>t</title><script>
console.error('spoken');
fetch('/missing');
fetch('http://outside.invalid/x').catch(() => {});
setTimeout(() => { throw new Error('thrown') });
</script>"""


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.path in ("/", "/favicon.ico", "/clean")
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE if self.path == "/" else b"<!doctype html><title>t</title>")

    def log_message(self, *_: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_each_kind_of_trouble_is_written_down(page, seen, address):
    page.goto(address + "/")
    page.wait_for_timeout(500)
    assert seen.outside == ["http://outside.invalid/x"]
    assert f"404 {address}/missing" in seen.failed
    assert any("spoken" in e for e in seen.errors)
    assert any("thrown" in e for e in seen.errors)
    with pytest.raises(AssertionError):
        seen.assert_clean()


def test_a_quiet_page_is_clean(page, seen, address):
    page.goto(address + "/clean")
    page.wait_for_timeout(200)
    seen.assert_clean()


def test_streamlits_own_probe_is_not_an_error(page, seen, address):
    page.goto(address + "/clean")
    page.evaluate("fetch('/gaps/_stcore/health')")
    page.evaluate("fetch('/gaps/_stcore/host-config')")
    page.wait_for_timeout(200)
    seen.assert_clean()
