"""Checks of technical sheets: what was noted names its terms, terms and authors are as was last said."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.people.staff import authors
from models.people.technical_sheets import keeping
from models.people.technical_sheets.table import SheetEntry, SheetLevel, SheetTerm
from models.refusals import N_
from models.requests.actors import Staff
from models.store.search.folding import fold


def technical_sheets_name_their_terms() -> Iterator[Fault]:
    """What was noted of a client names a criterion of a theme, and an answer to that very criterion."""
    criterion, theme, answer = SheetTerm.alias(), SheetTerm.alias(), SheetTerm.alias()
    rows = (
        SheetEntry.select(SheetEntry.id, SheetEntry.client)
        .join(criterion, JOIN.LEFT_OUTER, on=SheetEntry.criterion == criterion.id)
        .join(theme, JOIN.LEFT_OUTER, on=criterion.parent == theme.id)
        .join(answer, JOIN.LEFT_OUTER, on=SheetEntry.answer == answer.id)
        .where(
            theme.id.is_null()
            | (theme.level != SheetLevel.THEME)
            | (SheetEntry.answer.is_null(False) & (fn.COALESCE(answer.parent, 0) != SheetEntry.criterion))
        )
    )
    sentence = N_("Note {entry} of client {client} has a criterion or an answer that does not belong there.")
    for entry, client in first(rows):
        yield Fault("technical_sheets", sentence, {"entry": entry, "client": client}, client=client)


def terms_are_as_last_said() -> Iterator[Fault]:
    """A theme, a criterion and an answer stand where they were made, under the name last given, and are
    offered as was last said.
    """
    said = Said()
    verbs = (keeping.CREATES, keeping.RENAMES, keeping.MOVES, keeping.RETIRES, keeping.PUTS_BACK)
    for rows in details_of(*verbs, keeping.REMOVES):
        for request, verb, _, words in rows:
            term = words.get("sheet_term")
            if verb == keeping.REMOVES:
                for gone in words.get("terms", ()):
                    said.forget("term", gone)
                continue
            values = {name: new for name, (_, new) in words.get("changes", {}).items()}
            if verb == keeping.CREATES:
                values = {name: words.get(name) for name in ("level", "parent", "name", "position")}
            if verb == keeping.MOVES:
                said.says(request, words["changes"]["position"][0], "term", words.get("other"), "position")
            if verb not in (keeping.RENAMES, keeping.MOVES):
                values["active"] = verb != keeping.RETIRES
            for name, value in values.items():
                said.says(request, value, "term", term, name)
    now: dict[tuple[Any, ...], Any] = {}
    sentence = N_("{name} is found under another name than its own.")
    for row in SheetTerm.select():
        values = {"level": row.level, "parent": row.parent_id, "name": row.name}
        values |= {"position": row.position, "active": row.active}
        now |= {("term", row.id, name): value for name, value in values.items()}
        if row.name_key != fold(row.name):
            yield Fault("technical_sheets", sentence, {"name": row.name})
    yield from said.differs(now)


def authors_are_as_last_said() -> Iterator[Fault]:
    """Who is an active author of technical sheets: everybody of whom nobody said otherwise."""
    said = Said()
    for rows in details_of(authors.VERB):
        for request, _, _, words in rows:
            said.says(request, words.get("writes_sheets"), "author", words.get("member"))
    now = dict(Staff.select(Staff.id, Staff.writes_sheets).tuples())
    yield from said.differs({("author", member): active for member, active in now.items()})
    sentence = N_("No request said that {member} writes no technical sheets.")
    for member, active in now.items():
        if not active and ("author", member) not in said.last:
            yield Fault("technical_sheets", sentence, {"member": member})


CHECKS: tuple[Check, ...] = (
    technical_sheets_name_their_terms,
    terms_are_as_last_said,
    authors_are_as_last_said,
)
