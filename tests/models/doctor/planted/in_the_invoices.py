"""Faults in invoices, credit notes and factures globales."""

from models.doctor.trade import global_invoices, invoices
from tests.models.doctor.planted.planted import Planted, first

BILLED = "(SELECT id FROM global_invoice WHERE billing_id IS NOT NULL AND id = 1)"

PLANTED = {
    "an invoice before its sales": Planted(
        global_invoices.invoices_follow_what_is_on_them,
        "INV-19",
        "UPDATE global_invoice SET day = '2026-11-01'",
    ),
    "a debt moved by another request": Planted(
        global_invoices.invoices_follow_what_is_on_them,
        "INV-19",
        "UPDATE operation SET trail_id = 1 WHERE kind = 'billing'",
    ),
    "an invoice that is also on a global invoice": Planted(
        invoices.billed_by_one_paper,
        "INV-19",
        "INSERT INTO global_invoice_item (invoice_id, operation_id, amount)"
        " SELECT 1, operation_id, total FROM invoice WHERE kind = 'invoice'",
    ),
    "what came back of it on a global invoice": Planted(
        invoices.billed_by_one_paper,
        "INV-19",
        "UPDATE global_invoice_item SET operation_id ="
        " (SELECT operation_id FROM invoice WHERE kind = 'credit_note')",
    ),
    **{
        f"an invoice that is not its sale: {change}": Planted(
            invoices.invoices_are_of_their_operation, "INV-19", f"UPDATE invoice SET {change}"
        )
        for change in (
            "total = total + 1",
            "client_id = 2",
            "day = '2026-11-01'",
            "trail_id = 1",
            f"operation_id = {first('payment')} WHERE kind = 'invoice'",
            f"operation_id = {first('adjustment')} WHERE kind = 'credit_note'",
        )
    },
    "a sale cancelled under its invoice": Planted(
        invoices.invoices_are_of_their_operation,
        "INV-19",
        "UPDATE operation SET reverses_id = (SELECT operation_id FROM invoice WHERE kind = 'invoice')"
        f" WHERE id = {first('reversal')}",
    ),
    **{
        f"an invoice of other terms: {change}": Planted(
            invoices.credit_notes_correct_their_sale, "INV-19", f"UPDATE invoice SET {change}"
        )
        for change in (
            "corrects_id = NULL",
            "corrects_id = id WHERE kind = 'invoice'",
            "due = NULL",
            "due = '2026-11-01' WHERE kind = 'invoice'",
            "due = day WHERE kind = 'credit_note'",
        )
    },
    "an invoice sent before it was issued": Planted(
        invoices.steps_follow_what_they_are_of, "documents", "UPDATE invoice_sending SET trail_id = 1"
    ),
    "a draft dropped before it was prepared": Planted(
        invoices.steps_follow_what_they_are_of, "documents", "UPDATE invoice_draft_drop SET trail_id = 1"
    ),
    "a draft of another kind": Planted(
        invoices.steps_follow_what_they_are_of, "documents", "UPDATE invoice_draft SET kind = 'credit_note'"
    ),
    "a draft of a payment": Planted(
        invoices.steps_follow_what_they_are_of,
        "documents",
        f"UPDATE invoice_draft SET operation_id = {first('payment')}",
    ),
    "an invoice deleted for no reason": Planted(
        global_invoices.deletions_came_after_their_invoice,
        "INV-19",
        "UPDATE global_invoice_deletion SET reason = ''",
    ),
    "an invoice deleted before it was issued": Planted(
        global_invoices.deletions_came_after_their_invoice,
        "INV-19",
        "UPDATE global_invoice_deletion SET trail_id = 1",
    ),
    "what an organism paid for no invoice": Planted(
        global_invoices.organisms_paid_for_an_invoice, "INV-17", "DELETE FROM global_invoice_payment"
    ),
    "what an organism paid for somebody else's invoice": Planted(
        global_invoices.organisms_paid_for_an_invoice,
        "INV-17",
        "UPDATE global_invoice_payment SET invoice_id ="
        " (SELECT id FROM global_invoice WHERE billing_id IS NULL)",
    ),
    "a client's payment for an invoice": Planted(
        global_invoices.organisms_paid_for_an_invoice,
        "INV-17",
        f"INSERT INTO global_invoice_payment (operation_id, invoice_id) SELECT {first('payment')}, {BILLED}",
    ),
}
