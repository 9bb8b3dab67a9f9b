"""Undoes an import of products as a whole, as long as nothing was sold or promised of what it added.

No product is ever deleted: what the import added is withdrawn, and comes back under its number when a
corrected list names it again. What it changed is as before, unless somebody changed it since.
"""

from dataclasses import replace
from typing import Any

from peewee import chunked

from models.importing import batches
from models.importing.batches import (
    NAMED,
    BuiltUpon,
    ImportedProduct,
    ImportSubject,
    ImportUndoing,
    Undone,
    named,
)
from models.importing.files.steps import Steps
from models.importing.products import plan as product_plan
from models.requests import trail
from models.requests.by import By
from models.requests.editing import still_as_written
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.trade.catalogue.table import Product
from models.trade.catalogue.verbs import ProductFields, columns
from models.values import Progress

VERB = "product_import.undo"
_CHUNK = 500
_LINES = ("sale_line", "document_line")
"""The tables of lines of products. What comes back names the line of its sale."""


@verb(VERB, Right.EDIT_CATALOGUE, answers=batches.undone_before)
def undo(batch: int, *, by: By, progress: Progress = lambda done, total: True) -> Undone:
    """Undoes an import. `progress` hears how far it is, and where it answers false nothing is undone.

    Raises `NoSuchImport`, `AlreadyUndone`, `BuiltUpon` or `Stopped`.
    """
    engine().serialise("catalogue")
    row = batches.not_undone(batch, ImportSubject.PRODUCTS)
    imported = list(ImportedProduct.select().where(ImportedProduct.batch == batch))
    added = [each.product_id for each in imported if not each.changes]
    _refuse_if_in_use(row.file, batch)
    before = _to_give_back([each for each in imported if each.changes])
    withdrawn = _on_sale(added)
    kept = len(imported) - len(added) - len(before)
    prices = {key: [int(now.price), int(then.price)] for key, (now, then) in before.items()}
    record = trail.leave(
        by,
        file=row.file,
        batch=batch,
        removed=len(withdrawn),
        given_back=len(before),
        kept=kept,
        withdrawn=withdrawn,
        prices={key: pair for key, pair in prices.items() if pair[0] != pair[1]},
    )
    ImportUndoing.create(batch=batch, trail=record)
    steps = Steps(len(withdrawn) + len(before), progress)
    _write(withdrawn, before, steps)
    return Undone(len(withdrawn), len(before), kept)


def _on_sale(products: list[int]) -> list[int]:
    rows = Product.select(Product.id).where(many.among(Product.id, products), Product.active)
    return [key for (key,) in rows.order_by(Product.id).tuples()]


def _refuse_if_in_use(file: str, batch: int) -> None:
    """Raises `BuiltUpon` where a product that the import added is on a paper, or was changed by a later
    import.
    """
    mark = engine().database.param
    added = f"SELECT product_id FROM imported_product WHERE batch_id = {mark} AND changes = ''"
    found: set[int] = set()
    for table in _LINES:
        words = f"SELECT DISTINCT product_id FROM {table} WHERE product_id IN ({added})"
        found |= {key for (key,) in engine().run(words, (batch,)).fetchall()}
    later = (
        f"SELECT product_id FROM imported_product i WHERE i.batch_id > {int(batch)} AND NOT EXISTS "
        f"(SELECT 1 FROM import_undoing u WHERE u.batch_id = i.batch_id) AND product_id IN ({added})"
    )
    found |= {key for (key,) in engine().run(later, (batch,)).fetchall()}
    if found:
        rows = Product.select(Product.name).where(many.among(Product.id, sorted(found)))
        names = [name for (name,) in rows.order_by(Product.search_key).limit(NAMED).tuples()]
        raise BuiltUpon(file, len(found), named(names, len(found)))


def _to_give_back(imported: list[ImportedProduct]) -> dict[int, tuple[ProductFields, ProductFields]]:
    """By product that still is what the import made of it: its fields now, and with what it was before."""
    changes = {each.product_id: batches.changes_of(each) for each in imported}
    found = {}
    for row in Product.select().where(many.among(Product.id, list(changes))):
        now = product_plan.fields_of_row(row)
        plain: dict[str, Any] = {name: getattr(now, name) for name in changes[row.id]}
        before = still_as_written(changes[row.id], plain)
        if before:
            found[row.id] = (now, replace(now, **before))
    return found


def _write(
    withdrawn: list[int], before: dict[int, tuple[ProductFields, ProductFields]], steps: Steps
) -> None:
    many.update(Product, ((key, {"active": False}) for key in withdrawn))
    done = len(withdrawn)
    report = steps.of(0)
    report(done)
    for some in chunked(before.items(), _CHUNK):
        many.update(Product, ((key, columns(then)) for key, (_, then) in some))
        done += len(some)
        report(done)
