"""The reasons of exclusions in words: for a preflight and for the report of a campaign."""

from collections.abc import Mapping

from locales import N_, _
from locales.words import messages as words
from models.outbox.campaigns.missed import MissedRow
from models.outbox.messages.campaign import Exclusion

_REASONS: Mapping[Exclusion, str] = {
    Exclusion.ARCHIVED: N_("Archived"),
    Exclusion.BLOCKED: N_("Blocked"),
    Exclusion.PHARMACY: N_("Other pharmacy"),
    Exclusion.NO_ADDRESS: N_("No valid mobile"),
    Exclusion.NOTHING_OWED: N_("Owes nothing"),
    Exclusion.STOPPED: N_("Said STOP"),
    Exclusion.NO_CONSENT: N_("Never agreed to marketing"),
    Exclusion.NOTHING_TO_SAY: N_("Empty text"),
    Exclusion.TOO_LONG: N_("Text too long"),
    Exclusion.TESTED: N_("Got it as a test"),
    Exclusion.SAME_ADDRESS: N_("Number already on the list"),
}


def reason(exclusion: Exclusion) -> str:
    """Pas de mobile valable, A dit STOP: two to five words."""
    return _(_REASONS[exclusion])


def why(row: MissedRow) -> str:
    """Why the client got nothing, in a few words; then the operator's own text."""
    if row.exclusion is not None:
        return reason(row.exclusion)
    state = words.state(row.state) if row.state is not None else ""
    return " · ".join(part for part in (state, words.cause(row.cause), row.words) if part)
