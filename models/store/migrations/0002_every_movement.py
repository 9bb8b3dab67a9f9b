"""Every movement of money: rates with dates, discounts, returns, documents, global invoices, the till."""

from typing import Any

from models.store.connection import engine
from models.store.search.folding import fold

OPERATION_KINDS = (
    *("opening", "sale", "payment", "discount", "advance", "adjustment", "reversal"),
    *("return", "refund", "credit_note", "billing"),
)
ACCOUNTS = (
    *("receivable", "cash", "card", "cheque", "transfer", "sales", "discounts", "adjustments", "gifts"),
    *("opening", "organisms"),
)

TABLES = """
CREATE TABLE vat (
    id {key},
    name {text} NOT NULL UNIQUE CHECK (name <> '')
) {strict};

CREATE TABLE vat_rate (
    id {key},
    vat_id {int} NOT NULL REFERENCES vat (id),
    since {day} NOT NULL,
    rate {int} NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    UNIQUE (vat_id, since)
) {strict};

ALTER TABLE product ADD COLUMN vat_id {int} REFERENCES vat (id);
ALTER TABLE product ADD COLUMN bar_code {text} NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN search_key {sorted} NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN fractional {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN discount_forbidden {bool} NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX product_bar_code ON product (bar_code) WHERE bar_code <> '';
CREATE INDEX product_search_key ON product (search_key, id);

CREATE TABLE default_discount (
    id {key},
    client_id {int} NOT NULL REFERENCES client (id),
    category_id {int} REFERENCES category (id),
    rate {int} NOT NULL CHECK (rate BETWEEN 0 AND 10000)
) {strict};
CREATE UNIQUE INDEX default_discount_of ON default_discount (client_id, coalesce(category_id, 0));

ALTER TABLE sale ADD COLUMN contact {text} NOT NULL DEFAULT '';
ALTER TABLE sale_line ADD COLUMN discount_reason {text} NOT NULL DEFAULT ''
    CHECK (discount_reason IN ('', 'manual', 'category', 'permanent'));

CREATE TABLE sale_return (
    operation_id {int} PRIMARY KEY REFERENCES operation (id),
    sale_id {int} NOT NULL REFERENCES sale (operation_id),
    client_name {text} NOT NULL,
    client_address {text} NOT NULL,
    client_identifiers {text} NOT NULL
) {strict};
CREATE INDEX sale_return_sale ON sale_return (sale_id);

CREATE TABLE return_line (
    id {key},
    return_id {int} NOT NULL REFERENCES sale_return (operation_id),
    position {int} NOT NULL,
    sale_line_id {int} NOT NULL REFERENCES sale_line (id),
    quantity {int} NOT NULL CHECK (quantity > 0),
    amount {int} NOT NULL CHECK (amount >= 0),
    UNIQUE (return_id, position)
) {strict};
CREATE INDEX return_line_sold ON return_line (sale_line_id);

CREATE TABLE document (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    kind {text} NOT NULL CHECK (kind IN ('quote', 'preparation', 'order')),
    number {text} NOT NULL UNIQUE,
    day {day} NOT NULL,
    until {day},
    client_id {int} NOT NULL REFERENCES client (id),
    origin_id {int} REFERENCES document (id),
    contact {text} NOT NULL,
    note {text} NOT NULL,
    parties {text} NOT NULL
) {strict};
CREATE INDEX document_client ON document (client_id, kind, day, id);
CREATE INDEX document_origin ON document (origin_id) WHERE origin_id IS NOT NULL;

CREATE TABLE document_line (
    id {key},
    document_id {int} NOT NULL REFERENCES document (id),
    position {int} NOT NULL,
    product_id {int} NOT NULL REFERENCES product (id),
    label {text} NOT NULL,
    quantity {int} NOT NULL CHECK (quantity > 0),
    unit_price {int} NOT NULL CHECK (unit_price >= 0),
    discount {int} NOT NULL CHECK (discount BETWEEN 0 AND 10000),
    discount_reason {text} NOT NULL CHECK (discount_reason IN ('', 'manual', 'category', 'permanent')),
    vat_rate {int} NOT NULL,
    amount {int} NOT NULL CHECK (amount >= 0),
    UNIQUE (document_id, position)
) {strict};

CREATE TABLE document_step (
    id {key},
    document_id {int} NOT NULL REFERENCES document (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    state {text} NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'to_do', 'ready', 'handed_over',
        'ordered', 'delivered', 'invoiced', 'cancelled')),
    reason {text} NOT NULL,
    sale_id {int} UNIQUE REFERENCES sale (operation_id)
) {strict};
CREATE INDEX document_step_last ON document_step (document_id, id);
CREATE UNIQUE INDEX document_sold_once ON document_step (document_id) WHERE sale_id IS NOT NULL;

CREATE TABLE global_invoice (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    number {text} NOT NULL UNIQUE,
    day {day} NOT NULL,
    client_id {int} NOT NULL REFERENCES client (id),
    billing_id {int} UNIQUE REFERENCES operation (id),
    parties {text} NOT NULL,
    total {int} NOT NULL
) {strict};
CREATE INDEX global_invoice_client ON global_invoice (client_id, day, id);

CREATE TABLE global_invoice_item (
    id {key},
    invoice_id {int} NOT NULL REFERENCES global_invoice (id),
    operation_id {int} NOT NULL REFERENCES operation (id),
    amount {int} NOT NULL CHECK (amount <> 0),
    UNIQUE (invoice_id, operation_id)
) {strict};
CREATE INDEX global_invoice_item_operation ON global_invoice_item (operation_id);

CREATE TABLE global_invoice_deletion (
    invoice_id {int} PRIMARY KEY REFERENCES global_invoice (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    reason {text} NOT NULL
) {strict};

CREATE TABLE global_invoice_payment (
    operation_id {int} PRIMARY KEY REFERENCES operation (id),
    invoice_id {int} NOT NULL REFERENCES global_invoice (id)
) {strict};
CREATE INDEX global_invoice_payment_of ON global_invoice_payment (invoice_id);

CREATE TABLE till_closing (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    day {day} NOT NULL,
    attempt {int} NOT NULL CHECK (attempt > 0),
    sales {int} NOT NULL,
    returns {int} NOT NULL,
    cancelled {int} NOT NULL,
    discounts {int} NOT NULL,
    pharmacy {text} NOT NULL,
    note {text} NOT NULL,
    UNIQUE (day, attempt)
) {strict};

CREATE TABLE till_count (
    id {key},
    closing_id {int} NOT NULL REFERENCES till_closing (id),
    account {text} NOT NULL CHECK (account IN ('cash', 'card', 'cheque', 'transfer')),
    opening {int} NOT NULL CHECK (opening >= 0),
    receipts {int} NOT NULL CHECK (receipts >= 0),
    refunds {int} NOT NULL CHECK (refunds >= 0),
    counted {int} NOT NULL CHECK (counted >= 0),
    UNIQUE (closing_id, account)
) {strict};

CREATE TABLE till_held (
    closing_id {int} NOT NULL REFERENCES till_closing (id),
    operation_id {int} NOT NULL REFERENCES operation (id),
    PRIMARY KEY (closing_id, operation_id)
) {strict};

CREATE TABLE till_reopening (
    closing_id {int} PRIMARY KEY REFERENCES till_closing (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    reason {text} NOT NULL
) {strict};

ALTER TABLE setting ADD COLUMN trail_id {int} REFERENCES trail (id);

CREATE TABLE number_prefix (
    prefix {text} PRIMARY KEY CHECK (prefix <> ''),
    series {text} NOT NULL
) {strict};
"""

APPEND_ONLY = (
    *("sale_return", "return_line", "document", "document_line", "document_step"),
    *("global_invoice", "global_invoice_item", "global_invoice_deletion", "global_invoice_payment"),
    *("till_closing", "till_count", "till_held", "till_reopening", "number_prefix"),
)


def up(migrator: Any, db: Any) -> None:
    current = engine()
    current.allow("operation", "kind", OPERATION_KINDS)
    current.allow("posting", "account", ACCOUNTS)
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
    _date_the_rates(db)
    _fold_the_products(db)


def _date_the_rates(db: Any) -> None:
    """A rate was a number on each product; now it has a name, and the day from which it holds."""
    mark = db.param
    rates = db.execute_sql("SELECT DISTINCT vat_rate FROM product ORDER BY vat_rate").fetchall()
    for (rate,) in rates:
        name = f"{rate / 100:g} %".replace(".", ",")
        of_name = f"(SELECT id FROM vat WHERE name = {mark})"
        db.execute_sql(f"INSERT INTO vat (name) VALUES ({mark})", (name,))
        db.execute_sql(
            f"INSERT INTO vat_rate (vat_id, since, rate) VALUES ({of_name}, {mark}, {mark})",
            (name, "2000-01-01", rate),
        )
        db.execute_sql(f"UPDATE product SET vat_id = {of_name} WHERE vat_rate = {mark}", (name, rate))
    db.execute_sql("ALTER TABLE product DROP COLUMN vat_rate")


def _fold_the_products(db: Any) -> None:
    mark = db.param
    for key, code, name in db.execute_sql("SELECT id, code, name FROM product").fetchall():
        db.execute_sql(
            f"UPDATE product SET search_key = {mark} WHERE id = {mark}", (fold(f"{name} {code}"), key)
        )
