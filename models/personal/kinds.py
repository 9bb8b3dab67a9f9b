"""What a column may be declared to be: personal and of which kind, personal in parts, or not personal.

Nothing is implied: a column that is not named is a fault, which a test and the doctor find.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WITHHELD = "–"
"""The blank of a text that cannot be empty. It has no letter and no digit, so no search finds it."""


class Kind(StrEnum):
    """What a personal value says about a person."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    """A number or code that stands for one person, such as that of their card or at their insurer."""
    INSURER = "insurer"
    BIRTH = "birth"
    REMARK = "remark"
    """Words that somebody wrote about a client: a note, a reason, an alert."""
    MESSAGE = "message"
    """Words that were written to a client, or by them."""
    DRAFT = "draft"
    """Whatever somebody typed into a form and did not save."""
    SEVERAL = "several"
    """Fields of a fiche of more than one kind."""
    PICTURE = "picture"
    SECRET = "secret"
    """What proves who somebody is."""


class Whose(StrEnum):
    """The group of people that a personal value is about."""

    CLIENT = "client"
    STAFF = "staff"
    """Those who work here or for the pharmacy. What they did stays under their name: the books have to say
    who wrote them.
    """


@dataclass(frozen=True, slots=True)
class Retention:
    """Why a value must be kept although the client wants it erased.

    `years` count from the end of the calendar year of its row; None: as long as the row.
    `source` is the rule, as cited.
    """

    years: int | None
    source: str


ACCOUNTS = Retention(10, "CGI, art. 211; loi 9-88, art. 22")
"""Copies of invoices, and what the books refer to, are kept for ten years. An invoice must state the client's
name and address (CGI, art. 145-III).
"""

OBJECTION = Retention(None, "loi 09-08, art. 9 et 10")
"""A client who objected must get no further message; only their address identifies them."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A value about one person. `blank` takes its place once it is forgotten.

    A value that is empty says nothing of anybody and stays empty. In a text, `{id}` is the number of the row,
    where no two rows may bear the same. `kept` is the rule that holds it back.
    """

    kind: Kind
    blank: Any = ""
    kept: Retention | None = None
    whose: Whose = Whose.CLIENT

    def blank_of(self, row: int | None = None) -> Any:
        """The value that replaces a personal value in the row of this id."""
        return self.blank.replace("{id}", str(row)) if isinstance(self.blank, str) else self.blank


Path = tuple[str, ...]
"""The keys that lead to a value inside a JSON object."""


@dataclass(frozen=True, slots=True)
class PersonalInside:
    """JSON of which only what is at these places is personal; a place may be missing."""

    at: Mapping[Path, Personal]

    def parts(self, text: str) -> dict[Path, Any]:
        """The personal values in a JSON text, by their paths."""
        whole = json.loads(text)
        return {path: _value(whole, path) for path in self.at if _value(whole, path) is not _MISSING}

    def blanked(self, text: str, paths: Iterable[Path] | None = None) -> str:
        """The same JSON with the blanks in their places; only at `paths`, where they are named.

        Two texts that differ in nothing but what is personal give the same.
        """
        whole = json.loads(text)
        for path in self.at if paths is None else paths:
            if _value(whole, path) not in (_MISSING, None, "", [], {}):
                _holder(whole, path)[path[-1]] = self.at[path].blank
        return json.dumps(whole, ensure_ascii=False)


_MISSING = object()


def _holder(whole: Any, path: Path) -> Any:
    for key in path[:-1]:
        whole = whole.get(key, _MISSING) if isinstance(whole, dict) else _MISSING
    return whole


def _value(whole: Any, path: Path) -> Any:
    holder = _holder(whole, path)
    return holder.get(path[-1], _MISSING) if isinstance(holder, dict) else _MISSING


Declared = Personal | PersonalInside | None
"""The declaration of a column; None: not personal."""


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """The declarations of all columns of a table."""

    personal: Mapping[str, Personal | PersonalInside]
    not_personal: frozenset[str]

    def __iter__(self) -> Iterator[str]:
        yield from self.personal
        yield from self.not_personal

    def __getitem__(self, column: str) -> Declared:
        """Raises `KeyError` for an undeclared column."""
        if column in self.not_personal:
            return None
        return self.personal[column]


def table(not_personal: str, **personal: Personal | PersonalInside) -> TableDeclaration:
    """Declares a table: the names of what is not personal, with spaces between, and what is."""
    plain = frozenset(not_personal.split())
    both = plain & personal.keys()
    if both:
        raise ValueError(f"declared both ways: {', '.join(sorted(both))}")
    return TableDeclaration(personal, plain)
