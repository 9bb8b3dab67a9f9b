"""How animals are named."""

from collections.abc import Sequence

from locales import _
from models.people.animals.kinds import KindRow
from models.people.animals.listing import AnimalRow

_BETWEEN = " · "


def called(row: AnimalRow) -> str:
    """Its name, or that it has none yet."""
    return row.name or _("no name yet")


def kind(row: KindRow) -> str:
    """`Chien`, or `Chien › Labrador` for a breed."""
    return row.name if row.species is None else f"{row.species_name} › {row.name}"


def introduced(row: AnimalRow) -> str:
    """`Rex (Labrador)`: its name and its breed, or its species."""
    known = row.breed or row.species
    return f"{called(row)} ({known})" if known else called(row)


def named(rows: Sequence[AnimalRow]) -> str:
    """All of them in one line; empty where there is none."""
    return _BETWEEN.join(map(introduced, rows))
