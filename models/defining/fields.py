"""Creates, changes, orders and retires custom fields (cf-define)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from peewee import fn

from models.custom_fields.kinds import LISTED, SEARCHED, CustomKind
from models.custom_fields.table import CustomField, CustomOption, CustomRecord
from models.defining.search_words import make_anew
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.neighbours import change_places
from models.store.search.folding import fold
from models.store.text import check_text
from models.values import Progress

CREATES, EDITS, MOVES = "custom_fields.create", "custom_fields.edit", "custom_fields.move"
RETIRES, RESTORES = "custom_fields.retire", "custom_fields.restore"


@dataclass(frozen=True, slots=True)
class CustomFieldFields:
    """What a person chooses of a custom field. Its record and its kind stay as it was made; `options` are the
    first values of a list, which are changed one by one afterwards.
    """

    record: CustomRecord = CustomRecord.CLIENT
    name: str = ""
    kind: CustomKind = CustomKind.TEXT
    searchable: bool = False
    options: tuple[str, ...] = ()


@dataclass
class CustomNameTaken(Refused):
    """Another field of the same record, or another value of the same list, has this name in some spelling."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("There is already one called {name}.")


@dataclass
class NoSuchField(Refused):
    sentence: ClassVar[str] = N_("This field is gone.")


@dataclass
class CustomFieldChanged(Refused):
    """Another person saved it since it was read (optimistic locking)."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class NothingToSearch(Refused):
    """Amounts, days and yes or no are no words of a search."""

    field: ClassVar[str] = "searchable"
    sentence: ClassVar[str] = N_("A field of this kind is found by no search.")


@dataclass
class NoList(Refused):
    """Only a list has values."""

    field: ClassVar[str] = "options"
    sentence: ClassVar[str] = N_("Only a list has values.")


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["custom_field"]))
def create(values: CustomFieldFields, *, by: By) -> int:
    """Adds a field after all others of its record; returns its id.

    Raises `Missing`, `CustomNameTaken`, `NothingToSearch`, `NoList`, or what `check_text` raises.
    """
    clean = checked(values)
    _alone()
    _check_name_is_free(clean.record, clean.name, None)
    last = CustomField.select(fn.COALESCE(fn.MAX(CustomField.position), 0)).scalar()
    row = CustomField.create(
        record=clean.record,
        name=clean.name,
        name_key=fold(clean.name),
        kind=clean.kind,
        position=int(last) + 1,
        searchable=clean.searchable,
    )
    options = (
        {"field": row.id, "name": name, "name_key": fold(name), "position": number}
        for number, name in enumerate(clean.options, 1)
    )
    many.insert(CustomOption, options)
    trail.leave(
        by,
        custom_field=row.id,
        record=clean.record,
        name=clean.name,
        kind=clean.kind,
        searchable=clean.searchable,
        options=clean.options,
    )
    return int(row.id)


@verb(EDITS, Right.CHANGE_SETTINGS)
def edit(
    field: int,
    *,
    name: str,
    searchable: bool,
    seen: CustomFieldFields,
    by: By,
    progress: Progress = lambda done, total: True,
) -> None:
    """Renames a field, which keeps all values, and says whether a search finds them.

    Where that changes, the search words of all who have a value are made anew; `progress` hears how far that
    is, and where it answers false nothing is kept. Raises `CustomFieldChanged`, `NoSuchField`,
    `ReindexStopped`, and the refusals of `create`.
    """
    _alone()
    row = _get(field)
    now = fields_of(field)
    name = checked(replace(now, name=name, searchable=searchable, options=())).name
    clean = replace(now, name=name, searchable=searchable)
    if (now.name, now.searchable) not in ((seen.name, seen.searchable), (name, searchable)):
        raise CustomFieldChanged(now.name)
    if now == clean:
        return
    _check_name_is_free(row.record, clean.name, field)
    columns = {"name": clean.name, "name_key": fold(clean.name), "searchable": clean.searchable}
    CustomField.update(**columns).where(CustomField.id == field).execute()
    changes = differences(now, clean)
    trail.leave(by, custom_field=field, changes=changes)
    if "searchable" in changes:
        make_anew(row.record, field, progress)


@verb(MOVES, Right.CHANGE_SETTINGS)
def move(field: int, *, earlier: bool, by: By) -> None:
    """Changes places with the field before or after it; at an end nothing changes. Raises `NoSuchField`."""
    _alone()
    row = _get(field)
    fields = CustomField.select().where(CustomField.record == row.record)
    moved = change_places(row, fields, earlier=earlier)
    if moved:
        trail.leave(by, custom_field=field, **moved)


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(field: int, *, by: By) -> None:
    """It can be filled in no more; its values stay readable, and found. Raises `NoSuchField`."""
    _retire(field, retired=True, by=by)


@verb(RESTORES, Right.CHANGE_SETTINGS)
def restore(field: int, *, by: By) -> None:
    """It can be filled in again. Raises `NoSuchField`."""
    _retire(field, retired=False, by=by)


def fields_of(field: int) -> CustomFieldFields:
    """A field as a form shows it, with the values of its list that can be chosen. Raises `NoSuchField`."""
    row = _get(field)
    names = (
        CustomOption.select(CustomOption.name)
        .where(CustomOption.field == field, ~CustomOption.retired)
        .order_by(CustomOption.position, CustomOption.id)
    )
    options = tuple(name for (name,) in names.tuples())
    return CustomFieldFields(row.record, row.name, row.kind, row.searchable, options)


def checked(values: CustomFieldFields) -> CustomFieldFields:
    """The values trimmed, without empty options. Raises the refusal of the first wrong one."""
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    if values.searchable and values.kind not in SEARCHED:
        raise NothingToSearch
    options = tuple(check_text("name", each) for each in values.options if fold(each))
    if options and values.kind not in LISTED:
        raise NoList
    twice = _twice(options)
    if twice is not None:
        raise CustomNameTaken("options", twice)
    return replace(values, name=name, options=options)


def _twice(names: Sequence[str]) -> str | None:
    known: set[str] = set()
    for name in names:
        if fold(name) in known:
            return name
        known.add(fold(name))
    return None


def _alone() -> None:
    """Definitions are read by whoever saves a value, and change rarely: one request after the other."""
    engine().serialise("custom_fields")


def _get(field: int) -> CustomField:
    row: CustomField | None = CustomField.get_or_none(CustomField.id == field)
    if row is None:
        raise NoSuchField
    return row


def _check_name_is_free(record: CustomRecord, name: str, but: int | None) -> None:
    taken = CustomField.get_or_none(
        CustomField.record == record, CustomField.name_key == fold(name), CustomField.id != (but or 0)
    )
    if taken is not None:
        raise CustomNameTaken("name", taken.name)


def _retire(field: int, *, retired: bool, by: By) -> None:
    _alone()
    if _get(field).retired == retired:
        return
    CustomField.update(retired=retired).where(CustomField.id == field).execute()
    trail.leave(by, custom_field=field)
