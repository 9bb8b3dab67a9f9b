"""Sites of a client, and who is to be asked for there."""

from dataclasses import replace

from models.people.sites import verbs as sites
from models.people.sites.contacts import verbs as site_contacts
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.table import SiteFields
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    depot = SiteFields("Dépôt", city="Rabat", contact="M. Tahiri", phone="0612345679")
    first = sites.create(shop.jeanne, depot, **shop.who)
    store = sites.create(shop.jeanne, SiteFields("Magasin"), **shop.who)
    seen = sites.read(first)
    sites.edit(first, replace(seen, city="Salé"), seen=seen, **shop.who)
    sites.make_default(store, **shop.who)
    sites.retire(store, **shop.who)
    sites.put_back(store, **shop.who)
    _site_contacts(shop, first)


def _site_contacts(shop: Shop, site: int) -> None:
    nurse = site_contacts.create(site, SiteContactFields("Mme Bennis", "infirmière"), **shop.who)
    seen = site_contacts.read(nurse)
    site_contacts.edit(nurse, replace(seen, phone="0612345678"), seen=seen, **shop.who)
    site_contacts.make_main(nurse, **shop.who)
    site_contacts.retire(nurse, **shop.who)
    site_contacts.put_back(nurse, **shop.who)
