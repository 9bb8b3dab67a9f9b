"""Notes what has to be known of a client (ts-fill). Nothing is overwritten: a newer entry holds since."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.clients.verbs import lock
from models.people.staff.verbs import member_of
from models.people.technical_sheets.table import SheetEntry, SheetLevel, SheetTerm
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.text import check_text

WRITES = "technical_sheets.write"


@dataclass
class NothingNoted(Refused):
    field: ClassVar[str] = "sheet_value"
    sentence: ClassVar[str] = N_("Choose an answer, or write a value.")


@dataclass
class NotAnAuthor(Refused):
    """Technical sheets are written by active authors (seller-manage)."""

    name: str
    field: ClassVar[str] = "author"
    sentence: ClassVar[str] = N_("{name} is not an author of technical sheets.")


@dataclass
class TermNotOffered(Refused):
    """It was retired or removed, or stands elsewhere. `field` is where it was chosen."""

    field: str
    sentence: ClassVar[str] = N_("This can no longer be chosen. Choose another.")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is noted: the author's number, a criterion, and an answer to it, a value, or both."""

    author: int
    criterion: int
    answer: int | None = None
    sheet_value: str = ""


@verb(WRITES, Right.EDIT_CLIENTS, answers=lambda done: int(SheetEntry.get(SheetEntry.trail == done).id))
def write(client: int, entry: NewEntry, *, by: By) -> int:
    """Notes something of a client; returns the id of the entry.

    Raises `NothingNoted`, `NotAnAuthor`, `NoSuchMember`, `TermNotOffered`, what `clients.lock` raises, or
    what `check_text` raises.
    """
    value = check_text("sheet_value", entry.sheet_value)
    if not value and entry.answer is None:
        raise NothingNoted
    owner = lock(client).id
    author = member_of(entry.author)
    if not (author.active and author.writes_sheets):
        raise NotAnAuthor(author.name)
    engine().serialise("sheet_terms")
    criterion = _offered("criterion", entry.criterion, SheetLevel.CRITERION)
    if not criterion.parent.active:
        raise TermNotOffered("theme")
    if (
        entry.answer is not None
        and _offered("answer", entry.answer, SheetLevel.ANSWER).parent_id != criterion.id
    ):
        raise TermNotOffered("answer")
    row = SheetEntry.create(
        trail=trail.leave(by, client=owner),
        client=owner,
        author=author,
        criterion=criterion,
        answer=entry.answer,
        value=value,
    )
    return int(row.id)


def _offered(field: str, term: int, level: SheetLevel) -> SheetTerm:
    row: SheetTerm | None = SheetTerm.get_or_none(SheetTerm.id == term, SheetTerm.level == level)
    if row is None or not row.active:
        raise TermNotOffered(field)
    return row
