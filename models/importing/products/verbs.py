"""Imports products: a preview, then all of them in one transaction or none."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from peewee import chunked

from models.files.reading import FileRefused
from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.files.faults import HasFaults
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.text_file import Stopped
from models.importing.products import file as product_file
from models.importing.products import plan as product_plan
from models.importing.products.file import ProductFile
from models.importing.products.plan import Change, Plan, PlannedProduct, ProductWay
from models.refusals import N_
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.search.folding import fold
from models.trade.catalogue.categories import begins_regulated
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.verbs import ProductFields, columns
from models.values import Progress

VERB = "product_import.carry_out"
_CHUNK = 500
"""The number of products written between two progress reports."""


class NothingNew(FileRefused):
    sentence: ClassVar[str] = N_("The catalogue already says all that {file} says.")


class CatalogueMoved(FileRefused):
    """The catalogue changed since the preview, so the import would do something else."""

    sentence: ClassVar[str] = N_("The catalogue changed meanwhile. Look at {file} again.")


@dataclass(frozen=True, slots=True)
class ProductPreview:
    """What an import would do. Nothing has been written."""

    source: ProductFile
    plan: Plan

    def recognised_by(self) -> object:
        """What a repeated request to carry it out is recognized by."""
        return self.source.read_as.recognised(self.source.digest)


@dataclass(frozen=True, slots=True)
class ProductsImported:
    """How many products an import added and changed."""

    new: int
    changed: int


def read(
    path: str | Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> ProductPreview:
    """Previews the import of a file. Writes nothing. Raises what `product_file.read` raises."""
    source = product_file.read(Path(path).expanduser(), progress, encoding, read_as)
    return ProductPreview(source, product_plan.plan(source))


def _as_before(done: Trail) -> ProductsImported:
    detail = done.details()
    return ProductsImported(detail["new"], detail["changed"])


@verb(VERB, Right.EDIT_CATALOGUE, answers=_as_before)
def carry_out(
    preview: ProductPreview,
    *,
    by: By,
    way: ProductWay = ProductWay.ALL,
    progress: Progress = lambda done, total: True,
) -> ProductsImported:
    """Adds and changes what a preview says, in one transaction; a product that is in no line stays as it is.

    `way` says what becomes of products that exist already. A new category is regulated where its name says
    medicines. `progress` hears how far it is, and where it answers false nothing is kept. Raises
    `HasFaults`, `NothingNew`, `CatalogueMoved`, `Stopped`, or `StaffInactive`.
    """
    source = preview.source
    if preview.plan.fault_count:
        raise HasFaults(source.name, preview.plan.fault_count)
    engine().serialise("catalogue")
    now = product_plan.plan(source)
    if now != preview.plan:
        raise CatalogueMoved(source.name)
    now = now.narrowed(way)
    imported = ProductsImported(now.count(Change.NEW), now.count(Change.CHANGED))
    if not imported.new and not imported.changed:
        raise NothingNew(source.name)
    record = _leave(source, now, imported, by)
    writing = _Writing(now, progress)
    writing.write()
    batches.keep_products(batches.begin(record, ImportSubject.PRODUCTS), writing.written)
    return imported


class _Writing:
    """Writes a plan and counts the products."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self._plan = plan
        self._progress = progress
        self._done = 0
        self._categories: dict[str, int] = {}
        self.written: list[tuple[int, dict[str, list[Any]]]] = []
        """The products that were added, without changes, and those that were changed, with theirs."""

    def write(self) -> None:
        for name in self._plan.categories:
            row = Category.create(name=name, regulated=begins_regulated(name))
            self._categories[fold(name)] = row.id
        new = [each for each in self._plan.products if each.change is Change.NEW and each.product is None]
        keys = engine().reserve_keys("product", len(new))
        self.written += [(key, {}) for key in keys]
        for some in chunked(zip(keys, new, strict=True), _CHUNK):
            many.insert(Product, ({"id": key, **self._columns(each)} for key, each in some))
            self._advance(len(some))
        back = [each for each in self._plan.products if each.change is Change.NEW and each.product]
        self.written += [(each.product, {}) for each in back if each.product]
        for some_back in chunked(back, _CHUNK):
            many.update(
                Product, ((each.product, {**self._columns(each), "active": True}) for each in some_back)
            )
            self._advance(len(some_back))
        changed = [each for each in self._plan.products if each.change is Change.CHANGED]
        for some_changed in chunked(changed, _CHUNK):
            many.update(Product, ((each.product, self._columns(each)) for each in some_changed))
            self.written += [(each.product, self._changes(each)) for each in some_changed]
            self._advance(len(some_changed))

    def _changes(self, planned: PlannedProduct) -> dict[str, list[Any]]:
        """By field that differs, what the product was before and is now."""
        assert planned.before is not None
        before, after = asdict(planned.before), asdict(self._fields(planned))
        return {name: [before[name], after[name]] for name in after if before[name] != after[name]}

    def _columns(self, planned: PlannedProduct) -> dict[str, Any]:
        return columns(self._fields(planned))

    def _fields(self, planned: PlannedProduct) -> ProductFields:
        if planned.fields.category:
            return planned.fields
        return replace(planned.fields, category=self._categories[fold(planned.category)])

    def _advance(self, more: int) -> None:
        self._done += more
        if not self._progress(self._done, len(self._plan.products)):
            raise Stopped


def _leave(source: ProductFile, plan: Plan, imported: ProductsImported, by: By) -> Trail:
    back = [each.product for each in plan.products if each.change is Change.NEW and each.product]
    return trail.leave(
        by,
        file=source.name,
        batch=True,
        new=imported.new,
        changed=imported.changed,
        categories=list(plan.categories),
        prices=_prices(plan.products),
        put_back=back,
    )


def _prices(products: Iterable[PlannedProduct]) -> dict[int, list[int]]:
    """The products whose price changes, with the old and the new price."""
    return {
        each.product: [int(each.old_price), int(each.fields.price)]
        for each in products
        if each.product is not None and each.old_price not in (None, each.fields.price)
    }
