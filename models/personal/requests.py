"""Declarations for the trail and the settings."""

from models.personal.kinds import OBJECTION, WITHHELD, Kind, Path, Personal, PersonalInside, Whose, table

_FICHE = {
    Kind.NAME: ("title", "last_name", "first_name"),
    Kind.PHONE: ("mobile", "work_phone", "home_phone"),
    Kind.EMAIL: ("email",),
    Kind.ADDRESS: ("address", "postal_code", "city"),
    Kind.INSURER: ("organism",),
    Kind.IDENTIFIER: ("code", "registration_number", "affiliation_number"),
    Kind.REMARK: ("alert", "info"),
}
_CHANGES: dict[Path, Personal] = {
    ("changes", field): Personal(kind, [WITHHELD, WITHHELD])
    for kind, fields in _FICHE.items()
    for field in fields
}
"""The old and new values of a client's fields, in the detail of a request. Those of `client_details` stand
apart and are taken out as a whole.
"""

TABLES = {
    "trail": table(
        "id op_id verb actor staff_id program client_id at",
        detail=PersonalInside(
            {
                **_CHANGES,
                ("changes_of_details",): Personal(Kind.SEVERAL, {}),
                ("reason",): Personal(Kind.REMARK, WITHHELD),
                ("address",): Personal(Kind.PHONE, kept=OBJECTION),
                ("phone",): Personal(Kind.PHONE, whose=Whose.STAFF),
                ("changes", "phone"): Personal(Kind.PHONE, [WITHHELD, WITHHELD], whose=Whose.STAFF),
            }
        ),
    ),
    "redaction": table("id trail_id client_id state"),
    "seal": table("id trail_id number at occasion row_count previous digest"),
    "seal_table": table(
        "id seal_id name columns personal first_key last_key settled_key row_count root",
    ),
    "seal_leaf": table("id seal_table_id first_key last_key row_count digest keys marks"),
    "seal_salts": table("leaf_id salts"),
    "seal_redaction": table("id trail_id table_name row_key column_name sealed renewed"),
    "setting": table("name value trail_id"),
    "document_number": table("id kind year last"),
    "number_prefix": table("prefix series"),
}
"""The settings are the pharmacy's own: its name and phone are printed on every paper."""
