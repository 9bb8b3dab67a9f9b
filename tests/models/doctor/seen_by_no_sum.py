"""What no sum can show: a change of these leaves everything else as it would be had it been entered so.

`table` alone: the last row of it, which nothing names. Where only some changes of a column stay unseen, the
reason says which.
"""

from models.people.clients import details

A_TEXT = "a text that nothing else repeats"
HALF_TYPED = "what was half typed is in no book"
UNTIL_ENTERED = "any day from both sides' to that of entry could have been chosen"
NEVER_SAID = "nobody ever changed it by a request, so none tells what it was"
A_FILE = "a file of products tells prices only, so the rest may have come from it"
A_COPY = "a price list that was copied or read from a file is told as a whole"
A_CHOICE = "another choice of whoever asked, kept nowhere else"
THE_CLOCK = "a moment is held against what came before it, not against what came after"
CANCELLED = "the number of a try is held against how often its message was tried, not from below"

SEEN_BY_NO_SUM = {
    "allocation.value_date": UNTIL_ENTERED,
    **dict.fromkeys(("attribution", "document_attribution"), A_CHOICE),
    **dict.fromkeys(
        (
            f"{table}.{name}"
            for table in ("attribution", "document_attribution")
            for name in ("contact_id", "trail_id")
        ),
        A_CHOICE,
    ),
    "reference.kind": NEVER_SAID,
    "animal.name": A_TEXT,
    "animal.note": A_TEXT,
    "appointment.subject": A_TEXT,
    "appointment.arranged_id": "one that is older than this column has none",
    "campaign.body": A_TEXT,
    "campaign.goal": "wishes and other advertising follow the same rules",
    "campaign.everybody": A_CHOICE,
    "campaign.ended": THE_CLOCK,
    "campaign_exclusion.client_id": A_CHOICE,
    "campaign_exclusion.reason": A_CHOICE,
    **dict.fromkeys(
        (f"client.{name}" for name in ("title", "address", "postal_code", "alert", "info")), A_TEXT
    ),
    "client.affiliation_number": A_TEXT,
    "client.city": A_TEXT,
    **dict.fromkeys(
        (f"client.{name}" for name in ("kind", "blocked", "ceiling", "organism_id", "category_id")),
        NEVER_SAID,
    ),
    **dict.fromkeys((f"client.share_{name}" for name in ("balance", "points", "history")), NEVER_SAID),
    "client_details": NEVER_SAID,
    "custom_field": NEVER_SAID,
    "custom_option": NEVER_SAID,
    **dict.fromkeys(
        (
            f"custom_field.{name}"
            for name in ("record", "name", "name_key", "kind", "position", "searchable", "retired")
        ),
        NEVER_SAID,
    ),
    **dict.fromkeys(
        (f"custom_option.{name}" for name in ("field_id", "name", "name_key", "position", "retired")),
        NEVER_SAID,
    ),
    **dict.fromkeys((f"client_details.{name}" for name in details.ATTRIBUTES.values()), NEVER_SAID),
    **dict.fromkeys(
        (f"contact.{name}" for name in ("relation_id", "email", "birth_date", "site_id", "note")), NEVER_SAID
    ),
    "contact.phone": "no search finds a contact who is retired, so none misses their number",
    "consent": "the last word of all, where the base does not count its rows",
    "consent.address": "the number of a client that day, who may have had another",
    "consent.source": A_CHOICE,
    "credit_movement.at": THE_CLOCK,
    "credit_movement.attempt": CANCELLED,
    "credit_pack.note": A_TEXT,
    "credit_step.reference": A_TEXT,
    "document.day": "a day beside the one it was made, as the zone of the pharmacy may have been another",
    "document.until": A_CHOICE,
    "document.note": A_TEXT,
    "document.contact": A_TEXT,
    "document_line": "the last line of a promise that became no sale",
    "document_line.discount": "so small a discount that the amount is the same",
    "document_line.discount_reason": A_CHOICE,
    "document_line.price_source": A_CHOICE,
    "document_step.reason": A_TEXT,
    "draft": HALF_TYPED,
    **dict.fromkeys((f"draft.{name}" for name in ("staff_id", "form", "subject", "at")), HALF_TYPED),
    "draft.content": HALF_TYPED,
    "global_invoice.day": UNTIL_ENTERED,
    "global_invoice_deletion.reason": A_TEXT,
    "incoming_text.at": THE_CLOCK,
    "incoming_text.body": A_TEXT,
    "incoming_text.sender": A_TEXT,
    "incoming_text.channel": A_CHOICE,
    "message.client_id": "a client may have had another number when it was written",
    "message.body": A_TEXT,
    "message.gateway": A_TEXT,
    "message.gateway_id": A_TEXT,
    "message.cause": "another cause that its state can have",
    "message.words": A_TEXT,
    "message.left_at": THE_CLOCK,
    "message.ended_at": THE_CLOCK,
    "operation.value_date": UNTIL_ENTERED,
    "operation.note": A_TEXT,
    "operation.reference": A_TEXT,
    "organism": NEVER_SAID,
    "organism.name": A_TEXT,
    **dict.fromkeys(
        (f"organism.{name}" for name in ("valid_from", "valid_until", "successor_id", "active")), NEVER_SAID
    ),
    "product": "the last product of a file, sold to nobody",
    **dict.fromkeys((f"product.{name}" for name in ("category_id", "vat_id", "fractional")), A_FILE),
    "product.price": A_FILE,
    "product.discount_forbidden": A_FILE,
    **dict.fromkeys((f"product.{name}" for name in ("kind", "alcohol_degree", "alcohol_volume")), A_FILE),
    "list_price": A_COPY,
    **dict.fromkeys(
        (f"list_price.{name}" for name in ("product_id", "price", "rate", "since", "until")), A_COPY
    ),
    **dict.fromkeys(
        ("reference.kind", "reference.active"), "the lists begin with some entries of the program's"
    ),
    "receipt.at": THE_CLOCK,
    "receipt.words": A_TEXT,
    "receipt.state": "a receipt that tells the same end",
    "sale.client_name": A_TEXT,
    "sale.client_address": A_TEXT,
    "sale.contact": A_TEXT,
    "sale_line.discount": "so small a discount that the amount is the same",
    "sale_line.discount_reason": A_CHOICE,
    "sale_line.price_source": A_CHOICE,
    "sale_return.client_name": A_TEXT,
    "sale_return.client_address": A_TEXT,
    "setting": "a setting that no request of a person sets",
    "setting.value": "a setting that no request of a person sets",
    "staff.failures": "tries of a code come and go",
    "staff.wait_until": "tries of a code come and go",
    "statement.start_day": "a period with the same balances",
    "statement.end_day": "a period with the same balances",
    "statement.detail": A_CHOICE,
    "template.goal": A_CHOICE,
    "template.channel": A_CHOICE,
    "site_contact.role": A_TEXT,
    "till_closing.note": A_TEXT,
    "till_count.opening": "money that was counted",
    "till_count.counted": "money that was counted",
    "till_reopening.reason": A_TEXT,
    "trail.op_id": A_TEXT,
    "trail.staff_id": "whoever carried it out; only seals can show that it was another",
    "trail.at": THE_CLOCK,
    "trail.verb": "a request that leaves no row but what it told",
    "trail.client_id": "a request that leaves no row but what it told",
}
