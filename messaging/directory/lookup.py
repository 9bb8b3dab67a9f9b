"""Asks the company directory for one SIREN or SIRET. Whatever goes wrong is said in one sentence."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from locales import N_
from messaging import strangers
from messaging.calls import Answer, KeptConnection, NoAnswer, NotHandedOver, target_of
from messaging.directory import company
from messaging.directory.choices import place_of
from messaging.directory.company import Company
from models.refusals import Refused

PATIENCE = 2.0
"""The most seconds of a look-up, from the name of the host to the last byte."""
_HEADERS = {"Accept": "application/json", "User-Agent": "Officine (client desk of a pharmacy)"}
_ASKED_FOR = {"minimal": "true", "include": "siege,matching_etablissements,tva", "per_page": "1"}
_TOO_MANY = 429


@dataclass
class NotListed(Refused):
    """The directory knows no such company. It may exist: some do not want to be published."""

    number: str
    sentence: ClassVar[str] = N_("The directory lists no {number}: please fill the fiche in yourself.")


@dataclass
class NoAnswerInTime(Refused):
    """The directory is away, or slower than a person waits."""

    sentence: ClassVar[str] = N_("The directory does not answer: please fill the fiche in yourself.")


@dataclass
class AskedTooOften(Refused):
    """The directory takes no more requests from this network for a moment."""

    sentence: ClassVar[str] = N_(
        "The directory is asked too often just now: please fill the fiche in yourself."
    )


@dataclass
class NotUnderstood(Refused):
    """What answered is no directory, or fails."""

    status: int
    sentence: ClassVar[str] = N_(
        "The directory answered nothing usable (HTTP {status}): please fill the fiche in yourself."
    )


def look_up(number: str, url: str) -> Company:
    """The company or site of this SIREN or SIRET.

    Raises `NotListed`, `NoAnswerInTime`, `AskedTooOften`, `NotUnderstood`, or what `place_of` refuses.
    Resolving the name of the host may take longer than `PATIENCE`: whoever asks waits no longer.
    """
    line = KeptConnection(place_of(url), seconds=PATIENCE)
    try:
        answer = line.ask("GET", _target(url, number), headers=_HEADERS)
    except (NotHandedOver, NoAnswer):
        raise NoAnswerInTime from None
    finally:
        line.close()
    return _read(answer, number)


def _target(url: str, number: str) -> str:
    target = target_of(url)
    return f"{target}{'&' if '?' in target else '?'}{urlencode({'q': number, **_ASKED_FOR}, safe=',')}"


def _read(answer: Answer, number: str) -> Company:
    if answer.status == _TOO_MANY:
        raise AskedTooOften
    results = company.companies(strangers.tree(answer.text))
    if answer.status != 200 or results is None:
        raise NotUnderstood(answer.status)
    found = next(filter(None, (company.read(each, number) for each in results)), None)
    if found is None:
        raise NotListed(number)
    return found
