"""The command line: which command, in which language and form, and with which exit status."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

from geo.faults import InputRefused
from spaces.cli import (
    gaps,
    network,
    places,
    plan_check,
    progress,
    publish,
    reach,
    routes,
    sheet,
    targets,
)
from spaces.cli import sites_check as check
from spaces.cli.options import FORMATS, Option, SaysNo, WrongUse, one_of, parse
from spaces.cli.output import Report, clean, render
from spaces.content.folder import Content, default_content
from spaces.text import Text, languages, text
from spaces.text.faults import sentence

Command = Callable[..., Report]
COMMANDS: dict[str, tuple[Command, tuple[Option, ...], int]] = {
    "places": (places.run, places.OPTIONS, 0),
    "targets": (targets.run, targets.OPTIONS, 0),
    "progress": (progress.run, progress.OPTIONS, 0),
    "gaps": (gaps.run, gaps.OPTIONS, 0),
    "reach": (reach.run, reach.OPTIONS, 0),
    "routes sheet": (routes.sheet, routes.SHEET_OPTIONS, 0),
    "routes": (routes.run, routes.OPTIONS, 0),
    "sheet": (sheet.run, sheet.OPTIONS, 0),
    "plan check": (plan_check.run, plan_check.OPTIONS, 1),
    "sites check": (check.run, check.OPTIONS, 1),
    "network import": (network.keep, network.OPTIONS, 1),
    "network check": (network.check, network.OPTIONS, 1),
    "publish": (publish.run, publish.OPTIONS, 1),
}
"""Command to its function, options and number of files; the longer of two like names first."""
_DRAWN = ("routes",)
"""Commands whose answer is also a map."""


def main(argv: Sequence[str], content: Content | None = None) -> int:
    """Run one command; results go to stdout, messages to stderr.

    Parameters
    ----------
    argv : sequence of str
        Words after ``python -m spaces``.
    content : Content, optional
        The data folder; default is the one the environment names.

    Returns
    -------
    int
        0 all is well, 1 the data say no, 2 wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    t = text(_language(argv))
    try:
        return _run(list(argv), content or default_content(), t)
    except WrongUse as wrong:
        values = {key: clean(str(value)) for key, value in wrong.values.items()}
        _say(t(f"cli.wrong.{wrong.key}", **values))
        _say(t("cli.see_help"))
        return 2
    except SaysNo as no:
        values = {key: clean(str(value)) for key, value in no.values.items()}
        _say(t(f"cli.no.{no.key}", **values))
        return 1
    except InputRefused as refused:
        for fault in refused.faults:
            _say(clean(sentence(fault, t)))
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stdout = None
        return 0


def _run(argv: list[str], content: Content, t: Text) -> int:
    name, words = _command(argv)
    if not name:
        print(t("cli.help.main", commands="\n".join(_summary(t))).strip())
        return 0
    command, options, files = COMMANDS[name]
    asked = parse(words, options, files)
    if asked.lang is not None:
        one_of("--lang", asked.lang, languages())
    forms = (*FORMATS, "geojson") if name in _DRAWN else FORMATS
    form = one_of("--format", asked.format or "text", forms)
    if asked.help:
        print(t(_key("help", name)).strip())
        return 0
    if not content.root.is_dir():
        raise WrongUse("no_data_folder", got=content.root)
    report = command(asked, content, t)
    for message in report.messages:
        _say(clean(message))
    print(render(report, form), end="", flush=True)
    return report.status


def _command(argv: list[str]) -> tuple[str, list[str]]:
    """Split off the command, which may follow ``--lang``; no command means help."""
    lead: list[str] = []
    while argv and argv[0] == "--lang":
        if len(argv) == 1:
            raise WrongUse("needs_value", option="--lang")
        one_of("--lang", argv[1], languages())
        lead, argv = [*lead, *argv[:2]], argv[2:]
    if not argv or argv[0] in ("-h", "--help", "help"):
        return "", []
    for name in COMMANDS:
        parts = name.split()
        if argv[: len(parts)] == parts:
            return name, [*lead, *argv[len(parts) :]]
    raise WrongUse("unknown_command", got=" ".join(argv[:2]), known=", ".join(COMMANDS))


def _summary(t: Text) -> list[str]:
    return [f"  {name:<12} {t(_key('summary', name))}" for name in COMMANDS]


def _key(table: str, command: str) -> str:
    return f"cli.{table}.{command.replace(' ', '_')}"


def _language(argv: Sequence[str]) -> str:
    """Language of the messages, known before anything else is."""
    asked = ""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked if asked in languages() else languages()[0]


def _say(message: str) -> None:
    print(message, file=sys.stderr)
