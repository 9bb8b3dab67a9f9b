"""What a list of changes is about: one client; a contact of theirs; what is about no client."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, Protocol

from peewee import ModelSelect, fn

from models.comments.table import Comment
from models.importing.batches import ImportBatch, ImportedClient, ImportedProduct
from models.merging.moving import GIVEN, MOVES
from models.money.ledger.attribution import Attribution
from models.people.clients.aliases import about
from models.requests.editing import changes_in
from models.requests.trail import Trail
from models.traceability.change import Change
from models.trade.documents.attribution import DocumentAttribution


class About(Protocol):
    """The requests of a list, by a condition that an index serves; and which rows of these it shows."""

    def requests(self) -> Any:
        """The condition of the requests."""

    def shows(self, change: Change) -> bool:
        """Whether this row of one of them belongs to the list."""


@dataclass(frozen=True, slots=True)
class OfClient:
    """Every request about a client, through all their fiches; and the imports that added them."""

    client: int

    def requests(self) -> Any:
        theirs = about(Trail.client_id, self.client)
        imports = _imports(
            ImportedClient, about(ImportedClient.client, self.client), ImportedClient.edit.is_null()
        )
        if not imports.exists():
            return theirs
        # All of them are found first: of two conditions, PostgreSQL would walk the trail of everybody.
        return Trail.id.in_(Trail.select(Trail.id).where(theirs) + imports)

    def shows(self, change: Change) -> bool:
        return True


_CONTACTS = ("contacts", "contact_import")


@dataclass(frozen=True, slots=True)
class OfContact:
    """The requests about one contact of a client: who created and changed it, what was said to be for it, and
    the comments on it (ct-trace).
    """

    client: int
    contact: int

    def requests(self) -> Any:
        beside = (
            Trail.id.in_(table.select(table.trail).where(table.contact == self.contact))
            for table in (Attribution, DocumentAttribution, Comment)
        )
        of_it = reduce(or_, beside, _of_subjects(_CONTACTS))
        return reduce(or_, self._of_clients()) & of_it

    def _of_clients(self) -> Iterator[Any]:
        """The requests about the client, and those about whoever had the contact before. A move is told once:
        by the trail of the client who got it.
        """
        yield about(Trail.client_id, self.client)
        for former in self._former():
            yield about(Trail.client_id, former) & ~_holds(f'"{GIVEN}": true')

    def _former(self) -> list[int]:
        """Who had the contact before, the last one first."""
        found = list[int]()
        while True:
            now = found[-1] if found else self.client
            moves = Trail.select(Trail).where(about(Trail.client_id, now), Trail.verb == MOVES)
            told = [each.details() for each in moves if f'"{GIVEN}": true' not in each.detail]
            givers = [changes_in(each)["client"][0] for each in told if each["contact"] == self.contact]
            others = [each for each in givers if each not in (self.client, *found)]
            if not others:
                return found
            found.append(others[0])

    def shows(self, change: Change) -> bool:
        return change.subject not in _CONTACTS or change.key == self.contact


class Kind(StrEnum):
    """The kinds of requests that are about no client."""

    PRODUCTS = "products"
    SETTINGS = "settings"
    LISTS = "lists"
    """What fiches and papers choose from, and the fields that the pharmacy added."""
    STAFF = "staff"
    MESSAGES = "messages"
    TILL = "till"
    """Days and periods that were closed or reopened; seals."""
    IMPORTS = "imports"


SUBJECTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PRODUCTS: (
        *("products", "product_import", "categories", "vat", "price_lists", "list_prices"),
        *("price_list_import", "price_breaks", "cross_discounts", "alcohol_tax"),
    ),
    Kind.SETTINGS: (
        *("pharmacy", "features", "cards", "tab_keys", "programmable_keys", "house_rules", "required_fields"),
        *("searching", "prefixes", "outbox_rules", "gateway_choices", "directory", "security_code"),
        *("mentions", "exemption", "factur_x", "appointment_reminders"),
    ),
    Kind.LISTS: (
        *("references", "organisms", "client_categories", "custom_fields", "custom_options"),
        *("animal_kinds", "sheet_terms"),
    ),
    Kind.STAFF: ("personnel", "first_start"),
    Kind.MESSAGES: ("templates", "selections", "campaigns", "credits"),
    Kind.TILL: ("till", "periods", "seals"),
    Kind.IMPORTS: ("client_import",),
}
"""The subjects of each kind, by how the names of their verbs begin. Whoever adds a verb about no client adds
its subject.
"""
CHANGES = tuple(kind for kind in Kind if kind is not Kind.TILL)
"""The kinds that are listed together: the till, closed and sealed each day, would hide the others."""
NOT_LISTED = frozenset({"incoming_texts", "consents", "messages", "reversal"})
"""Subjects whose requests name no client, and yet are about one by a number or a paper: the messages, the
consents and the papers tell of them.
"""


@dataclass(frozen=True, slots=True)
class OfPharmacy:
    """The requests about no client, of some kinds; of one product, with the lists that changed its price."""

    kinds: tuple[Kind, ...] = CHANGES
    product: int | None = None

    def requests(self) -> Any:
        nobody = Trail.client_id.is_null()
        if self.product is None:
            return nobody & _of_subjects([each for kind in self.kinds for each in SUBJECTS[kind]])
        edited = _of_subjects(("products", "price_breaks")) & _holds(f'"product": {self.product}')
        imports = _imports(ImportedProduct, ImportedProduct.product == self.product)
        return nobody & (edited | Trail.id.in_(imports))

    def shows(self, change: Change) -> bool:
        return self.product is None or change.key == self.product or change.is_import


def _imports(table: Any, *of: Any) -> ModelSelect:
    """The requests that imported this one, or changed it: there are few."""
    return ImportBatch.select(ImportBatch.trail).join(table).where(*of)


def _of_subjects(subjects: Collection[str]) -> Any:
    return reduce(or_, map(_is_of, subjects))


def _is_of(subject: str) -> Any:
    """The condition that a verb is about this subject, which stands before the point in its name."""
    beginning = f"{subject}."
    return fn.SUBSTR(Trail.verb, 1, len(beginning)) == beginning


def _holds(text: str) -> Any:
    """The condition that the detail holds this text, letter by letter."""
    return fn.REPLACE(Trail.detail, text, "") != Trail.detail
