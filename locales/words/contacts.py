"""Which contacts are listed, in words."""

from locales import _
from locales.words.ledger import quoted
from models.people.contacts.listing import ContactListing
from models.people.references import listing as references


def narrowed(listing: ContactListing) -> str:
    """Enfant · retirés · “mar”; empty for all who are in use"""
    said = [
        references.name_of(listing.relation),
        _("retired ones") if listing.retired else "",
        _("birth date known") if listing.born else "",
        _("at a site") if listing.at_site else "",
        quoted(listing.search) if listing.search else "",
    ]
    return " · ".join(filter(None, said))
