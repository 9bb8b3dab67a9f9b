"""Where large accounts are delivered to: their seat and some departments, each with a contact."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from demo.places import MOBILES
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.requests.actors import StaffMember
from models.requests.by import By

_SEAT = "Siège"
_DEPARTMENTS = ("Dépôt central", "Bloc opératoire", "Maternité", "Urgences", "Annexe Hay Riad", "Infirmerie")
_CONTACTS = ("M. Tahiri", "Mme Bennis", "M. El Idrissi", "Mme Chraibi", "M. Ouazzani", "Mme Lahlou")


def add(houses: Sequence[int], staff: int, name: str) -> None:
    """Adds from two to four sites to each of these clients; with a random generator of its own, so that
    nothing else depends on it.
    """
    chance = Random(f"deliveries {name}")
    for house in houses:
        seat = sites.general(house)
        for number, site in enumerate([_SEAT, *chance.sample(_DEPARTMENTS, chance.randint(1, 3))]):
            fields = SiteFields(
                site,
                seat.address,
                seat.postal_code,
                seat.city,
                contact=chance.choice(_CONTACTS),
                phone=f"+212{chance.choice(MOBILES)}{chance.randrange(10**7):07d}" if number else seat.phone,
            )
            sites.create(
                house, _elsewhere(fields, number), by=By(StaffMember(staff), f"{name}-{house}-{number}")
            )


def _elsewhere(site: SiteFields, number: int) -> SiteFields:
    """The seat is at the general address, a department in a building of it."""
    return replace(site, address=f"{site.address}\nBâtiment {'ABCD'[number]}") if number else site
