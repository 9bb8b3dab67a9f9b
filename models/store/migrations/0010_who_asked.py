"""Who carried out a request: a member of staff, a client, or a program by its name.

Until here it was a member of staff or nobody. What had nobody is the work of the programs that did it; where
no program can have done it, its name stays empty, and the doctor says so as before.
"""

from importlib import import_module
from typing import Any

from models.store.connection import engine

COLUMNS = (
    "ALTER TABLE trail ADD COLUMN actor {text} NOT NULL DEFAULT 'staff' "
    "CHECK (actor IN ('staff', 'client', 'program'))",
    "ALTER TABLE trail ADD COLUMN program {text} NOT NULL DEFAULT ''",
)
PROGRAMS = {
    "shell": ("client_import.carry_out", "clients.create", "entries.open_balance", "statements.issue"),
    "incoming": ("consents.stop", "incoming_texts.receive"),
    "demo": ("demo.fill",),
}
"""Which program did what nobody signed."""


def up(migrator: Any, db: Any) -> None:
    current = engine()
    for statement in COLUMNS:
        db.execute_sql(statement.format(**current.types))
    refusal = next(each for each in current.append_only("trail") if "BEFORE UPDATE" in each)
    db.execute_sql(f"DROP TRIGGER {refusal.split()[2]}{'' if current.name == 'sqlite' else ' ON trail'}")
    cases = " ".join(
        f"WHEN '{verb}' THEN '{program}'" for program, verbs in PROGRAMS.items() for verb in verbs
    )
    db.execute_sql(
        f"UPDATE trail SET actor = 'program', program = CASE verb {cases} ELSE '' END WHERE staff_id IS NULL"
    )
    # Anew, so that what may be redacted leaves the new columns as they are too.
    personal = import_module("models.store.migrations.0009_what_is_personal")
    for statement in (refusal, *current.redactable("trail", personal.APPEND_ONLY["trail"])):
        db.execute_sql(statement)
