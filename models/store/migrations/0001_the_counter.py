"""The first version: clients, staff, the ledger, sales, statements.

The schema is plain SQL, because its CHECKs, triggers and STRICT tables are the last line of defence.
`{words}` in braces are the engines' names of column types (`models.store.engines.engine.Engine.types`).
"""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE setting (
    name {sorted} PRIMARY KEY,
    value {text} NOT NULL
) {strict};

CREATE TABLE document_number (
    id {key},
    kind {text} NOT NULL,
    year {int} NOT NULL,
    last {int} NOT NULL CHECK (last > 0),
    UNIQUE (kind, year)
) {strict};

CREATE TABLE staff (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    code_hash {text} NOT NULL,
    active {bool} NOT NULL,
    failures {int} NOT NULL CHECK (failures >= 0),
    wait_until {moment}
) {strict};

CREATE TABLE organism (
    id {key},
    name {text} NOT NULL UNIQUE CHECK (name <> ''),
    valid_from {day},
    valid_until {day},
    successor_id {int} REFERENCES organism (id)
) {strict};

CREATE TABLE client (
    id {key},
    code {text} NOT NULL UNIQUE CHECK (code <> ''),
    kind {text} NOT NULL CHECK (kind IN ('regular', 'passing', 'pharmacy')),
    status {text} NOT NULL CHECK (status IN ('active', 'sleeping', 'archived')),
    blocked {bool} NOT NULL,
    title {text} NOT NULL,
    last_name {text} NOT NULL CHECK (last_name <> ''),
    first_name {text} NOT NULL,
    name_key {sorted} NOT NULL,
    place {int} NOT NULL UNIQUE CHECK (place > 0),
    mobile {text} NOT NULL,
    work_phone {text} NOT NULL,
    home_phone {text} NOT NULL,
    email {text} NOT NULL,
    address {text} NOT NULL,
    postal_code {text} NOT NULL,
    city {text} NOT NULL,
    organism_id {int} REFERENCES organism (id),
    registration_number {text} NOT NULL,
    affiliation_number {text} NOT NULL,
    share_balance {bool} NOT NULL,
    share_points {bool} NOT NULL,
    share_history {bool} NOT NULL,
    ceiling {int} CHECK (ceiling >= 0),
    alert {text} NOT NULL,
    info {text} NOT NULL,
    balance {int} NOT NULL,
    version {int} NOT NULL CHECK (version > 0)
) {strict};
CREATE INDEX client_name_key ON client (name_key, place);
CREATE INDEX client_status_place ON client (status, place);
CREATE INDEX client_balance ON client (status, balance, place);
CREATE INDEX client_mobile ON client (mobile) WHERE mobile <> '';
CREATE INDEX client_work_phone ON client (work_phone) WHERE work_phone <> '';
CREATE INDEX client_home_phone ON client (home_phone) WHERE home_phone <> '';

CREATE TABLE trail (
    id {key},
    op_id {text} NOT NULL UNIQUE CHECK (op_id <> ''),
    verb {text} NOT NULL,
    staff_id {int} REFERENCES staff (id),
    client_id {int} REFERENCES client (id),
    at {moment} NOT NULL,
    detail {text} NOT NULL
) {strict};
CREATE INDEX trail_client ON trail (client_id, id) WHERE client_id IS NOT NULL;

CREATE TABLE draft (
    id {key},
    staff_id {int} NOT NULL REFERENCES staff (id),
    form {text} NOT NULL,
    subject {text} NOT NULL,
    content {text} NOT NULL,
    at {moment} NOT NULL,
    UNIQUE (staff_id, form, subject)
) {strict};

CREATE TABLE operation (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    kind {text} NOT NULL CHECK (kind IN
        ('opening', 'sale', 'payment', 'discount', 'advance', 'adjustment', 'reversal')),
    number {text} NOT NULL UNIQUE,
    value_date {day} NOT NULL,
    client_id {int} REFERENCES client (id),
    note {text} NOT NULL,
    reference {text} NOT NULL,
    part_of_id {int} REFERENCES operation (id),
    reverses_id {int} UNIQUE REFERENCES operation (id),
    CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
) {strict};
CREATE INDEX operation_client ON operation (client_id, value_date, id);
CREATE INDEX operation_client_kind ON operation (client_id, kind, value_date, id);
CREATE INDEX operation_day ON operation (value_date);
CREATE INDEX operation_trail ON operation (trail_id);
CREATE INDEX operation_part_of ON operation (part_of_id) WHERE part_of_id IS NOT NULL;

CREATE TABLE posting (
    id {key},
    operation_id {int} NOT NULL REFERENCES operation (id),
    account {text} NOT NULL CHECK (account IN ('receivable', 'cash', 'card', 'cheque', 'transfer',
        'sales', 'discounts', 'adjustments', 'gifts', 'opening')),
    client_id {int} REFERENCES client (id),
    amount {int} NOT NULL CHECK (amount <> 0),
    UNIQUE (operation_id, account),
    CHECK ((account = 'receivable') = (client_id IS NOT NULL))
) {strict};
CREATE INDEX posting_client ON posting (client_id, operation_id, amount) WHERE client_id IS NOT NULL;

CREATE TABLE allocation (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    client_id {int} NOT NULL REFERENCES client (id),
    debit_id {int} NOT NULL REFERENCES operation (id),
    credit_id {int} NOT NULL REFERENCES operation (id),
    value_date {day} NOT NULL,
    amount {int} NOT NULL CHECK (amount <> 0),
    undoes_id {int} UNIQUE REFERENCES allocation (id),
    CHECK (debit_id <> credit_id),
    CHECK ((amount < 0) = (undoes_id IS NOT NULL))
) {strict};
CREATE INDEX allocation_client ON allocation (client_id, amount);
CREATE INDEX allocation_debit ON allocation (debit_id, value_date, amount);
CREATE INDEX allocation_credit ON allocation (credit_id, value_date, amount);
CREATE INDEX allocation_trail ON allocation (trail_id);

CREATE TABLE category (
    id {key},
    name {text} NOT NULL UNIQUE CHECK (name <> ''),
    regulated {bool} NOT NULL
) {strict};

CREATE TABLE product (
    id {key},
    code {text} NOT NULL UNIQUE CHECK (code <> ''),
    name {text} NOT NULL CHECK (name <> ''),
    category_id {int} NOT NULL REFERENCES category (id),
    price {int} NOT NULL CHECK (price >= 0),
    vat_rate {int} NOT NULL CHECK (vat_rate BETWEEN 0 AND 10000),
    active {bool} NOT NULL
) {strict};

CREATE TABLE sale (
    operation_id {int} PRIMARY KEY REFERENCES operation (id),
    client_name {text} NOT NULL,
    client_address {text} NOT NULL,
    client_identifiers {text} NOT NULL
) {strict};

CREATE TABLE sale_line (
    id {key},
    sale_id {int} NOT NULL REFERENCES sale (operation_id),
    position {int} NOT NULL,
    product_id {int} NOT NULL REFERENCES product (id),
    label {text} NOT NULL,
    quantity {int} NOT NULL CHECK (quantity > 0),
    unit_price {int} NOT NULL CHECK (unit_price >= 0),
    discount {int} NOT NULL CHECK (discount BETWEEN 0 AND 10000),
    vat_rate {int} NOT NULL,
    amount {int} NOT NULL CHECK (amount >= 0),
    UNIQUE (sale_id, position)
) {strict};

CREATE TABLE statement (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    client_id {int} NOT NULL REFERENCES client (id),
    number {text} NOT NULL UNIQUE,
    start_day {day} NOT NULL,
    end_day {day} NOT NULL,
    detail {text} NOT NULL CHECK (detail IN ('simplified', 'detailed')),
    last_operation {int} NOT NULL,
    last_allocation {int} NOT NULL,
    parties {text} NOT NULL,
    opening {int} NOT NULL,
    closing {int} NOT NULL,
    CHECK (start_day <= end_day)
) {strict};
CREATE INDEX statement_client ON statement (client_id, id);
"""

APPEND_ONLY = ("trail", "operation", "posting", "allocation", "sale", "sale_line", "statement")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
    for statement in current.search_schema():
        db.execute_sql(statement)
