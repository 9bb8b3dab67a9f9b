"""Adds, renames, moves and retires the values of a list (cf-define): records keep a value by its id."""

from dataclasses import dataclass
from typing import ClassVar

from peewee import fn

from models.custom_fields.kinds import LISTED
from models.custom_fields.table import CustomField, CustomOption
from models.defining.fields import CustomFieldChanged, CustomNameTaken, NoList, NoSuchField
from models.defining.search_words import make_anew
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.neighbours import change_places
from models.store.search.folding import fold
from models.store.text import check_text
from models.values import Progress

ADDS, RENAMES = "custom_options.add", "custom_options.rename"
MOVES = "custom_options.move"
RETIRES, RESTORES = "custom_options.retire", "custom_options.restore"


@dataclass
class NoSuchOption(Refused):
    sentence: ClassVar[str] = N_("This value is gone.")


@verb(ADDS, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["option"]))
def add(field: int, name: str, *, by: By) -> int:
    """Adds a value after the others of its list; returns its id.

    Raises `NoSuchField`, `NoList`, `Missing`, `CustomNameTaken`, or what `check_text` raises.
    """
    engine().serialise("custom_fields")
    row = CustomField.get_or_none(CustomField.id == field)
    if row is None:
        raise NoSuchField
    if row.kind not in LISTED:
        raise NoList
    clean = _free(field, name, None)
    last = CustomOption.select(fn.COALESCE(fn.MAX(CustomOption.position), 0)).where(
        CustomOption.field == field
    )
    option = CustomOption.create(
        field=field, name=clean, name_key=fold(clean), position=int(last.scalar()) + 1
    )
    trail.leave(by, option=option.id, custom_field=field, name=clean)
    return int(option.id)


@verb(RENAMES, Right.CHANGE_SETTINGS)
def rename(
    option: int, name: str, *, seen: str, by: By, progress: Progress = lambda done, total: True
) -> None:
    """Renames a value; whoever has it keeps it, and is found by the new name if its field is searchable.

    `seen` is the name as it was read (optimistic locking), `progress` as in `fields.edit`. Raises
    `NoSuchOption`, `CustomFieldChanged`, `ReindexStopped`, `Missing`, `CustomNameTaken`, or what `check_text`
    raises.
    """
    engine().serialise("custom_fields")
    row = _get(option)
    clean = _free(row.field_id, name, option)
    if row.name not in (seen, clean):
        raise CustomFieldChanged(row.name)
    if row.name == clean:
        return
    CustomOption.update(name=clean, name_key=fold(clean)).where(CustomOption.id == option).execute()
    trail.leave(by, option=option, changes={"name": [row.name, clean]})
    if row.field.searchable:
        make_anew(row.field.record, row.field_id, progress)


@verb(MOVES, Right.CHANGE_SETTINGS)
def move(option: int, *, earlier: bool, by: By) -> None:
    """Changes places with the value before or after it in its list; at an end nothing changes. Raises
    `NoSuchOption`.
    """
    engine().serialise("custom_fields")
    row = _get(option)
    options = CustomOption.select().where(CustomOption.field == row.field_id)
    moved = change_places(row, options, earlier=earlier)
    if moved:
        trail.leave(by, option=option, **moved)


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(option: int, *, by: By) -> None:
    """It is chosen no more; whoever has it keeps it. Raises `NoSuchOption`."""
    _retire(option, retired=True, by=by)


@verb(RESTORES, Right.CHANGE_SETTINGS)
def restore(option: int, *, by: By) -> None:
    """It can be chosen again. Raises `NoSuchOption`."""
    _retire(option, retired=False, by=by)


def _get(option: int) -> CustomOption:
    row: CustomOption | None = CustomOption.get_or_none(CustomOption.id == option)
    if row is None:
        raise NoSuchOption
    return row


def _free(field: int, name: str, but: int | None) -> str:
    clean = check_text("name", name)
    if not fold(clean):
        raise Missing("name")
    taken = CustomOption.get_or_none(
        CustomOption.field == field, CustomOption.name_key == fold(clean), CustomOption.id != (but or 0)
    )
    if taken is not None:
        raise CustomNameTaken("name", taken.name)
    return clean


def _retire(option: int, *, retired: bool, by: By) -> None:
    engine().serialise("custom_fields")
    if _get(option).retired == retired:
        return
    CustomOption.update(retired=retired).where(CustomOption.id == option).execute()
    trail.leave(by, option=option)
