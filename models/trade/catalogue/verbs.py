"""The verbs of products: create, edit, withdraw, put back. None is ever deleted."""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, ClassVar

from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import CustomValues, accepted, words
from models.money.amounts import LARGEST, WHOLE, AmountTooLarge, NotAnAmount
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import changed_fields, differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue import codes as product_codes
from models.trade.catalogue.categories import NoSuchCategory
from models.trade.catalogue.table import Category, Product, ProductKind, bears, search_key
from models.trade.catalogue.vat import NoSuchVat, Vat
from models.values import ZERO, Centimes

CREATES, EDITS, WITHDRAWS, PUTS_BACK = (
    *("products.create", "products.edit"),
    *("products.withdraw", "products.put_back"),
)
LARGEST_VOLUME = 1_000_000
"""In millilitres: a cubic metre, more than any container that a pharmacy hands over."""
_MADE = 6
"""The number of digits of a generated code."""


@dataclass(frozen=True, slots=True)
class ProductFields:
    """The fields of a product. Without a code, it gets its bar code, or else its number."""

    name: str = ""
    category: int = 0
    price: Centimes = ZERO
    vat: int | None = None
    """None is exempt."""
    code: str = ""
    bar_code: str = ""
    fractional: bool = False
    discount_forbidden: bool = False
    custom: CustomValues = field(default_factory=dict)
    kind: ProductKind = ProductKind.ARTICLE
    alcohol_degree: int = 0
    """In hundredths of a percent of the volume."""
    alcohol_volume: int = 0
    """In millilitres."""


@dataclass
class ProductCodeTaken(Refused):
    """Another product has this code or bar code, so a scanner could not tell them apart."""

    field: str
    code: str
    name: str
    sentence: ClassVar[str] = N_("{code} already belongs to {name}.")


class WithdrawnCodeTaken(ProductCodeTaken):
    sentence: ClassVar[str] = N_("{code} already belongs to {name}, which is no longer sold.")


@dataclass
class NoSuchProduct(Refused):
    product: int
    sentence: ClassVar[str] = N_("This product is gone.")


@dataclass
class ProductChanged(Refused):
    """Another person saved it since it was read. `field` is the first that both changed."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class NotADegree(Refused):
    """Alcohol is between 0 and 100 % of the volume, and a volume is needed with it."""

    field: ClassVar[str] = "alcohol_degree"
    sentence: ClassVar[str] = N_("The degree of alcohol is between 0 and 100 %.")


@dataclass
class NotAVolume(Refused):
    """The tax on alcohol needs the degree and the volume. `limit` in litres."""

    limit: int
    field: ClassVar[str] = "alcohol_volume"
    sentence: ClassVar[str] = N_("Alcohol needs a volume, of at most {limit} litres.")


@verb(CREATES, Right.EDIT_CATALOGUE, answers=lambda done: int(done.details()["product"]))
def create(values: ProductFields, *, by: By) -> int:
    """Adds a product; returns its id.

    Raises `Missing`, `ProductCodeTaken`, `AmountTooLarge`, `NotAnAmount`, `NoSuchCategory`, `NoSuchVat`,
    `NotADegree`, `NotAVolume`, or
    what `check_text` raises.
    """
    clean = checked(values)
    engine().serialise("catalogue")
    _check_choices(clean)
    clean = replace(clean, code=clean.code or clean.bar_code, custom=_custom(clean, {}))
    _check_codes_are_free(clean, None)
    row = Product.create(**columns(replace(clean, code=clean.code or f"new {by.key}")))
    if not clean.code:
        clean = replace(clean, code=_free_code(row.id))
        Product.update(**columns(clean)).where(Product.id == row.id).execute()
    trail.leave(by, product=row.id, **asdict(clean))
    return int(row.id)


@verb(EDITS, Right.EDIT_CATALOGUE)
def edit(product: int, values: ProductFields, *, seen: ProductFields, by: By) -> None:
    """Saves the fields that differ from `seen` (optimistic locking); the others stay unchanged.

    Past sales keep their prices. Raises `ProductChanged` if others changed one of the same fields meanwhile,
    `NoSuchProduct`, and the refusals of `create`.
    """
    clean = checked(values, seen)
    engine().serialise("catalogue")
    now = fields_of(product)
    clean = replace(
        now, **changed_fields(clean, seen=seen, now=now, conflict=lambda name: ProductChanged(name, now.name))
    )
    code = clean.code or clean.bar_code or _free_code(product)
    clean = replace(clean, code=code, custom=_custom(clean, now.custom))
    changes = differences(now, clean)
    if not changes:
        return
    _check_choices(clean)
    _check_codes_are_free(clean, product)
    Product.update(**columns(clean)).where(Product.id == product).execute()
    trail.leave(by, product=product, changes=changes)


@verb(WITHDRAWS, Right.EDIT_CATALOGUE)
def withdraw(product: int, *, by: By) -> None:
    """Withdraws a product: it is no longer sold, and stays on past sales. Raises `NoSuchProduct`."""
    _activate(product, active=False, by=by)


@verb(PUTS_BACK, Right.EDIT_CATALOGUE)
def put_back(product: int, *, by: By) -> None:
    """Puts a withdrawn product on sale again. Raises `NoSuchProduct`."""
    _activate(product, active=True, by=by)


def checked(values: ProductFields, known: ProductFields | None = None) -> ProductFields:
    """The values trimmed; a code that is `known` may have an older format. Raises the first refusal."""
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    if not values.category:
        raise Missing("category")
    if values.price < 0:
        raise NotAnAmount(f"{values.price / 100:.2f}")
    if values.price > LARGEST:
        raise AmountTooLarge
    _check_alcohol(values.alcohol_degree, values.alcohol_volume)
    return replace(
        values,
        kind=ProductKind(values.kind),
        name=name,
        code=_code("code", values.code, known.code if known else None),
        bar_code=_code("bar_code", values.bar_code, known.bar_code if known else None),
    )


def _check_alcohol(degree: int, volume: int) -> None:
    if not 0 <= degree <= WHOLE:
        raise NotADegree
    if not (volume > 0 if degree else volume >= 0) or volume > LARGEST_VOLUME:
        raise NotAVolume(LARGEST_VOLUME // 1000)


def _custom(clean: ProductFields, before: CustomValues) -> CustomValues:
    """The values of custom fields as they are kept. Raises what `accepted` raises."""
    if clean.custom == before:
        return before
    return accepted(clean.custom, before, definitions(CustomRecord.PRODUCT))


def _code(field: str, text: str, known: str | None) -> str:
    return text if text == known else product_codes.checked(field, text)


def fields_of(product: int) -> ProductFields:
    """The fields of a product, as a form shows them. Raises `NoSuchProduct`."""
    row = Product.get_or_none(Product.id == product)
    if row is None:
        raise NoSuchProduct(product)
    keys = {"category": row.category_id, "vat": row.vat_id}
    names = (field.name for field in fields(ProductFields) if field.name not in keys)
    return ProductFields(**keys, **{name: getattr(row, name) for name in names})


def columns(clean: ProductFields) -> dict[str, Any]:
    """The values as the table stores them."""
    custom = words(clean.custom, definitions(CustomRecord.PRODUCT)) if clean.custom else ""
    key = search_key(clean.name, clean.code, clean.bar_code, custom)
    return {**asdict(clean), "search_key": key}


def taken_by(codes: list[str], but: int | None = None) -> ProductCodeTaken | None:
    """The product that has one of these codes in any spelling, other than `but`; None if none has."""
    asked = product_codes.all_spellings(codes)
    query = Product.select().where(bears(asked), Product.id != (but or 0))
    row = query.order_by(Product.id).first() if asked else None
    if row is None:
        return None
    code = row.code if row.code in asked else row.bar_code
    kind = ProductCodeTaken if row.active else WithdrawnCodeTaken
    return kind("code", code, row.name)


def _check_codes_are_free(clean: ProductFields, but: int | None) -> None:
    taken = taken_by([clean.code, clean.bar_code], but)
    if taken is not None:
        at, other = (product_codes.key(each) for each in (clean.code, clean.bar_code))
        taken.field = "code" if product_codes.key(taken.code) == at != other else "bar_code"
        raise taken


def _check_choices(clean: ProductFields) -> None:
    if not Category.select().where(Category.id == clean.category).exists():
        raise Missing("category") if not clean.category else NoSuchCategory(clean.category)
    if clean.vat is not None and not Vat.select().where(Vat.id == clean.vat).exists():
        raise NoSuchVat(clean.vat)


def _free_code(product: int) -> str:
    code = f"{product:0{_MADE}d}"
    while taken_by([code], product):
        code += "A"
    return code


def _activate(product: int, *, active: bool, by: By) -> None:
    engine().serialise("catalogue")
    before = Product.get_or_none(Product.id == product)
    if before is None:
        raise NoSuchProduct(product)
    if before.active == active:
        return
    Product.update(active=active).where(Product.id == product).execute()
    trail.leave(by, product=product)
