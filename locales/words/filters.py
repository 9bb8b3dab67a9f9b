"""The filter of a list of clients in words: the same wherever clients are listed, ticked or written to."""

from collections.abc import Iterator

from locales import _, formats, ngettext
from locales.words.ledger import client_kind, quoted
from models.money.ledger.old_debt import OwingBefore, OwingFor
from models.people.birthdays.range import Birthdays
from models.people.categories import verbs as categories
from models.people.clients import selections
from models.people.clients.filter import ClientFilter, OldDebt
from models.people.organisms import listing as organisms


def said(wanted: ClientFilter) -> list[str]:
    """Doivent plus de 100,00 · depuis 30 jours · Bloqués: a word or two for each condition."""
    return [*_who(wanted), *_owing(wanted), *_state(wanted)]


def narrowed(wanted: ClientFilter, search: str) -> str:
    """Doivent plus de 100,00 · depuis 30 jours · “mar” — or everybody."""
    sought = [quoted(search.strip())] if search.strip() else []
    return " · ".join([*said(wanted), *sought] or [_("All clients")])


def _who(wanted: ClientFilter) -> Iterator[str]:
    if wanted.selection is not None:
        yield _("List: {name}").format(name=selections.name_of(wanted.selection) or "–")
    if wanted.kind is not None:
        yield _("Type: {kind}").format(kind=client_kind(wanted.kind))
    if wanted.category is not None:
        row = categories.row_of(wanted.category)
        yield _("Category: {name}").format(name=row.name if row else "–")
    if wanted.organism is not None:
        yield _("Organism: {name}").format(name=organisms.name_of(wanted.organism) or "–")
    if isinstance(wanted.birthdays, Birthdays):
        yield birthdays(wanted.birthdays)


def _owing(wanted: ClientFilter) -> Iterator[str]:
    if wanted.owes_more_than is not None:
        more = wanted.owes_more_than
        yield _("Owe more than {amount}").format(amount=formats.amount(more)) if more else _("Owe")
    if wanted.debt is not None:
        yield old(wanted.debt)


def _state(wanted: ClientFilter) -> Iterator[str]:
    if wanted.blocked is not None:
        yield _("Blocked") if wanted.blocked else _("Not blocked")
    if wanted.sleeping is not None:
        yield _("Only sleeping ones") if wanted.sleeping else _("No sleeping ones")


def birthdays(wanted: Birthdays) -> str:
    """anniversaire du 20/12 au 10/01, anniversaire le 29/02"""
    first, last = formats.short_day(wanted.first), formats.short_day(wanted.last)
    if first == last:
        return _("birthday on {day}").format(day=first)
    return _("birthday from {first} to {last}").format(first=first, last=last)


def old(debt: OldDebt) -> str:
    """depuis 30 jours, dû avant le 01/03/2026"""
    if isinstance(debt, OwingBefore):
        return _("owing since before {day}").format(day=formats.day(debt.day))
    return age(debt.days) if isinstance(debt, OwingFor) else ""


def age(days: int) -> str:
    """depuis 30 jours"""
    return ngettext("for {count} day", "for {count} days", days).format(count=formats.count(days))
