"""What papers and files say of the sites of a client."""

from collections.abc import Iterator

from locales import formats
from models.people.sites.contacts.listing import SiteContactRow, contacts_of_all
from models.people.sites.listing import SiteRow, sites_of


def said_of(client: int) -> list[tuple[str, str]]:
    """The name of each site of a client that is in use, the default first, and what is known of it: lines
    of the address, then a line for each contact in use.
    """
    sites = [site for site in sites_of(client) if site.active]
    contacts = [each for each in contacts_of_all([site.id for site in sites]) if each.active]
    return [
        (site.name, "\n".join(_lines(site, [each for each in contacts if each.site == site.id])))
        for site in sites
    ]


def _lines(site: SiteRow, contacts: list[SiteContactRow]) -> Iterator[str]:
    yield from filter(None, (*site.address.splitlines(), f"{site.postal_code} {site.city}".strip()))
    for each in contacts:
        yield ", ".join(filter(None, (each.name, each.role, formats.phone(each.phone))))
