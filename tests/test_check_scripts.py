"""The check of the maps' scripts: it finds faults, and without node it says so."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import check_scripts
import pytest

from tests.conftest import ROOT, left_out


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_without_node_it_is_left_out_with_a_word_and_fails_in_ci(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    status: int,
):
    asked = []
    monkeypatch.setattr(check_scripts, "install_debian", lambda *names: asked.append(names))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", ci)
    assert check_scripts.main() == status
    assert asked == [("nodejs", "npm")]
    assert "not checked: there is no node" in capsys.readouterr().err


def test_the_tools_are_pinned_and_no_registry_is_named():
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert wanted["type"] == "module"
    assert all(version[0].isdigit() for version in wanted["devDependencies"].values())
    assert "dependencies" not in wanted
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 20
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    licences = {one.get("license", "") for one in packages.values()}
    assert not any("GPL" in said or not said for said in licences), licences


def test_a_fault_in_a_script_is_found():
    """Both tools, each on a text that the other passes; where they are installed."""
    if not (check_scripts.MODULES / ".installed").is_file():
        left_out("the tools for scripts are not installed: python3 scripts/check.py scripts")
    rules = ["eslint/bin/eslint.js", "--stdin", "--stdin-filename"]
    own = "src/spaces/public/assets/x.js"
    for fault, rule in [
        ("export const x = undeclared;", "no-undef"),
        ("const x = 1;", "no-unused-vars"),
        ("export const x = (a) => a == 1;", "eqeqeq"),
        ("var x = 1; export default x;", "no-var"),
        ("let x = 1; export default x;", "prefer-const"),
        ("document.body.innerHTML = location.hash;", "no-restricted-properties"),
        ('export { read } from "../../ui/assets/map/frame.js";', "no-restricted-imports"),
        ("const x = 1;\nexport default x;\n" + "\n" * 250, "max-lines"),
    ]:
        command = ["node", str(check_scripts.MODULES / rules[0]), *rules[1:], own]
        done = subprocess.run(command, input=fault, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 1, (rule, done.stdout)
        assert rule in done.stdout


def test_a_wrong_type_is_found(tmp_path: Path):
    if not (check_scripts.MODULES / ".installed").is_file():
        left_out("the tools for scripts are not installed: python3 scripts/check.py scripts")
    (tmp_path / "x.js").write_text("/** @param {number} n */\nexport const f = (n) => n.trim();\n")
    config = {"extends": str(ROOT / "tsconfig.json"), "include": ["x.js"]}
    config["compilerOptions"] = {"types": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config))
    tsc = str(check_scripts.MODULES / "typescript/bin/tsc")
    done = subprocess.run(["node", tsc, "-p", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode != 0
    assert "trim" in done.stdout
