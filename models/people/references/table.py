"""The table of the reference lists."""

from enum import StrEnum

from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, IntegerField, TextField


class ReferenceKind(StrEnum):
    """The lists: each reference is of one of them."""

    PAYMENT_TERMS = "payment_terms"
    """When what was billed has to be paid (set-pay-terms)."""
    SHIPPING_TERMS = "shipping_terms"
    """How goods reach a client (set-ship-terms)."""
    REPRESENTATIVE = "representative"
    """Who looks after a client for the pharmacy (rep-manage)."""
    COURIER = "courier"
    """Who brings goods to a client (courier-manage)."""
    RELATION = "relation"
    """What a contact is to their client: spouse, child, buyer (ct-create)."""


WITH_PHONE = frozenset({ReferenceKind.REPRESENTATIVE, ReferenceKind.COURIER})
"""The lists of people: their references have a phone."""


class Reference(Table):
    """An entry of a reference list. It is never deleted: a fiche or a paper may name it.

    Attributes:
      name_key: the folded name, unique in its list
      position: its place in the list, from 1
      active: whether it is offered; one that is retired stays where it was chosen
      phone: of a person, as E.164; empty in the other lists
      days, end_of_month: the rule of payment terms; `days` is None in the other lists
    """

    kind = ChoiceField(ReferenceKind)
    name = TextField()
    name_key = TextField()
    position = IntegerField()
    active = BooleanField(default=True)
    phone = TextField(default="")
    days = IntegerField(null=True)
    end_of_month = BooleanField(default=False)
