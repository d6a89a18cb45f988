"""Fetch the browser libraries that we serve ourselves, from the npm registry, and record them.

Run it only to take a new version: the files are committed, so neither the application nor its
tests need it. It uses ``npm pack``, which checks the registry's own integrity value.

    python scripts/vendor_assets.py            # fetch and write
    python scripts/vendor_assets.py --check    # compare the committed files with the record
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "spaces" / "graphics" / "vendor"
RECORD = VENDOR / "versions.toml"

PACKAGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "leaflet": (
        "1.9.4",
        "BSD-2-Clause",
        {
            "package/dist/leaflet.js": "leaflet.js",
            "package/dist/leaflet.css": "leaflet.css",
            "package/dist/images/layers.png": "images/layers.png",
            "package/dist/images/layers-2x.png": "images/layers-2x.png",
            "package/dist/images/marker-icon.png": "images/marker-icon.png",
            "package/dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
            "package/dist/images/marker-shadow.png": "images/marker-shadow.png",
            "package/LICENSE": "LICENSE",
        },
    ),
    "qrcode-generator": (
        "2.0.4",
        "MIT",
        # Named .js: not every web server knows .mjs, and a browser runs no module of unknown kind.
        {"package/dist/qrcode.mjs": "qrcode.js"},
    ),
}
"""Package to version, licence and the files that we take from its archive."""

OURS = {"qrcode-generator": ("LICENSE", "qrcode.d.ts")}
"""Files beside them that the archive lacks: the licence named in the library's own head, and types
of what we call."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(name: str, version: str, wanted: dict[str, str]) -> None:
    """Pack one package from the registry and take the wanted files out of its archive."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch a new version")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [npm, "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, timeout=120
        )
        archive = next(Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as tar:
            for inside, outside in wanted.items():
                member = tar.extractfile(inside)
                if member is None:
                    raise SystemExit(f"{name} has no {inside}")
                target = VENDOR / name / outside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_without_map(member.read()))


def _without_map(content: bytes) -> bytes:
    """Drop the pointer to a source map that we do not ship: a browser would ask for it."""
    head, mark, _ = content.rpartition(b"//# sourceMappingURL=")
    return head if mark else content


def record() -> str:
    """Write down every file with its package, version, licence and SHA-256, as TOML."""
    lines = ["# Written by scripts/vendor_assets.py: third-party files that we serve ourselves."]
    for name, (version, licence, wanted) in PACKAGES.items():
        lines += ["", "[[package]]", f'name = "{name}"', f'version = "{version}"']
        lines += [f'licence = "{licence}"', f'source = "npm:{name}@{version}"', "[package.sha256]"]
        lines += [
            f'"{file}" = "{sha256(VENDOR / name / file)}"'
            for file in (*wanted.values(), *OURS.get(name, ()))
        ]
    return "\n".join(lines) + "\n"


def differing() -> list[str]:
    """Files that are missing or not what the record says."""
    bad = []
    for package in tomllib.loads(RECORD.read_text(encoding="utf-8"))["package"]:
        for file, expected in package["sha256"].items():
            path = VENDOR / package["name"] / file
            if not path.is_file() or sha256(path) != expected:
                bad.append(f"{package['name']}/{file}")
    return bad


def main() -> int:
    """Fetch, or with ``--check`` only compare; exit status 1 when something differs."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--check", action="store_true")
    if ask.parse_args().check:
        bad = differing()
        print("\n".join(bad) if bad else "vendored files are as recorded")
        return 1 if bad else 0
    for name, (version, _licence, wanted) in PACKAGES.items():
        fetch(name, version, wanted)
    RECORD.write_text(record(), encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
