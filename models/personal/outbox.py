"""Declarations for messages, answers and consents."""

from models.personal.kinds import OBJECTION, WITHHELD, Kind, Personal, table

_TOLD = Personal(Kind.MESSAGE, WITHHELD)
"""A gateway's report about a message: it may repeat the number."""

TABLES = {
    "template": table("id name name_key goal channel body active version"),
    "consent": table(
        "id trail_id client_id channel granted source marketing_only",
        address=Personal(Kind.PHONE, "", OBJECTION),
    ),
    "credit_pack": table("id trail_id size note"),
    "credit_step": table("id pack_id trail_id step reference"),
    "credit_movement": table("id at reason pack_id message_id attempt amount balance"),
    "selection": table("id name name_key version"),
    "selection_member": table("selection_id client_id"),
    "campaign": table("id trail_id goal channel body everybody recipients state ended"),
    "campaign_exclusion": table("id campaign_id client_id reason"),
    "message": table(
        "id trail_id staff_id client_id campaign_id again_of_id channel kind encoding segments at state "
        "attempts refusals next_try worker worker_until gateway gateway_id cause left_at ended_at",
        recipient=Personal(Kind.PHONE, f"{WITHHELD}{{id}}"),
        body=Personal(Kind.MESSAGE, WITHHELD),
        words=_TOLD,
    ),
    "appointment_reminder": table("id trail_id message_id appointment_id day start"),
    "receipt": table("id message_id at state", words=_TOLD),
    "incoming_text": table(
        "id trail_id at channel stopped",
        sender=Personal(Kind.PHONE, WITHHELD),
        body=Personal(Kind.MESSAGE, WITHHELD),
    ),
    "incoming_decision": table("incoming_id trail_id stopped"),
}
"""Campaigns and templates are written before any name is filled in."""
