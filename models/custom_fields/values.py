"""The values of a record in its custom fields: one text a field, kept together as JSON in one column."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import peewee

from models.custom_fields.definitions import Definition
from models.custom_fields.kinds import LISTED, SEARCHED, checked, ids
from models.refusals import N_, Refused
from models.store.search.folding import LONGEST, loose

CustomValues = Mapping[int, str]
"""By field: its value as `kinds` keeps it. An empty field is absent."""

_PREFIX = "custom_"


@dataclass
class NoSuchCustomField(Refused):
    """There is no such field, or it was retired since it was shown."""

    field: str
    sentence: ClassVar[str] = N_("This field can be filled in no more.")


class CustomValuesField(peewee.TextField):
    """The column of the values: JSON by the fields' ids, in ascending order."""

    def db_value(self, value: CustomValues | None) -> str:
        kept = {str(key): text for key, text in sorted((value or {}).items()) if text}
        return json.dumps(kept, ensure_ascii=False)

    def python_value(self, value: str | None) -> dict[int, str]:
        return {} if value is None else {int(key): text for key, text in json.loads(value).items()}


def form_name(field: int) -> str:
    """The name of a custom field in forms and refusals."""
    return f"{_PREFIX}{field}"


def field_of(name: str) -> int | None:
    """The custom field with this name in forms; None if the name is of another field."""
    number = name.removeprefix(_PREFIX)
    return int(number) if name.startswith(_PREFIX) and number.isdecimal() else None


def accepted(values: CustomValues, before: CustomValues, definitions: Iterable[Definition]) -> dict[int, str]:
    """The values in their kept form, empty ones left out.

    What did not change is not judged: a retired field keeps its value, a list the value that was retired.
    Raises `NoSuchCustomField`, `NotOfThisKind`, `AmountTooLarge`, or what `check_text` raises.
    """
    known, clean = {each.id: each for each in definitions}, {}
    for key, text in values.items():
        if text and text == before.get(key):
            clean[key] = text
        elif text:
            clean[key] = _accepted(key, text, before.get(key, ""), known.get(key))
    return {key: text for key, text in sorted(clean.items()) if text}


def _accepted(key: int, text: str, before: str, definition: Definition | None) -> str:
    name = form_name(key)
    if definition is None or definition.retired:
        raise NoSuchCustomField(name)
    had = set(ids(before)) if definition.kind in LISTED else set()
    offered = [each.id for each in definition.options.values() if not each.retired or each.id in had]
    return checked(name, definition.kind, text, offered)


def words(values: CustomValues, definitions: Iterable[Definition]) -> str:
    """The search words of the values in searchable fields, separated by blanks."""
    found: list[str] = []
    for definition in definitions:
        text = values.get(definition.id, "")
        if text and definition.searchable and definition.kind in SEARCHED:
            found += (word[:LONGEST] for part in _said(definition, text) for word in loose(part).split())
    return " ".join(dict.fromkeys(found))


def _said(definition: Definition, text: str) -> Iterator[str]:
    if definition.kind not in LISTED:
        yield text
        return
    for key in ids(text):
        if key in definition.options:
            yield definition.options[key].name


def faults(values: CustomValues, definitions: Mapping[int, Definition]) -> Iterator[tuple[int, Any]]:
    """The fields whose value does not fit, each with its definition; None where there is no such field."""
    for key, text in values.items():
        definition = definitions.get(key)
        try:
            fits = definition is not None and checked("", definition.kind, text, definition.options) == text
        except Refused:
            fits = False
        if not fits:
            yield key, definition
