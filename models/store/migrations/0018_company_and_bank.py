"""What is known of a client as a company: how they are billed, what is chosen from the reference lists, their
legal numbers, their bank account.
"""

from typing import Any

from models.store.connection import engine

FLAGS = (
    "professional",
    "vat_exempt",
    "tax_exclusive",
    "no_price_breaks",
    "alcohol_tax_exempt",
    "anonymous_account",
)
NUMBERS = ("siren", "siret", "naf", "vat_number", "ice", "tax_number", "trade_register", "business_tax")
BANK = ("rib", "iban", "bic", "bank_name", "account_holder")
CHOSEN = ("payment_terms", "shipping_terms", "representative", "courier")
MODE = "payment_mode {text} CHECK (payment_mode IN ('cash', 'card', 'cheque', 'transfer'))"


def up(migrator: Any, db: Any) -> None:
    columns = (
        *(f"{name} {{bool}} NOT NULL DEFAULT FALSE" for name in FLAGS),
        *(f"{name} {{text}} NOT NULL DEFAULT ''" for name in ("account_code", *NUMBERS, *BANK)),
        MODE,
        *(f"{name}_id {{int}} REFERENCES reference (id)" for name in CHOSEN),
    )
    for column in columns:
        db.execute_sql(f"ALTER TABLE client_details ADD COLUMN {column.format(**engine().types)}")
