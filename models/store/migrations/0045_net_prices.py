"""What a line was computed from: its net price, the tax on alcohol in it, and where its price comes from.

All that was sold or promised before was computed from prices with VAT, as the defaults say. The triggers of
the two documents are made anew, so that how VAT was computed stays as written too.
"""

from importlib import import_module
from typing import Any

from models.store import schema
from models.store.connection import engine

OF_DOCUMENTS = (
    "vat_basis {text} NOT NULL DEFAULT 'included' CHECK (vat_basis IN ('included', 'added', 'exempt'))"
)
NET = "net {int}"
ALCOHOL = "alcohol_tax {int} NOT NULL DEFAULT 0 CHECK (alcohol_tax >= 0)"
OF_LINES = (
    "net_price {int} CHECK (net_price >= 0)",
    NET,
    ALCOHOL,
    "price_source {text} NOT NULL DEFAULT '' CHECK (price_source IN ('', 'list', 'category_list', 'break'))",
    "price_list_id {int} REFERENCES price_list (id)",
)
COLUMNS = (
    *((table, OF_DOCUMENTS) for table in ("sale", "document")),
    *((table, column) for table in ("sale_line", "document_line") for column in OF_LINES),
    *(("return_line", column) for column in (NET, ALCOHOL)),
)
REASONS = ("", "manual", "category", "permanent", "cross", "client_category")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for done, (table, column) in enumerate(COLUMNS):
        schema.report(done, len(COLUMNS))
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column.format(**current.types)}")
    for table in ("sale_line", "document_line"):
        current.allow(table, "discount_reason", REASONS)
    before = import_module("models.store.migrations.0009_what_is_personal")
    parties = before.PARTIES | import_module("models.store.migrations.0041_parties").IN_PARTIES
    document = before.APPEND_ONLY["document"] | {"parties": parties}
    for table, blanks in (("sale", before.APPEND_ONLY["sale"]), ("document", document)):
        for statement in current.redactable(table, blanks):
            db.execute_sql(statement)
