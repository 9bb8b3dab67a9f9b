"""Messages that remind of an appointment, and the goals of their templates and of birthday wishes.

`appointment.arranged_id` stays empty where an appointment was made before: it counts as arranged long ago.
"""

from typing import Any

from models.store.connection import engine

KINDS = ("reminder", "marketing", "due", "test", "appointment")
CAUSES = ("", "withdrawn", "stopped", "refused", "too_many_tries", "lost", "unclear", "overtaken")
CAMPAIGN_GOALS = ("balance_reminder", "custom", "birthday")
GOALS = (*CAMPAIGN_GOALS, "appointment")
TABLES = """
ALTER TABLE appointment ADD COLUMN arranged_id {int} REFERENCES trail (id);
CREATE TABLE appointment_reminder (
    id {key},
    trail_id {int} NOT NULL UNIQUE REFERENCES trail (id),
    message_id {int} NOT NULL UNIQUE REFERENCES message (id),
    appointment_id {int} NOT NULL REFERENCES appointment (id),
    day {day} NOT NULL,
    start {int} NOT NULL CHECK (start BETWEEN 0 AND 1439)
) {strict};
CREATE INDEX appointment_reminder_appointment ON appointment_reminder (appointment_id, id)
"""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    current.allow("message", "kind", KINDS)
    current.allow("message", "cause", CAUSES)
    current.allow("campaign", "goal", CAMPAIGN_GOALS)
    current.allow("template", "goal", GOALS)
    for statement in TABLES.format(**current.types).split(";"):
        db.execute_sql(statement.strip())
    for statement in current.append_only("appointment_reminder"):
        db.execute_sql(statement)
