"""Imports products: a preview, then all of them in one transaction or none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from peewee import chunked

from models.files.reading import FileRefused
from models.importing.files.faults import HasFaults
from models.importing.files.text_file import Stopped
from models.importing.products import file as product_file
from models.importing.products import plan as product_plan
from models.importing.products.file import ProductFile
from models.importing.products.plan import Change, Plan, PlannedProduct
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
        """The digest by which a repeated request to carry it out is recognized."""
        return self.source.digest


@dataclass(frozen=True, slots=True)
class ProductsImported:
    """How many products an import added and changed."""

    new: int
    changed: int


def read(
    path: str | Path, progress: Progress = lambda done, total: True, encoding: str = ""
) -> ProductPreview:
    """Previews the import of a file. Writes nothing. Raises what `product_file.read` raises."""
    source = product_file.read(Path(path).expanduser(), progress, encoding)
    return ProductPreview(source, product_plan.plan(source))


def _as_before(done: Trail) -> ProductsImported:
    detail = done.details()
    return ProductsImported(detail["new"], detail["changed"])


@verb(VERB, Right.EDIT_CATALOGUE, answers=_as_before)
def carry_out(
    preview: ProductPreview, *, by: By, progress: Progress = lambda done, total: True
) -> ProductsImported:
    """Adds and changes what a preview says, in one transaction; a product that is in no line stays as it is.

    A new category is regulated where its name says medicines. `progress` hears how far it is, and where it
    answers false nothing is kept. Raises `HasFaults`, `NothingNew`, `CatalogueMoved`, `Stopped`, or
    `StaffInactive`.
    """
    source = preview.source
    if preview.plan.fault_count:
        raise HasFaults(source.name, preview.plan.fault_count)
    engine().serialise("catalogue")
    now = product_plan.plan(source)
    if now != preview.plan:
        raise CatalogueMoved(source.name)
    imported = ProductsImported(now.count(Change.NEW), now.count(Change.CHANGED))
    if not imported.new and not imported.changed:
        raise NothingNew(source.name)
    _Writing(now, progress).write()
    _leave(source, now, imported, by)
    return imported


class _Writing:
    """Writes a plan and counts the products."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self._plan = plan
        self._progress = progress
        self._done = 0
        self._categories: dict[str, int] = {}

    def write(self) -> None:
        for name in self._plan.categories:
            row = Category.create(name=name, regulated=begins_regulated(name))
            self._categories[fold(name)] = row.id
        new = [each for each in self._plan.products if each.change is Change.NEW]
        for some in chunked(new, _CHUNK):
            many.insert(Product, map(self._columns, some))
            self._advance(len(some))
        changed = [each for each in self._plan.products if each.change is Change.CHANGED]
        for some in chunked(changed, _CHUNK):
            many.update(Product, ((each.product, self._columns(each)) for each in some))
            self._advance(len(some))

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


def _leave(source: ProductFile, plan: Plan, imported: ProductsImported, by: By) -> None:
    trail.leave(
        by,
        file=source.name,
        new=imported.new,
        changed=imported.changed,
        categories=list(plan.categories),
        prices=_prices(plan.products),
    )


def _prices(products: Iterable[PlannedProduct]) -> dict[int, list[int]]:
    """The products whose price changes, with the old and the new price."""
    return {
        each.product: [int(each.old_price), int(each.fields.price)]
        for each in products
        if each.product is not None and each.old_price not in (None, each.fields.price)
    }
