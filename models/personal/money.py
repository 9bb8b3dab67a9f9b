"""Declarations for the ledger, the till and the closings. Columns about a till day are about no client."""

from models.personal.kinds import ACCOUNTS, WITHHELD, Kind, Personal, table

TABLES = {
    "operation": table(
        "id trail_id kind number value_date client_id part_of_id reverses_id",
        note=Personal(Kind.REMARK, WITHHELD),
        reference=Personal(Kind.IDENTIFIER, WITHHELD, ACCOUNTS),
    ),
    "attribution": table("id trail_id operation_id contact_id kind day"),
    "posting": table("id operation_id account client_id amount"),
    "allocation": table("id trail_id client_id debit_id credit_id value_date amount undoes_id"),
    "till_closing": table(
        "id trail_id day attempt sales returns cancelled discounts pharmacy note",
    ),
    "till_count": table("id closing_id account opening receipts refunds counted"),
    "till_held": table("closing_id operation_id"),
    "till_reopening": table("closing_id trail_id reason"),
    "period_closing": table("id trail_id first_day last_day"),
    "period_reopening": table("closing_id trail_id reason"),
}
"""The reference of a payment is the number of its cheque or transfer, which the books need as evidence."""
