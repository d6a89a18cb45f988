"""``network import`` and ``network check``: whether streets are good enough to measure walks."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.faults import InputRefused, summed
from geo.network.quality import Quality
from geo.network.sources.reading import Options, Read
from spaces.cli import lookups as look
from spaces.cli.options import LAYER, Option, SaysNo, WrongUse, file, layer
from spaces.cli.output import Report, Table
from spaces.cli.own_files import READING, reading
from spaces.content import Content
from spaces.places import Place, load_places
from spaces.services import PlaceInputs, load_inputs
from spaces.text import Text, sentence
from spaces.text.numbers import NONE, share_text
from spaces.walking.network_files import judge, keep_network, open_network

OPTIONS = (
    Option("--place"),
    Option("--datum"),
    Option("--crs"),
    LAYER,
    Option("--notice"),
    *READING,
)
IMPORT_OPTIONS = (*OPTIONS, Option("--force", bare=True))
COLUMNS = ("file", "figure", "value")
_LONGEST = 200


def keep(asked: Namespace, content: Content, t: Text) -> Report:
    """Import a network into the data folder; nothing is written if it cannot be used.

    Nor is it if its coordinates seem shifted and ``--datum`` does not say what they are, or if it
    is too thin to measure on, unless ``--force`` says to keep it all the same; not even then if it
    would take the place of one that is not.
    """
    inputs = load_inputs(content, _place(asked, content).code)
    read, found = _read(asked, inputs)
    shifted = [fault for fault in read.faults if fault.code == "network.shifted"]
    if shifted and asked.datum is None:
        raise InputRefused(shifted)
    if found.verdict == "too_thin" and _better_kept(inputs):
        raise SaysNo("network_worse", file=file(asked.files[0]).name)
    if found.verdict == "too_thin" and not asked.force:
        why = [t(f"network.reason.{code}") for code in found.reasons]
        why += [sentence(fault, t) for fault in read.faults]
        raise SaysNo("network_thin", file=file(asked.files[0]).name, why=" ".join(why))
    path = keep_network(read, content, inputs.code)
    shown = path.relative_to(content.root).as_posix()
    said = [*_asked_for(read, t), t("network.kept", file=shown)]
    return _report(asked, read, found, t, said, shown)


def _place(asked: Namespace, content: Content) -> Place:
    return look.place(asked, load_places(content))


def _better_kept(inputs: PlaceInputs) -> bool:
    """Whether the data folder holds a network that walks can be measured on.

    Anything is better than one that cannot be read.
    """
    kept = inputs.quality
    return kept is not None and kept.verdict != "too_thin"


def check(asked: Namespace, content: Content, t: Text) -> Report:
    """Judge a network; exit status 1 if it is too thin."""
    inputs = None
    if asked.place is not None:
        inputs = load_inputs(content, _place(asked, content).code)
    read, found = _read(asked, inputs)
    report = _report(asked, read, found, t, _asked_for(read, t), None)
    return report if found.verdict != "too_thin" else _failed(report)


def _asked_for(read: Read, t: Text) -> list[str]:
    """Ask whose data these are, and name what they lack."""
    said = [] if read.network.notice else [t("network.notice_ask")]
    return said + ([] if len(read.network.barriers) else [t("network.no_barriers")])


def _failed(report: Report) -> Report:
    facts = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    return Report(**(facts | {"status": 1}))


def _read(asked: Namespace, inputs: PlaceInputs | None) -> tuple[Read, Quality]:
    path, datum = file(asked.files[0]), look.datum(asked)
    boundary = None if inputs is None else inputs.outline
    population = None if inputs is None else inputs.population
    options = Options(
        datum=datum,
        crs=_crs(asked),
        layer=layer(asked, asked.files[0]),
        notice=_notice(asked),
        **reading(asked),
    )
    read = open_network(path, boundary, options)
    return read, judge(read.network, population, boundary)


def _notice(asked: Namespace) -> str:
    """Return what ``--notice`` says of the owner: one line, as it stands on each picture."""
    given: str = asked.notice or ""
    text = " ".join(given.split())
    if len(text) > _LONGEST or not text.isprintable():
        raise WrongUse("not_a_choice", option="--notice", got=text[:40], known=f"1–{_LONGEST}")
    return text


def _crs(asked: Namespace) -> str | None:
    """Return the CRS that ``--crs`` names, if it is one."""
    given: str | None = asked.crs
    try:
        return given if given is None or CRS.from_user_input(given) else None
    except CRSError:
        raise WrongUse("not_a_choice", option="--crs", got=given, known="EPSG:4326 …") from None


def _report(
    asked: Namespace, read: Read, found: Quality, t: Text, said: list[str], kept: str | None
) -> Report:
    network = read.network
    name = file(asked.files[0]).name
    figures = {k: v for k, v in asdict(found).items() if k not in ("verdict", "reasons")}
    lines = [t(f"network.verdict_{found.verdict}", file=name)]
    lines += [t(f"network.reason.{code}") for code in found.reasons]
    lines += [t("network.notice", notice=network.notice)] if network.notice else []
    lines += [t("network.no_notice")] if not network.notice else []
    lines += [t("network.demo")] if network.demo else []
    rows = [{"file": name, "figure": key, "value": value} for key, value in figures.items()]
    rows += [
        {"file": name, "figure": "verdict", "value": found.verdict},
        {"file": name, "figure": "reasons", "value": list(found.reasons)},
        {"file": name, "figure": "notice", "value": network.notice},
    ]
    worded = [
        {"figure": t(f"network.figure.{key}"), "value": _shown(key, value)}
        for key, value in figures.items()
    ]
    facts = {"file": name, "place": asked.place, "kept": kept, "demo": network.demo}
    facts |= {"notice": network.notice, "key": network.key} | figures
    facts |= {"verdict": found.verdict, "reasons": list(found.reasons)}
    return Report(
        facts=facts,
        columns=COLUMNS,
        rows=rows,
        lines=[*lines, *said],
        tables=[Table("", {k: t(f"cli.head.{k}") for k in ("figure", "value")}, worded)],
        messages=[sentence(fault, t) for fault in summed(read.faults)],
    )


def _shown(key: str, value: float | None) -> str:
    if value is None:
        return NONE
    if "share" in key:
        return share_text(value)
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
