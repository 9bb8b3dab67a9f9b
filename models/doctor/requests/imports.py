"""Checks that an import has all the rows that it told of, and that an undone one left no debt."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from models.doctor.fault import SHOWN, Check, Fault
from models.doctor.requests.details import details_of
from models.refusals import N_
from models.store.connection import engine

_ROWS = N_("Import {request} told of {told} rows; there are {count}.")
_DEBT = N_("{number} came with an import that was undone, and was not reversed.")
_TOLD = ("count", "completed", "new", "changed")


def imports_have_their_rows() -> Iterator[Fault]:
    """Each client and product that an import added or changed is listed with it, so that it can be undone."""
    rows = engine().database.execute_sql(
        "SELECT b.trail_id, (SELECT COUNT(*) FROM imported_client c WHERE c.batch_id = b.id) + "
        "(SELECT COUNT(*) FROM imported_product p WHERE p.batch_id = b.id) FROM import_batch b"
    )
    kept = dict(rows.fetchall())
    for requests in details_of("client_import.carry_out", "product_import.carry_out"):
        for request, _, _, words in requests:
            told = _told(words)
            # Those of before imports could be undone have none.
            if words.get("batch") and kept.get(request, 0) != told:
                figures = {"request": request, "told": told, "count": kept.get(request, 0)}
                yield Fault("trail", _ROWS, figures)


def _told(words: dict[str, Any]) -> int:
    return sum(int(words.get(name, 0)) for name in _TOLD)


def undone_imports_left_no_debt() -> Iterator[Fault]:
    """INV-02: the opening balance of each client who came with an undone import is reversed."""
    rows = engine().database.execute_sql(
        "SELECT o.number, o.client_id FROM import_undoing u JOIN import_batch b ON b.id = u.batch_id "
        "JOIN operation o ON o.trail_id = b.trail_id AND o.kind = 'opening' "
        "LEFT JOIN operation r ON r.reverses_id = o.id WHERE r.id IS NULL ORDER BY o.id"
    )
    for number, client in islice(rows, SHOWN):
        yield Fault("INV-02", _DEBT, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (imports_have_their_rows, undone_imports_left_no_debt)
