"""Reference lists: terms, representatives and couriers. And an organism can be retired."""

from typing import Any

from models.store.connection import engine

TABLE = """
CREATE TABLE reference (
    id {key},
    kind {text} NOT NULL CHECK (kind IN ('payment_terms', 'shipping_terms', 'representative', 'courier')),
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL,
    position {int} NOT NULL CHECK (position > 0),
    active {bool} NOT NULL,
    phone {text} NOT NULL CHECK (phone = '' OR kind IN ('representative', 'courier')),
    days {int} CHECK (days BETWEEN 0 AND 365),
    end_of_month {bool} NOT NULL,
    UNIQUE (kind, name_key),
    CHECK ((days IS NOT NULL) = (kind = 'payment_terms'))
) {strict}
"""


def up(migrator: Any, db: Any) -> None:
    types = engine().types
    db.execute_sql(TABLE.format(**types).strip())
    db.execute_sql(f"ALTER TABLE organism ADD COLUMN active {types['bool']} NOT NULL DEFAULT TRUE")
