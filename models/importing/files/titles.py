"""What the columns of a table hold, by the titles in its first line or by what a person chose."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from models.files.reading import FileRefused
from models.refusals import N_
from models.store.search.folding import loose

SAMPLES = 3
"""The first values of a column that are shown."""
_QUOTED = 40
_NOT_MEANT = frozenset(
    [
        "n",
        "no",
        "nr",
        "num",
        "numero",
        "number",
        "of",
        "the",
        "de",
        "du",
        "des",
        "d",
        "l",
        "la",
        "le",
        "les",
        "et",
        "and",
        "client",
        "clients",
        "dh",
        "dhs",
        "mad",
    ]
)
"""Words that say nothing of what a column holds: in “N° de téléphone du client”, all but one."""
_FIGURES = re.compile(r"[\d\s.,;:/+\-]+")


@dataclass
class TitleTwice(FileRefused):
    """Which of the two is meant, only whoever made the file can tell."""

    title: str
    first: int
    second: int
    sentence: ClassVar[str] = N_("In {file} two columns are called “{title}”: {first} and {second}.")


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of a table: its title, its first values, and the field it holds; empty if it is left out."""

    title: str
    samples: tuple[str, ...]
    field: str


Field = TypeVar("Field", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Titles(Generic[Field]):
    """What each column of a table holds.

    Attributes:
        columns: the columns, in their order.
        places: the position of the column of each field, counted from 0.
    """

    columns: tuple[FoundColumn, ...]
    places: Mapping[Field, int]

    @property
    def width(self) -> int:
        """The number of cells in a line."""
        return len(self.columns)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The titles of the columns that are not read."""
        return tuple(each.title for each in self.columns if each.title and not each.field)

    def cell(self, cells: Sequence[str], field: Field) -> str:
        """A line's cell in this column; empty where the table has none."""
        place = self.places.get(field)
        return cells[place] if place is not None else ""

    def number(self, field: Field) -> int:
        """The position of the column in the table, counted from 1; 1 where the table does not have it."""
        return self.places.get(field, 0) + 1


def by_key(titles: Mapping[Field, Iterable[str]]) -> Mapping[str, Field]:
    """For each of these titles, in whatever spelling: its field."""
    return {key(title): field for field, spelled in titles.items() for title in spelled}


def key(title: str) -> str:
    """A title without case, accents, punctuation and the words that say nothing."""
    words = loose(title[:_QUOTED]).split()
    return " ".join([word for word in words if word not in _NOT_MEANT] or words)


def are_titles(cells: Sequence[str]) -> bool:
    """Whether a line may name columns: none of its cells is a figure or a date."""
    return any(cells) and not any(cell and _FIGURES.fullmatch(cell) for cell in cells)


def understand(
    file: str,
    head: Sequence[Sequence[str]],
    meanings: Mapping[str, Field],
    chosen: Sequence[str] | None = None,
) -> Titles[Field]:
    """The columns of a table, whose first line names them; `head` are its first lines.

    `chosen` is what a person made of each column. Else of two columns that may mean the same field the first
    is read, unless they are called the same: then `TitleTwice` is raised.
    """
    titles = head[0]
    fields = _chosen(titles, meanings, chosen) if chosen is not None else _said(file, titles, meanings)
    columns = tuple(
        FoundColumn(title[:_QUOTED], _samples(head[1:], place), fields[place] or "")
        for place, title in enumerate(titles)
    )
    places = {field: place for place, field in reversed([*enumerate(fields)]) if field}
    return Titles(columns, places)


def _said(file: str, titles: Sequence[str], meanings: Mapping[str, Field]) -> list[Field | None]:
    found: list[Field | None] = []
    seen: dict[str, int] = {}
    for place, title in enumerate(titles):
        field = meanings.get(key(title))
        if field and key(title) in seen:
            raise TitleTwice(file, title[:_QUOTED], seen[key(title)] + 1, place + 1)
        seen[key(title)] = place
        found.append(field if field not in found else None)
    return found


def _chosen(
    titles: Sequence[str], meanings: Mapping[str, Field], chosen: Sequence[str]
) -> list[Field | None]:
    by_name = {str(field): field for field in meanings.values()}
    return [by_name.get(name) for name, _ in zip([*chosen, *[""] * len(titles)], titles, strict=False)]


def _samples(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    found = dict.fromkeys(row[place][:_QUOTED] for row in rows if place < len(row) and row[place])
    return tuple(found)[:SAMPLES]
