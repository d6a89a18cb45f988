"""Under which names this server may be asked: its machine's own, and those configured.

A page on the internet can give its own name the address of this machine (DNS rebinding) and then
read what an intranet server answers. Its requests carry the foreign name in their ``Host`` header,
so a server that answers to its own names only cannot be read that way.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from streamlit import config

from geo.faults import InputRefused
from spaces.content.settings import HOSTS
from spaces.ui.shell import cache as cached

_NAME: Final = re.compile(r"[a-z0-9_\-]+(\.[a-z0-9_\-]+)*")
_PORT: Final = re.compile(r":[0-9]{1,5}")
_EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104  compared with, not bound to


def host_name(header: str) -> str:
    """Return the name in a ``Host`` header without its port, lower case; empty if it is none.

    Parameters
    ----------
    header : str
        Such as ``example.cn``, ``10.0.0.5:8501`` or ``[::1]:8501``.
    """
    text = header.strip().lower()
    if text.startswith("["):
        inside, closed, after = text[1:].partition("]")
        proper = closed and (not after or _PORT.fullmatch(after))
        return inside if proper and _is_address(inside) else ""
    name, colon, port = text.partition(":")
    if colon and not _PORT.fullmatch(f":{port}"):
        return ""
    name = name.removesuffix(".")
    return name if _NAME.fullmatch(name) else ""


def is_own(name: str, local_address: str) -> bool:
    """Whether this server answers to a name.

    Parameters
    ----------
    name : str
        What :func:`host_name` returned.
    local_address : str
        Address of this machine that the request came in at; empty if that is unknown.
    """
    if not name:
        return False
    if _is_loopback(name) or name == local_address or name in _MACHINE:
        return True
    return any(_fits(name, known) for known in _configured())


def _fits(name: str, known: str) -> bool:
    return name.endswith(known[1:]) if known.startswith("*.") else name == known


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    if _is_address(name):
        return ip_address(name).is_loopback
    return name == "localhost" or name.endswith(".localhost")


_MACHINE: Final = {socket.gethostname().lower()}


def learn_machine() -> None:
    """Ask for this machine's other names in the background: a resolver may take its time."""
    threading.Thread(target=_learn, daemon=True, name="names of this machine").start()


def _learn() -> None:
    own = socket.gethostname().lower()
    _MACHINE.update({own, f"{own}.local", socket.getfqdn().lower()} - {""})
    with suppress(OSError):  # a machine that cannot find itself is still asked by its address
        _MACHINE.update(str(found[4][0]).lower() for found in socket.getaddrinfo(own, None))


def _configured() -> Iterable[str]:
    """Names that somebody wrote down for this server."""
    named = [*HOSTS.text().split(","), *config.get_option("server.allowedHosts")]
    named += [str(config.get_option(key) or "") for key in ("server.address",)]
    if config.is_manually_set("browser.serverAddress"):
        named.append(str(config.get_option("browser.serverAddress")))
    named.append(_public_name())
    known = (name.strip().lower().removesuffix(".") for name in named)
    return [name for name in known if name not in _EVERYWHERE and name != "*"]


def _public_name() -> str:
    """Name in the address of the public map; empty without one, or while it cannot be read."""
    try:
        return urlsplit(cached.public_settings(cached.content_version()).address).hostname or ""
    except (InputRefused, OSError):
        return ""
