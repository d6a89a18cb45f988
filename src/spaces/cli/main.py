"""The command line: which command, in which language and form, and with which exit status."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from geo.faults import InputRefused
from spaces import __version__
from spaces.cli.commands import COMMANDS, members
from spaces.cli.options import FORMATS, HELP, SaysNo, WrongUse, one_of, parse
from spaces.cli.output import clean, render
from spaces.content import Content, default_content, settings
from spaces.reach.rulers import KINDS
from spaces.text import Text, languages, sentence, text

_VERSION = "--version"
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
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    t = text(_language(argv))
    faults = settings.faults()
    for fault in faults:
        _say(clean(sentence(fault, t)))
    if any(fault.severity == "error" for fault in faults):
        return 2
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
    if _VERSION in argv:
        print(t("page.product", name=t("app.name"), version=__version__))
        return 0
    name, words = _command(argv)
    if name not in COMMANDS or any(word in HELP for word in words):
        print(_help(name, t).strip())
        return 0
    command = COMMANDS[name]
    run, options = command.load()
    asked = parse(words, options, command.files)
    forms = (*FORMATS, "geojson") if name in _DRAWN else FORMATS
    form = one_of("--format", asked.format or "text", forms)
    if not content.root.is_dir():
        raise WrongUse("no_data_folder", got=content.root)
    report = run(asked, content, t)
    for message in report.messages:
        _say(clean(message))
    print(render(report, form), end="", flush=True)
    return report.status


def _command(argv: list[str]) -> tuple[str, list[str]]:
    """Split off the command, which may follow ``--lang``; no command means help.

    The first word of several commands is taken as one where help is asked for.
    """
    lead: list[str] = []
    while argv and argv[0] == "--lang":
        if len(argv) == 1:
            raise WrongUse("needs_value", option="--lang")
        lead, argv = [*lead, *argv[:2]], argv[2:]
    wanted = _language_word([*lead, *argv])
    if wanted:
        one_of("--lang", wanted, languages())
    if not argv or argv[0] in (*HELP, "help"):
        return "", []
    for name in COMMANDS:
        parts = name.split()
        if argv[: len(parts)] == parts:
            return name, [*lead, *argv[len(parts) :]]
    if members(argv[0]) and any(word in HELP for word in argv):
        return argv[0], argv[1:]
    raise WrongUse("unknown_command", got=" ".join(argv[:2]), known=", ".join(COMMANDS))


def _help(name: str, t: Text) -> str:
    """Return what there is to say of a command, of several with one first word, or of all."""
    if not name:
        return t("cli.help.main", commands=_summaries(tuple(COMMANDS), t))
    if name not in COMMANDS:
        return t("cli.help.group", group=name, commands=_summaries(members(name), t))
    return t(_key("help", name), **_rulers(t))


def _rulers(t: Text) -> dict[str, str]:
    """Name the rulers there are, for the help of commands that measure."""
    words = {kind.name: f"{kind.name} = {t(f'walk.ruler_{kind.name}')}" for kind in KINDS}
    alone = [kind.name for kind in KINDS if not kind.beside_line]
    return {
        "rulers": "|".join(words),
        "rulers_alone": "|".join(alone),
        "ruler_words": t("definition.and").join(words.values()),
        "ruler_words_alone": t("definition.and").join(words[name] for name in alone),
    }


def _summaries(names: Sequence[str], t: Text) -> str:
    return "\n".join(f"  {name:<14} {t(_key('summary', name))}" for name in names)


def _key(table: str, command: str) -> str:
    return f"cli.{table}.{command.replace(' ', '_')}"


def _language_word(argv: Sequence[str]) -> str:
    """Return what ``--lang`` names, the last if it is there twice; "" without it."""
    asked = ""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked


def _language(argv: Sequence[str]) -> str:
    """Language of the messages, known before anything else is."""
    asked = _language_word(argv)
    return asked if asked in languages() else languages()[0]


def _say(message: str) -> None:
    print(message, file=sys.stderr)
