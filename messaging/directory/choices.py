"""Whether the company directory is asked, and at which address: kept with the pharmacy's settings."""

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from messaging.calls import Place
from models.pharmacy import choices
from models.refusals import Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.text import check_text

VERB = "directory.choose"
FRENCH = "https://recherche-entreprises.api.gouv.fr/search"
"""The directory of the French administration: free, without a key, at most seven requests a second."""
_ASKED, _URL = "directory.asked", "directory.url"
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


@dataclass
class NotPrivate(Refused):
    """Anybody on the way could read who is looked up, and answer in the place of the directory."""

    field: ClassVar[str] = "url"
    sentence: ClassVar[str] = N_("Only https:// is asked, but for a program on this machine.")


@dataclass
class NotADirectoryUrl(Refused):
    """The text is no address of the web."""

    text: str
    field: ClassVar[str] = "url"
    sentence: ClassVar[str] = N_("“{text}” is not an address that begins with https://.")


@dataclass(frozen=True, slots=True)
class DirectoryChoice:
    """`asked` is whether the program asks it at all."""

    asked: bool = False
    url: str = FRENCH


def choice() -> DirectoryChoice:
    """The present settings."""
    return DirectoryChoice(settings.get(_ASKED) != "", settings.get(_URL) or FRENCH)


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: DirectoryChoice, *, seen: DirectoryChoice, by: By) -> None:
    """Saves what differs from `seen` (optimistic locking). An empty address is the French directory's.

    Raises `NotADirectoryUrl`, `NotPrivate`, `ChangedMeanwhile`, or what `check_text` raises.
    """
    url = check_text("url", new.url) or FRENCH
    place_of(url)
    choices.change(_as_settings(new.asked, url), _as_settings(seen.asked, seen.url), by=by)


def place_of(url: str) -> Place:
    """The host to ask. Raises `NotADirectoryUrl` or `NotPrivate`."""
    try:
        place = Place.of(url)
    except Refused:
        raise NotADirectoryUrl(url) from None
    if not place.secure and place.host not in _THIS_MACHINE:
        raise NotPrivate
    return place


def _as_settings(asked: bool, url: str) -> dict[str, str]:
    """The first choice is stored as nothing, as if nobody had ever chosen."""
    return {_ASKED: "1" if asked else "", _URL: "" if url == FRENCH else url}
