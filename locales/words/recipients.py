"""The filter of a campaign's list, in words."""

from collections.abc import Sequence

from locales import _, formats, ngettext
from locales.words.ledger import quoted
from models.outbox.campaigns.recipients import RecipientFilter
from models.people.categories import verbs as categories
from models.people.clients.selections import SelectionRow


def narrowed(among: RecipientFilter, selections: Sequence[SelectionRow]) -> str:
    """Doivent plus de 100,00 · depuis 30 jours · “mar” · 3 retirés — or everybody."""
    said = [
        *(_("List: {name}").format(name=each.name) for each in selections if each.id == among.selection),
        *_owing(among),
        *([_category(among.category)] if among.category is not None else []),
        *([quoted(among.search.strip())] if among.search.strip() else []),
    ]
    if among.without:
        off = len(among.without)
        said.append(ngettext("{count} taken off", "{count} taken off", off).format(count=formats.count(off)))
    return " · ".join(said or [_("All clients")])


def _owing(among: RecipientFilter) -> list[str]:
    said = []
    if among.owes_more_than is not None:
        more = among.owes_more_than
        said.append(_("Owe more than {amount}").format(amount=formats.amount(more)) if more else _("Owe"))
    if among.owes_since_days is not None:
        said.append(age(among.owes_since_days))
    return said


def _category(category: int) -> str:
    row = categories.row_of(category)
    return _("Category: {name}").format(name=row.name if row else "–")


def age(days: int) -> str:
    """depuis 30 jours"""
    return ngettext("for {count} day", "for {count} days", days).format(count=formats.count(days))


def counted(listed: int | None, ticked: int) -> str:
    """97 clients · 3 cochés"""
    said = []
    if listed is not None:
        said.append(ngettext("{count} client", "{count} clients", listed).format(count=formats.count(listed)))
    if ticked:
        said.append(ngettext("{count} ticked", "{count} ticked", ticked).format(count=formats.count(ticked)))
    return " · ".join(said)
