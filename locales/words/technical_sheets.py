"""The words of technical sheets."""

from collections.abc import Mapping

from locales import N_, _, formats, ngettext
from models.people.technical_sheets.listing import SheetRow
from models.people.technical_sheets.table import SheetLevel
from models.people.technical_sheets.terms import TermRow
from models.store import clock

_NEW: Mapping[SheetLevel, str] = {
    SheetLevel.THEME: N_("New theme"),
    SheetLevel.CRITERION: N_("New criterion"),
    SheetLevel.ANSWER: N_("New answer"),
}


def new(level: SheetLevel) -> str:
    """The heading of what is asked for a new term."""
    return _(_NEW[level])


def term(row: TermRow) -> str:
    """Its name, and whether it is retired."""
    return row.name if row.active else _("{name} (retired)").format(name=row.name)


def below(row: TermRow) -> str:
    """4 criteria; nothing for an answer, which has nothing below it."""
    if row.level is SheetLevel.THEME:
        said = ngettext("{count} criterion", "{count} criteria", row.below)
    elif row.level is SheetLevel.CRITERION:
        said = ngettext("{count} answer", "{count} answers", row.below)
    else:
        return ""
    return said.format(count=formats.count(row.below))


def uses(row: TermRow) -> str:
    """In how many notes of clients a term stands."""
    if not row.entries:
        return _("unused")
    said = ngettext("{count} note", "{count} notes", row.entries)
    return said.format(count=formats.count(row.entries))


def noted(row: SheetRow) -> str:
    """The answer and the value, on one line each."""
    return "\n".join(part for part in (row.answer, row.value) if part)


def day(row: SheetRow) -> str:
    """The day it was noted, in the pharmacy's zone."""
    return formats.day(clock.local_day(row.at))
