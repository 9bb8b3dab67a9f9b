"""Animals of clients, with their species and breeds; and for which animal a sale, or a line of it, was."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE animal_kind (
    id {key},
    species_id {int} REFERENCES animal_kind (id) CHECK (species_id <> id),
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL,
    active {bool} NOT NULL
) {strict};
CREATE UNIQUE INDEX animal_kind_name ON animal_kind (coalesce(species_id, 0), name_key);

CREATE TABLE animal (
    id {key},
    client_id {int} NOT NULL REFERENCES client (id),
    name {text} NOT NULL,
    kind_id {int} REFERENCES animal_kind (id),
    birth_date {day} NOT NULL,
    note {text} NOT NULL,
    active {bool} NOT NULL
) {strict};
CREATE INDEX animal_client ON animal (client_id);
CREATE INDEX animal_of_kind ON animal (kind_id);
CREATE INDEX animal_birthday ON animal (({birthday}), client_id) WHERE active;

CREATE TABLE sale_animal (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    sale_id {int} NOT NULL REFERENCES sale (operation_id),
    position {int} NOT NULL CHECK (position >= 0),
    animal_id {int} REFERENCES animal (id)
) {strict};
CREATE INDEX sale_animal_sale ON sale_animal (sale_id, position, id);
CREATE INDEX sale_animal_animal ON sale_animal (animal_id, sale_id)
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    birthday = current.month_day.format(day="birth_date")
    for statement in TABLES.format(**current.types, birthday=birthday).split(";"):
        db.execute_sql(statement.strip())
    for statement in current.append_only("sale_animal"):
        db.execute_sql(statement)
