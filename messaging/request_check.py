"""Checks the description of a provider's request before a message is sent with it.

A mistake in it would not stop a campaign: every message would be refused, or sent with the braces in it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models.refusals import Refused

METHODS = ("GET", "POST", "PUT", "PATCH")
_SECRET = "{secret}"
_SHOW_WHO_ONE_IS = {"authorization", "x-api-key", "api-key", "apikey", "x-auth-token"}
"""Headers whose value is a password."""
_MARK = re.compile(r"{[A-Za-z_]\w*}")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header's name (RFC 9110, 5.6.2)."""


@dataclass
class NotAMethod(Refused):
    """No provider uses this HTTP method."""

    text: str
    methods: str = ", ".join(METHODS)
    field: ClassVar[str] = "method"
    sentence: ClassVar[str] = N_("“{text}” is not a method: {methods}.")


@dataclass
class NotAHeader(Refused):
    """Each line must be a header."""

    line: str
    field: ClassVar[str] = "headers"
    sentence: ClassVar[str] = N_("“{line}” is not a header: a name, a colon, a value.")


@dataclass
class PasswordInClear(Refused):
    """Headers are stored in the database, where passwords must not be."""

    name: str
    mark: str = _SECRET
    field: ClassVar[str] = "headers"
    sentence: ClassVar[str] = N_("{name}: write {mark} for the password, which is kept apart.")


@dataclass
class UnknownMark(Refused):
    """The placeholder is unknown, and would be sent as it is."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("{name} is not known here.")


@dataclass
class NotInRequest(Refused):
    """The provider would not get the number, or the text."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("{name} is missing: the message would reach nobody.")


def check(values: Mapping[str, str], known: Sequence[str]) -> None:
    """`values` of the fields `url`, `method`, `headers` and `body`; `known` are the names between braces.

    Raises one of the refusals above.
    """
    if values["method"].upper() not in METHODS:
        raise NotAMethod(values["method"])
    for line in filter(str.strip, values["headers"].splitlines()):
        _check_header(line)
    # A body is kept when the method is changed to GET, which has none; a body that is not sent cannot hold
    # the number.
    sent = {"url": values["url"], "headers": values["headers"]}
    if values["method"].upper() != "GET":
        sent["body"] = values["body"]
    for field, text in sent.items():
        for mark in _MARK.findall(text):
            if mark[1:-1] not in known:
                raise UnknownMark(field, mark)
    where, whole = "body" if "body" in sent else "url", "\n".join(sent.values())
    if "{to}" not in whole and "{to_digits}" not in whole:
        raise NotInRequest(where, "{to}")
    if "{text}" not in whole:
        raise NotInRequest(where, "{text}")


def _check_header(line: str) -> None:
    name, colon, value = line.partition(":")
    if not colon or not _NAME.fullmatch(name.strip()):
        raise NotAHeader(line.strip())
    if name.strip().lower() in _SHOW_WHO_ONE_IS and _SECRET not in value:
        raise PasswordInClear(name.strip())
