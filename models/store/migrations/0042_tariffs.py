"""Price lists, prices by quantity, cross discounts, kinds of products, and the tax on alcohol."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE price_list (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    with_vat {bool} NOT NULL,
    retired {bool} NOT NULL
) {strict};

CREATE TABLE list_price (
    id {key},
    price_list_id {int} NOT NULL REFERENCES price_list (id),
    product_id {int} REFERENCES product (id),
    category_id {int} REFERENCES category (id),
    price {int} CHECK (price >= 0),
    rate {int} CHECK (rate BETWEEN 0 AND 10000),
    since {day},
    until {day},
    CHECK ((product_id IS NULL) <> (category_id IS NULL)),
    CHECK ((price IS NULL) <> (rate IS NULL)),
    CHECK (until >= since)
) {strict};
CREATE INDEX list_price_product ON list_price (price_list_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX list_price_category ON list_price (price_list_id, category_id) WHERE category_id IS NOT NULL;
CREATE INDEX list_price_of_product ON list_price (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX list_price_of_category ON list_price (category_id) WHERE category_id IS NOT NULL;

CREATE TABLE price_break (
    id {key},
    product_id {int} NOT NULL REFERENCES product (id),
    quantity {int} NOT NULL CHECK (quantity > 0),
    price {int} NOT NULL CHECK (price >= 0),
    UNIQUE (product_id, quantity)
) {strict};

CREATE TABLE cross_discount (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    retired {bool} NOT NULL
) {strict};

CREATE TABLE cross_discount_rate (
    id {key},
    cross_discount_id {int} NOT NULL REFERENCES cross_discount (id),
    client_category_id {int} REFERENCES client_category (id),
    category_id {int} NOT NULL REFERENCES category (id),
    rate {int} NOT NULL CHECK (rate BETWEEN 0 AND 10000)
) {strict};
CREATE UNIQUE INDEX cross_discount_rate_of
    ON cross_discount_rate (cross_discount_id, COALESCE(client_category_id, 0), category_id);
CREATE INDEX cross_discount_rate_client_category ON cross_discount_rate (client_category_id)
    WHERE client_category_id IS NOT NULL;
CREATE INDEX cross_discount_rate_category ON cross_discount_rate (category_id);

CREATE TABLE alcohol_tax (
    id {key},
    since {day} NOT NULL UNIQUE,
    amount {int} NOT NULL CHECK (amount >= 0)
) {strict};

ALTER TABLE product ADD COLUMN kind {text} NOT NULL DEFAULT 'article'
    CHECK (kind IN ('article', 'service', 'coupon', 'subscription'));
ALTER TABLE product ADD COLUMN alcohol_degree {int} NOT NULL DEFAULT 0
    CHECK (alcohol_degree BETWEEN 0 AND 10000);
ALTER TABLE product ADD COLUMN alcohol_volume {int} NOT NULL DEFAULT 0 CHECK (alcohol_volume >= 0);
ALTER TABLE category ADD COLUMN discount_forbidden {bool} NOT NULL DEFAULT FALSE;

ALTER TABLE client_category ADD COLUMN price_list_id {int} REFERENCES price_list (id);
ALTER TABLE client_details ADD COLUMN price_list_id {int} REFERENCES price_list (id);
ALTER TABLE client_details ADD COLUMN uses_price_list {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE client_details ADD COLUMN cross_discount_id {int} REFERENCES cross_discount (id);
CREATE INDEX client_category_price_list ON client_category (price_list_id) WHERE price_list_id IS NOT NULL;
CREATE INDEX client_details_price_list ON client_details (price_list_id) WHERE price_list_id IS NOT NULL;
CREATE INDEX client_details_cross_discount ON client_details (cross_discount_id)
    WHERE cross_discount_id IS NOT NULL
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.format(**engine().types).split(";"):
        db.execute_sql(statement.strip())
