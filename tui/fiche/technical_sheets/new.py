"""Noting something of a client: the criterion by some letters, then who, which answer, and the value."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _
from models.people.staff import authors
from models.people.technical_sheets import verbs as sheets
from models.people.technical_sheets.listing import SheetRow
from models.people.technical_sheets.terms import offered_criteria, terms
from models.people.technical_sheets.verbs import NewEntry
from models.refusals import Refused
from tui.dialogs.find import Entry, FindDialog
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, NoteField, Option, to_choose, unchosen
from tui.frame.base import BaseScreen
from tui.frame.insist import insist

Criterion = tuple[int, str]
"""Its id, and its name behind that of its theme."""


class CriterionDialog(FindDialog[Criterion]):
    """Asks for a criterion by a part of its name or of its theme's."""

    PURPOSE = N_("The criterion to which something is noted: type a few letters of it.")
    PLACEHOLDER = N_("theme or criterion")

    def heading(self) -> str:
        return _("Technical sheet")


class EntryDialog(FormDialog[NewEntry]):
    """Who notes, an answer, a value, or both. What was noted before stays as it is."""

    PURPOSE = N_("A new note on the technical sheet; those before it stay.")
    GUIDE = "fiches-techniques.md#remplir-une-fiche"

    def __init__(self, criterion: Criterion, shown: NewEntry, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._criterion, self._shown = criterion, shown

    def heading(self) -> str:
        return self._criterion[1]

    def fields(self) -> Sequence[Field | Group]:
        active = tuple(Option(row.id, row.name) for row in authors.members() if row.active)
        answers = tuple(Option(row.id, row.name, offered=row.active) for row in terms(self._criterion[0]))
        own = self._shown.author in [option.value for option in active]
        return [
            ChoiceField("author", N_("Author"), options=active if own else (to_choose(), *active)),
            *([ChoiceField("answer", N_("Answer"), options=(unchosen(), *answers))] if answers else []),
            NoteField("sheet_value", N_("Value"), lines=5),
        ]

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def answer(self, values: dict[str, Any]) -> NewEntry:
        return NewEntry(criterion=self._criterion[0], **values)


async def note(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks for a criterion and what is noted to it; returns the id of the entry."""
    entries = _criteria()
    if not _can_note(desk, entries):
        return None
    criterion = await desk.ask(CriterionDialog(entries))
    return await _ask(desk, client, criterion, "") if criterion is not None else None


async def note_anew(desk: BaseScreen[Any], client: int, row: SheetRow) -> int | None:
    """Asks for what holds since, beginning with what was noted last; returns the id of the entry."""
    criterion = row.criterion_id, f"{row.theme} › {row.criterion}"
    if not _can_note(desk, [criterion]):
        return None
    return await _ask(desk, client, criterion, row.value)


def _criteria() -> list[Entry[Criterion]]:
    """The criteria that are offered, behind their themes."""
    return [
        Entry((criterion.id, name), name)
        for criterion in offered_criteria()
        for name in [f"{criterion.theme} › {criterion.name}"]
    ]


def _can_note(desk: BaseScreen[Any], criteria: Sequence[object]) -> bool:
    """Whether something can be noted; else says what is missing, and where it is prepared."""
    if not criteria:
        desk.warn(_("No criterion yet: they are prepared in the settings, Technical sheets."))
    elif not any(author.active for author in authors.members()):
        desk.warn(_("Nobody is an author yet: they are chosen in the settings, Authors."))
    else:
        return True
    return False


async def _ask(desk: BaseScreen[Any], client: int, criterion: Criterion, value: str) -> int | None:
    by = desk.officine.by()
    first = NewEntry(desk.officine.staff, criterion[0], None, value)

    def dialog(typed: NewEntry | None, refused: Refused | None) -> EntryDialog:
        return EntryDialog(criterion, typed or first, refused)

    def write(entry: NewEntry) -> int:
        return sheets.write(client, entry, by=by)

    return await insist(desk, dialog, write)
