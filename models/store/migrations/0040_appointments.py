"""Appointments of clients, at times of the wall's clock."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE appointment (
    id {key},
    uid {text} NOT NULL UNIQUE,
    client_id {int} NOT NULL REFERENCES client (id),
    contact_id {int} REFERENCES contact (id),
    day {day} NOT NULL,
    start {int} NOT NULL CHECK (start BETWEEN 0 AND 1439),
    minutes {int} NOT NULL CHECK (minutes > 0),
    subject {text} NOT NULL,
    staff_id {int} NOT NULL REFERENCES staff (id),
    status {text} NOT NULL CHECK (status IN ('kept', 'cancelled')),
    version {int} NOT NULL DEFAULT 0,
    CHECK (start + minutes <= 1440)
) {strict};
CREATE INDEX appointment_day ON appointment (day, start, id);
CREATE INDEX appointment_client ON appointment (client_id);
CREATE INDEX appointment_contact ON appointment (contact_id)
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
