"""*Champs complémentaires*: the fields that the pharmacy added, as they are defined when the editor opens."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from locales import N_
from models.custom_fields.definitions import Definition, definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import field_of as custom_of
from models.custom_fields.values import form_name
from models.people.clients.fields import ClientFields
from models.pharmacy.features import Feature
from tui.clients.sections.section import EditorSection
from tui.forms.fields import Field
from tui.parts.custom_fields import as_kept, as_typed, field_of, offered

FEATURE = Feature.CUSTOM_FIELDS


def section(used: frozenset[Feature]) -> EditorSection | None:
    """The section of the fields that can be filled in; None where there are none, or they are not in use."""
    shown = offered(definitions(CustomRecord.CLIENT)) if FEATURE in used else []
    if not shown:
        return None
    names = tuple(form_name(each.id) for each in shown)
    made = partial(_fields, shown)
    return EditorSection("custom", N_("Further fields"), names, made, guide="champs.md", feature=FEATURE)


def _fields(shown: Sequence[Definition]) -> Sequence[Field]:
    return [field_of(each) for each in shown]


def field_named(name: str) -> Field:
    """The form field of a custom field, retired or not."""
    wanted = custom_of(name)
    return field_of(next(each for each in definitions(CustomRecord.CLIENT) if each.id == wanted))


def flat(values: ClientFields, known: Sequence[Definition] | None = None) -> dict[str, Any]:
    """Every field of a client by its name in the editor, each custom field for itself: so two people may
    change different ones. `known` are the custom fields, if they were read before.
    """
    known = definitions(CustomRecord.CLIENT) if known is None else known
    return {**_rest(values), **as_typed(values.custom, known)}


def whole(base: ClientFields, typed: dict[str, Any]) -> ClientFields:
    """The client of such values; a field that was not shown is as in `base`."""
    known, rest = definitions(CustomRecord.CLIENT), dict(typed)
    custom = as_kept(rest, base.custom, known)
    return replace(base, **rest, custom=custom)


def _rest(values: ClientFields) -> dict[str, Any]:
    rest = asdict(values)
    del rest["custom"]
    return rest
