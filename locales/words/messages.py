"""Messages and campaigns in words: their kinds, states and causes."""

from collections.abc import Mapping

from locales import N_, _, formats
from models.outbox.messages.campaign import CampaignState
from models.outbox.messages.listing import MessageRow
from models.outbox.messages.table import Cause, MessageKind, MessageState, ReceiptState

STATES: Mapping[MessageState, str] = {
    MessageState.QUEUED: N_("Queued"),
    MessageState.SENT: N_("Sent"),
    MessageState.DELIVERED: N_("Arrived"),
    MessageState.FAILED: N_("Failed"),
    MessageState.EXPIRED: N_("Run out"),
    MessageState.UNKNOWN: N_("Unknown"),
    MessageState.CANCELLED: N_("Called off"),
}
_KINDS: Mapping[MessageKind, str] = {
    MessageKind.REMINDER: N_("Reminder"),
    MessageKind.MARKETING: N_("Marketing"),
    MessageKind.DUE: N_("Amount due"),
    MessageKind.TEST: N_("Trial"),
    MessageKind.APPOINTMENT: N_("Appointment"),
}
_RECEIPTS: Mapping[ReceiptState, str] = {
    ReceiptState.SENT: N_("On its way"),
    ReceiptState.DELIVERED: N_("Arrived"),
    ReceiptState.FAILED: N_("Failed"),
    ReceiptState.EXPIRED: N_("Run out"),
    ReceiptState.UNKNOWN: N_("Unclear"),
}
_CAUSES: Mapping[Cause, str] = {
    Cause.NONE: "",
    Cause.WITHDRAWN: N_("Cancelled before it left"),
    Cause.STOPPED: N_("Wants no more messages"),
    Cause.REFUSED: N_("Refused by the operator"),
    Cause.TOO_MANY_TRIES: N_("Refused too many times"),
    Cause.LOST: N_("The program stopped while sending it"),
    Cause.OVERTAKEN: N_("The appointment was moved, cancelled, or has begun"),
    Cause.UNCLEAR: N_("The operator did not answer clearly"),
}
_CAMPAIGNS: Mapping[CampaignState, str] = {
    CampaignState.RUNNING: N_("under way"),
    CampaignState.PAUSED: N_("paused"),
    CampaignState.CANCELLED: N_("called off"),
    CampaignState.DONE: N_("finished"),
}
_STYLES = {
    MessageState.FAILED: "warns",
    MessageState.EXPIRED: "warns",
    MessageState.UNKNOWN: "warns",
    MessageState.QUEUED: "strong",
    MessageState.CANCELLED: "quiet",
}


def state(value: MessageState) -> str:
    """En file, Envoyé, Délivré, Échec, Expiré, Inconnu, Annulé."""
    return _(STATES[value])


def state_style(row: MessageRow) -> str:
    """The style of a message's state in a list: one of `rows.STYLES`."""
    return _STYLES.get(row.state, "plain")


def last(row: MessageRow) -> str:
    """When and about what a client was last written to, so that nobody is reminded twice a day."""
    return _("Last message: {last}").format(last=f"{formats.moment(row.at)} · {kind(row.kind)}")


def kind(value: MessageKind) -> str:
    """The purpose of a message."""
    return _(_KINDS[value])


def receipt(value: ReceiptState) -> str:
    """An operator's report about a message."""
    return _(_RECEIPTS[value])


def cause(value: Cause) -> str:
    """Why a message did not leave, or why its fate is unknown; empty if there is no cause."""
    return _(_CAUSES[value]) if _CAUSES[value] else ""


def campaign(value: CampaignState) -> str:
    """Where a campaign stands."""
    return _(_CAMPAIGNS[value])
