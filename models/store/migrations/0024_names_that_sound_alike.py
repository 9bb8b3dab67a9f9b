"""Names that sound alike: the words under which clients are found are made again, with the keys of their
names, and each client gets the key by which likely duplicates are found.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from models.store import schema
from models.store.connection import engine
from models.store.engines.engine import SearchEntry
from models.store.search import words as search_words
from models.store.search.spellings.keys import sound_key

CHUNK = 5000
_STATUS_RANK = "CASE status WHEN 'active' THEN 0 WHEN 'sleeping' THEN 1 WHEN 'archived' THEN 2 ELSE 3 END"
_CLIENTS = (
    f"SELECT id, place, {_STATUS_RANK}, custom_words, merged_words, last_name, first_name, code, email, "
    "registration_number, mobile, work_phone, home_phone "
    "FROM client WHERE place > {mark} ORDER BY place LIMIT {limit}"
)
_COLUMN = "ALTER TABLE client ADD COLUMN sound_key {sorted} NOT NULL DEFAULT ''"
_INDEX = "CREATE INDEX client_sound_key ON client (sound_key)"


def up(migrator: Any, db: Any) -> None:
    (count,) = db.execute_sql("SELECT count(*) FROM client").fetchone()
    table, *indexes = engine().search_schema()
    db.execute_sql("DROP TABLE client_search")
    db.execute_sql(table)
    db.execute_sql(_COLUMN.format(**engine().types))
    done = 0
    for rows in _pages(db):
        engine().search_put(_entry(row) for row in rows)
        engine().update_rows("client", ["sound_key"], [(sound_key(row[5], row[6]), row[0]) for row in rows])
        done += len(rows)
        schema.report(done, count)
    for statement in (*indexes, _INDEX):  # made once, of all rows: quicker
        db.execute_sql(statement)


def _pages(db: Any) -> Iterator[Sequence[Any]]:
    statement = _CLIENTS.format(mark=db.param, limit=CHUNK)
    rows = db.execute_sql(statement, (0,)).fetchall()
    while rows:
        yield rows
        rows = db.execute_sql(statement, (rows[-1][1],)).fetchall()


def _entry(row: Sequence[Any]) -> SearchEntry:
    _, place, status, custom, merged, last_name, first_name, code, email, registration, *phones = row
    words = search_words.of_client(last_name, first_name, code, email, registration, phones)
    return SearchEntry(place, status, " ".join(filter(None, (words, custom, merged))))
