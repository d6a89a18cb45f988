"""The settings looked at when the server starts: what is wrong is said before anybody comes."""

from __future__ import annotations

import sys

from spaces.content import settings
from spaces.text import languages, sentence, text


def check_settings() -> None:
    """Say on the console, in each language, what is wrong with the settings.

    Raises
    ------
    SystemExit
        With status 2 if a value cannot be understood; a name that is not known only warns.
    """
    faults = settings.faults()
    for lang in languages() if faults else ():
        for fault in faults:
            print(sentence(fault, text(lang)), file=sys.stderr, flush=True)  # noqa: T201
    if any(fault.severity == "error" for fault in faults):
        raise SystemExit(2)
