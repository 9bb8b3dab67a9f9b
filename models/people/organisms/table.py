"""The table of organisms, health insurers: with dates and a successor, as CNOPS may become CNSS (Morocco,
bill 54-23).
"""

from models.store.connection import Table
from models.store.fields import BooleanField, DayField, ForeignKeyField, TextField

MOROCCAN = (
    "CNSS",
    "CNOPS",
    "AMO Tadamon",
    "FAR",
    "MAMDA-MCMA",
    "CMIM",
    "RMA",
    "AXA Assurance",
    "Wafa Assurance",
    "Saham",
)
"""The organisms of a new pharmacy."""


class Organism(Table):
    """A health insurer. It is never deleted: clients and invoices name it.

    Attributes:
      valid_from, valid_until: the first and the last day on which it may be chosen; None for no bound
      successor: which organism goes on in its place
      active: whether it may be chosen at all; one that is retired stays where it was chosen
    """

    name = TextField()
    valid_from = DayField(null=True)
    valid_until = DayField(null=True)
    successor = ForeignKeyField("self", null=True)
    active = BooleanField(default=True)
