"""Where it is kept: the engine's own verdict, the schema, and who else may read the file."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from models.doctor.fault import Fault
from models.refusals import N_
from models.store import schema
from models.store.connection import engine

APPEND_ONLY = (
    *("trail", "operation", "posting", "allocation", "sale", "sale_line", "statement"),
    *("sale_return", "return_line", "document", "document_line", "document_step"),
    *("global_invoice", "global_invoice_item", "global_invoice_deletion", "global_invoice_payment"),
    *("till_closing", "till_count", "till_held", "till_reopening", "number_prefix"),
    *("consent", "credit_pack", "credit_step", "credit_movement", "campaign_exclusion", "receipt"),
)
"""The tables of which no row may change (INV-03)."""


def what_the_engine_finds() -> Iterator[Fault]:
    """Integrity and foreign keys, by the engine's own checks."""
    for text in engine().faults():
        yield Fault("engine", N_("The database reports: {text}"), {"text": text})


def tables_and_triggers() -> Iterator[Fault]:
    """INV-03: the triggers that refuse changes stand, and the schema is this program's."""
    standing = engine().triggers()
    for table in APPEND_ONLY:
        for statement in engine().append_only(table):
            made = re.match(r"CREATE TRIGGER (\w+)", statement)
            if made and made[1] not in standing:
                sentence = N_("Rows of {table} could be changed: the trigger {trigger} is missing.")
                yield Fault("INV-03", sentence, {"table": table, "trigger": made[1]})
    for name in sorted(set(schema.known()) - set(schema.applied(engine()))):
        yield Fault("schema", N_("The schema lacks the step {name}."), {"name": name})


def permissions() -> Iterator[Fault]:
    """Nobody but the owner reads the files, and nobody else can put others in their place."""
    path = Path(engine().place)
    if not path.is_file():
        return  # a server's files are its own business
    for file in sorted(path.parent.glob(f"{path.name}*")):
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            sentence = N_("Others may read {path} ({mode}): it should be 600.")
            yield Fault("files", sentence, {"path": str(file), "mode": f"{mode:o}"})
    mode = stat.S_IMODE(path.parent.stat().st_mode)
    if mode & 0o022 and not mode & stat.S_ISVTX:
        sentence = N_("Others may write in the folder {path} ({mode}): it should be 700.")
        yield Fault("files", sentence, {"path": str(path.parent), "mode": f"{mode:o}"})
