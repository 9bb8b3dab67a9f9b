"""The faults of the outbox that the doctor must find; they are planted in `test_outbox_doctor.desk`'s day."""

from models.doctor.outbox import messages
from models.doctor.outbox import states as outbox
from models.doctor.store import structure
from tests.models.doctor.planted.planted import Planted

WITHOUT_INDEX = "DROP INDEX message_once_in_a_campaign; "
WITHOUT_TRIGGER = "DROP TRIGGER message_moves_forward"

PLANTED = {
    "a message that was delivered and never left": Planted(
        outbox.states_are_what_happened,
        "INV-54",
        "UPDATE message SET left_at = NULL WHERE state = 'delivered'",
    ),
    "a queued message that has ended": Planted(
        outbox.states_are_what_happened,
        "INV-54",
        "UPDATE message SET ended_at = at WHERE state = 'queued'",
    ),
    "a sender of what has left": Planted(
        outbox.states_are_what_happened,
        "INV-54",
        "UPDATE message SET worker = 'x', worker_until = at WHERE state = 'sent'",
        ("message", "message_check"),
    ),
    "a message that was taken out": Planted(
        outbox.numbers_follow_the_moments, "messages", "DELETE FROM message WHERE id = 2"
    ),
    "a message older than the one before it": Planted(
        outbox.numbers_follow_the_moments,
        "messages",
        "UPDATE message SET at = '2020-01-01 00:00:00.000000' WHERE id = 2",
    ),
    "a long text paid as a short one": Planted(
        outbox.texts_cost_what_they_say, "INV-52", "UPDATE message SET segments = 9 WHERE id = 1"
    ),
    "a text that changed": Planted(
        outbox.texts_cost_what_they_say, "INV-52", "UPDATE message SET body = 'Reçu' WHERE id = 1"
    ),
    "credits from nowhere": Planted(
        outbox.credits_add_up, "INV-52", "UPDATE credit_movement SET balance = balance + 1 WHERE id = 2"
    ),
    "a message sent for nothing": Planted(
        outbox.messages_cost_what_left,
        "INV-52",
        "DELETE FROM credit_movement WHERE reason = 'taken' AND message_id ="
        " (SELECT min(id) FROM message WHERE state = 'sent')",
    ),
    "a refused message that was paid": Planted(
        outbox.messages_cost_what_left, "INV-52", "DELETE FROM credit_movement WHERE reason = 'given_back'"
    ),
    "a pack counted before it was activated": Planted(
        outbox.packs_are_counted_once, "INV-52", "DELETE FROM credit_step WHERE step = 'activated'"
    ),
    "a pack that brought more than it holds": Planted(
        outbox.packs_are_counted_once, "INV-52", "UPDATE credit_pack SET size = size - 1"
    ),
    "somebody of whom a campaign says nothing": Planted(
        outbox.campaigns_are_whole, "INV-52", "DELETE FROM campaign_exclusion"
    ),
    "a campaign that is done while something waits": Planted(
        outbox.campaigns_are_whole,
        "INV-52",
        "UPDATE campaign SET state = 'done', ended = '2026-11-12 10:30:00.000000'",
    ),
    "one number twice in a campaign": Planted(
        outbox.one_message_a_number,
        "INV-51",
        f"{WITHOUT_INDEX}UPDATE message SET recipient = '+212600000000' WHERE campaign_id IS NOT NULL",
    ),
    "a STOP that came in and was not kept": Planted(
        messages.stops_were_kept,
        "INV-50",
        "INSERT INTO incoming_text (trail_id, at, channel, sender, body, stopped)"
        " VALUES (1, '2026-11-12 10:30:00.000000', 'sms', '+212600000999', 'STOP', TRUE)",
    ),
    "marketing to somebody who never agreed": Planted(
        outbox.only_who_agreed_was_written_to,
        "INV-50",
        "UPDATE message SET kind = 'marketing' WHERE kind = 'reminder'",
    ),
    "a reminder to somebody who objected": Planted(
        outbox.only_who_agreed_was_written_to, "INV-50", "UPDATE consent SET granted = FALSE, trail_id = 1"
    ),
    "a template that names what nobody knows": Planted(
        outbox.texts_can_be_filled_in, "templates", "UPDATE template SET body = 'Bonjour {clientt}'"
    ),
    "a rule that is no number": Planted(
        outbox.texts_can_be_filled_in,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('outbox.longest', 'many')",
    ),
    "a state that may go backward": Planted(structure.all_is_as_it_was_made, "INV-54", WITHOUT_TRIGGER),
}
