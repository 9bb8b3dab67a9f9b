"""Declarations for clients, staff and drafts."""

from models.personal.kinds import WITHHELD, Kind, Personal, Whose, table

TABLES = {
    "client": table(
        "id kind status blocked place share_balance share_points share_history ceiling balance version",
        code=Personal(Kind.IDENTIFIER, f"{WITHHELD}{{id}}"),
        title=Personal(Kind.NAME),
        last_name=Personal(Kind.NAME, WITHHELD),
        first_name=Personal(Kind.NAME),
        name_key=Personal(Kind.NAME, "\t"),
        mobile=Personal(Kind.PHONE),
        work_phone=Personal(Kind.PHONE),
        home_phone=Personal(Kind.PHONE),
        email=Personal(Kind.EMAIL),
        address=Personal(Kind.ADDRESS),
        postal_code=Personal(Kind.ADDRESS),
        city=Personal(Kind.ADDRESS),
        organism_id=Personal(Kind.INSURER, None),
        registration_number=Personal(Kind.IDENTIFIER),
        affiliation_number=Personal(Kind.IDENTIFIER),
        alert=Personal(Kind.REMARK),
        info=Personal(Kind.REMARK),
    ),
    "client_details": table("client_id", birth_date=Personal(Kind.BIRTH, None)),
    "client_search": table("place standing", words=Personal(Kind.NAME)),
    "organism": table("id name valid_from valid_until successor_id active"),
    "reference": table(
        "id kind position active days end_of_month",
        name=Personal(Kind.NAME, WITHHELD, whose=Whose.STAFF),
        name_key=Personal(Kind.NAME, f"{WITHHELD}{{id}}", whose=Whose.STAFF),
        phone=Personal(Kind.PHONE, whose=Whose.STAFF),
    ),
    "staff": table(
        "id active may_send failures wait_until",
        name=Personal(Kind.NAME, WITHHELD, whose=Whose.STAFF),
        name_key=Personal(Kind.NAME, f"{WITHHELD}{{id}}", whose=Whose.STAFF),
        code_hash=Personal(Kind.SECRET, whose=Whose.STAFF),
    ),
    "draft": table("id staff_id form subject at", content=Personal(Kind.DRAFT, "{}")),
}
