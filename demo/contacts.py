"""Those around some clients of the example pharmacy: families, buyers of companies, and what was for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.names import MEN, WOMEN
from demo.places import MOBILES
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.store.search.folding import fold
from models.trade.attributing import verbs as attributing
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, StatementDetail

_EVERY = 11
"""One person in so many has a family on the account."""
_SALES = 8
"""So many of the last sales of each account are for somebody."""
_STATEMENTS = 3
"""One of so many of them gets a relevé by contact."""
_FAMILY = (
    ("Conjoint", 9_000, 22_000),
    ("Enfant", 400, 6_000),
    ("Enfant", 400, 6_000),
    ("Parent", 20_000, 30_000),
)
"""What they are to the client, and how many days ago they were born."""
_BUYERS = (("Acheteur", "Tahiri"), ("Acheteur", "Bennis"), ("Représentant", "Chraibi"))


@dataclass(frozen=True, slots=True)
class Around:
    """A client, and the contacts for whom something is sold."""

    client: int
    contacts: tuple[int, ...]


def add(persons: Sequence[int], houses: Sequence[int], staff: int, name: str) -> list[Around]:
    """Gives a family to a part of these persons and buyers to these companies. With a random generator of its
    own, so that nothing else depends on it.
    """
    chance = Random(f"contacts {name}")
    relations = {row.name: row.id for row in references.references(ReferenceKind.RELATION)}
    found = []
    for client in persons[::_EVERY]:
        owner = clients.get(client)
        people = [relative(owner, relations, each, chance) for each in _FAMILY[: chance.randint(1, 4)]]
        found.append(_added(client, people, staff, name))
    for house in houses:
        buyers = [
            ContactFields(relations[relation], last, chance.choice(WOMEN), mobile=_mobile(chance))
            for relation, last in chance.sample(_BUYERS, chance.randint(1, 3))
        ]
        found.append(_added(house, buyers, staff, name))
    return found


def attribute(around: Sequence[Around], staff: int, name: str) -> None:
    """Says of the last sales of each of these clients for which contact they were; of some, for none."""
    chance = Random(f"contacts sold for {name}")
    for each in around:
        sold = OperationListing(each.client, (OperationKind.SALE,)).read(_SALES)
        for number, sale in enumerate(sold):
            contact = chance.choice((None, *each.contacts, *each.contacts))
            by = By(StaffMember(staff), f"{name}-{each.client}-sale-{number}")
            if contact is not None:
                attributing.attribute(sale.id, contact, by=by)


def hand_statements(around: Sequence[Around], staff: int, name: str) -> None:
    """Hands a part of these clients a relevé of the year by contact."""
    end = clock.today()
    for each in around[::_STATEMENTS]:
        by = By(StaffMember(staff), f"{name}-{each.client}-statement")
        period = end.replace(month=1, day=1), end
        statements.issue(each.client, *period, StatementDetail.SIMPLIFIED, Grouping.CONTACTS, by=by)


def _added(client: int, people: Sequence[ContactFields], staff: int, name: str) -> Around:
    made = (
        contacts.create(client, values, by=By(StaffMember(staff), f"{name}-{client}-{number}"))
        for number, values in enumerate(people)
    )
    return Around(client, tuple(made))


def relative(
    owner: Client, relations: dict[str, int], kind: tuple[str, int, int], chance: Random
) -> ContactFields:
    """Of the client's family name, and never of their first name too: nobody is their own contact."""
    relation, youngest, oldest = kind
    born: date = clock.today() - timedelta(days=chance.randrange(youngest, oldest))
    mobile = _mobile(chance) if relation != "Enfant" else ""
    names = WOMEN if chance.random() < 0.5 else MEN
    first = chance.choice([each for each in names if fold(each) != fold(owner.first_name)])
    return ContactFields(relations[relation], owner.last_name, first, mobile=mobile, birth_date=born)


def _mobile(chance: Random) -> str:
    return f"+212{chance.choice(MOBILES)}{chance.randrange(10**7):07d}"
