"""The custom fields of the example pharmacy."""

from collections.abc import Sequence
from dataclasses import replace

from models.custom_fields.definitions import Definition, definitions
from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining.fields import CustomFieldFields
from models.people.clients.bulk import NewClient
from models.people.clients.table import ClientKind
from models.requests.by import By

_SKIN, _ROUND = "Type de peau", "Passage"
_FIELDS = (
    CustomFieldFields(
        name=_SKIN, kind=CustomKind.LIST, searchable=True, options=("Sèche", "Grasse", "Mixte", "Sensible")
    ),
    CustomFieldFields(name=_ROUND, kind=CustomKind.SEVERAL, options=("Matin", "Midi", "Soir")),
    CustomFieldFields(record=CustomRecord.PRODUCT, name="Rayon"),
)
_SKIN_EVERY, _ROUND_EVERY = 14, 31
"""One person in so many has a value."""


def establish(by: By) -> None:
    """Defines them; `by` is whoever founds the pharmacy."""
    for number, values in enumerate(_FIELDS):
        defining.create(values, by=replace(by, key=f"{by.key}-{number}"))


def filled_in(new: Sequence[NewClient]) -> list[NewClient]:
    """The same clients, a part of the persons with values."""
    known = {each.name: each for each in definitions(CustomRecord.CLIENT)}
    return [_filled_in(number, each, known) for number, each in enumerate(new, 1)]


def _filled_in(number: int, new: NewClient, known: dict[str, Definition]) -> NewClient:
    if new.values.kind is not ClientKind.REGULAR:
        return new
    custom = {}
    for name, every in ((_SKIN, _SKIN_EVERY), (_ROUND, _ROUND_EVERY)):
        options = list(known[name].options)
        if number % every == 0:
            custom[known[name].id] = str(options[number // every % len(options)])
    return replace(new, values=replace(new.values, custom=custom)) if custom else new
