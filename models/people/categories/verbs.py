"""Creates, changes, retires and lists the categories of clients (cat-crud, cat-hold-lock)."""

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from models.people.categories.table import CategoryColour, ClientCategory
from models.people.tariffs.choosing import check_price_list
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import changed_fields, differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, EDITS = "client_categories.create", "client_categories.edit"
RETIRES, RESTORES = "client_categories.retire", "client_categories.restore"
WHOLE = 10_000
"""100 %, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class ClientCategoryFields:
    """What a person chooses of a category. `discount` in hundredths of a percent."""

    name: str = ""
    colour: CategoryColour = CategoryColour.PLAIN
    discount: int = 0
    hold_lock: bool = False
    price_list: int | None = None
    """What its clients pay who have no list of their own."""


@dataclass(frozen=True, slots=True)
class ClientCategoryRow:
    """A category as lists and forms show it."""

    id: int
    name: str
    colour: CategoryColour
    discount: int
    hold_lock: bool
    retired: bool
    price_list: int | None


@dataclass
class ClientCategoryNameTaken(Refused):
    """Another category has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already a category called {name}.")


@dataclass
class NoSuchClientCategory(Refused):
    category: int
    field: ClassVar[str] = "category"
    sentence: ClassVar[str] = N_("This category is gone.")


@dataclass
class NoClientCategoryCalled(Refused):
    name: str
    sentence: ClassVar[str] = N_("There is no category of clients called “{name}”.")


@dataclass
class ClientCategoryChanged(Refused):
    """Another person saved the same field since it was read (optimistic locking)."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class NotADiscount(Refused):
    """A discount is between 0 and 100 %."""

    field: ClassVar[str] = "discount"
    sentence: ClassVar[str] = N_("A discount is between 0 and 100 %.")


def categories(*, retired: bool = True) -> list[ClientCategoryRow]:
    """All categories by name; `retired` False leaves out those that can be chosen no more."""
    rows = ClientCategory.select(
        ClientCategory.id,
        ClientCategory.name,
        ClientCategory.colour,
        ClientCategory.discount,
        ClientCategory.hold_lock,
        ClientCategory.retired,
        ClientCategory.price_list,
    ).order_by(ClientCategory.name_key)
    found = [ClientCategoryRow(*row) for row in rows.tuples()]
    return [row for row in found if retired or not row.retired]


def row_of(category: int | None) -> ClientCategoryRow | None:
    """One category, or None."""
    return next((row for row in categories() if row.id == category), None) if category else None


def named(name: str) -> ClientCategoryRow:
    """The category of this name in any spelling. Raises `NoClientCategoryCalled`."""
    found = next((row for row in categories() if fold(row.name) == fold(name)), None)
    if found is None:
        raise NoClientCategoryCalled(name)
    return found


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["category"]))
def create(values: ClientCategoryFields, *, by: By) -> int:
    """Adds a category; returns its id. Raises `Missing`, `ClientCategoryNameTaken`, `NotADiscount`,
    `TariffNotOffered`, or what `check_text` raises.
    """
    clean = _checked(values)
    _check_name_is_free(clean.name, None)
    check_price_list(clean.price_list, None)
    row = ClientCategory.create(name_key=fold(clean.name), **asdict(clean))
    trail.leave(by, category=row.id, **asdict(clean))
    return int(row.id)


@verb(EDITS, Right.CHANGE_SETTINGS)
def edit(category: int, values: ClientCategoryFields, *, seen: ClientCategoryFields, by: By) -> None:
    """Saves the fields that differ from `seen` (optimistic locking). Sales of before keep their discounts.

    Raises `ClientCategoryChanged` if others changed one of the same fields, `NoSuchClientCategory`, and the
    refusals of `create`.
    """
    clean = _checked(values)
    engine().serialise("client_categories")
    now = fields_of(category)
    changed = changed_fields(
        clean, seen=seen, now=now, conflict=lambda name: ClientCategoryChanged(name, now.name)
    )
    if not changed:
        return
    clean = replace(now, **changed)
    _check_name_is_free(clean.name, category)
    check_price_list(clean.price_list, now.price_list)
    columns: dict[str, Any] = {**asdict(clean), "name_key": fold(clean.name)}
    ClientCategory.update(**columns).where(ClientCategory.id == category).execute()
    trail.leave(by, category=category, changes=differences(now, clean))


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(category: int, *, by: By) -> None:
    """It can be chosen no more, and gives no discount. Raises `NoSuchClientCategory`."""
    _retire(category, retired=True, by=by)


@verb(RESTORES, Right.CHANGE_SETTINGS)
def restore(category: int, *, by: By) -> None:
    """It can be chosen again. Raises `NoSuchClientCategory`."""
    _retire(category, retired=False, by=by)


def fields_of(category: int) -> ClientCategoryFields:
    """The fields of a category, as a form shows them. Raises `NoSuchClientCategory`."""
    row = _get(category)
    return ClientCategoryFields(row.name, row.colour, row.discount, row.hold_lock, row.price_list_id)


def check_may_be_chosen(category: int | None, before: int | None) -> None:
    """Raises `NoSuchClientCategory` for one that is not there, or is retired and was not chosen `before`."""
    if category is None or category == before:
        return
    row = row_of(category)
    if row is None or row.retired:
        raise NoSuchClientCategory(category)


def _get(category: int) -> ClientCategory:
    row: ClientCategory | None = ClientCategory.get_or_none(ClientCategory.id == category)
    if row is None:
        raise NoSuchClientCategory(category)
    return row


def _checked(values: ClientCategoryFields) -> ClientCategoryFields:
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    if not 0 <= values.discount <= WHOLE:
        raise NotADiscount
    return replace(values, name=name, colour=CategoryColour(values.colour))


def _check_name_is_free(name: str, but: int | None) -> None:
    engine().serialise("client_categories")
    row = ClientCategory.get_or_none(ClientCategory.name_key == fold(name), ClientCategory.id != (but or 0))
    if row is not None:
        raise ClientCategoryNameTaken(row.name)


def _retire(category: int, *, retired: bool, by: By) -> None:
    engine().serialise("client_categories")
    if _get(category).retired == retired:
        return
    ClientCategory.update(retired=retired).where(ClientCategory.id == category).execute()
    trail.leave(by, category=category)
