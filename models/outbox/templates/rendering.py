"""Fills a template in for one client.

Values are written as their recipients read them, whatever the language of the screen: amounts as 1250,00 DH
(in France 1250,00 EUR), days as 12/11/2026, phones as 0537701234; all in letters that do not make a message
cost more.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import ClassVar

from models.outbox.channels.channel import Channel
from models.outbox.channels.protocol import Measure
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.messages.campaign import Goal
from models.people.clients.table import Client
from models.pharmacy.currency import Currency, currency_in
from models.refusals import N_, ControlCharacters, Missing, Refused, TooLong
from models.store import clock, settings
from models.store.text import is_control, limit_of
from models.values import ZERO, Centimes

LONGEST_TEMPLATE = limit_of("body")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Placeholder(StrEnum):
    """The placeholders of templates, as typed between braces."""

    CLIENT = "client"
    LAST_NAME = "nom"
    FIRST_NAME = "prenom"
    BALANCE = "solde"
    PHARMACY = "pharmacie"
    PHONE = "telephone"
    DATE = "date"
    """Today; of a reminder, the day of the appointment."""
    HOUR = "heure"
    SUBJECT = "motif"


_OF_VISITS = (Placeholder.HOUR, Placeholder.SUBJECT)
"""What only the reminder of an appointment can say."""


def known(goal: Goal) -> tuple[Placeholder, ...]:
    """The placeholders of a template for this goal."""
    if goal is Goal.APPOINTMENT:
        return tuple(each for each in Placeholder if each is not Placeholder.BALANCE)
    return tuple(each for each in Placeholder if each not in _OF_VISITS)


@dataclass
class UnknownPlaceholder(Refused):
    """The text between braces is no known placeholder."""

    name: str
    field: ClassVar[str] = "body"
    sentence: ClassVar[str] = N_("{name} is not known here.")


@dataclass
class LooseBrace(Refused):
    """A brace without its counterpart."""

    field: ClassVar[str] = "body"
    sentence: ClassVar[str] = N_("A brace stands alone: close it, or take it away.")


@dataclass(frozen=True, slots=True)
class Person:
    """What a template can say of a client. `balance` positive: the client owes."""

    last_name: str
    first_name: str
    balance: Centimes


@dataclass(frozen=True, slots=True)
class Visit:
    """What a reminder can say of an appointment: who comes, and when by the clock on the wall."""

    last_name: str
    first_name: str
    day: date
    hour: time
    subject: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text ready to send, and its cost."""

    text: str
    measure: Measure


def checked(body: str, goal: Goal = Goal.CUSTOM) -> str:
    """The text of a template for a goal trimmed, in one Unicode form. Raises `Missing`, `ControlCharacters`,
    `TooLong`, `UnknownPlaceholder` or `LooseBrace`.
    """
    clean = checked_text(body)
    _parts(clean, known(goal))
    return clean


def checked_text(body: str) -> str:
    """A text that is sent as it is, trimmed. Raises `Missing`, `ControlCharacters` or `TooLong`."""
    clean = unicodedata.normalize("NFC", body).replace("\r\n", "\n").strip()
    if not clean:
        raise Missing("body")
    if any(is_control(letter) and letter != "\n" for letter in clean):
        raise ControlCharacters("body")
    if len(clean) > LONGEST_TEMPLATE:
        raise TooLong("body", len(clean), LONGEST_TEMPLATE)
    return clean


def renderer(
    body: str, *, fold: bool = False, channel: Channel = MAIN
) -> Callable[[str, str, Centimes], str]:
    """A function that fills in the template for a last name, a first name and a balance.

    The parts that are the same for everybody are filled in once. With `fold`, letters that make the text cost
    more on its channel are replaced by similar ones, also in names. Raises what `checked` raises.
    """
    return _renderer(body, Goal.CUSTOM, {Placeholder.DATE: day(clock.today())}, fold=fold, channel=channel)


def of_visit(body: str, visit: Visit, *, fold: bool = False, channel: Channel = MAIN) -> str:
    """The text of a reminder for one appointment. Raises what `checked` raises."""
    said = {
        Placeholder.DATE: day(visit.day),
        Placeholder.HOUR: f"{visit.hour:%H:%M}",
        Placeholder.SUBJECT: visit.subject,
    }
    render = _renderer(body, Goal.APPOINTMENT, said, fold=fold, channel=channel)
    return render(visit.last_name, visit.first_name, ZERO).strip()


def _renderer(
    body: str, goal: Goal, said: Mapping[Placeholder, str], *, fold: bool, channel: Channel
) -> Callable[[str, str, Centimes], str]:
    """As `renderer`; `said` is what else is the same for everybody."""
    house, folded = settings.pharmacy(), rules_of(channel).fold
    common = {Placeholder.PHARMACY: house.name, Placeholder.PHONE: phone(house.phone), **said}
    pieces: list[str] = []
    holes: list[Placeholder] = []
    text = ""
    for literal, hole in _parts(checked(body, goal), known(goal)):
        text += literal
        if hole in common:
            text += common[hole]
        elif hole is not None:
            pieces.append(text)
            holes.append(hole)
            text = ""
    fixed = [folded(piece) if fold else piece for piece in (*pieces, text)]
    pattern = "{}".join(piece.replace("{", "{{").replace("}", "}}") for piece in fixed)
    fillers = [_FILLERS[hole] for hole in holes]

    def render(last_name: str, first_name: str, balance: Centimes) -> str:
        values = [filler(last_name, first_name, balance) for filler in fillers]
        if fold:
            values = [folded(value) for value in values]
        return pattern.format(*values)

    return render


def preview(body: str, person: Person, *, fold: bool = False, channel: Channel = MAIN) -> Rendered:
    """The text for one person, with its cost on a channel. Raises what `checked` raises."""
    text = renderer(body, fold=fold, channel=channel)(person.last_name, person.first_name, person.balance)
    return Rendered(text, rules_of(channel).measure(text))


def example(body: str, goal: Goal, person: Person) -> Rendered:
    """A template of a goal as it reads for one person; a reminder is of tomorrow. Raises what `checked`
    raises.
    """
    if goal is not Goal.APPOINTMENT:
        return preview(body, person)
    tomorrow = clock.today() + timedelta(days=1)
    visit = Visit(person.last_name, person.first_name, tomorrow, time(10), "Vaccin")
    text = of_visit(body, visit)
    return Rendered(text, rules_of(MAIN).measure(text))


def person(client: int) -> Person:
    """The present values of this client."""
    row = Client.get_by_id(client)
    return Person(row.last_name, row.first_name, row.balance)


_CURRENCIES = {Currency.DIRHAM: "DH", Currency.EURO: "EUR"}
"""€ would take the room of two letters in a message."""


def amount(balance: Centimes) -> str:
    """`1250,00 DH`; a balance in the client's favour as `avoir 50,00 DH`."""
    units, cents = divmod(abs(int(balance)), 100)
    text = f"{units},{cents:02d} {_CURRENCIES[currency_in()]}"
    return f"avoir {text}" if balance < 0 else text


def day(value: date) -> str:
    """`12/11/2026`"""
    return f"{value:%d/%m/%Y}"


def phone(e164: str) -> str:
    """`0537701234`, as dialled in Morocco: shorter than with spaces, and phones recognize it as a number."""
    national = e164.removeprefix("+212")
    return e164 if national == e164 else f"0{national}"


_FILLERS: dict[Placeholder, Callable[[str, str, Centimes], str]] = {
    Placeholder.CLIENT: lambda last, first, balance: f"{first} {last}".strip(),
    Placeholder.LAST_NAME: lambda last, first, balance: last,
    Placeholder.FIRST_NAME: lambda last, first, balance: first,
    Placeholder.BALANCE: lambda last, first, balance: amount(balance),
}


def _parts(body: str, known: Collection[Placeholder]) -> list[tuple[str, Placeholder | None]]:
    """The texts, each with the known placeholder after it. Raises `UnknownPlaceholder` or `LooseBrace`."""
    parts: list[tuple[str, Placeholder | None]] = []
    end = 0
    for found in _BRACES.finditer(body):
        name = found[1].strip()
        if name not in known:
            raise UnknownPlaceholder(f"{{{name}}}")
        parts.append((_without_braces(body[end : found.start()]), Placeholder(name)))
        end = found.end()
    parts.append((_without_braces(body[end:]), None))
    return parts


def _without_braces(text: str) -> str:
    if "{" in text or "}" in text:
        raise LooseBrace
    return text
