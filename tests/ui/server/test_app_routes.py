"""Our own files: under their version and for a year, and nothing else of the package."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from posixpath import dirname, join, normpath

import pytest
from starlette.applications import Starlette

from spaces.ui.server.app_routes import routes
from spaces.ui.shell.addresses import PACKAGE, SERVED, asset, assets_version

IMPORT = re.compile(r'^import .* from "([^"]+)";$', re.MULTILINE)


def get(path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what we serve at an address."""
    app, sent = Starlette(routes=routes()), []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    scope |= {"root_path": "", "server": ("127.0.0.1", 80), "scheme": "http"}

    async def receive():
        await asyncio.Event().wait()  # nothing more comes, and the browser stays

    async def send(message):
        sent.append(message)

    # In a thread: a browser test of the same session may have left a loop running in this one.
    with ThreadPoolExecutor(1) as one:
        one.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.mark.parametrize("folder", SERVED)
def test_every_file_for_browsers_is_served_and_kept(folder):
    files = [path for path in (PACKAGE / folder).rglob("*") if path.is_file()]
    assert files
    for path in files:
        status, headers, body = get(f"/{asset(path.relative_to(PACKAGE).as_posix())}")
        assert (status, body) == (200, path.read_bytes())
        assert "immutable" in headers["cache-control"]
        if path.suffix == ".js":
            assert headers["content-type"].startswith("text/javascript")


def test_what_a_script_imports_lies_where_it_says():
    todo, seen = [f"/{asset('ui/assets/map/map.js')}"], set()
    while todo:
        address = todo.pop()
        if address not in seen:
            seen.add(address)
            status, _, body = get(address)
            assert status == 200, address
            named = IMPORT.findall(body.decode())
            todo += [normpath(join(dirname(address), name)) for name in named]
    assert any("/graphics/scripts/symbols.js" in address for address in seen)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/ui/assets/page.js",
        "/assets/0123456789/ui/assets/page.js",
        f"/{asset('ui/main.py')}",
        f"/{asset('text/zh.toml')}",
        f"/{asset('ui/assets/../main.py')}",
        f"/{asset('graphics/layers.py')}",
        f"/{asset('ui/assets')}",
        f"/assets/{assets_version()}",
        "/assets/",
    ],
)
def test_nothing_else_of_the_package_is_served(path):
    assert get(path)[0] == 404
