"""Badges of clients: what their bar code says, how it is drawn, whether a photo is on them (badge-print).

What is printed is what the client list understands where it is scanned: a code, or the number of a client
with zeros in front. Only what every scanner types on every keyboard is printed: the signs of ASCII.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.people.clients.by_code import as_badge, find_fiche
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings

VERB = "cards.choose"
SAYS, SYMBOL, PHOTO = "card.says", "card.symbol", "card.photo"
_ON = "on"


class Says(StrEnum):
    """What the bar code of a badge says."""

    CODE = "code"
    NUMBER = "number"


class Symbol(StrEnum):
    """How it is drawn."""

    CODE_128 = "code_128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class CardChoice:
    """What the pharmacy chose. `photo`: whether that of the fiche is on the badge, where there is one."""

    says: Says = Says.CODE
    symbol: Symbol = Symbol.CODE_128
    photo: bool = False


@dataclass
class NotOnACard(Refused):
    """There is no such bar code."""

    text: str
    sentence: ClassVar[str] = N_("A badge cannot say “{text}”.")


@dataclass
class NoCodeToPrint(Refused):
    """The code of this client has letters that no scanner types, and their number is the code of another."""

    name: str
    sentence: ClassVar[str] = N_("{name} has no code that can be printed: change it in the fiche.")


def choice() -> CardChoice:
    """What the pharmacy chose."""
    kept = _kept()
    return CardChoice(
        Says(kept.get(SAYS) or Says.CODE),
        Symbol(kept.get(SYMBOL) or Symbol.CODE_128),
        kept.get(PHOTO) == _ON,
    )


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: CardChoice, *, seen: CardChoice, by: By) -> None:
    """Saves what differs from `seen` (optimistic locking). Raises `NotOnACard` or `ChangedMeanwhile`."""
    choices.change(_as_settings(new), _as_settings(seen), by=by)


def text_of(row: Client, says: Says) -> str:
    """What the bar code of a client says: what was chosen, or where no scanner could type that or it would
    open another fiche, the other of both.

    Raises `NoCodeToPrint`.
    """
    both = {Says.CODE: row.code, Says.NUMBER: as_badge(row.id)}
    for text in (both.pop(says), *both.values()):
        if _printable(text) and find_fiche(text) == row.id:
            return text
    raise NoCodeToPrint(full_name(row))


def _printable(code: str) -> bool:
    return code.isascii() and code.isprintable() and bool(code) and " " not in code


_kept = settings.several([SAYS, SYMBOL, PHOTO])


def _as_settings(new: CardChoice) -> dict[str, str]:
    for text, known in ((new.says, Says), (new.symbol, Symbol)):
        if text not in [*known]:
            raise NotOnACard(str(text))
    return {
        SAYS: "" if new.says == Says.CODE else str(new.says),
        SYMBOL: "" if new.symbol == Symbol.CODE_128 else str(new.symbol),
        PHOTO: _ON if new.photo else "",
    }
