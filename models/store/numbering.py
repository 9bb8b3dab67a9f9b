"""Gapless numbers by kind and year, taken inside the transaction that uses them."""

from peewee import IntegerField, TextField

from models.store import clock
from models.store.connection import Table, engine


class DocumentNumber(Table):
    """The last number given for a kind of document in a year."""

    kind = TextField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        table_name = "document_number"


def take(kind: str, count: int = 1) -> list[str]:
    """The next `count` numbers of this kind, such as V-2026-00123, in the year of entry.

    Call it inside a transaction: a rollback gives them back, so the series has no hole.
    """
    year = clock.today().year
    engine().serialise(f"number {kind}")
    row = DocumentNumber.get_or_none(kind=kind, year=year)
    first = (row.last if row else 0) + 1
    last = first + count - 1
    if row:
        DocumentNumber.update(last=last).where(DocumentNumber.id == row.id).execute()
    else:
        DocumentNumber.create(kind=kind, year=year, last=last)
    return [f"{kind}-{year}-{number:05d}" for number in range(first, last + 1)]
