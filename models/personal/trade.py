"""Declarations for sales and papers. A paper keeps the name and address of its client as
long as the law requires.
"""

from models.personal.kinds import ACCOUNTS, WITHHELD, Kind, Personal, PersonalInside, table

_CONTACT = Personal(Kind.NAME)
_NAME = Personal(Kind.NAME, WITHHELD, ACCOUNTS)
_ADDRESS = Personal(Kind.ADDRESS, "", ACCOUNTS)
_REASON = Personal(Kind.REMARK, WITHHELD)
_IDENTIFIERS = PersonalInside(
    {
        ("code",): Personal(Kind.IDENTIFIER),
        ("organism",): Personal(Kind.INSURER),
        ("registration_number",): Personal(Kind.IDENTIFIER),
        ("affiliation_number",): Personal(Kind.IDENTIFIER),
        ("phone",): Personal(Kind.PHONE),
    }
)
_PARTIES = PersonalInside(
    {
        ("client", "name"): _NAME,
        ("client", "address"): Personal(Kind.ADDRESS, [], ACCOUNTS),
        ("client", "phone"): Personal(Kind.PHONE),
        ("client", "identifiers"): Personal(Kind.IDENTIFIER, []),
        ("client", "place"): Personal(Kind.ADDRESS, {}, ACCOUNTS),
        ("client", "ids"): Personal(Kind.IDENTIFIER, {}, ACCOUNTS),
    }
)
_PLACE = PersonalInside(
    {
        ("name",): Personal(Kind.ADDRESS, WITHHELD, ACCOUNTS),
        ("address",): Personal(Kind.ADDRESS, [], ACCOUNTS),
        ("contact",): Personal(Kind.NAME),
        ("phone",): Personal(Kind.PHONE),
    }
)

TABLES = {
    "category": table("id name regulated discount_forbidden"),
    "product": table(
        "id code name category_id price active vat_id bar_code search_key fractional discount_forbidden "
        "custom kind alcohol_degree alcohol_volume"
    ),
    "vat": table("id name"),
    "vat_rate": table("id vat_id since rate"),
    "list_price": table("id price_list_id product_id category_id price rate since until"),
    "price_break": table("id product_id quantity price"),
    "cross_discount_rate": table("id cross_discount_id client_category_id category_id rate"),
    "alcohol_tax": table("id since amount"),
    "default_discount": table("id client_id category_id rate"),
    "sale": table(
        "operation_id vat_basis",
        client_name=_NAME,
        client_address=_ADDRESS,
        client_identifiers=_IDENTIFIERS,
        contact=_CONTACT,
    ),
    "sale_line": table(
        "id sale_id position product_id label quantity unit_price discount discount_reason vat_rate amount "
        "net_price net alcohol_tax price_source price_list_id"
    ),
    "sale_animal": table("id trail_id sale_id position animal_id"),
    "sale_return": table(
        "operation_id sale_id",
        client_name=_NAME,
        client_address=_ADDRESS,
        client_identifiers=_IDENTIFIERS,
    ),
    "return_line": table("id return_id position sale_line_id quantity amount net alcohol_tax"),
    "document": table(
        "id trail_id kind number day until client_id origin_id vat_basis",
        contact=_CONTACT,
        note=Personal(Kind.REMARK, WITHHELD),
        parties=_PARTIES,
    ),
    "document_attribution": table("id trail_id document_id contact_id kind day"),
    "document_line": table(
        "id document_id position product_id label quantity unit_price discount discount_reason vat_rate "
        "amount net_price net alcohol_tax price_source price_list_id"
    ),
    "document_step": table(
        "id document_id trail_id state sale_id received_on received_at",
        reason=_REASON,
        received_by=Personal(Kind.NAME),
    ),
    "delivery": table("document_id site_id courier_id", place=_PLACE),
    "global_invoice": table("id trail_id number day client_id billing_id total", parties=_PARTIES),
    "invoice": table(
        "id trail_id kind number day due client_id operation_id corrects_id total terms", parties=_PARTIES
    ),
    "invoice_draft": table(
        "id trail_id kind client_id operation_id payment_terms_id shipping_terms_id payment_mode"
    ),
    "invoice_draft_drop": table("id draft_id trail_id"),
    "invoice_sending": table("id trail_id invoice_id means"),
    "global_invoice_item": table("id invoice_id operation_id amount"),
    "global_invoice_deletion": table("invoice_id trail_id", reason=_REASON),
    "global_invoice_payment": table("operation_id invoice_id"),
    "statement": table(
        "id trail_id client_id number start_day end_day detail last_operation last_allocation opening "
        "closing grouping last_attribution",
        parties=_PARTIES,
        contacts=_CONTACT,
    ),
}
