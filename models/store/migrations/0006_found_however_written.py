"""Found however it is written: the words under which clients and products are found are made again."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.store import schema
from models.store.connection import engine
from models.store.engines.engine import SearchEntry
from models.store.search import words as search_words

CHUNK = 5000
_STATUS_RANK = "CASE status WHEN 'active' THEN 0 WHEN 'sleeping' THEN 1 ELSE 2 END"
_CLIENTS = (
    f"SELECT place, {_STATUS_RANK}, last_name, first_name, code, email, registration_number, "
    "mobile, work_phone, home_phone FROM client WHERE place > {mark} ORDER BY place LIMIT {limit}"
)


def up(migrator: Any, db: Any) -> None:
    _clients(db)
    _products(db)


def _clients(db: Any) -> None:
    (count,) = db.execute_sql("SELECT count(*) FROM client").fetchone()
    table, *indexes = engine().search_schema()
    db.execute_sql("DROP TABLE client_search")
    db.execute_sql(table)
    done = 0
    for rows in _pages(db):
        engine().search_put(_entry(row) for row in rows)
        done += len(rows)
        schema.report(done, count)
    for statement in indexes:  # made once, of all rows: quicker
        db.execute_sql(statement)


def _pages(db: Any) -> Iterator[Sequence[Any]]:
    statement = _CLIENTS.format(mark=db.param, limit=CHUNK)
    rows = db.execute_sql(statement, (0,)).fetchall()
    while rows:
        yield rows
        rows = db.execute_sql(statement, (rows[-1][0],)).fetchall()


def _entry(row: Sequence[Any]) -> SearchEntry:
    place, status, last_name, first_name, code, email, registration, *phones = row
    words = search_words.of_client(last_name, first_name, code, email, registration, phones)
    return SearchEntry(place, status, words)


def _products(db: Any) -> None:
    rows = db.execute_sql("SELECT id, name, code, bar_code FROM product").fetchall()
    keys = [(search_words.of_product(*texts), key) for key, *texts in rows]
    statement = f"UPDATE product SET search_key = {db.param} WHERE id = {db.param}"
    db.cursor().executemany(statement, keys)
