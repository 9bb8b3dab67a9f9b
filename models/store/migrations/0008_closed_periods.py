"""Closed periods; and numbers that are of the year of their day.

Until here a number had the year in which it was entered. How far such numbers go is kept, so that the doctor
tells them from a mistake.
"""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE period_closing (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    first_day {day} NOT NULL,
    last_day {day} NOT NULL,
    CHECK (first_day <= last_day)
) {strict};

CREATE TABLE period_reopening (
    closing_id {int} PRIMARY KEY REFERENCES period_closing (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    reason {text} NOT NULL
) {strict};
"""

APPEND_ONLY = ("period_closing", "period_reopening")
NUMBERED = ("operation", "global_invoice")
"""Tables whose rows may be of another day than that of their entry."""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
    for table in NUMBERED:
        _keep_how_far(db, table)


def _keep_how_far(db: Any, table: str) -> None:
    (last,) = db.execute_sql(f"SELECT MAX(id) FROM {table}").fetchone()
    if last is not None:
        row = (f"numbers_by_entry.{table}", str(last))
        db.execute_sql(f"INSERT INTO setting (name, value) VALUES ({db.param}, {db.param})", row)
