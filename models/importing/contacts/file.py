"""Reads a file of contacts whole: a column of names and perhaps one of relations (import-contacts)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing.clients.accounts import split_name
from models.importing.files import tables, titles
from models.importing.files.faults import NotAName, check_undamaged, quoted
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import Faults, LineFault
from models.people.references import listing as references
from models.people.references.listing import ReferenceRow
from models.people.references.table import ReferenceKind
from models.refusals import N_, Missing, Refused
from models.store.search.folding import fold
from models.store.text import check_text
from models.values import Progress

MOST_CONTACTS = 5_000
"""The most lines of one file: one client has so many people around them at most."""
USUAL = "Autre"
"""The relation of whom a file says none, where the list of relations has this entry and nobody says more."""
NAME, RELATION = 1, 2
"""The columns, counted from 1."""
_NAME_TITLES = frozenset(
    titles.key(title)
    for title in (
        *("nom", "noms", "contact", "contacts", "contact associé", "contacts associés", "name", "names"),
        *("nom et prénom", "nom prénom", "nom complet", "nom du contact", "الاسم", "اسم"),
    )
)
_RELATION_TITLES = frozenset(
    titles.key(title)
    for title in (
        "relation",
        "relations",
        "type de relation",
        "lien",
        "lien de parenté",
        "parenté",
        "القرابة",
    )
)


class NoContactInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no name.")


@dataclass
class SecondColumnNoRelation(FileRefused):
    """The second column holds something else, such as first names or phones."""

    text: str
    offered: str
    sentence: ClassVar[str] = N_(
        "{file} has two columns, and the second, “{text}”, is no relation ({offered}). Give one column of "
        "names; a comma in a name needs quotation marks."
    )


@dataclass
class NotARelation(Refused):
    text: str
    offered: str
    sentence: ClassVar[str] = N_("“{text}” is none of the relations: {offered}.")


@dataclass
class ContactColumns(Refused):
    found: int
    sentence: ClassVar[str] = N_("Columns found: {found}; expected: names, and perhaps relations.")


class ContactInFile(NamedTuple):
    """The contact in a line; `relation` is an entry of the list of relations, None where none is said."""

    line: int
    last_name: str
    first_name: str
    relation: int | None


@dataclass(frozen=True, slots=True)
class ContactFile:
    """The contacts and faults of a file. Nothing can be imported unless there is no fault.

    Attributes:
        name: the name of the file, without its folder.
        digest: SHA-256 of its bytes.
        encoding: the encoding's name, as shown to a person; of a workbook, its kind.
        delimiter: how its columns are separated; empty for a workbook.
        sheet: the sheet of a workbook that has several.
        blank_lines: how many there are.
        lines: the contacts.
        faults: the wrong lines.
        read_as: what a person said of the file.
    """

    name: str
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    blank_lines: int
    lines: Sequence[ContactInFile]
    faults: Sequence[LineFault]
    fault_count: int
    read_as: ReadAs


def read(
    path: Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> ContactFile:
    """Reads the contacts and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of names, `NoSuchEncoding`, or `Stopped`.
    """
    with tables.opened(path, progress, encoding, read_as.sheet, MOST_CONTACTS) as table:
        reading = _Reading(offered())
        reading.begin(table.name, table.head)
        for number, cells in table.rows:
            reading.take(number, cells)
    if not (reading.lines or reading.faults.count):
        raise NoContactInside(table.name)
    return ContactFile(
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        delimiter=table.separated.delimiter if reading.has_relations else "",
        sheet=table.sheet,
        blank_lines=reading.blank_lines,
        lines=reading.lines,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
        read_as=read_as,
    )


def offered() -> list[ReferenceRow]:
    """The relations that can be chosen, in their order."""
    return [row for row in references.references(ReferenceKind.RELATION) if row.active]


class _Reading:
    """The state of the reading so far. `relations` are those that can be chosen."""

    def __init__(self, relations: Sequence[ReferenceRow]) -> None:
        self._offered = ", ".join(row.name for row in relations)
        self._relations: Mapping[str, int] = {fold(row.name): row.id for row in relations}
        self._titled = self._begun = False
        self.has_relations = False
        self.blank_lines = 0
        self.lines: list[ContactInFile] = []
        self.faults = Faults()

    def begin(self, file: str, head: Sequence[Sequence[str]]) -> None:
        """Looks at the first lines: whether the first one names the columns, and what the second holds.

        Raises `SecondColumnNoRelation` where its title says something else, or none of its cells is one.
        """
        first = _filled(head[0]) if head else []
        self._titled = bool(first) and titles.key(first[0]) in _NAME_TITLES
        rest = head[1:] if self._titled else head
        said = [cells[1] for cells in map(_filled, rest) if len(cells) == RELATION]
        self.has_relations = bool(said)
        if self._titled and len(first) == RELATION and titles.key(first[1]) in _RELATION_TITLES:
            return
        if self._titled and len(first) == RELATION:
            raise SecondColumnNoRelation(file, quoted(first[1]), self._offered)
        if said and not any(fold(text) in self._relations for text in said):
            raise SecondColumnNoRelation(file, quoted(said[0]), self._offered)

    def take(self, number: int, cells: Sequence[str] | Refused) -> None:
        """Takes a line: a contact, the titles, a blank line or faults."""
        if isinstance(cells, Refused):
            self.faults.blame(number, NAME, cells)
            return
        if not cells:
            self.blank_lines += 1
            return
        first, self._begun = not self._begun, True
        if first and self._titled:
            return
        filled = _filled(cells)
        if len(filled) > RELATION:
            self.faults.blame(number, NAME, ContactColumns(len(filled)))
            return
        self._judge(number, *[*filled, "", ""][:RELATION])

    def _judge(self, number: int, name: str, relation: str) -> None:
        """Both cells of a line may be wrong."""
        before = self.faults.count
        last_name = first_name = ""
        chosen = None
        try:
            last_name, first_name = split_name(_name(name))
        except Refused as reason:
            self.faults.blame(number, NAME, reason)
        if relation:
            chosen = self._relations.get(fold(relation))
            if chosen is None:
                self.faults.blame(number, RELATION, NotARelation(quoted(relation), self._offered))
        if self.faults.count == before:
            self.lines.append(ContactInFile(number, last_name, first_name, chosen))


def _filled(cells: Sequence[str]) -> list[str]:
    """A line without the empty cells at its end."""
    filled = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return list(cells[:filled])


def _name(text: str) -> str:
    clean = check_text("last_name", text)
    if not clean:
        raise Missing("last_name")
    check_undamaged(clean)
    if not fold(clean):
        raise NotAName(quoted(clean))
    return clean
