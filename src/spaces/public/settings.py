"""What a city decides about its public map: ``public.toml`` of the data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from geo.faults import Fault
from spaces.content import Content, Entry, read_toml, refuse_if_faulty, unique

_MAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}")


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who answers for the sites of one place.

    Parameters
    ----------
    code : str
        Division code of the place.
    report_url, report_mail : str
        Where a reader tells of a mistake; empty for nowhere yet.
    zh, en : str
        Who checks the sites on the spot; empty if that is not said.
    """

    code: str
    report_url: str = ""
    report_mail: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``public.toml``.

    Parameters
    ----------
    default_place : str
        Code of the place whose map opens first; empty for the first one.
    address : str
        Where the map stands on the web, ending in "/"; empty if nobody said.
    keepers : dict of str to Keeper
        By code of the place.
    holidays, workdays : tuple of str
        Public holidays and worked weekends of the city's own list, such as ``2027-01-01``; see
        :func:`spaces.public.holidays.calendar`.
    """

    default_place: str = ""
    address: str = ""
    keepers: dict[str, Keeper] = field(default_factory=dict)
    holidays: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()

    def keeper(self, place: str) -> Keeper:
        """Return who answers for a place; without names if nobody is named."""
        return self.keepers.get(place, Keeper(place))


def load_settings(content: Content) -> Settings:
    """Read ``public.toml``; a folder without it has nothing set.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    path = content.path("public.toml")
    if not path.is_file():
        return Settings()
    faults: list[Fault] = []
    top = read_toml(path, faults)
    read = [(entry, _keeper(entry)) for entry in top.tables("place", key="code")]
    unique([(entry, keeper.code) for entry, keeper in read], "code")
    default, address = top.text("default_place", ""), _web(top, "address")
    holidays, workdays = _days(top, "holidays"), _days(top, "workdays")
    for day in sorted(set(holidays) & set(workdays)):
        top.fault("toml.not_allowed", "workdays", got=day, allowed="holidays / workdays")
    top.done()
    refuse_if_faulty(faults)
    whole = f"{address.rstrip('/')}/" if address else ""
    return Settings(default, whole, {keeper.code: keeper for _, keeper in read}, holidays, workdays)


def _days(entry: Entry, field: str) -> tuple[str, ...]:
    """Take days; one that no calendar has is refused."""
    said = entry.texts(field, ())
    for day in said:
        try:
            sound = date.fromisoformat(day).isoformat() == day
        except ValueError:
            sound = False
        if not sound:
            entry.fault("toml.not_allowed", field, got=day, allowed="2027-01-01")
    return tuple(sorted(set(said)))


def _keeper(entry: Entry) -> Keeper:
    keeper = Keeper(
        code=entry.text("code"),
        report_url=_web(entry, "report_url"),
        report_mail=entry.text("report_mail", ""),
        zh=entry.text("keeper_zh", ""),
        en=entry.text("keeper_en", ""),
    )
    if keeper.report_mail and not _MAIL.fullmatch(keeper.report_mail):
        entry.fault("toml.not_allowed", "report_mail", got=keeper.report_mail, allowed="a@b.cn")
    entry.done()
    return keeper


def _web(entry: Entry, field: str) -> str:
    """Take an address of a web page: anything else, such as ``javascript:``, is refused."""
    value = entry.text(field, "").strip()
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if value and not sound:
        entry.fault("toml.not_allowed", field, got=value, allowed="https: …")
    return value
