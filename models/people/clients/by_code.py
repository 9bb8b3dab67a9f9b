"""Finds a client by what a badge scanner types: their code, or their number."""

from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.store.search import scanned
from models.store.search.wanted import as_number

_OF_A_BADGE = 10
"""The digits of a number on a badge."""


def find_by_code(text: str) -> int | None:
    """The client whose code or number is exactly this: a badge scanner types it before Enter. The code and
    the number of a merged fiche are those of its survivor for ever (INV-45).
    """
    return _survivor(find_fiche(text))


def find_fiche(text: str) -> int | None:
    """The same, but of a merged fiche itself: who opens it is told so."""
    word = scanned.as_scanned(text).lstrip("#")
    bears, number = fiche_of_badge(word if word.isdigit() else text.strip().lstrip("#")), as_number(word)
    if bears is not None or number is None:
        return bears
    row = Client.get_or_none(Client.id == number)
    return row.id if row else None


def bearer(text: str) -> int | None:
    """The client with this code, never with this number: digits may be those of a product."""
    return _survivor(fiche_of_badge(text))


def fiche_of_badge(text: str) -> int | None:
    """The same, but a merged fiche itself."""
    codes = [each for each in (scanned.as_scanned(text), scanned.perhaps_meant(text)) if each]
    row = Client.get_or_none(Client.code.in_(codes)) if codes else None
    return row.id if row else None


def _survivor(fiche: int | None) -> int | None:
    return survivor_of(fiche) if fiche is not None else None


def as_badge(client: int) -> str:
    """The number of a client as a badge says it: with so many zeros in front that it is no phone."""
    return f"{client:0{_OF_A_BADGE}}"


def fiche_of_number(text: str) -> int | None:
    """The client whose number this badge says; of digits that may be those of something else, none."""
    word = scanned.as_scanned(text)
    if len(word) != _OF_A_BADGE or not word.startswith("000"):
        return None
    number = as_number(word)
    row = None if number is None else Client.get_or_none(Client.id == number)
    return row.id if row else None
