"""Makes the search words of clients or products anew after the definition of a custom field changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import words
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client, search_entry
from models.refusals import N_, Refused
from models.store import many
from models.store.connection import engine
from models.trade.catalogue.table import Product, search_key
from models.values import Progress

CHUNK = 1000


@dataclass
class ReindexStopped(Refused):
    """The person asked to stop: the transaction is rolled back."""

    sentence: ClassVar[str] = N_("Stopped. Nothing was changed.")


def make_anew(record: CustomRecord, field: int, progress: Progress) -> None:
    """Makes the words of all who have a value in this field, inside the caller's transaction.

    Raises `ReindexStopped` where `progress` answers false.
    """
    if record is CustomRecord.CLIENT:
        engine().serialise("places")
        _in_chunks(_clients(field), _write_clients, progress)
    else:
        engine().serialise("catalogue")
        _in_chunks(_products(field), _write_products, progress)


def _in_chunks(keys: Sequence[int], write: Any, progress: Progress) -> None:
    for start in range(0, len(keys), CHUNK):
        if not progress(start, len(keys)):
            raise ReindexStopped
        write(keys[start : start + CHUNK])


def _has(column: Any, field: int) -> Any:
    """Whether the JSON of a row has a value for this field. Where only a text says the like, the words are
    made as they were.
    """
    return column.cast("TEXT").contains(f'"{field}":')


def _clients(field: int) -> list[int]:
    query = ClientDetails.select(ClientDetails.client).where(_has(ClientDetails.custom, field))
    return [key for (key,) in query.order_by(ClientDetails.client).tuples()]


def _products(field: int) -> list[int]:
    query = Product.select(Product.id).where(_has(Product.custom, field)).order_by(Product.id)
    return [key for (key,) in query.tuples()]


def _write_clients(keys: Sequence[int]) -> None:
    known = definitions(CustomRecord.CLIENT)
    details = ClientDetails.select(ClientDetails.client, ClientDetails.custom)
    held = dict(details.where(many.among(ClientDetails.client, keys)).tuples())
    rows = list(engine().locked(Client.select().where(many.among(Client.id, keys)).order_by(Client.id)))
    changed = [(row, new) for row in rows if (new := words(held[row.id], known)) != row.custom_words]
    engine().search_drop(search_entry(row) for row, _ in changed)
    many.update(Client, ((row.id, {"custom_words": new}) for row, new in changed))
    for row, new in changed:
        row.custom_words = new
    engine().search_put(search_entry(row) for row, _ in changed)


def _write_products(keys: Sequence[int]) -> None:
    known = definitions(CustomRecord.PRODUCT)
    rows = Product.select().where(many.among(Product.id, keys))
    many.update(Product, ((row.id, {"search_key": _key(row, known)}) for row in rows))


def _key(row: Product, known: Any) -> str:
    return search_key(row.name, row.code, row.bar_code, words(row.custom, known))
