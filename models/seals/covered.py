"""The tables under seal: those whose rows are never changed. By name, as their rooms are above this one."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.personal.register import DECLARED


@dataclass(frozen=True, slots=True)
class Covered:
    """A table under seal.

    Attributes:
        name: what the table is called.
        key: the columns that order its rows as they were written; all of them together name one row.
        personal: the columns that enter as a digest with a salt of its own.
    """

    name: str
    key: tuple[str, ...]
    personal: tuple[str, ...]


_KEYS = {
    **dict.fromkeys(("sale", "sale_return", "global_invoice_payment"), ("operation_id",)),
    # Their own keys are those of what they end, in whatever order that was; a request writes one such row.
    **dict.fromkeys(
        ("till_reopening", "period_reopening", "global_invoice_deletion", "incoming_decision"), ("trail_id",)
    ),
    "client_merge_undoing": ("trail_id",),
    "import_undoing": ("trail_id",),
    "till_held": ("closing_id", "operation_id"),
    "delivery": ("document_id",),
}
"""Of the tables that have no `id`."""

_NAMES = (
    *("trail", "operation", "posting", "allocation", "sale", "sale_line", "statement"),
    *("sale_return", "return_line", "document", "document_line", "document_step"),
    *("invoice", "invoice_draft", "invoice_draft_drop", "invoice_sending"),
    *("global_invoice", "global_invoice_item", "global_invoice_deletion", "global_invoice_payment"),
    *("till_closing", "till_count", "till_held", "till_reopening", "period_closing", "period_reopening"),
    *("consent", "credit_pack", "credit_step", "credit_movement", "campaign_exclusion", "receipt"),
    *("incoming_text", "incoming_decision", "seal_redaction"),
    "appointment_reminder",
    *("client_merge", "client_merge_undoing"),
    *("sale_animal", "attribution", "document_attribution"),
    "comment",
    *("import_batch", "imported_client", "imported_product", "import_undoing"),
    "sheet_entry",
    "delivery",
)

NOT_COVERED = {
    "number_prefix": "its rows have no order; each number of a document shows which prefix was whose",
    **dict.fromkeys(("seal", "seal_table", "seal_leaf"), "each seal holds the digest of the one before it"),
}
"""Tables whose rows are never changed either, and why no seal covers them."""

COVERED: Mapping[str, Covered] = {
    name: Covered(name, _KEYS.get(name, ("id",)), tuple(DECLARED[name].personal)) for name in _NAMES
}
"""By name, in the order in which they are sealed."""
