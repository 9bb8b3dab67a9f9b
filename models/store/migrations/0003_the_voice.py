"""The voice: templates, consents, credits, selections, campaigns, messages and what became of them."""

from typing import Any

from models.store.connection import engine

TABLES = """
CREATE TABLE template (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    goal {text} NOT NULL CHECK (goal IN ('balance_reminder', 'custom')),
    channel {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    body {text} NOT NULL CHECK (body <> ''),
    active {bool} NOT NULL,
    version {int} NOT NULL CHECK (version > 0)
) {strict};

CREATE TABLE consent (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    client_id {int} REFERENCES client (id),
    address {sorted} NOT NULL,
    channel {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    granted {bool} NOT NULL,
    source {text} NOT NULL CHECK (source IN ('spoken', 'form', 'phone', 'letter', 'incoming')),
    CHECK (client_id IS NOT NULL OR address <> '')
) {strict};
CREATE INDEX consent_client ON consent (channel, client_id, id);
CREATE INDEX consent_address ON consent (channel, address, id) WHERE address <> '';

CREATE TABLE credit_pack (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    size {int} NOT NULL CHECK (size > 0),
    note {text} NOT NULL
) {strict};

CREATE TABLE credit_step (
    id {key},
    pack_id {int} NOT NULL REFERENCES credit_pack (id),
    trail_id {int} NOT NULL REFERENCES trail (id),
    step {text} NOT NULL CHECK (step IN ('paid', 'activated', 'cancelled')),
    reference {text} NOT NULL,
    UNIQUE (pack_id, step)
) {strict};

CREATE TABLE selection (
    id {key},
    name {text} NOT NULL CHECK (name <> ''),
    name_key {text} NOT NULL UNIQUE,
    version {int} NOT NULL CHECK (version > 0)
) {strict};

CREATE TABLE selection_member (
    selection_id {int} NOT NULL REFERENCES selection (id),
    client_id {int} NOT NULL REFERENCES client (id),
    PRIMARY KEY (selection_id, client_id)
) {strict};
CREATE INDEX selection_member_client ON selection_member (client_id);

CREATE TABLE campaign (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    goal {text} NOT NULL CHECK (goal IN ('balance_reminder', 'custom')),
    channel {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    body {text} NOT NULL CHECK (body <> ''),
    everybody {bool} NOT NULL,
    recipients {int} NOT NULL CHECK (recipients > 0),
    state {text} NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
    ended {moment}
) {strict};
CREATE INDEX campaign_running ON campaign (state, id);

CREATE TABLE campaign_exclusion (
    id {key},
    campaign_id {int} NOT NULL REFERENCES campaign (id),
    client_id {int} NOT NULL REFERENCES client (id),
    reason {text} NOT NULL CHECK (reason IN ('archived', 'blocked', 'no_number', 'nothing_owed', 'stopped',
        'no_consent', 'same_number', 'tested', 'nothing_to_say', 'too_long')),
    UNIQUE (campaign_id, client_id)
) {strict};

CREATE TABLE message (
    id {key},
    trail_id {int} NOT NULL REFERENCES trail (id),
    staff_id {int} REFERENCES staff (id),
    client_id {int} REFERENCES client (id),
    campaign_id {int} REFERENCES campaign (id),
    again_of_id {int} UNIQUE REFERENCES message (id),
    channel {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    kind {text} NOT NULL CHECK (kind IN ('reminder', 'marketing', 'due', 'test')),
    recipient {sorted} NOT NULL CHECK (recipient <> ''),
    body {sorted} NOT NULL CHECK (body <> ''),
    encoding {text} NOT NULL CHECK (encoding IN ('', 'gsm7', 'ucs2')),
    segments {int} NOT NULL CHECK (segments >= 0),
    at {moment} NOT NULL,
    state {sorted} NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'expired', 'unknown',
        'cancelled')),
    attempts {int} NOT NULL CHECK (attempts >= 0),
    refusals {int} NOT NULL DEFAULT 0 CHECK (refusals >= 0),
    next_try {moment} NOT NULL,
    worker {text} NOT NULL,
    worker_until {moment},
    gateway {text} NOT NULL,
    gateway_id {text} NOT NULL,
    cause {text} NOT NULL CHECK (cause IN ('', 'withdrawn', 'stopped', 'refused', 'too_many_tries', 'lost',
        'unclear')),
    words {text} NOT NULL,
    left_at {moment},
    ended_at {moment},
    CHECK (worker = '' OR state = 'queued'),
    CHECK ((worker = '') = (worker_until IS NULL))
) {strict};
CREATE UNIQUE INDEX message_once_in_a_campaign ON message (campaign_id, recipient)
    WHERE campaign_id IS NOT NULL;
CREATE INDEX message_waiting ON message (campaign_id, next_try, id) WHERE state = 'queued' AND worker = '';
CREATE INDEX message_claimed ON message (worker, worker_until) WHERE worker <> '';
CREATE INDEX message_queued ON message (campaign_id, segments) WHERE state = 'queued';
CREATE INDEX message_gateway ON message (gateway_id, gateway) WHERE gateway_id <> '';
CREATE INDEX message_at ON message (at, id);
CREATE INDEX message_staff ON message (staff_id, id);
CREATE INDEX message_kind ON message (kind, id);
CREATE INDEX message_state ON message (state, id);
CREATE INDEX message_recipient ON message (recipient, id);
CREATE INDEX message_body ON message (substr(body, 1, 40), id);
CREATE INDEX message_client ON message (client_id, id);
CREATE INDEX message_campaign ON message (campaign_id, id);

CREATE TABLE receipt (
    id {key},
    message_id {int} NOT NULL REFERENCES message (id),
    at {moment} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('sent', 'delivered', 'failed', 'expired', 'unknown')),
    words {text} NOT NULL
) {strict};
CREATE INDEX receipt_message ON receipt (message_id, id);

CREATE TABLE credit_movement (
    id {key},
    at {moment} NOT NULL,
    reason {text} NOT NULL CHECK (reason IN ('pack', 'taken', 'given_back')),
    pack_id {int} UNIQUE REFERENCES credit_pack (id),
    message_id {int} REFERENCES message (id),
    attempt {int},
    amount {int} NOT NULL CHECK (amount <> 0),
    balance {int} NOT NULL CHECK (balance >= 0),
    UNIQUE (message_id, attempt, reason),
    CHECK ((reason = 'taken') = (amount < 0)),
    CHECK ((reason = 'pack') = (pack_id IS NOT NULL)),
    CHECK ((reason = 'pack') = (message_id IS NULL)),
    CHECK ((reason = 'pack') = (attempt IS NULL))
) {strict};
"""

APPEND_ONLY = (
    *("consent", "credit_pack", "credit_step", "credit_movement"),
    *("campaign_exclusion", "receipt"),
)

MESSAGE_MOVES = (
    *(("queued", state) for state in ("sent", "failed", "unknown", "cancelled")),
    *(("sent", state) for state in ("delivered", "failed", "expired")),
    *(("unknown", state) for state in ("sent", "failed")),
)
"""INV-54. What becomes of a message that was lost from sight may still be learnt."""
MESSAGE_FROZEN = (
    *("trail_id", "staff_id", "client_id", "campaign_id", "again_of_id", "channel", "kind"),
    *("recipient", "body", "encoding", "segments", "at"),
)
CAMPAIGN_MOVES = (
    *(("running", state) for state in ("paused", "cancelled", "done")),
    *(("paused", state) for state in ("running", "cancelled")),
)
CAMPAIGN_FROZEN = ("trail_id", "goal", "channel", "body", "everybody", "recipients")


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in TABLES.format(**current.types).split(";"):
        if statement.strip():
            db.execute_sql(statement.strip())
    for table in APPEND_ONLY:
        for statement in current.append_only(table):
            db.execute_sql(statement)
    for statement in (
        *current.moves_forward("message", "state", MESSAGE_MOVES, MESSAGE_FROZEN),
        *current.moves_forward("campaign", "state", CAMPAIGN_MOVES, CAMPAIGN_FROZEN),
    ):
        db.execute_sql(statement)
