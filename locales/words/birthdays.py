"""Birthdays in words: which are listed, and how many."""

from locales import N_, _, formats, ngettext
from locales.words import filters
from locales.words.ledger import quoted
from models.people.birthdays.listing import BirthdayListing
from models.people.birthdays.range import Whose
from models.people.clients import selections

_WHOSE = {
    Whose.CLIENTS: N_("Clients"),
    Whose.CONTACTS: N_("Contacts"),
    Whose.ANIMALS: N_("Animals"),
}


def whose(who: Whose) -> str:
    """Clients, Contacts, Animaux"""
    return _(_WHOSE[who])


def narrowed(listing: BirthdayListing) -> str:
    """Contacts · anniversaire du 20/12 au 10/01 · Liste : Fidèles · “mar”"""
    who = listing.birthdays.whose
    said = [] if who is Whose.CLIENTS else [whose(who)]
    said.append(filters.birthdays(listing.birthdays))
    if listing.selection is not None:
        said.append(_("List: {name}").format(name=selections.name_of(listing.selection) or "–"))
    if listing.search:
        said.append(quoted(listing.search))
    return " · ".join(said)


def counted(listed: int | None, ticked: int) -> str:
    """12 anniversaires · 3 cochés"""
    said = []
    if listed is not None:
        count = ngettext("{count} birthday", "{count} birthdays", listed)
        said.append(count.format(count=formats.count(listed)))
    if ticked:
        said.append(ngettext("{count} ticked", "{count} ticked", ticked).format(count=formats.count(ticked)))
    return " · ".join(said)
