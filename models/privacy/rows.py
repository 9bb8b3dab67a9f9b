"""The rows of each table that are about one client, and the day from which a retention counts.

Every table with personal values of clients, or that leads to one, is listed; a test checks it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_OPERATIONS = "(SELECT id FROM operation WHERE client_id IN ({fiches}))"
_DOCUMENTS = "(SELECT id FROM document WHERE client_id IN ({fiches}))"
_INVOICES = "(SELECT id FROM global_invoice WHERE client_id IN ({fiches}))"
_MESSAGES = "(SELECT id FROM message WHERE client_id IN ({fiches}))"
_MERGES = "(SELECT id FROM client_merge WHERE survivor_id IN ({fiches}) OR merged_id IN ({fiches}))"
_NUMBERS = (
    "(SELECT recipient FROM message WHERE client_id IN ({fiches}) "
    "UNION SELECT mobile FROM client WHERE id IN ({fiches}) AND mobile <> '')"
)
"""The client's present numbers, and those to which a message was ever sent."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that are about a client.

    `of_client` is a condition of SQL in which `{fiches}` are the ids of all fiches of the client. `day` is
    the day of a row, from which the years of a retention count. `objected`: rows whose address is that of a
    client who objected. `not_theirs`: by column, rows in which it says nothing about the client.
    """

    of_client: str = "client_id IN ({fiches})"
    key: str = "id"
    day: str = ""
    objected: str = "FALSE"
    not_theirs: Mapping[str, str] = field(default_factory=dict)

    def of(self, fiches: Sequence[int]) -> str:
        """The condition for the client of all these fiches (`fiches_of`)."""
        keys = [int(fiche) for fiche in fiches]
        ids, subjects = ", ".join(map(str, keys)), ", ".join(f"'{key}'" for key in keys)
        return self.of_client.format(fiches=ids, subjects=subjects)


ROWS: Mapping[str, Rows] = {
    # First the tables found by the client's numbers, which later tables hold.
    "incoming_text": Rows(
        f"sender IN {_NUMBERS} AND NOT EXISTS "
        "(SELECT 1 FROM client c WHERE c.mobile = incoming_text.sender AND c.id NOT IN ({fiches}))"
    ),
    "consent": Rows(
        objected="address IN (SELECT s.address FROM consent s WHERE NOT s.granted AND NOT s.marketing_only)"
    ),
    "trail": Rows(),
    "draft": Rows("subject IN ({subjects})"),
    "operation": Rows(
        day="value_date",
        # The note of the sale names the document it was made from.
        not_theirs={"note": "id IN (SELECT sale_id FROM document_step WHERE sale_id IS NOT NULL)"},
    ),
    "posting": Rows(),
    "attribution": Rows(f"operation_id IN {_OPERATIONS}"),
    "allocation": Rows(),
    "sale": Rows(
        f"operation_id IN {_OPERATIONS}",
        key="operation_id",
        day="(SELECT o.value_date FROM operation o WHERE o.id = sale.operation_id)",
    ),
    "sale_line": Rows(f"sale_id IN {_OPERATIONS}"),
    "sale_animal": Rows(f"sale_id IN {_OPERATIONS}"),
    "sale_return": Rows(
        f"operation_id IN {_OPERATIONS}",
        key="operation_id",
        day="(SELECT o.value_date FROM operation o WHERE o.id = sale_return.operation_id)",
    ),
    "return_line": Rows(f"return_id IN {_OPERATIONS}"),
    "document": Rows(day="day"),
    "document_attribution": Rows(f"document_id IN {_DOCUMENTS}"),
    "document_line": Rows(f"document_id IN {_DOCUMENTS}"),
    "document_step": Rows(f"document_id IN {_DOCUMENTS}"),
    "delivery": Rows(
        f"document_id IN {_DOCUMENTS}",
        key="document_id",
        day="(SELECT d.day FROM document d WHERE d.id = delivery.document_id)",
    ),
    "global_invoice": Rows(day="day"),
    "global_invoice_deletion": Rows(f"invoice_id IN {_INVOICES}", key="trail_id"),
    "global_invoice_item": Rows(f"invoice_id IN {_INVOICES}"),
    "global_invoice_payment": Rows(f"invoice_id IN {_INVOICES}", key="operation_id"),
    "invoice": Rows(day="day"),
    "invoice_draft": Rows(),
    "invoice_draft_drop": Rows("draft_id IN (SELECT id FROM invoice_draft WHERE client_id IN ({fiches}))"),
    "invoice_sending": Rows("invoice_id IN (SELECT id FROM invoice WHERE client_id IN ({fiches}))"),
    "statement": Rows(day="end_day"),
    "default_discount": Rows(),
    "receipt": Rows(f"message_id IN {_MESSAGES}"),
    "message": Rows(),
    "appointment_reminder": Rows(f"message_id IN {_MESSAGES}"),
    "campaign_exclusion": Rows(),
    # Each selection is asked by its key: there is no index on the client.
    "selection_member": Rows(
        "selection_id IN (SELECT id FROM selection) AND client_id IN ({fiches})", key="selection_id"
    ),
    "site": Rows(),
    "site_contact": Rows("site_id IN (SELECT id FROM site WHERE client_id IN ({fiches}))"),
    "animal": Rows(),
    "contact": Rows(),
    "appointment": Rows(),
    "sheet_entry": Rows(),
    "comment": Rows(
        "client_id IN ({fiches}) OR contact_id IN (SELECT id FROM contact WHERE client_id IN ({fiches})) "
        f"OR operation_id IN {_OPERATIONS} OR document_id IN {_DOCUMENTS} OR invoice_id IN {_INVOICES}"
    ),
    "imported_client": Rows(),
    "redaction": Rows(),
    "client_merge": Rows("survivor_id IN ({fiches}) OR merged_id IN ({fiches})"),
    "client_merge_undoing": Rows(f"merge_id IN {_MERGES}", key="merge_id"),
    "client_alias": Rows(key="client_id"),
    "client_details": Rows(key="client_id"),
    "client_photo": Rows(),
    "client_apart": Rows("one_id IN ({fiches}) OR other_id IN ({fiches})", key="one_id"),
    "stored_file": Rows(
        "hash IN (SELECT file_hash FROM client_photo WHERE client_id IN ({fiches}))", key="hash"
    ),
    "client": Rows("id IN ({fiches})"),
}
APART = frozenset({"client", "client_details", "client_photo", "draft", "stored_file"})
"""The client's own row is also in the search index; their details, their photos and their drafts are deleted
as a whole: the redaction does all of it itself.
"""
DERIVED = frozenset({"client_search", "site_word", "contact_word"})
"""Tables derived from other tables, and rebuilt with them."""
