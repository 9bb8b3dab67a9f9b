"""Compares a file of products with the catalogue: each line adds a product,
changes one, or changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar

from models.importing.batches import added_and_undone
from models.importing.files.faults import CodeTwice, quoted
from models.importing.files.separated import Faults, LineFault
from models.importing.files.titles import Titles
from models.importing.products.file import ProductFile, ProductInFile
from models.importing.products.titles import ProductColumn
from models.money.amounts import NotAPercentage, parse_percentage
from models.refusals import N_, Refused
from models.store.search.folding import fold
from models.trade.catalogue.codes import key
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import vats
from models.trade.catalogue.verbs import ProductCodeTaken, ProductFields, WithdrawnCodeTaken
from models.values import Centimes


class ProductWay(StrEnum):
    """What to do with lines of products that exist already."""

    ALL = "all"
    """Change what the file says otherwise."""
    ADD = "add"
    """Leave them as they are: only new products are added."""
    COMPLETE = "complete"
    """Fill in what they lack, a bar code and a VAT rate, and add the new ones."""
    PRICES = "prices"
    """Change their prices and nothing else; no product is added."""


class Change(StrEnum):
    """What a line does. The first of these are shown first."""

    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass
class NoSuchRate(Refused):
    """A person decides a new VAT rate, with its name and first day; a file cannot."""

    text: str
    sentence: ClassVar[str] = N_("No VAT rate is “{text}” today. Create it first.")


@dataclass
class SeveralRates(Refused):
    text: str
    sentence: ClassVar[str] = N_("Several VAT rates are “{text}” today. Write the name of one.")


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A line and its effect. `product` is the product it changes, None for a new one."""

    line: int
    change: Change
    product: int | None
    fields: ProductFields
    """The fields after the import; the category is 0 where it is new too."""
    category: str
    """The name of the category."""
    old_price: Centimes | None
    """The price before the import; None for a product that never was there."""
    before: ProductFields | None = None
    """The fields before the import; None for a new product."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the whole file would do."""

    products: Sequence[PlannedProduct]
    """Changed products first, then new ones, then unchanged ones; each in the order of the file."""
    categories: Sequence[str]
    """The categories that would be added, in the file's first spelling."""
    faults: Sequence[LineFault]
    """The first faults, by line."""
    fault_count: int

    def count(self, change: Change) -> int:
        """The number of lines with this effect."""
        return sum(each.change is change for each in self.products)

    def narrowed(self, way: ProductWay) -> "Plan":
        """The same where only this is done; a line of which nothing is left is unchanged."""
        if way is ProductWay.ALL:
            return self
        narrowed = [_narrowed(each, way) for each in self.products]
        products = [each for each in narrowed if each is not None]
        used = {fold(each.category) for each in products if not each.fields.category}
        categories = [name for name in self.categories if fold(name) in used]
        return Plan(products, categories, self.faults, self.fault_count)


def _narrowed(planned: PlannedProduct, way: ProductWay) -> PlannedProduct | None:
    before = planned.before
    if planned.change is Change.NEW or before is None:
        return None if way is ProductWay.PRICES else planned
    match way:
        case ProductWay.PRICES:
            fields = replace(before, price=planned.fields.price)
        case ProductWay.COMPLETE:
            vat = planned.fields.vat if before.vat is None else before.vat
            fields = replace(before, vat=vat, bar_code=before.bar_code or planned.fields.bar_code)
        case _:
            fields = before
    return replace(planned, fields=fields, change=Change.SAME if fields == before else Change.CHANGED)


def plan(source: ProductFile) -> Plan:
    """Compares the file with the catalogue. Reads every product once, writes nothing."""
    planning = _Planning(source.titles)
    planned = [each for line in source.lines if (each := planning.take(line)) is not None]
    faults = sorted((*source.faults, *planning.faults.first), key=lambda fault: (fault.line, fault.column))
    order = list(Change)
    planned.sort(key=lambda each: (order.index(each.change), each.line))
    return Plan(planned, list(planning.new.values()), faults, source.fault_count + planning.faults.count)


class _Planning:
    """The current catalogue, indexed by everything that a file may use to name its parts."""

    def __init__(self, titles: Titles[ProductColumn]) -> None:
        self._titles = titles
        self.faults = Faults()
        self._lines: dict[int, int] = {}
        """For each product: the line that names it."""
        self.new: dict[str, str] = {}
        """The new categories, by folded name."""
        self._categories = {fold(row.name): row for row in Category.select()}
        rows = list(Product.select())
        self._undone = added_and_undone([row.id for row in rows if not row.active])
        self._by_code = {key(row.code): row for row in rows}
        self._by_bar_code = {key(row.bar_code): row for row in rows if row.bar_code}
        self._rates_named: dict[str, int] = {}
        self._rates_of: dict[int, list[int]] = {}
        for rate in vats():
            self._rates_named[fold(rate.name)] = rate.id
            self._rates_of.setdefault(rate.today, []).append(rate.id)

    def take(self, line: ProductInFile) -> PlannedProduct | None:
        """The effect of a line; None where it has a fault, which is then recorded."""
        row = self._meant(line)
        column = ProductColumn.CODE if line.code else ProductColumn.BAR_CODE
        try:
            if row is not None and self._lines.setdefault(row.id, line.line) != line.line:
                raise CodeTwice(line.code or line.bar_code, self._lines[row.id])
            self._check_codes(line, row)
            column = ProductColumn.VAT
            return self._planned(line, row, self._vat(line.vat, row))
        except ProductCodeTaken as taken:
            self.faults.blame(line.line, self._titles.number(ProductColumn(taken.field)), taken)
        except Refused as reason:
            self.faults.blame(line.line, self._titles.number(column), reason)
        return None

    def _meant(self, line: ProductInFile) -> Product | None:
        """The product that the line names: by its code, else by its bar code."""
        code, bar_code = key(line.code), key(line.bar_code)
        if code:
            return self._by_code.get(code) or (None if bar_code else self._by_bar_code.get(code))
        return self._by_code.get(bar_code) or self._by_bar_code.get(bar_code)

    def _check_codes(self, line: ProductInFile, row: Product | None) -> None:
        for field, code in (("code", line.code), ("bar_code", line.bar_code)):
            for known in (self._by_code.get(key(code)), self._by_bar_code.get(key(code))):
                if code and known is not None and (row is None or known.id != row.id):
                    kind = ProductCodeTaken if known.active else WithdrawnCodeTaken
                    raise kind(field, code, known.name)

    def _vat(self, text: str, row: Product | None) -> int | None:
        """Finds a VAT rate by name or by its percentage today. Empty leaves the
        rate as it is; 0 is exempt.
        """
        now: int | None = row.vat_id if row is not None else None
        if not text:
            return now
        if fold(text) in self._rates_named:
            return self._rates_named[fold(text)]
        try:
            rate = parse_percentage(text)
        except NotAPercentage:
            raise NoSuchRate(quoted(text)) from None
        # Several rates may have the same percentage today. The product keeps its own if it is among them;
        # else the file must name one.
        found = self._rates_of.get(rate, [])
        if now in found:
            return now
        if not rate:
            return None
        if len(found) > 1:
            raise SeveralRates(quoted(text))
        if not found:
            raise NoSuchRate(quoted(text))
        return found[0]

    def _planned(self, line: ProductInFile, row: Product | None, vat: int | None) -> PlannedProduct:
        folded = fold(line.category)
        category = self._categories.get(folded)
        shown = category.name if category is not None else self.new.setdefault(folded, line.category)
        said: dict[str, Any] = {
            "name": line.name,
            "category": category.id if category is not None else 0,
            "price": line.price,
            "vat": vat,
        }
        if row is None:
            code = line.code or line.bar_code
            fields = ProductFields(code=code, bar_code=line.bar_code, **said)
            return PlannedProduct(line.line, Change.NEW, None, fields, shown, None)
        before = fields_of_row(row)
        if (
            row.id in self._undone
        ):  # Its import was undone: it comes back under its number, as if it were new.
            code = line.code or row.code
            fields = replace(before, code=code, bar_code=line.bar_code or before.bar_code, **said)
            return PlannedProduct(line.line, Change.NEW, row.id, fields, shown, row.price)
        known = {key(row.code), key(row.bar_code)}
        # The same name in another spelling.
        bar_code = line.bar_code if key(line.bar_code) not in known else ""
        fields = replace(before, bar_code=bar_code or before.bar_code, **said)
        change = Change.SAME if fields == before else Change.CHANGED
        return PlannedProduct(line.line, change, row.id, fields, shown, row.price, before)


def fields_of_row(row: Product) -> ProductFields:
    """The fields of a product that was read."""
    return ProductFields(
        row.name,
        row.category_id,
        row.price,
        row.vat_id,
        row.code,
        row.bar_code,
        row.fractional,
        row.discount_forbidden,
        row.custom,
        row.kind,
        row.alcohol_degree,
        row.alcohol_volume,
    )
