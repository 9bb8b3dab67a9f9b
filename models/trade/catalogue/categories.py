"""Categories of products, and which of them have regulated prices."""

from dataclasses import asdict, dataclass, replace
from typing import ClassVar

from peewee import JOIN, fn

from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue.table import Category, Product

CREATES, EDITS = "categories.create", "categories.edit"
_REGULATED = "medicament"
"""The beginning of the name of a category of medicines, folded."""


@dataclass(frozen=True, slots=True)
class CategoryFields:
    """The fields of a category."""

    name: str = ""
    regulated: bool = False
    discount_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category, and the number of its products that are sold."""

    id: int
    name: str
    regulated: bool
    discount_forbidden: bool
    products: int


@dataclass
class CategoryNameTaken(Refused):
    """Another category has this name, in whatever spelling."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("There is already a category called {name}.")


@dataclass
class NoSuchCategory(Refused):
    category: int
    sentence: ClassVar[str] = N_("This category is gone.")


@dataclass
class CategoryChanged(Refused):
    """Another person saved it since it was read."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


def categories() -> list[CategoryRow]:
    """All of them, by name."""
    rows = (
        Category.select(
            Category.id, Category.name, Category.regulated, Category.discount_forbidden, fn.COUNT(Product.id)
        )
        .join(Product, JOIN.LEFT_OUTER, on=(Product.category == Category.id) & Product.active)
        .group_by(Category.id, Category.name, Category.regulated, Category.discount_forbidden)
    )
    return sorted((CategoryRow(*row) for row in rows.tuples()), key=lambda row: fold(row.name))


def begins_regulated(name: str) -> bool:
    """Whether a new category of this name is taken for medicines, whose price is regulated (law 17-04)."""
    return fold(name).startswith(_REGULATED)


@verb(CREATES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["category"]))
def create(values: CategoryFields, *, by: By) -> int:
    """Adds a category; returns its id. Raises `Missing`, `CategoryNameTaken`, or what `check_text` raises."""
    clean = _checked(values)
    _check_name_is_free(clean.name, None)
    row = Category.create(**asdict(clean))
    trail.leave(by, category=row.id, **asdict(clean))
    return int(row.id)


@verb(EDITS, Right.EDIT_CATALOGUE)
def edit(category: int, values: CategoryFields, *, seen: CategoryFields, by: By) -> None:
    """Saves a category over the values `seen` (optimistic locking). Past sales keep
    their prices and discounts.

    Raises `CategoryChanged`, `NoSuchCategory`, `Missing`, `CategoryNameTaken`, or what `check_text` raises.
    """
    clean = _checked(values)
    _check_name_is_free(clean.name, category)
    before = fields_of(category)
    if before not in (seen, clean):
        raise CategoryChanged(before.name)
    if before == clean:
        return
    Category.update(**asdict(clean)).where(Category.id == category).execute()
    trail.leave(by, category=category, changes=differences(before, clean))


def fields_of(category: int) -> CategoryFields:
    """The fields of a category, as a form shows them. Raises `NoSuchCategory`."""
    row = Category.get_or_none(Category.id == category)
    if row is None:
        raise NoSuchCategory(category)
    return CategoryFields(row.name, row.regulated, row.discount_forbidden)


def _checked(values: CategoryFields) -> CategoryFields:
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    return replace(values, name=name)


def _check_name_is_free(name: str, but: int | None) -> None:
    engine().serialise("catalogue")
    for key, known in Category.select(Category.id, Category.name).tuples():
        if key != but and fold(known) == fold(name):
            raise CategoryNameTaken("name", known)
