"""Health insurers, with dates and a successor, as CNOPS may become CNSS (Morocco, bill 54-23)."""

from dataclasses import dataclass

from models.store.connection import Table
from models.store.fields import DayField, ForeignKeyField, TextField

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
    name = TextField()
    valid_from = DayField(null=True)
    valid_until = DayField(null=True)
    successor = ForeignKeyField("self", null=True)


@dataclass(frozen=True, slots=True)
class OrganismRow:
    id: int
    name: str


def organisms() -> list[OrganismRow]:
    """All organisms, by name."""
    return [
        OrganismRow(*row)
        for row in Organism.select(Organism.id, Organism.name).order_by(Organism.name).tuples()
    ]


def ensure(names: tuple[str, ...] = MOROCCAN) -> None:
    """Adds those that are missing. Called by verbs, inside their transaction."""
    known = {row.name for row in organisms()}
    for name in names:
        if name not in known:
            Organism.create(name=name)
