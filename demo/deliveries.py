"""Where large accounts are delivered to: their seat and some departments, each with whom to ask for there."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from demo.places import MOBILES
from models.people.sites import verbs as sites
from models.people.sites.contacts import verbs as contacts
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.table import SiteFields
from models.requests.actors import StaffMember
from models.requests.by import By

_SEAT = "Siège"
_DEPARTMENTS = ("Dépôt central", "Bloc opératoire", "Maternité", "Urgences", "Annexe Hay Riad", "Infirmerie")
_CONTACTS = ("M. Tahiri", "Mme Bennis", "M. El Idrissi", "Mme Chraibi", "M. Ouazzani", "Mme Lahlou")
_ROLES = ("réception des livraisons", "pharmacienne", "infirmier chef", "comptabilité")


def add(houses: Sequence[int], staff: int, name: str) -> None:
    """Adds from two to four sites to each of these clients; with a random generator of its own, so that
    nothing else depends on it.
    """
    chance = Random(f"deliveries {name}")
    for house in houses:
        seat = sites.general(house)
        for number, site in enumerate([_SEAT, *chance.sample(_DEPARTMENTS, chance.randint(1, 3))]):
            main, *others = chance.sample(_CONTACTS, chance.randint(1, 3))
            fields = SiteFields(
                site,
                seat.address,
                seat.postal_code,
                seat.city,
                contact=main,
                phone=_mobile(chance) if number else seat.phone,
            )
            request = f"{name}-{house}-{number}"
            made = sites.create(house, _elsewhere(fields, number), by=By(StaffMember(staff), request))
            for place, other in enumerate(others):
                contact = SiteContactFields(other, chance.choice(_ROLES), _mobile(chance))
                contacts.create(made, contact, by=By(StaffMember(staff), f"{request}-{place}"))


def _mobile(chance: Random) -> str:
    return f"+212{chance.choice(MOBILES)}{chance.randrange(10**7):07d}"


def _elsewhere(site: SiteFields, number: int) -> SiteFields:
    """The seat is at the general address, a department in a building of it."""
    return replace(site, address=f"{site.address}\nBâtiment {'ABCD'[number]}") if number else site
