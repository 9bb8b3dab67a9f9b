"""Faults in messages, credits, campaigns, templates and words, row by row."""

from models.doctor.outbox import messages
from tests.models.doctor.planted.planted import Planted

SENT = "(SELECT min(id) FROM message WHERE state = 'sent')"


def _asked(sql: str) -> Planted:
    return Planted(messages.messages_are_as_they_were_asked_for, "INV-54", f"UPDATE message SET {sql}")


def _moments(sql: str) -> Planted:
    return Planted(messages.moments_follow_one_another, "INV-54", f"UPDATE message SET {sql}")


def _causes(sql: str) -> Planted:
    return Planted(messages.causes_suit_the_state, "INV-54", f"UPDATE message SET {sql}")


def _movements(sql: str) -> Planted:
    return Planted(messages.movements_are_of_what_they_name, "INV-52", sql)


def _packs(sql: str) -> Planted:
    return Planted(messages.packs_took_their_steps, "INV-52", sql)


PLANTED = {
    "a message of somebody who did not ask for it": _asked("staff_id = 2"),
    "a message older than its request": _asked("at = '2026-11-01 10:00:00.000000'"),
    "marketing in a campaign of reminders": _asked("kind = 'marketing' WHERE campaign_id = 1"),
    "a message of another campaign": _asked("campaign_id = 2 WHERE id = 2"),
    "a reminder of no campaign": _asked("campaign_id = NULL WHERE id = 1"),
    "a debt that was told to nobody": _asked("client_id = NULL WHERE kind = 'due'"),
    "a message that is not one again": _asked("again_of_id = NULL"),
    "a message again in other words": _asked("body = 'Bonsoir' WHERE again_of_id IS NOT NULL"),
    "an e-mail in a campaign of SMS": _asked("channel = 'email' WHERE campaign_id = 1"),
    "a number that is none": Planted(
        messages.messages_can_be_sent, "messages", "UPDATE message SET recipient = '0612345678' WHERE id = 1"
    ),
    "an e-mail to a number": Planted(
        messages.messages_can_be_sent,
        "messages",
        "UPDATE message SET channel = 'email' WHERE campaign_id IS NULL",
    ),
    "a message that left before it was written": _moments(
        f"left_at = '2026-11-01 10:00:00.000000' WHERE id = {SENT}"
    ),
    "a message that ended before it left": _moments(
        "ended_at = '2026-11-01 10:00:00.000000' WHERE state = 'delivered'"
    ),
    "a message due before it was written": _moments("next_try = '2026-11-01 10:00:00.000000'"),
    "a message put off for nothing": _moments("next_try = '2027-11-01 10:00:00.000000' WHERE refusals = 0"),
    "a message tried more often than it was": _moments("attempts = attempts + 1 WHERE state = 'sent'"),
    "a refusal that there was not": _moments("refusals = refusals + 1 WHERE state = 'sent'"),
    "a message of no segment": _moments("segments = 0"),
    "what was sent and failed all the same": _causes("cause = 'refused' WHERE state = 'sent'"),
    "what is unknown for no reason": _causes("cause = '' WHERE state = 'unknown'"),
    "what was cancelled as lost": _causes("cause = 'lost' WHERE state = 'cancelled'"),
    "what failed and nobody knows why": _causes("cause = '' WHERE state = 'failed'"),
    "a gateway of what waits": _causes("gateway = 'kannel' WHERE state = 'queued'"),
    "a number of no gateway": _causes("gateway = '' WHERE state = 'sent'"),
    "an arrival that nobody told": Planted(messages.ends_were_told, "INV-54", "DELETE FROM receipt"),
    "a failure that became an arrival": Planted(
        messages.ends_were_told,
        "INV-54",
        f"UPDATE message SET state = 'delivered', ended_at = left_at WHERE id = {SENT}",
    ),
    "a receipt before its message": Planted(
        messages.ends_were_told, "INV-54", "UPDATE receipt SET at = '2026-11-01 10:00:00.000000'"
    ),
    "somebody left out and written to": Planted(
        messages.nobody_is_left_out_and_written_to,
        "INV-52",
        "UPDATE campaign_exclusion SET client_id = (SELECT client_id FROM message WHERE id = 1)",
    ),
    "a cancelled campaign that goes on": Planted(
        messages.nobody_is_left_out_and_written_to,
        "INV-52",
        "UPDATE message SET state = 'queued', cause = '', ended_at = NULL WHERE campaign_id = 2",
    ),
    "a campaign that ended before it began": Planted(
        messages.nobody_is_left_out_and_written_to,
        "INV-52",
        "UPDATE campaign SET ended = '2026-11-01 10:00:00.000000' WHERE ended IS NOT NULL",
    ),
    "a campaign of words that nobody knows": Planted(
        messages.texts_of_campaigns_can_be_filled_in, "INV-53", "UPDATE campaign SET body = '{clientt}'"
    ),
    "a try that cost more than its message": _movements(
        "UPDATE credit_movement SET amount = amount - 1 WHERE reason = 'taken'"
    ),
    "a credit given back that was never taken": _movements(
        "UPDATE credit_movement SET attempt = 1, message_id = (SELECT max(id) FROM message)"
        " WHERE id = (SELECT min(id) FROM credit_movement WHERE reason = 'given_back')"
    ),
    "a try that there was not": _movements("UPDATE credit_movement SET attempt = 7 WHERE reason = 'taken'"),
    "a credit taken before its message": _movements(
        "UPDATE credit_movement SET at = '2026-11-01 10:00:00.000000' WHERE reason = 'taken'"
    ),
    "credits before their pack": _movements(
        "UPDATE credit_movement SET at = '2026-11-01 10:00:00.000000' WHERE reason = 'pack'"
    ),
    "a pack activated that was not paid": _packs("DELETE FROM credit_step WHERE step = 'paid'"),
    "a pack paid without a proof": _packs("UPDATE credit_step SET reference = '' WHERE step = 'paid'"),
    "a pack paid before it was asked for": _packs("UPDATE credit_step SET trail_id = 1"),
    "a pack given up that was activated": _packs(
        "UPDATE credit_step SET pack_id = 1 WHERE step = 'cancelled'"
    ),
    "a template that is not found": Planted(
        messages.names_are_found, "names", "UPDATE template SET name_key = 'autre' WHERE id = 1"
    ),
    "a retired template that keeps its name": Planted(
        messages.names_are_found, "names", "UPDATE template SET name_key = 'promo' WHERE id = 2"
    ),
    "a selection that is not found": Planted(
        messages.names_are_found, "names", "UPDATE selection SET name_key = 'autre'"
    ),
    "a STOP that nobody kept": Planted(
        messages.stops_were_kept, "INV-50", "UPDATE incoming_text SET stopped = TRUE WHERE id = 3"
    ),
    "a STOP that was read and thrown away": Planted(
        messages.stops_were_kept, "INV-50", "UPDATE incoming_decision SET stopped = FALSE"
    ),
    "words in another order than they were said": Planted(
        messages.words_follow_one_another,
        "INV-50",
        "UPDATE consent SET client_id ="
        " (SELECT client_id FROM consent WHERE id = (SELECT max(id) FROM consent)), trail_id ="
        " (SELECT max(id) FROM trail) WHERE id = 1",
    ),
}
