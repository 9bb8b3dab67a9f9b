"""A database of the first version becomes one of today's, and nothing in it is lost."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from peewee import DatabaseError

from models.store import connection, opening, schema
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Rates

FIRST = (
    "INSERT INTO category (name, regulated) VALUES ('Hygiène', FALSE)",
    "INSERT INTO product (code, name, category_id, price, vat_rate, active) VALUES"
    " ('611', 'Crème Éclat', 1, 12000, 2000, TRUE), ('612', 'Coton', 1, 900, 750, TRUE)",
    "INSERT INTO trail (op_id, verb, at, detail) VALUES ('a', 'test', '2026-11-12 10:30:00', '{}')",
    "INSERT INTO operation (trail_id, kind, number, value_date, note, reference)"
    " VALUES (1, 'sale', 'V-2026-00001', '2026-11-12', '', '')",
)


@pytest.fixture
def first_version(target: str | Path, tmp_path: Path) -> str | Path:
    """On each engine, a database as the first version left it: two products, one operation."""
    leave_first_version(target, tmp_path)
    return target


def leave_first_version(target: str | Path, migrations: Path) -> None:
    shutil.copy(schema.MIGRATIONS / "0001_the_counter.py", migrations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", migrations)
        opening.open_database(target)
        for statement in FIRST:
            connection.database.execute_sql(statement)
        connection.close()


def test_products_keep_their_rate_under_a_name_and_can_be_found(first_version: str | Path) -> None:
    opening.open_database(first_version)

    rates = Rates()
    found = [
        (row.name, row.vat.name, rates.on(row.vat_id, date(2026, 11, 12)), row.search_key)
        for row in Product.select().order_by(Product.id)
    ]
    assert found == [
        ("Crème Éclat", "20 %", 2000, "creme eclat 611"),
        ("Coton", "7,5 %", 750, "coton 612"),
    ]


def test_new_kinds_of_operation_are_allowed_and_strange_ones_still_refused(first_version: str | Path) -> None:
    database = opening.open_database(first_version).database
    operation = (
        "INSERT INTO operation (trail_id, kind, number, value_date, note, reference)"
        " VALUES (1, '{}', '{}', '2026-11-12', '', '')"
    )
    database.execute_sql(operation.format("return", "R-2026-00001"))
    with pytest.raises(DatabaseError):
        database.execute_sql(operation.format("gift", "G-2026-00001"))


def test_what_was_entered_can_still_not_be_changed(first_version: str | Path) -> None:
    database = opening.open_database(first_version).database
    with pytest.raises(DatabaseError, match="append-only"):
        database.execute_sql("UPDATE operation SET number = 'V-2026-00002'")


def test_a_copy_of_the_file_is_made_first(sqlite_target: Path, tmp_path: Path) -> None:
    leave_first_version(sqlite_target, tmp_path)

    opening.open_database(sqlite_target)
    connection.close()

    with sqlite3.connect(f"{sqlite_target}.before-0001_the_counter") as copy:
        assert copy.execute("SELECT name, vat_rate FROM product WHERE id = 1").fetchone() == (
            "Crème Éclat",
            2000,
        )
